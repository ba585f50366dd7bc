import { openBot } from '#src/bot.ts';
import { systemClock } from '#src/clock.ts';
import { readCommunity } from '#src/community/community.ts';
import { createLog } from '#src/log.ts';
import { NO_PACE } from '#src/outbox/pace.ts';
import { seedPractice } from '#src/practice/seed.ts';
import { readWorldFile } from '#src/practice/world-file.ts';

/** The bot in a process of its own, so that a test can kill it. Arguments: endpoint, token, folder. */
const [endpoint = '', token = '', folder = ''] = process.argv.slice(2);
const community = readCommunity('samples/guihuali/community.yaml');
const world = { ...readWorldFile('samples/guihuali/practice.yaml'), history: [] };
await openBot({
  address: { endpoint, token },
  communities: new Map([[community.id, community]]),
  folder,
  database: 'xiaoji-test',
  pace: NO_PACE,
  clock: systemClock,
  log: createLog('error'),
  onExhausted: () => process.exit(1),
  prepare: (app, store) => seedPractice(world, { app, store, community, now: new Date() }),
});
process.send?.('ready');
