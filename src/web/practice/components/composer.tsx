import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { nameIn } from '../conversations.ts';
import { useWords } from '../language.tsx';
import { finishMention, type Mentionable, mentionedIn, mentionQuery } from '../mentions.ts';
import { type Draft, usePage } from '../page-context.tsx';
import { ComposerTools } from './composer-tools.tsx';
import { MentionPicker, mentionMatches } from './mention-picker.tsx';

/** The place to write: Enter sends, Shift+Enter makes a new line, @ offers the members. */
export function Composer(props: {
  draft: Draft;
  changeDraft: (change: (draft: Draft) => Draft) => void;
  onSent: () => void;
  choosePicture: (file: File | undefined) => void;
  startList: () => void;
}) {
  const words = useWords();
  const { world, conversation, speaker, actions, attempt } = usePage();
  const { draft, changeDraft } = props;
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [dismissedAt, setDismissedAt] = useState<number | null>(null);
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  const mentionable: Mentionable[] = [
    { id: world.bot.id, name: world.bot.name },
    ...conversation.members
      .filter(({ personId }) => personId !== speaker.id)
      .map(({ personId, name }) => ({ id: personId, name })),
  ];
  const query = conversation.kind === 'room' ? mentionQuery(draft.text, caret) : null;
  const matches = query === null || dismissedAt === caret ? [] : mentionMatches(mentionable, query);

  // What the guide or a click on 引用 has put here is ready to be sent.
  useEffect(() => {
    if (draft.step || draft.quote) field.current?.focus();
  }, [draft.step, draft.quote]);

  function write(text: string, at: number) {
    changeDraft((before) => ({ ...before, text }));
    setCaret(at);
    setChosen(0);
    setDismissedAt(null);
  }

  function placeCaret(text: string, at: number) {
    write(text, at);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(at, at);
    });
  }

  function pick(person: Mentionable) {
    const done = finishMention(draft.text, caret, person.name);
    placeCaret(done.text, done.caret);
  }

  async function send() {
    if (!draft.text.trim() || sending) return;
    setSending(true);
    changeDraft(() => ({ text: '', quote: null }));
    setCaret(0);
    const sent = await attempt(() =>
      actions.send({
        as: speaker.id,
        conversation: conversation.id,
        kind: 'text',
        text: draft.text,
        ...(draft.quote ? { quoteId: draft.quote.id } : {}),
        mentionIds: conversation.kind === 'room' ? mentionedIn(draft.text, mentionable) : [],
      }),
    );
    setSending(false);
    if (sent) props.onSent();
    else changeDraft(({ text }) => ({ ...draft, text: draft.text + text }));
  }

  function onKeyDown(event: KeyboardEvent) {
    // While an input method is composing, Enter and the arrows belong to it.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const picked = matches[chosen];
    if (picked) {
      const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (move) setChosen((chosen + move + matches.length) % matches.length);
      else if (event.key === 'Enter' || event.key === 'Tab') pick(picked);
      else if (event.key === 'Escape') setDismissedAt(caret);
      else return;
      return event.preventDefault();
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  }

  function onPaste(event: ClipboardEvent) {
    const file = event.clipboardData.files[0];
    if (!file) return;
    event.preventDefault();
    props.choosePicture(file);
  }

  const inRoom = conversation.kind === 'room';
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ComposerTools
        choosePicture={props.choosePicture}
        startList={inRoom ? props.startList : undefined}
        mention={
          inRoom
            ? () => placeCaret(`${draft.text.slice(0, caret)}@${draft.text.slice(caret)}`, caret + 1)
            : undefined
        }
      />
      {draft.step && draft.text && (
        <p className="filled" role="status">
          {words.guideFilled}
        </p>
      )}
      <div className="composer-field">
        <textarea
          ref={field}
          id="composer"
          aria-label={words.inputLabel(conversation.title)}
          placeholder={inRoom ? words.placeholderRoom : words.placeholder}
          rows={2}
          value={draft.text}
          onChange={(event) => write(event.target.value, event.target.selectionStart)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        {matches.length > 0 && <MentionPicker people={matches} chosen={chosen} pick={pick} />}
        <button
          type="submit"
          className="button button-primary send"
          data-ready={Boolean(draft.step)}
          disabled={!draft.text.trim() || sending}
        >
          {words.send}
        </button>
      </div>
      {draft.quote && (
        <p className="composer-quote">
          <span>
            {nameIn(world, conversation, draft.quote.senderId)}：
            {draft.quote.text.slice(0, 200) || words.pictureWord}
          </span>
          <button
            type="button"
            className="icon-button"
            aria-label={words.cancelQuote}
            onClick={() => changeDraft((before) => ({ ...before, quote: null }))}
          >
            ✕
          </button>
        </p>
      )}
    </form>
  );
}
