import { openBot } from '#src/bot.ts';
import { systemClock } from '#src/clock.ts';
import { readCommunity, rulebookNow } from '#src/community/community.ts';
import { verifyLedger } from '#src/ledger/verify.ts';
import { createLog } from '#src/log.ts';
import { NO_PACE } from '#src/outbox/pace.ts';
import { seedPractice } from '#src/practice/seed.ts';
import { readWorldFile } from '#src/practice/world-file.ts';
import { verifyShelf } from '#src/supermarket/shelf.ts';

/**
 * The bot as it runs in production, but for the pace, with points in every household's pocket. `restock` puts so many
 * of each item on the shelf; `verify` adds everything up.
 */
const [endpoint = '', token = '', folder = '', worldFile = '', points = '0'] = process.argv.slice(2);
const ITEMS = ['大米', '食用油', '酱油', '洗衣液', '抽纸'];
const community = readCommunity('samples/guihuali/community.yaml');
const world = readWorldFile(worldFile);
const bot = await openBot({
  address: { endpoint, token },
  communities: new Map([[community.id, community]]),
  folder,
  database: 'xiaoji-bench',
  ...(process.env.MONGODB_URI ? { mongodbUri: process.env.MONGODB_URI } : {}),
  pace: NO_PACE,
  clock: systemClock,
  log: createLog('warn'),
  onExhausted: () => process.exit(1),
  async prepare(app, store) {
    const now = new Date();
    await seedPractice(world, { app, store, community, now });
    const { ledger, roster } = app.services;
    await store.inTransaction(async () => {
      for (const [index, household] of (await roster.households(community.id)).entries())
        await ledger.recordEarning({
          community: community.id,
          household: household._id,
          grid: household.grid,
          claim: 100_000 + index,
          points: Number(points),
          memo: 'bench',
          rulebookVersion: rulebookNow(community, now).version,
          decidedBy: [],
          messageId: `bench-${index}`,
          recordedAt: now,
        });
    });
  },
});

process.on('message', async ({ command, of }: { command: 'restock' | 'verify'; of: number }) => {
  const { services, models } = bot.app;
  if (command === 'restock') {
    await bot.store.inTransaction(async () => {
      for (const name of ITEMS) {
        const product = await services.shelf.put({
          community: community.id,
          name,
          aliases: [],
          kind: 'goods',
          points: 10,
          unit: '件',
          counted: true,
          listed: true,
          updatedAt: new Date(),
        });
        const _id = `bench:${Date.now()}:${name}`;
        const moved = { free: of - product.free, reserved: 0, reason: 'count' as const, memo: '', by: '' };
        await services.shelf.move(product, { _id, ...moved, messageId: _id, at: new Date() });
      }
    });
    await services.productWords.refresh();
    process.send?.({ done: 'restock' });
    return;
  }
  await bot.settled();
  const redemptions = await models.market.redemptions.find().lean();
  const negative = await models.ledger.accounts.countDocuments({
    _id: { $gte: 'household:', $lt: 'household;' },
    balance: { $lt: 0 },
  });
  process.send?.({
    done: 'verify',
    held: redemptions.length,
    problems: [
      ...(await verifyLedger(models.ledger)),
      ...(await verifyShelf(models.market)),
      ...(negative > 0 ? [`${negative} households are below zero`] : []),
    ],
  });
});
process.send?.('ready');
