import '../quiet-wechaty.ts';
import { EventEmitter } from 'node:events';
import { FileBox, type FileBoxInterface } from 'file-box';
import { Puppet, type payloads, types } from 'wechaty-puppet';
import type { PracticeWorld } from './practice-world.ts';
import { type Wire, wireMessage } from './wire-message.ts';

/** Well under the 60 s after which wechaty-puppet's watchdog would restart a silent puppet. */
const heartbeatMs = 15_000;

/**
 * The WeChat account of the practice gateway: what PadLocal is to a real account, this is to a PracticeWorld.
 * What a bot never asks for (tags, friendships, moments …) is left out, and fails as unimplemented.
 */
export class PracticePuppet extends Puppet {
  readonly #world: PracticeWorld;
  readonly #wires = new Map<string, Wire>();
  #heartbeat: NodeJS.Timeout | undefined;
  #accountIsThere = true;
  #gate: PromiseWithResolvers<void> | undefined;

  /** Called when the bot's event stream comes or goes. */
  onConnected: (connected: boolean) => void = () => {};

  constructor(world: PracticeWorld) {
    super();
    this.#world = world;
    // Every bot that connects calls start(); upstream's watchdog would count each call as a new start.
    const start = this.start.bind(this);
    this.start = async () => {
      if (!this.state.active()) await start();
    };
    // The server listens for `dong` exactly while a bot's event stream is open. Puppet's own typing of `on` leaves
    // Node's listener events out.
    const observe = EventEmitter.prototype.on.bind(this);
    observe('newListener', (event) => event === 'dong' && this.onConnected(true));
    observe('removeListener', (event) => event === 'dong' && this.onConnected(this.connected));
  }

  /** Whether a bot's event stream is open. */
  get connected(): boolean {
    return this.listenerCount('dong') > 0;
  }

  /** Lets nothing through until `thaw()`, like a gateway that hangs with its port open. */
  freeze(): void {
    this.#gate ??= Promise.withResolvers();
  }

  thaw(): void {
    this.#gate?.resolve();
    this.#gate = undefined;
  }

  /** Logs the account out, as when somebody does so on the phone. */
  leaveAccount(): void {
    this.#accountIsThere = false;
    void this.logout('logged out on the phone');
  }

  enterAccount(): void {
    this.#accountIsThere = true;
    if (!this.isLoggedIn) this.login(this.#world.bot.id);
  }

  /** Tells the bot that a message of the world has come. The same id may be told again. */
  deliver(messageId: string, wire?: Wire): void {
    if (wire) this.#wires.set(messageId, wire);
    this.emit('message', { messageId });
  }

  /** Tells the bot that group nicknames of a room are out of date. */
  aliasesChanged(roomId: string): void {
    this.emit('dirty', { payloadType: types.Dirty.RoomMember, payloadId: roomId });
  }

  override async onStart(): Promise<void> {
    this.#heartbeat = setInterval(() => this.emit('heartbeat', { data: 'practice' }), heartbeatMs).unref();
    if (this.#accountIsThere) this.login(this.#world.bot.id);
    setImmediate(() => this.emit('ready', { data: 'practice' }));
  }

  override async onStop(): Promise<void> {
    clearInterval(this.#heartbeat);
  }

  override async ding(data?: string): Promise<void> {
    await this.#gate?.promise;
    this.emit('dong', { data: data ?? '' });
  }

  override async messageRawPayload(id: string): Promise<payloads.Message> {
    await this.#gate?.promise;
    const message = this.#world.message(id);
    if (!message) throw new Error(`no message ${id}`);
    return wireMessage(message, this.#world.bot.id, this.#wires.get(id));
  }

  override async messageRawPayloadParser(payload: payloads.Message): Promise<payloads.Message> {
    return payload;
  }

  override async messageSendText(
    conversationId: string,
    text: string,
    mentionIds?: string[],
  ): Promise<string> {
    await this.#gate?.promise;
    const said = { text, mentionIds: mentionIds ?? [] };
    return this.onBotSaid(this.#world.botSays(this.#conversation(conversationId), said).id);
  }

  override async messageSendFile(conversationId: string, file: FileBoxInterface): Promise<string> {
    await this.#gate?.promise;
    const said = { file: { name: file.name, bytes: await file.toBuffer() } };
    return this.onBotSaid(this.#world.botSays(this.#conversation(conversationId), said).id);
  }

  /** Called with each message that the bot sends; returns its id. */
  onBotSaid: (messageId: string) => string = (id) => id;

  override async messageFile(id: string): Promise<FileBoxInterface> {
    await this.#gate?.promise;
    const message = this.#world.message(id);
    const fileId = (message?.pictureUrl ?? message?.fileUrl)?.slice('/files/'.length) ?? '';
    const bytes = this.#world.file(fileId);
    if (!bytes) throw new Error(`message ${id} has no file`);
    return FileBox.fromBase64(Buffer.from(bytes).toString('base64'), fileId);
  }

  override async messageImage(id: string): Promise<FileBoxInterface> {
    return this.messageFile(id);
  }

  override async contactList(): Promise<string[]> {
    return [this.#world.bot.id, ...this.#world.people.map((person) => person.id)];
  }

  override async contactPayload(id: string): Promise<payloads.Contact> {
    await this.#gate?.promise;
    return super.contactPayload(id);
  }

  override async contactRawPayload(id: string): Promise<payloads.Contact> {
    await this.#gate?.promise;
    const contact = id === this.#world.bot.id ? this.#world.bot : this.#world.person(id);
    if (!contact) throw new Error(`no contact ${id}`);
    const { name } = contact;
    return { id, name, avatar: '', gender: 0, type: types.Contact.Individual, friend: true, phone: [] };
  }

  override async contactRawPayloadParser(payload: payloads.Contact): Promise<payloads.Contact> {
    return payload;
  }

  override async roomList(): Promise<string[]> {
    return this.#world.rooms.map((room) => room.id);
  }

  override async roomRawPayload(id: string): Promise<payloads.Room> {
    await this.#gate?.promise;
    const topic = this.#world.room(id)?.topic;
    if (topic === undefined) throw new Error(`no room ${id}`);
    return { id, topic, memberIdList: await this.roomMemberList(id), adminIdList: [] };
  }

  override async roomRawPayloadParser(payload: payloads.Room): Promise<payloads.Room> {
    return payload;
  }

  override async roomMemberList(id: string): Promise<string[]> {
    return [this.#world.bot.id, ...(this.#world.room(id)?.members.map((member) => member.personId) ?? [])];
  }

  override async roomMemberRawPayload(roomId: string, contactId: string): Promise<payloads.RoomMember> {
    await this.#gate?.promise;
    const { name } = await this.contactRawPayload(contactId);
    const roomAlias = this.#world.alias(roomId, contactId) ?? '';
    return { id: contactId, name, roomAlias, avatar: '' };
  }

  override async roomMemberRawPayloadParser(payload: payloads.RoomMember): Promise<payloads.RoomMember> {
    return payload;
  }

  #conversation(id: string): string {
    return id.includes('@') ? id : `direct:${id}`;
  }
}
