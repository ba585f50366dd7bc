import { EventEmitter } from 'node:events';
import { createServer } from 'node:net';
import { PuppetServer } from 'wechaty-puppet-service';
import type { Clock } from '#src/clock.ts';
import type { WorldFile } from '#src/practice/world-file.ts';
import type { ChatMessage, NewMessage } from './api.ts';
import { FilesOnTheWay } from './files-on-the-way.ts';
import { PracticeLog } from './practice-log.ts';
import { PracticePuppet } from './practice-puppet.ts';
import { PracticeWorld } from './practice-world.ts';
import type { Wire } from './wire-message.ts';

export interface PracticeServerOptions {
  world: WorldFile;
  clock: Clock;
  /** `<SNI>_<anything>`; `insecure_<uuid>` goes with the bundled certificate. */
  token: string;
  /** 0 takes a free port. */
  grpcPort: number;
  /** Where chats are kept; without it they are gone with the process. */
  log?: PracticeLog;
}

export interface SayOptions {
  /** The message's id; a fresh one otherwise. */
  id?: string;
  /** What goes over the wire instead of PadLocal's form, e.g. raw appmsg XML. */
  wire?: Wire;
}

/** A WeChat gateway in a box: a world of people and groups behind a real gRPC PuppetServer on loopback. */
export interface PracticeServer {
  /** `127.0.0.1:port` */
  readonly endpoint: string;
  readonly token: string;
  readonly world: PracticeWorld;
  /** Whether a bot's event stream is open. */
  readonly connected: boolean;
  /** Someone says something, and the bot is told. Throws a PracticeRefusal when that cannot be. */
  say(message: NewMessage, options?: SayOptions): ChatMessage;
  /** Tells the bot again of a message, as gateways sometimes do. */
  redeliver(messageId: string): void;
  /** Changes a group nickname and marks the room's members as out of date. */
  setAlias(room: string, person: string, alias: string): void;
  messages(conversation: string): ChatMessage[];
  /** Hears every new message, from people and from the bot. Returns a function that stops it. */
  onMessage(listener: (message: ChatMessage) => void): () => void;
  onConnected(listener: (connected: boolean) => void): () => void;
  /** The WeChat account is logged out at the gateway (and stays so until `login()`). */
  logout(): void;
  login(): void;
  /** The gateway hangs: connections stay open, nothing is answered. */
  freeze(): void;
  thaw(): void;
  /** The gateway dies: the port closes and connections are cut. */
  stopGrpc(): Promise<void>;
  /** It is back, on the same port. */
  startGrpc(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a practice gateway inside this process. */
export async function createPracticeServer(options: PracticeServerOptions): Promise<PracticeServer> {
  const log = options.log ?? new PracticeLog();
  const world = new PracticeWorld(options.world, log, options.clock);
  const puppet = new PracticePuppet(world);
  const events = new EventEmitter().setMaxListeners(0);
  const endpoint = `127.0.0.1:${options.grpcPort || (await freePort())}`;
  let grpc: PuppetServer | undefined;

  puppet.onConnected = (connected) => events.emit('connected', connected);
  puppet.onBotSaid = (id) => {
    events.emit('message', world.message(id));
    return id;
  };

  const server: PracticeServer = {
    endpoint,
    token: options.token,
    world,
    get connected() {
      return puppet.connected;
    },
    say(message, { id, wire } = {}) {
      const said = world.say(message, id);
      events.emit('message', said);
      puppet.deliver(said.id, wire);
      return said;
    },
    redeliver: (messageId) => puppet.deliver(messageId),
    setAlias(room, person, alias) {
      world.setAlias(room, person, alias);
      puppet.aliasesChanged(room);
    },
    messages: (conversation) => world.messages(conversation),
    onMessage: (listener) => subscribe(events, 'message', listener),
    onConnected: (listener) => subscribe(events, 'connected', listener),
    logout: () => puppet.leaveAccount(),
    login: () => puppet.enterAccount(),
    freeze: () => puppet.freeze(),
    thaw: () => puppet.thaw(),
    async stopGrpc() {
      await grpc?.stop();
      grpc = undefined;
    },
    async startGrpc() {
      grpc = new GatewayServer({ endpoint, puppet, token: options.token });
      await grpc.start();
    },
    async close() {
      puppet.thaw();
      await server.stopGrpc();
      await puppet.stop();
    },
  };
  await server.startGrpc();
  return server;
}

class GatewayServer extends PuppetServer {
  protected override urnRegistry = new FilesOnTheWay();
}

function subscribe<T>(events: EventEmitter, name: string, listener: (value: T) => void): () => void {
  events.on(name, listener);
  return () => events.off(name, listener);
}

/** PuppetServer does not tell which port it got for 0, so one is chosen beforehand. */
async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await new Promise<number>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => resolve((probe.address() as { port: number }).port));
  });
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
