import { type Bot, openBot } from '#src/bot.ts';
import { systemClock } from '#src/clock.ts';
import { type Community, readCommunity } from '#src/community/community.ts';
import { createLog } from '#src/log.ts';
import { GENTLE_PACE, NO_PACE } from '#src/outbox/pace.ts';
import { seedPractice } from '#src/practice/seed.ts';
import { readWorldFile } from '#src/practice/world-file.ts';

type Prepare = NonNullable<Parameters<typeof openBot>[0]['prepare']>;

/** What a bench may need done inside the bot's process. */
export interface Extras {
  /** Puts more into the store than the world does. */
  prepare?(community: Community, ...parts: Parameters<Prepare>): Promise<void>;
  /** Answers what the bench asks. */
  answer?(bot: Bot, community: Community, question: unknown): Promise<unknown>;
}

/** The bot as it runs in production, in the world of a file, at its own pace or at none. */
const [endpoint = '', token = '', folder = '', worldFile = '', pace = '', module = ''] =
  process.argv.slice(2);
const extras: Extras = module ? await import(`./${module}.ts`) : {};
const world = readWorldFile(worldFile);
const community = readCommunity('samples/guihuali/community.yaml');
const bot = await openBot({
  address: { endpoint, token },
  communities: new Map([[community.id, community]]),
  folder,
  database: 'xiaoji-bench',
  ...(process.env.MONGODB_URI ? { mongodbUri: process.env.MONGODB_URI } : {}),
  pace: pace === 'gentle' ? GENTLE_PACE : NO_PACE,
  clock: systemClock,
  log: createLog('warn'),
  onExhausted: () => process.exit(1),
  async prepare(app, store) {
    await seedPractice(world, { app, store, community, now: new Date() });
    await extras.prepare?.(community, app, store);
  },
});
process.on('message', async (question) => process.send?.(await extras.answer?.(bot, community, question)));
process.send?.('ready');
