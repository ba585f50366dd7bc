import type { ChatMessage, ClockJump, ClockState, NewMessage, World } from '../../wechat/practice/api.ts';

/** What the gateway answered to a request that it refused, in its own words. */
export class Refused extends Error {}

export const practiceClient = {
  world: () => call<World>('GET', '/api/world'),

  /** The messages of a group, or of `direct:PERSON`, oldest first. */
  messages(conversation: string): Promise<ChatMessage[]> {
    const as = conversation.startsWith('direct:') ? `?as=${encodeURIComponent(conversation.slice(7))}` : '';
    return call('GET', `/api/conversations/${encodeURIComponent(conversation)}/messages${as}`);
  },

  send: (message: NewMessage) => call<ChatMessage>('POST', '/api/messages', message),

  moveClock: (jump: ClockJump) => call<ClockState>('POST', '/api/clock', jump),

  rename: (room: string, person: string, alias: string) =>
    call<World>('PUT', `/api/rooms/${encodeURIComponent(room)}/aliases/${encodeURIComponent(person)}`, {
      alias,
    }),

  reset: () => call<World>('POST', '/api/reset', {}),
};

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (response.ok) return response.json();
  const answer = await response.json().catch(() => ({}));
  throw new Refused(typeof answer.error === 'string' ? answer.error : `HTTP ${response.status}`);
}
