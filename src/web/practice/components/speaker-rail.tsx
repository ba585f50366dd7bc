import { useWords } from '../language.tsx';
import { usePage } from '../page-context.tsx';
import { Avatar } from './avatar.tsx';

/** Everyone whom the player can be. A dot marks people with unread messages. */
export function SpeakerRail(props: { unread: Record<string, number>; choose: (person: string) => void }) {
  const words = useWords();
  const { world, speaker } = usePage();
  const unreadKeys = Object.keys(props.unread);

  return (
    <nav className="rail" aria-label={words.speakAs}>
      <p className="rail-title">{words.speakAs}</p>
      <ul>
        {world.people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className="rail-person"
              aria-pressed={person.id === speaker.id}
              aria-label={`${person.name}，${person.note}`}
              title={`${person.name} · ${person.note}`}
              onClick={() => props.choose(person.id)}
            >
              <span className="with-dot" data-dot={unreadKeys.some((key) => key.startsWith(`${person.id} `))}>
                <Avatar person={person} />
              </span>
              <span className="rail-name">{person.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
