import { FileBox } from 'file-box';
import { type payloads, types } from 'wechaty-puppet';
import type { Clock } from '#src/clock.ts';
import type { ConnectOptions } from './connection.ts';
import { CutOff } from './cut-off.ts';
import { Directory, type Member } from './directory.ts';
import { AmbiguousSend, ConnectFailure, NotConnected, sendError } from './errors.ts';
import type { GatewayAddress } from './gateway-client.ts';
import { GatewaySession } from './gateway-session.ts';
import { errorText } from './grpc-error.ts';
import type { Conversation, IncomingMessage } from './incoming-message.ts';
import { readFile } from './read-file.ts';
import { readMessage } from './read-message.ts';

const textTimeoutMs = 15_000;
const fileTimeoutMs = 60_000;
/** Longer than the supervision needs to notice a gateway that hangs, so that no message is given up before. */
const askTimeoutMs = 15_000;

export interface LinkEvents {
  /** The link broke; it has to be closed and another one made. */
  onBroken(reason: string): void;
  /** The account is there again after a logout. */
  onLogin(): void;
  onLogout(reason: string): void;
}

export interface LinkOptions extends LinkEvents {
  address: GatewayAddress;
  clock: Clock;
  log: ConnectOptions['log'];
  onMessage(message: IncomingMessage): void;
  fetchPicture(messageId: string): Promise<Uint8Array>;
  /** Messages that an earlier link was told of but could not fetch any more. */
  pending: string[];
}

/** What can be said and heard over one gateway session. It ends with the session; Supervisor makes the next one. */
export class Link {
  readonly #options: LinkOptions;
  readonly #session: GatewaySession;
  readonly #directory: Directory;
  readonly #cutOff = new CutOff();
  #account: { id: string; name: string } | undefined;
  #isEnded = false;
  /** Ids of messages that were announced and not yet handed on, in order. */
  readonly #pending: string[] = [];
  /** Settles when everything announced so far has been handed on: this is what keeps the order. */
  #tail: Promise<void> = Promise.resolve();

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#session = new GatewaySession(options.address, {
      onMessage: (id) => this.#announced(id),
      onDirty: (type, id) => this.#changed(type, id),
      onLogin: (id) => this.#loggedIn(id),
      onLogout: (reason) => options.onLogout(reason),
      onBroken: (reason) => options.onBroken(reason),
      onError: (reason) => options.log.warn({ reason }, 'the WeChat gateway reports an error'),
    });
    this.#directory = new Directory(this.#session.client);
  }

  /** The bot's own account. @throws {NotConnected} before the login. */
  get account(): { id: string; name: string } {
    if (!this.#account) throw new NotConnected('not logged in yet');
    return this.#account;
  }

  /** @throws {ConnectFailure} */
  async open(timeoutMs: number): Promise<void> {
    const ready = Promise.withResolvers<void>();
    this.#tail = ready.promise;
    for (const id of this.#options.pending) {
      this.#pending.push(id);
      this.#tail = this.#tail.then(() => this.#handOn(id, this.#fetch(id)));
    }
    const id = await this.#session.open(timeoutMs);
    // A gateway that hangs still announces the login; only an answer shows that it works.
    const name = this.#directory.contactName(id).catch(() => id);
    const late = () => new ConnectFailure('no-answer', this.#options.address.endpoint);
    this.#account = { id, name: await this.#cutOff.guard(name, timeoutMs, late) };
    if (this.#session.isBroken) throw new ConnectFailure('unreachable', this.#options.address.endpoint);
    ready.resolve();
    void this.#warmUp();
  }

  /** Whether the gateway answers within `timeoutMs`. */
  isAlive(timeoutMs: number): Promise<boolean> {
    return this.#session.isAlive(this.account.id, timeoutMs);
  }

  /** Ends the link. Returns the messages that were announced but not handed on. */
  close(): string[] {
    if (!this.#isEnded) {
      this.#isEnded = true;
      this.#session.close();
      this.#cutOff.end(new NotConnected('the connection to the WeChat gateway ended'));
    }
    return this.#pending;
  }

  async sendText(conversation: Conversation, text: string, mentions: string[]): Promise<string | undefined> {
    const said = (await this.#calling(conversation, text, mentions)).toWellFormed();
    const ids = mentions.length > 0 ? mentions : undefined;
    return this.#send(() => this.#session.client.messageSendText(conversation.id, said, ids), textTimeoutMs);
  }

  async sendFile(
    conversation: Conversation,
    { name, bytes }: { name: string; bytes: Uint8Array },
  ): Promise<string | undefined> {
    // Upstream cannot send a small file that is made from a buffer.
    const file = FileBox.fromBase64(Buffer.from(bytes).toString('base64'), name);
    return this.#send(() => this.#session.client.messageSendFile(conversation.id, file), fileTimeoutMs);
  }

  async fetchPicture(messageId: string): Promise<Uint8Array> {
    return this.#guard(this.#session.client.messageFile(messageId).then(readFile), fileTimeoutMs);
  }

  async members(roomId: string): Promise<Member[]> {
    return this.#guard(this.#directory.members(roomId), fileTimeoutMs);
  }

  async rooms(): Promise<{ id: string; topic: string }[]> {
    return this.#guard(this.#directory.rooms(), fileTimeoutMs);
  }

  async contactName(contactId: string): Promise<string> {
    return this.#guard(this.#directory.contactName(contactId));
  }

  /** The first login is open()'s; this is about later ones. */
  #loggedIn(accountId: string): void {
    if (this.#account?.id === accountId) this.#options.onLogin();
    else if (this.#account) this.#options.onBroken('another account has logged in at the gateway');
  }

  /** Asks for the message at once, and hands it on when those before it have been. */
  #announced(messageId: string): void {
    const payload = this.#fetch(messageId);
    payload.catch(() => {}); // Looked at by handOn, in its turn.
    this.#pending.push(messageId);
    this.#tail = this.#tail.then(() => this.#handOn(messageId, payload));
  }

  #fetch(messageId: string): Promise<payloads.Message> {
    return this.#guard(this.#session.client.messagePayload(messageId));
  }

  /** Never rejects: one bad message must not stop those after it. */
  async #handOn(messageId: string, fetched: Promise<payloads.Message>): Promise<void> {
    try {
      const message = await this.#read(await fetched);
      // A message cut off by the end of the link stays pending, for the next link.
      if (this.#isEnded) return;
      this.#pending.shift();
      if (message) this.#options.onMessage(message);
    } catch (error) {
      if (this.#isEnded) return;
      if (this.#pending[0] === messageId) this.#pending.shift();
      this.#options.log.error({ messageId, err: error }, 'a message could not be taken');
    }
  }

  /** Null for what the bot said itself, and for WeChat's own notices, which nobody said. */
  async #read(payload: payloads.Message): Promise<IncomingMessage | null> {
    if (!payload.talkerId || payload.talkerId === this.account.id) return null;
    const { clock, fetchPicture } = this.#options;
    const reader = { account: this.account, directory: this.#directory, clock, picture: fetchPicture };
    return this.#guard(readMessage(payload, reader));
  }

  #changed(type: types.Dirty, id: string): void {
    if (type === types.Dirty.Contact) this.#directory.forgetContact(id);
    if (type === types.Dirty.Room || type === types.Dirty.RoomMember) this.#directory.forgetRoom(id);
  }

  /** Reads in who is in the rooms, so that first messages need not ask. */
  async #warmUp(): Promise<void> {
    try {
      const roomIds = await this.#guard(this.#session.client.roomList());
      for (const roomId of roomIds) await this.#guard(this.#directory.readRoom(roomId), fileTimeoutMs);
    } catch (error) {
      this.#options.log.debug({ reason: errorText(error) }, 'the members of the rooms could not be read in');
    }
  }

  /** The text with `@name` in front for everyone mentioned who is not in it yet; WeChat ends a mention by U+2005. */
  async #calling(conversation: Conversation, text: string, mentions: string[]): Promise<string> {
    if (conversation.kind === 'direct' || mentions.length === 0) return text;
    const asked = mentions.map((id) => this.#directory.member(conversation.id, id));
    const names = (await this.#guard(Promise.allSettled(asked))).flatMap((member) =>
      member.status === 'fulfilled' ? [member.value.alias || member.value.name] : [],
    );
    const missing = names.filter((name) => !text.includes(`@${name}`));
    return missing.map((name) => `@${name}\u2005`).join('') + text;
  }

  async #send(send: () => Promise<unknown>, timeoutMs: number): Promise<string | undefined> {
    if (this.#isEnded || !this.#account) throw new NotConnected('no connection to the WeChat gateway');
    const late = () => new AmbiguousSend(`the gateway did not confirm within ${timeoutMs / 1_000} s`);
    try {
      const id = await this.#cutOff.guard(send(), timeoutMs, late);
      return typeof id === 'string' && id !== '' ? id : undefined;
    } catch (error) {
      throw sendError(error);
    }
  }

  #guard<T>(answer: Promise<T>, timeoutMs = askTimeoutMs): Promise<T> {
    return this.#cutOff.guard(answer, timeoutMs, () => new Error('the WeChat gateway did not answer'));
  }
}
