import type { ChatMessage, ClockState, World } from '../../wechat/practice/api.ts';
import { readersOf } from './conversations.ts';

/** What the page knows from the gateway. */
export interface PracticeState {
  /** Null until the gateway has answered once. */
  world: World | null;
  connection: 'opening' | 'open' | 'lost';
  clock: { now: number; heardAt: number };
  /** Conversation id -> its messages, oldest first. */
  messages: Record<string, ChatMessage[]>;
  /** `unreadKey(person, conversation)` -> how many messages that person has not seen. */
  unread: Record<string, number>;
}

export type PracticeAction =
  | { type: 'stream-opened' }
  | { type: 'stream-lost' }
  | { type: 'world-loaded'; world: World; heardAt: number }
  /** `knownBefore` is what the page held when it asked: anything newer arrived meanwhile and is kept. */
  | { type: 'messages-loaded'; conversation: string; messages: ChatMessage[]; knownBefore: ChatMessage[] }
  | { type: 'message-arrived'; message: ChatMessage; seenBy: { person: string; conversation: string } | null }
  | { type: 'clock-moved'; clock: ClockState; heardAt: number }
  | { type: 'bot-changed'; connected: boolean }
  | { type: 'read'; person: string; conversation: string }
  | { type: 'all-read' };

export const initialState: PracticeState = {
  world: null,
  connection: 'opening',
  clock: { now: 0, heardAt: 0 },
  messages: {},
  unread: {},
};

export const unreadKey = (person: string, conversation: string) => `${person} ${conversation}`;

export function reduce(state: PracticeState, action: PracticeAction): PracticeState {
  switch (action.type) {
    case 'stream-opened':
      return { ...state, connection: 'open' };
    case 'stream-lost':
      return { ...state, connection: 'lost' };
    case 'world-loaded':
      return { ...state, world: action.world, clock: heard(action.world.clock, action.heardAt) };
    case 'messages-loaded':
      return withMessages(state, action.conversation, merge(state, action));
    case 'message-arrived':
      return arrived(state, action);
    case 'clock-moved':
      return { ...state, clock: heard(action.clock, action.heardAt) };
    case 'bot-changed':
      if (!state.world) return state;
      return {
        ...state,
        world: { ...state.world, bot: { ...state.world.bot, connected: action.connected } },
      };
    case 'read': {
      const { [unreadKey(action.person, action.conversation)]: count, ...unread } = state.unread;
      return count ? { ...state, unread } : state;
    }
    case 'all-read':
      return { ...state, unread: {} };
  }
}

function heard(clock: ClockState, heardAt: number) {
  return { now: Date.parse(clock.now), heardAt };
}

function withMessages(state: PracticeState, conversation: string, messages: ChatMessage[]): PracticeState {
  return { ...state, messages: { ...state.messages, [conversation]: messages } };
}

function merge(
  state: PracticeState,
  { conversation, messages, knownBefore }: Extract<PracticeAction, { type: 'messages-loaded' }>,
): ChatMessage[] {
  const listed = new Set([...messages, ...knownBefore].map(({ id }) => id));
  return [...messages, ...(state.messages[conversation] ?? []).filter(({ id }) => !listed.has(id))];
}

function arrived(
  state: PracticeState,
  { message, seenBy }: Extract<PracticeAction, { type: 'message-arrived' }>,
): PracticeState {
  const { conversation, senderId, id } = message;
  const before = state.messages[conversation] ?? [];
  if (before.some((known) => known.id === id)) return state;

  const unread = { ...state.unread };
  for (const person of state.world ? readersOf(state.world, conversation) : []) {
    const sees = seenBy?.person === person && seenBy.conversation === conversation;
    const key = unreadKey(person, conversation);
    if (person !== senderId && !sees) unread[key] = (unread[key] ?? 0) + 1;
  }
  return { ...withMessages(state, conversation, [...before, message]), unread };
}
