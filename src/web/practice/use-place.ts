import { useCallback, useMemo, useState } from 'react';
import type { Watching } from './use-practice.ts';

const storageKey = 'xiaoji-practice-place';
const phone = window.matchMedia('(max-width: 759px)');

interface Place {
  speaker: string;
  /** Person -> the conversation that they had open last. */
  openOf: Record<string, string>;
  /** On a phone only one of the two is shown. */
  view: 'list' | 'chat';
}

function remembered(): Place {
  const fresh: Place = { speaker: 'zhang-san', openOf: {}, view: 'list' };
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageKey) ?? '');
    return { ...fresh, speaker: String(kept.speaker), openOf: { ...kept.openOf } };
  } catch {
    return fresh;
  }
}

/** Where the player is: who speaks, and which conversation is open. A reload comes back to it. */
export function usePlace() {
  const [place, setPlace] = useState(remembered);
  const conversation = place.openOf[place.speaker] ?? '';

  const change = useCallback((next: (place: Place) => Place) => {
    setPlace((before) => {
      const after = next(before);
      sessionStorage.setItem(storageKey, JSON.stringify(after));
      return after;
    });
  }, []);

  const goTo = useCallback(
    (speaker: string, to: string) =>
      change((before) => ({ speaker, openOf: { ...before.openOf, [speaker]: to }, view: 'chat' })),
    [change],
  );
  const open = useCallback(
    (to: string) =>
      change((before) => ({ ...before, openOf: { ...before.openOf, [before.speaker]: to }, view: 'chat' })),
    [change],
  );
  /** Another person speaks, in the same conversation if they are in it. */
  const speakAs = useCallback(
    (speaker: string, sameConversation?: string) =>
      change((before) => ({
        ...before,
        speaker,
        openOf: sameConversation ? { ...before.openOf, [speaker]: sameConversation } : before.openOf,
      })),
    [change],
  );
  const backToList = useCallback(() => change((before) => ({ ...before, view: 'list' })), [change]);

  const hidden = phone.matches && place.view === 'list';
  const watching: Watching = useMemo(
    () => (hidden ? null : { person: place.speaker, conversation }),
    [hidden, place.speaker, conversation],
  );
  return { ...place, conversation, watching, goTo, open, speakAs, backToList };
}
