import { useEffect, useState } from 'react';
import { useWords } from './language.tsx';
import { usePage } from './page-context.tsx';
import { pictureFault, toBase64 } from './picture-input.ts';

/** A picture on its way: chosen, looked at, then sent or dropped. */
export function useSendPicture() {
  const words = useWords();
  const { speaker, conversation, actions, attempt, tell } = usePage();
  const [chosen, setChosen] = useState<{ file: File; url: string } | null>(null);

  useEffect(() => () => URL.revokeObjectURL(chosen?.url ?? ''), [chosen]);

  function choose(file: File | undefined) {
    if (!file) return;
    const fault = pictureFault(file);
    if (!fault) return setChosen({ file, url: URL.createObjectURL(file) });
    if (fault.reason === 'not-a-picture') tell(words.notAPicture(fault.name));
    if (fault.reason === 'empty') tell(words.emptyPicture(fault.name));
    if (fault.reason === 'too-large')
      tell(words.tooLarge(fault.name, (fault.bytes / 1024 / 1024).toFixed(1)));
  }

  async function send() {
    if (!chosen) return;
    const { file } = chosen;
    const sent = await attempt(async () => {
      const picture = { name: file.name, base64: await toBase64(file) };
      await actions.send({ as: speaker.id, conversation: conversation.id, kind: 'picture', picture });
    });
    if (sent) setChosen(null);
  }

  return { chosen, choose, send, cancel: () => setChosen(null) };
}
