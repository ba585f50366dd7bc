import { openBot } from '#src/bot.ts';
import { systemClock } from '#src/clock.ts';
import { readCommunity } from '#src/community/community.ts';
import { createLog } from '#src/log.ts';
import { NO_PACE } from '#src/outbox/pace.ts';
import { seedPractice } from '#src/practice/seed.ts';
import { readWorldFile } from '#src/practice/world-file.ts';

/** The bot as it runs in production, but for the pace: the bench measures the bot, not its politeness. */
const [endpoint = '', token = '', folder = ''] = process.argv.slice(2);
const community = readCommunity('samples/guihuali/community.yaml');
await openBot({
  address: { endpoint, token },
  communities: new Map([[community.id, community]]),
  folder,
  database: 'xiaoji-bench',
  ...(process.env.MONGODB_URI ? { mongodbUri: process.env.MONGODB_URI } : {}),
  pace: NO_PACE,
  clock: systemClock,
  log: createLog('warn'),
  onExhausted: () => process.exit(1),
  prepare: (app, store) =>
    seedPractice(readWorldFile('samples/guihuali/practice.yaml'), { app, store, community, now: new Date() }),
});
process.send?.('ready');
