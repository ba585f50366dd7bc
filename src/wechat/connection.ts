import type { Logger } from 'pino';
import type { Clock } from '#src/clock.ts';
import type { Member } from './directory.ts';
import type { GatewayAddress } from './gateway-client.ts';
import type { Conversation, IncomingMessage } from './incoming-message.ts';
import { Link } from './link.ts';
import { type Pace, Supervisor } from './supervisor.ts';

export type ConnectionState = 'starting' | 'connected' | 'reconnecting' | 'stopped';

export interface ConnectOptions extends GatewayAddress {
  clock: Clock;
  log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
  /** Called in the order in which messages arrived. The same message may come twice. */
  onMessage(message: IncomingMessage): void;
  onState?(state: ConnectionState): void;
  /** The connection cannot be mended from inside; the process had better start again. */
  onExhausted?(): void;
  pace?: Partial<Pace>;
}

/** The WeChat account, as the rest of the bot sees it. */
export interface WeChatConnection {
  readonly state: ConnectionState;
  /** The bot's own account. @throws {NotConnected} before the first login. */
  readonly account: { id: string; name: string };
  /** Resolves once the account is there. @throws {ConnectFailure} with one plain sentence. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /**
   * Says a text; returns the gateway's id of the message where there is one. People in `mentions` who are not
   * @-ed in the text already are put in front of it.
   * @throws {NotConnected} not sent; {SendRefused} refused by the gateway; {AmbiguousSend} nobody knows.
   */
  sendText(
    conversation: Conversation,
    text: string,
    options?: { mentions?: string[] },
  ): Promise<string | undefined>;
  /** Sends a picture or another file, as the ending of its name says. Throws as sendText does. */
  sendFile(
    conversation: Conversation,
    file: { name: string; bytes: Uint8Array },
  ): Promise<string | undefined>;
  /** Everyone in a room with their current group nicknames, the bot included. */
  members(roomId: string): Promise<Member[]>;
  rooms(): Promise<{ id: string; topic: string }[]>;
  contactName(contactId: string): Promise<string>;
}

/** Connects to a WeChat gateway and stays connected: see Supervisor for how it comes back. */
export function connectWeChat(options: ConnectOptions): WeChatConnection {
  const { token, endpoint, tls, log, clock } = options;
  const link = () => supervisor.link;
  const supervisor: Supervisor = new Supervisor({
    endpoint,
    log,
    pace: options.pace ?? {},
    onState: (state) => options.onState?.(state),
    onExhausted: () => options.onExhausted?.(),
    createLink: (events) =>
      new Link({
        address: { token, endpoint, tls },
        log,
        clock,
        onMessage: options.onMessage,
        fetchPicture: async (messageId) => link().fetchPicture(messageId),
        ...events,
      }),
  });
  return {
    get state() {
      return supervisor.state;
    },
    get account() {
      return supervisor.account;
    },
    start: () => supervisor.start(),
    stop: () => supervisor.stop(),
    sendText: async (conversation, text, { mentions = [] } = {}) =>
      link().sendText(conversation, text, mentions),
    sendFile: async (conversation, file) => link().sendFile(conversation, file),
    members: async (roomId) => link().members(roomId),
    rooms: async () => link().rooms(),
    contactName: async (contactId) => link().contactName(contactId),
  };
}
