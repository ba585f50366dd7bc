import { type FormEvent, useState } from 'react';
import { personOf } from '../conversations.ts';
import { useWords } from '../language.tsx';
import { usePage } from '../page-context.tsx';
import { Avatar, BotAvatar } from './avatar.tsx';
import { Dialog } from './dialog.tsx';

/** Who is in the group, and the speaker's own nickname there, which can be changed. */
export function GroupDialog({ close }: { close: () => void }) {
  const words = useWords();
  const { world, conversation, speaker, actions, attempt } = usePage();
  const own = conversation.members.find(({ personId }) => personId === speaker.id)?.name ?? '';
  const [alias, setAlias] = useState(own);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (await attempt(() => actions.rename(conversation.id, speaker.id, alias.trim()))) close();
  }

  return (
    <Dialog title={conversation.title} close={close}>
      <form className="alias-form" onSubmit={save}>
        <label>
          <span>{words.myAlias}</span>
          <input value={alias} maxLength={32} onChange={(event) => setAlias(event.target.value)} />
        </label>
        <button type="submit" className="button button-primary">
          {words.saveAlias}
        </button>
      </form>
      <p className="hint">{words.aliasHint}</p>
      <h3>{words.members(conversation.members.length + 1)}</h3>
      <ul className="people">
        <li className="person">
          <BotAvatar />
          <span className="person-text">
            <strong>{world.bot.name}</strong>
            <span className="person-note">{words.robot}</span>
          </span>
        </li>
        {conversation.members.map(({ personId, name }) => {
          const person = personOf(world, personId);
          return (
            person && (
              <li key={personId} className="person">
                <Avatar person={person} />
                <span className="person-text">
                  <strong>{name}</strong>
                  <span className="person-note">
                    {person.name} · {person.note}
                  </span>
                </span>
              </li>
            )
          );
        })}
      </ul>
    </Dialog>
  );
}
