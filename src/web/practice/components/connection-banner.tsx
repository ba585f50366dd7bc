import { useWords } from '../language.tsx';
import { usePage } from '../page-context.tsx';
import type { PracticeState } from '../practice-state.ts';

/** Says that the page, or else the bot, is cut off. Nothing while all is well. */
export function ConnectionBanner({ connection }: { connection: PracticeState['connection'] }) {
  const words = useWords();
  const { world } = usePage();

  let text: string | null = null;
  if (connection === 'lost') text = words.connectionLost;
  else if (!world.bot.connected) text = words.botOfflineHint;

  return (
    <p className="banner" role="alert" data-shown={text !== null}>
      {text}
    </p>
  );
}
