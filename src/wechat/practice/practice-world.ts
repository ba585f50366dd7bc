import { randomUUID } from 'node:crypto';
import type { Clock } from '#src/clock.ts';
import type { WorldFile } from '#src/practice/world-file.ts';
import type { ChatMessage, NewMessage, Person, Room } from './api.ts';
import { openingChat } from './opening-chat.ts';
import { pictureType } from './picture-type.ts';
import type { PracticeLog } from './practice-log.ts';
import { PracticeRefusal } from './practice-refusal.ts';

export const maxPictureBytes = 8 * 1024 * 1024;
export const maxTextBytes = 100_000;
/** Older messages leave the memory (not the log): a long run must not grow without end. */
const keptMessages = 5_000;

/** The people, groups and chats that practice mode plays. It knows nothing of gRPC or HTTP. */
export class PracticeWorld {
  readonly bot: { id: string; name: string };
  readonly people: readonly Person[];
  readonly #file: WorldFile;
  readonly #log: PracticeLog;
  readonly #clock: Clock;
  #aliases = new Map<string, Map<string, string>>();
  #messages = new Map<string, ChatMessage>();

  constructor(file: WorldFile, log: PracticeLog, clock: Clock) {
    this.#file = file;
    this.#log = log;
    this.#clock = clock;
    this.bot = file.bot;
    this.people = file.people.map(({ id, name, note, color }) => ({ id, name, note, color }));
    this.#open();
  }

  get rooms(): Room[] {
    return this.#file.rooms.map(({ id, topic }) => ({
      id,
      topic,
      members: [...(this.#aliases.get(id) ?? [])].map(([personId, alias]) => ({ personId, alias })),
    }));
  }

  room(id: string): Room | undefined {
    return this.rooms.find((room) => room.id === id);
  }

  person(id: string): Person | undefined {
    return this.people.find((person) => person.id === id);
  }

  /** The group nickname of a member, or undefined when the person is not in that room. */
  alias(roomId: string, personId: string): string | undefined {
    return this.#aliases.get(roomId)?.get(personId);
  }

  setAlias(roomId: string, personId: string, alias: string): void {
    const members = this.#aliases.get(roomId);
    if (!members?.has(personId)) throw new PracticeRefusal('这个人不在这个群里。', 404);
    if (alias.length > 64) throw new PracticeRefusal('群昵称太长了，最多 64 个字。');
    members.set(personId, alias);
    this.#log.append({ type: 'alias', room: roomId, person: personId, alias });
  }

  message(id: string): ChatMessage | undefined {
    return this.#messages.get(id);
  }

  /** The chat of one conversation, oldest first, at most `limit` of the newest. */
  messages(conversation: string, limit = 500): ChatMessage[] {
    return [...this.#messages.values()].filter((m) => m.conversation === conversation).slice(-limit);
  }

  /** The bytes of a picture or file that was sent. */
  file(fileId: string): Uint8Array | undefined {
    return this.#log.file(fileId);
  }

  /**
   * Someone says something.
   * @throws {PracticeRefusal} with what is wrong, in Chinese.
   */
  say(message: NewMessage, id: string = randomUUID()): ChatMessage {
    const speaker = this.person(message.as);
    if (!speaker) throw new PracticeRefusal(`没有 ${message.as} 这个人。`, 404);
    this.#demandMembership(message.conversation, message.as);
    if (message.kind === 'picture') return this.#add(this.#pictureMessage(message, id));
    const text = message.text ?? '';
    if (text === '') throw new PracticeRefusal('消息是空的。');
    if (Buffer.byteLength(text) > maxTextBytes) throw new PracticeRefusal('消息太长了，最多 100 KB。', 413);
    return this.#add({
      id,
      conversation: message.conversation,
      senderId: message.as,
      kind: message.kind,
      text,
      ...(message.quoteId === undefined ? {} : { quote: this.#quote(message.quoteId, message.conversation) }),
      mentionIds: message.mentionIds ?? [],
      sentAt: this.#clock.now().toISOString(),
    });
  }

  /** The bot says something. Unlike people, it may mention whom it likes and write as long as it likes. */
  botSays(
    conversation: string,
    said: { text: string; mentionIds: string[] } | { file: { name: string; bytes: Uint8Array } },
  ): ChatMessage {
    if (!this.#exists(conversation)) throw new PracticeRefusal(`没有 ${conversation} 这个会话。`, 404);
    const base = {
      id: randomUUID(),
      conversation,
      senderId: this.bot.id,
      sentAt: this.#clock.now().toISOString(),
    };
    if ('file' in said) {
      const { name, bytes } = said.file;
      // A file is what its name says, as with WeChat.
      const url = /\.(jpe?g|png|gif|webp)$/i.test(name)
        ? { kind: 'picture' as const, text: '', pictureUrl: this.#savePicture(bytes) }
        : { kind: 'file' as const, text: name, fileUrl: this.#saveFile(name, bytes) };
      return this.#add({ ...base, ...url, mentionIds: [] });
    }
    return this.#add({ ...base, kind: 'text', text: said.text, mentionIds: said.mentionIds });
  }

  /** The demo community as it was on the first day. */
  reset(): void {
    this.#log.clear();
    this.#messages.clear();
    this.#open();
  }

  #open(): void {
    this.#aliases = new Map(this.#file.rooms.map((room) => [room.id, new Map(Object.entries(room.members))]));
    const records = this.#log.read();
    for (const record of records) {
      if (record.type === 'message') this.#remember(record.message);
      if (record.type === 'alias') this.#aliases.get(record.room)?.set(record.person, record.alias);
    }
    if (!records.some((record) => record.type === 'message')) {
      for (const message of openingChat(this.#file, this.#clock.now())) this.#add(message);
    }
  }

  #add(message: ChatMessage): ChatMessage {
    this.#remember(message);
    this.#log.append({ type: 'message', message });
    return message;
  }

  #remember(message: ChatMessage): void {
    this.#messages.set(message.id, message);
    if (this.#messages.size <= keptMessages) return;
    const oldest = this.#messages.keys().next().value;
    if (oldest !== undefined) this.#messages.delete(oldest);
  }

  #pictureMessage(message: NewMessage, id: string): ChatMessage {
    const bytes = Buffer.from(message.picture?.base64 ?? '', 'base64');
    return {
      id,
      conversation: message.conversation,
      senderId: message.as,
      kind: 'picture',
      text: '',
      pictureUrl: this.#savePicture(bytes),
      mentionIds: [],
      sentAt: this.#clock.now().toISOString(),
    };
  }

  #savePicture(bytes: Uint8Array): string {
    if (bytes.length > maxPictureBytes) throw new PracticeRefusal('图片太大了，最多 8 MB。', 413);
    const type = pictureType(bytes);
    if (!type) throw new PracticeRefusal('这不是能用的图片，请选 JPEG、PNG、GIF 或 WebP。', 415);
    const fileId = `${randomUUID()}.${type.extension}`;
    this.#log.saveFile(fileId, bytes);
    return `/files/${fileId}`;
  }

  #saveFile(name: string, bytes: Uint8Array): string {
    const fileId = `${randomUUID()}.${/\.([a-z]+)$/.exec(name)?.[1] ?? 'bin'}`;
    this.#log.saveFile(fileId, bytes);
    return `/files/${fileId}`;
  }

  #quote(messageId: string, conversation: string): ChatMessage['quote'] {
    const quoted = this.#messages.get(messageId);
    if (quoted?.conversation !== conversation) throw new PracticeRefusal('引用的消息不在这个会话里。', 404);
    const senderName = this.displayName(conversation, quoted.senderId);
    return { messageId, senderName, text: quoted.kind === 'picture' ? '[图片]' : quoted.text };
  }

  /** The name that others see in a conversation: the group nickname where there is one. */
  displayName(conversation: string, contactId: string): string {
    if (contactId === this.bot.id) return this.bot.name;
    return this.alias(conversation, contactId) || this.person(contactId)?.name || contactId;
  }

  #exists(conversation: string): boolean {
    if (this.#aliases.has(conversation)) return true;
    return (
      conversation.startsWith('direct:') && this.person(conversation.slice('direct:'.length)) !== undefined
    );
  }

  #demandMembership(conversation: string, personId: string): void {
    if (!this.#exists(conversation)) throw new PracticeRefusal(`没有 ${conversation} 这个会话。`, 404);
    const inside = this.#aliases.get(conversation)?.has(personId) ?? conversation === `direct:${personId}`;
    if (!inside) throw new PracticeRefusal('这个人不在这个会话里，不能在这里说话。', 403);
  }
}
