import { type FormEvent, useState } from 'react';
import { nameIn } from '../conversations.ts';
import { useWords } from '../language.tsx';
import { usePage } from '../page-context.tsx';
import { type Solitaire, writeSolitaire } from '../solitaire.ts';
import { Dialog } from './dialog.tsx';

/** Writes a #接龙 list: a new one, or an existing one with a row of one's own added. */
export function SolitaireDialog(props: { solitaire: Solitaire; joining: boolean; close: () => void }) {
  const words = useWords();
  const { world, conversation, speaker, actions, attempt } = usePage();
  const [title, setTitle] = useState(props.solitaire.title);
  const [rows, setRows] = useState(() => [
    ...props.solitaire.rows.map((text, id) => ({ id, text })),
    { id: props.solitaire.rows.length, text: nameIn(world, conversation, speaker.id) },
  ]);

  const change = (id: number, text: string) =>
    setRows(rows.map((row) => (row.id === id ? { id, text } : row)));
  const addRow = () => setRows([...rows, { id: rows.length, text: '' }]);

  async function send(event: FormEvent) {
    event.preventDefault();
    const text = writeSolitaire({ title, rows: rows.map((row) => row.text) });
    const sent = await attempt(() =>
      actions.send({ as: speaker.id, conversation: conversation.id, kind: 'solitaire', text }),
    );
    if (sent) props.close();
  }

  return (
    <Dialog title={props.joining ? words.solitaireJoinTitle : words.solitaireTitle} close={props.close}>
      <form className="list-form" onSubmit={send}>
        <label>
          <span>{words.solitaireSubject}</span>
          <textarea
            rows={3}
            required
            value={title}
            readOnly={props.joining}
            placeholder={words.solitaireSubjectHint}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <ol>
          {rows.map(({ id, text }, index) => (
            <li key={id}>
              <input
                aria-label={words.solitaireRow(index + 1)}
                value={text}
                autoFocus={props.joining && index === props.solitaire.rows.length}
                onChange={(event) => change(id, event.target.value)}
              />
            </li>
          ))}
        </ol>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={addRow}>
            {words.solitaireAddRow}
          </button>
          <button type="submit" className="button button-primary" disabled={!title.trim()}>
            {words.solitaireSend}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
