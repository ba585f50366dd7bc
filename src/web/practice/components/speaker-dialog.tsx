import { readersOf } from '../conversations.ts';
import { useWords } from '../language.tsx';
import { usePage } from '../page-context.tsx';
import { Avatar } from './avatar.tsx';
import { Dialog } from './dialog.tsx';

/** On a phone: another person takes over, in this group if they are in it, else at their own list's first chat. */
export function SpeakerDialog(props: {
  close: () => void;
  choose: (person: string, sameConversation?: string) => void;
}) {
  const words = useWords();
  const { world, speaker, conversation } = usePage();
  const here = new Set(readersOf(world, conversation.id));

  return (
    <Dialog title={words.speakAs} close={props.close} className="dialog-sheet">
      <ul className="people">
        {world.people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className="person"
              aria-pressed={person.id === speaker.id}
              onClick={() => {
                props.choose(person.id, here.has(person.id) ? conversation.id : undefined);
                props.close();
              }}
            >
              <Avatar person={person} />
              <span className="person-text">
                <strong>{person.name}</strong>
                <span className="person-note">{person.note}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
