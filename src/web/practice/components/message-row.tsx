import { type KeyboardEvent, memo, type PointerEvent, useRef } from 'react';
import type { ChatMessage, Person } from '../../../wechat/practice/api.ts';
import type { Solitaire } from '../solitaire.ts';
import type { Words } from '../words-zh.ts';
import { Avatar, BotAvatar } from './avatar.tsx';
import { Bubble } from './bubble.tsx';
import type { MenuPlace } from './message-menu.tsx';

const longPressMs = 500;

interface Props {
  message: ChatMessage;
  /** Undefined for the bot. */
  sender: Person | undefined;
  senderName: string;
  own: boolean;
  inRoom: boolean;
  words: Words;
  openMenu: (place: MenuPlace) => void;
  quote: (message: ChatMessage) => void;
  goTo: (messageId: string) => void;
  join: (list: Solitaire) => void;
}

/** One message with its avatar, the group nickname above, and what it quotes below. */
export const MessageRow = memo(Row, (before, after) => {
  // The callbacks are new at every drawing of the list, but do the same.
  return (['message', 'sender', 'senderName', 'own', 'words'] as const).every(
    (name) => before[name] === after[name],
  );
});

function Row({ message, sender, senderName, own, inRoom, words, ...on }: Props) {
  const press = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stopPress = () => clearTimeout(press.current);

  function startPress({ pointerType, clientX, clientY }: PointerEvent) {
    if (pointerType === 'touch')
      press.current = setTimeout(() => on.openMenu({ message, x: clientX, y: clientY }), longPressMs);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    on.openMenu({ message, x: left + 60, y: top + 20 });
  }

  return (
    <article
      className="row"
      data-own={own}
      data-message={message.id}
      aria-label={senderName}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {sender ? <Avatar person={sender} /> : <BotAvatar />}
      <div className="row-body">
        {inRoom && !own && <p className="row-name">{senderName}</p>}
        <div className="row-line">
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the keyboard opens the same menu with Enter on the row */}
          <div
            className="press-area"
            onContextMenu={(event) => {
              event.preventDefault();
              on.openMenu({ message, x: event.clientX, y: event.clientY });
            }}
            onPointerDown={startPress}
            onPointerUp={stopPress}
            onPointerCancel={stopPress}
            onPointerMove={(event) => (event.movementX || event.movementY) && stopPress()}
          >
            <Bubble message={message} senderName={senderName} words={words} join={on.join} />
          </div>
          <button type="button" className="row-quote" tabIndex={-1} onClick={() => on.quote(message)}>
            {words.quote}
          </button>
        </div>
        {message.quote && <QuoteBlock quote={message.quote} words={words} goTo={on.goTo} />}
      </div>
    </article>
  );
}

function QuoteBlock(props: {
  quote: NonNullable<ChatMessage['quote']>;
  words: Words;
  goTo: (messageId: string) => void;
}) {
  const { messageId, senderName, text } = props.quote;
  return (
    <button
      type="button"
      className="quote-block"
      title={props.words.goToQuoted}
      onClick={() => props.goTo(messageId)}
    >
      <span className="quote-text">
        {senderName}：{text.slice(0, 200) || props.words.pictureWord}
      </span>
    </button>
  );
}
