/**
 * What the practice page and the practice gateway say to each other: JSON over HTTP on 127.0.0.1.
 *
 *   GET  /api/world                          -> World
 *   GET  /api/conversations/:id/messages     -> ChatMessage[]   (?as=PERSON for direct chats, whose id is `direct:PERSON`)
 *   GET  /api/events                         -> text/event-stream of PracticeEvent, one JSON object per `data:` line
 *   POST /api/messages      NewMessage       -> ChatMessage
 *   POST /api/clock         ClockJump        -> ClockState      (forward only)
 *   PUT  /api/rooms/:room/aliases/:person  { alias } -> World    (change a group nickname)
 *   POST /api/reset                          -> World           (starts the demo community again)
 *   GET  /files/:id                          -> the bytes of a picture or file
 * Errors are `{ error: string }` in Chinese with status 4xx.
 */

export interface Person {
  id: string;
  name: string;
  /** What the page shows under the name, e.g. `3-2-501 · 居民`. */
  note: string;
  /** Background colour of the drawn avatar, `#rrggbb`. */
  color: string;
}

export interface Room {
  id: string;
  topic: string;
  members: { personId: string; alias: string }[];
}

export interface ClockState {
  now: string;
  offsetMs: number;
}

export interface World {
  bot: { id: string; name: string; connected: boolean };
  people: Person[];
  rooms: Room[];
  clock: ClockState;
}

export interface ChatMessage {
  id: string;
  /** A room id, or `direct:PERSON` for the chat of a person with the bot. */
  conversation: string;
  /** A person's id or the bot's. */
  senderId: string;
  kind: 'text' | 'picture' | 'file' | 'solitaire';
  /** Of a file, its name. */
  text: string;
  /** `/files/…` for pictures. */
  pictureUrl?: string;
  /** `/files/…` for other files, which only the bot sends. */
  fileUrl?: string;
  quote?: { messageId: string; senderName: string; text: string };
  mentionIds: string[];
  /** ISO time on the practice clock. */
  sentAt: string;
}

export interface NewMessage {
  as: string;
  conversation: string;
  kind: 'text' | 'picture' | 'solitaire';
  text?: string;
  quoteId?: string;
  mentionIds?: string[];
  /** A picture as base64, at most 8 MiB decoded; JPEG, PNG, GIF or WebP. */
  picture?: { name: string; base64: string };
}

/** Forward only: to a moment, or by a named step. */
export type ClockJump = { to: string } | { step: 'hour' | 'day' | 'monday-09:00' };

export type PracticeEvent =
  | { type: 'message'; message: ChatMessage }
  | { type: 'clock'; clock: ClockState }
  | { type: 'bot'; connected: boolean }
  | { type: 'world' };
