import type { ChatMessage } from '../../../wechat/practice/api.ts';
import { type Conversation, nameIn, personOf } from '../conversations.ts';
import { useWords } from '../language.tsx';
import { usePage } from '../page-context.tsx';
import { unreadKey } from '../practice-state.ts';
import { messageTime, usePracticeTime } from '../practice-time.ts';
import { Avatar, BotAvatar, GroupAvatar } from './avatar.tsx';

/** The chats of whoever speaks, with the last message and what is unread. */
export function ConversationList(props: {
  conversations: Conversation[];
  messages: Record<string, ChatMessage[]>;
  unread: Record<string, number>;
  clock: { now: number; heardAt: number };
  open: (conversation: string) => void;
}) {
  const words = useWords();
  const { speaker, conversation: current } = usePage();
  const now = usePracticeTime(props.clock);

  return (
    <section className="list" aria-label={words.conversations}>
      <div className="list-speaker">
        <Avatar person={speaker} />
        <p>
          <small>{words.speakingAs}</small>
          <strong>{speaker.name}</strong>
          <span>{speaker.note}</span>
        </p>
      </div>
      <ul>
        {props.conversations.map((conversation) => (
          <li key={conversation.id}>
            <Entry
              conversation={conversation}
              last={props.messages[conversation.id]?.at(-1)}
              unread={props.unread[unreadKey(speaker.id, conversation.id)] ?? 0}
              current={conversation.id === current.id}
              now={now}
              open={() => props.open(conversation.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry(props: {
  conversation: Conversation;
  last: ChatMessage | undefined;
  unread: number;
  current: boolean;
  now: number;
  open: () => void;
}) {
  const words = useWords();
  const { world } = usePage();
  const { conversation, last, unread } = props;
  const members = conversation.members.flatMap(({ personId }) => personOf(world, personId) ?? []);

  let preview = conversation.kind === 'direct' ? words.directNote : words.noMessages;
  if (last) {
    const said = last.kind === 'picture' ? words.pictureWord : last.text.slice(0, 80);
    const name = conversation.kind === 'room' ? `${nameIn(world, conversation, last.senderId)}：` : '';
    preview = name + said;
  }

  return (
    <button type="button" className="entry" aria-current={props.current} onClick={props.open}>
      {conversation.kind === 'room' ? <GroupAvatar people={members} /> : <BotAvatar />}
      {unread > 0 && (
        <span className="unread" role="img" aria-label={words.unreadOf(unread)}>
          {Math.min(unread, 99)}
        </span>
      )}
      <span className="entry-text">
        <span className="entry-title">{conversation.title}</span>
        <span className="entry-preview">{preview}</span>
      </span>
      {last && (
        <time className="entry-time" dateTime={last.sentAt}>
          {messageTime(Date.parse(last.sentAt), props.now, words.locale, words.yesterday).split(' ')[0]}
        </time>
      )}
    </button>
  );
}
