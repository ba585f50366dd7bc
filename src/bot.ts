import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type App, contactsOver, createApp, transportOver } from './app.ts';
import type { Clock } from './clock.ts';
import type { Community } from './community/community.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import type { Pace } from './outbox/pace.ts';
import type { Exit } from './receive-message.ts';
import type { WhenChanged } from './rulebook/published-versions.ts';
import { startSchedule } from './schedule/schedule.ts';
import { openStore, type Store } from './store/store.ts';
import { type ConnectionState, connectWeChat, type WeChatConnection } from './wechat/connection.ts';
import type { IncomingMessage } from './wechat/incoming-message.ts';

export interface BotParts {
  address: { token: string; endpoint?: string; tls?: { caCert: string } };
  communities: ReadonlyMap<string, Community>;
  /** Where store and evidence are kept. */
  folder: string;
  database: string;
  mongodbUri?: string;
  model?: Config['model'];
  pace: Pace;
  clock: Clock;
  log: Log;
  whenRulesChange?: WhenChanged;
  /** Whether due posts are looked for at the beginning of every minute; yes, unless time is passed by hand. */
  everyMinute?: boolean;
  /** Runs once the store is open and before the first message. */
  prepare(app: App, store: Store): Promise<void>;
  /** The connection can't be mended from inside: the process should be started again. */
  onExhausted(): void;
  /** Told of every message and how its journey ends: for tests and measurements. */
  observe?(message: IncomingMessage, exit: Promise<Exit>): void;
}

/** A running bot: store, app and connection to WeChat, opened together and closed in order. */
export interface Bot {
  app: App;
  store: Store;
  connection: WeChatConnection;
  state(): ConnectionState;
  /** Resolves when everything received has been handled and everything that may be said now has been said. */
  settled(): Promise<void>;
  close(): Promise<void>;
  /** Closes the bot and deletes everything that it knows. For practice only. */
  closeAndForget(): Promise<void>;
}

/**
 * Opens the store, makes the app, connects to WeChat and begins to listen, speak and post.
 *
 * @throws BadInput or the connection's own one-sentence error; whatever was open is closed again.
 */
export async function openBot(parts: BotParts): Promise<Bot> {
  const { communities, folder, mongodbUri, database, model, pace, clock, log } = parts;
  const store = await openStore({
    ...(mongodbUri ? { uri: mongodbUri } : {}),
    folder: join(folder, 'store'),
    database,
  });
  const closers: (() => Promise<void>)[] = [() => store.close()];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const app = createApp({
      store,
      communities,
      evidenceFolder: join(folder, 'evidence'),
      contacts: contactsOver(() => connection),
      model,
      pace,
      clock,
      log,
      whenRulesChange: parts.whenRulesChange,
    });
    await app.start();
    await parts.prepare(app, store);

    const connection: WeChatConnection = connectWeChat({
      ...parts.address,
      clock,
      log,
      onMessage(message) {
        const exit = app.receiver.receive(message);
        parts.observe?.(message, exit);
      },
      onState(state) {
        log.info({ state }, 'connection');
        if (state === 'connected') app.outbox.deliverDue();
      },
      onExhausted: parts.onExhausted,
    });
    closers.push(() => connection.stop());
    closers.push(() => app.stop());
    await connection.start();
    await app.outbox.start(connection.account.id, transportOver(connection, app.files));
    if (parts.everyMinute ?? true) {
      const schedule = startSchedule(app.schedule);
      closers.push(() => schedule.stop());
    }
    await app.schedule.runDue();

    return {
      app,
      store,
      connection,
      state: () => connection.state,
      async settled() {
        await app.receiver.settled();
        await app.outbox.settled();
      },
      close,
      async closeAndForget() {
        for (const closer of closers.splice(1).reverse()) await closer();
        await store.connection.dropDatabase();
        await close();
        await rm(join(folder, 'evidence'), { recursive: true, force: true });
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
