import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ChatMessage } from '../../../wechat/practice/api.ts';
import { nameIn, personOf } from '../conversations.ts';
import { useWords } from '../language.tsx';
import { usePage } from '../page-context.tsx';
import { messageTime, needsTime, usePracticeTime } from '../practice-time.ts';
import type { Solitaire } from '../solitaire.ts';
import { type MenuPlace, MessageMenu } from './message-menu.tsx';
import { MessageRow } from './message-row.tsx';

const pageSize = 100;

/** The messages, newest at the bottom. It stays at the bottom unless the player has scrolled up. */
export function MessageList(props: {
  messages: ChatMessage[];
  clock: { now: number; heardAt: number };
  quote: (message: ChatMessage) => void;
  join: (list: Solitaire) => void;
}) {
  const words = useWords();
  const { world, conversation, speaker } = usePage();
  const now = usePracticeTime(props.clock);
  const [count, setCount] = useState(pageSize);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const atBottom = useRef(true);
  const [missed, setMissed] = useState(false);

  const last = props.messages.at(-1);
  useLayoutEffect(() => {
    if (!last || !box.current) return;
    if (atBottom.current || last.senderId === speaker.id) box.current.scrollTop = box.current.scrollHeight;
    else setMissed(true);
  }, [last, speaker.id]);

  // Pictures and the on-screen keyboard change heights after the fact: stay at the bottom then, too.
  useEffect(() => {
    const element = box.current;
    const inner = element?.firstElementChild;
    if (!element || !inner) return;
    const observer = new ResizeObserver(() => {
      if (atBottom.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    observer.observe(inner);
    return () => observer.disconnect();
  }, []);

  function onScroll() {
    const element = box.current;
    if (!element) return;
    atBottom.current = element.scrollHeight - element.scrollTop - element.clientHeight < 60;
    if (atBottom.current) setMissed(false);
  }

  function toBottom() {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }

  function goTo(messageId: string) {
    const row = box.current?.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`);
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  }

  const shown = props.messages.slice(-count);
  return (
    <div className="messages-frame">
      <div
        ref={box}
        className="messages"
        role="log"
        aria-label={words.messageList}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, so the keyboard must reach it
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={walkRows}
      >
        <div className="messages-inner">
          {shown.length < props.messages.length && (
            <button type="button" className="button earlier" onClick={() => setCount(count + pageSize)}>
              {words.earlier}
            </button>
          )}
          {shown.map((message, index) => (
            <div key={message.id}>
              {needsTime(message.sentAt, shown[index - 1]?.sentAt) && (
                <p className="time">
                  {messageTime(Date.parse(message.sentAt), now, words.locale, words.yesterday)}
                </p>
              )}
              <MessageRow
                message={message}
                sender={personOf(world, message.senderId)}
                senderName={nameIn(world, conversation, message.senderId)}
                own={message.senderId === speaker.id}
                inRoom={conversation.kind === 'room'}
                words={words}
                openMenu={setMenu}
                quote={props.quote}
                goTo={goTo}
                join={props.join}
              />
            </div>
          ))}
        </div>
      </div>
      {missed && (
        <button type="button" className="button to-bottom" onClick={toBottom}>
          {words.newMessages} ↓
        </button>
      )}
      {menu && <MessageMenu place={menu} close={() => setMenu(null)} quote={props.quote} />}
    </div>
  );
}

/** Up and down go from message to message. */
function walkRows(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-message]')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? rows.length - 1 : at + (event.key === 'ArrowUp' ? -1 : 1);
  const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
  if (!row) return;
  event.preventDefault();
  row.focus();
}
