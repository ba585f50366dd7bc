import { readFileSync } from 'node:fs';
import { openBot } from '#src/bot.ts';
import { systemClock } from '#src/clock.ts';
import { readCommunity } from '#src/community/community.ts';
import { createLog } from '#src/log.ts';
import { GENTLE_PACE, NO_PACE } from '#src/outbox/pace.ts';
import { seedPractice } from '#src/practice/seed.ts';
import type { WorldFile } from '#src/practice/world-file.ts';

/** The bot as it runs in production, in the world of a file, at its own pace or at none. */
const [endpoint = '', token = '', folder = '', worldFile = '', pace = ''] = process.argv.slice(2);
const world = JSON.parse(readFileSync(worldFile, 'utf8')) as WorldFile;
const community = readCommunity('samples/guihuali/community.yaml');
await openBot({
  address: { endpoint, token },
  communities: new Map([[community.id, community]]),
  folder,
  database: 'xiaoji-bench',
  ...(process.env.MONGODB_URI ? { mongodbUri: process.env.MONGODB_URI } : {}),
  pace: pace === 'gentle' ? GENTLE_PACE : NO_PACE,
  clock: systemClock,
  log: createLog('warn'),
  onExhausted: () => process.exit(1),
  prepare: (app, store) => seedPractice(world, { app, store, community, now: new Date() }),
});
process.send?.('ready');
