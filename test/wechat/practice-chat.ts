import { systemClock } from '#src/clock.ts';
import { readWorldFile } from '#src/practice/world-file.ts';
import { type ConnectionState, type ConnectOptions, connectWeChat } from '#src/wechat/connection.ts';
import type { IncomingMessage } from '#src/wechat/incoming-message.ts';
import type { ChatMessage } from '#src/wechat/practice/api.ts';
import { createPracticeServer } from '#src/wechat/practice/practice-server.ts';

export const token = 'insecure_11111111-2222-4333-8444-555555555555';
export const world = readWorldFile('samples/guihuali/practice.yaml');
export const residents = { kind: 'room', id: 'guihuali-1@chatroom' } as const;

const quiet = () => {};
export const silentLog: ConnectOptions['log'] = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** What arrives, in order, to be awaited one by one. */
export class Arrivals<T> {
  readonly #arrived: T[] = [];
  readonly #waiting: ((item: T) => void)[] = [];

  readonly add = (item: T): void => {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(item);
    else this.#arrived.push(item);
  };

  next(): Promise<T> {
    const arrived = this.#arrived.shift();
    return arrived === undefined
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(arrived);
  }

  /** The next one that fits; those before it are passed over. */
  async until(fits: (item: T) => boolean): Promise<T> {
    for (;;) {
      const item = await this.next();
      if (fits(item)) return item;
    }
  }
}

/** A practice gateway in this process, without a bot. */
export function openGateway() {
  return createPracticeServer({ world, clock: systemClock, token, grpcPort: 0 });
}

/** A practice gateway with a bot's connection to it over real gRPC. */
export async function openChat(options: Partial<ConnectOptions> = {}) {
  const gateway = await openGateway();
  const heard = new Arrivals<IncomingMessage>();
  const states = new Arrivals<ConnectionState>();
  const said = new Arrivals<ChatMessage>();
  gateway.onMessage((message) => message.senderId === world.bot.id && said.add(message));
  const bot = connectWeChat({
    token,
    endpoint: gateway.endpoint,
    clock: systemClock,
    log: silentLog,
    onMessage: heard.add,
    onState: states.add,
    ...options,
  });
  await bot.start();
  const close = async () => {
    await bot.stop();
    await gateway.close();
  };
  return { gateway, bot, heard, states, said, close };
}

/** The smallest picture that is one: a 1×1 GIF. */
export const tinyGif = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
