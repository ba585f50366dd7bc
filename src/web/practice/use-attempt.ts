import { useCallback, useEffect, useState } from 'react';
import { useWords } from './language.tsx';
import { Refused } from './practice-client.ts';

const shownForMs = 5_000;

/** Short sentences for the player, and the one place where a failed request becomes one. */
export function useAttempt() {
  const words = useWords();
  const [notice, setNotice] = useState<{ text: string } | null>(null);

  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(null), shownForMs);
    return () => clearTimeout(timer);
  }, [notice]);

  const tell = useCallback((text: string) => setNotice({ text }), []);
  const attempt = useCallback(
    async (doing: () => Promise<unknown>) => {
      try {
        await doing();
        return true;
      } catch (error) {
        console.error(error);
        tell(error instanceof Refused ? words.failed(error.message) : words.unreachable);
        return false;
      }
    },
    [tell, words],
  );
  return { notice: notice?.text ?? null, tell, attempt };
}
