import { useWords } from '../language.tsx';
import type { Mentionable } from '../mentions.ts';

/** The members whose name holds what was typed after the @. */
export function mentionMatches(people: Mentionable[], query: string): Mentionable[] {
  return people.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()));
}

/** The list over the text field. The keyboard stays in the field, which moves `chosen`. */
export function MentionPicker(props: {
  people: Mentionable[];
  chosen: number;
  pick: (person: Mentionable) => void;
}) {
  const words = useWords();
  return (
    <div className="mentions" role="listbox" aria-label={words.mentionWho}>
      {props.people.map((person, index) => (
        <button
          key={person.id}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={index === props.chosen}
          ref={(button) => {
            if (index === props.chosen) button?.scrollIntoView({ block: 'nearest' });
          }}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => props.pick(person)}
        >
          {person.name}
        </button>
      ))}
    </div>
  );
}
