/** In the bot's process: points in every household's pocket, goods on the shelf, and adding everything up. */
import type { Bot } from '#src/bot.ts';
import { type Community, rulebookNow } from '#src/community/community.ts';
import { verifyLedger } from '#src/ledger/verify.ts';
import { verifyShelf } from '#src/supermarket/shelf.ts';
import type { Extras } from './xiaoji-bot.ts';

export const ITEMS = ['大米', '食用油', '酱油', '洗衣液', '抽纸'];
const POINTS = 100;

/** What the bench asks for: so many of each item on the shelf, or whether everything adds up. */
export type Question = { command: 'restock'; of: number } | { command: 'verify' };
export interface Verified {
  held: number;
  problems: string[];
}

export const prepare: Extras['prepare'] = async (community, app, store) => {
  const { ledger, roster } = app.services;
  const now = new Date();
  await store.inTransaction(async () => {
    for (const [index, household] of (await roster.households(community.id)).entries())
      await ledger.recordEarning({
        community: community.id,
        household: household._id,
        grid: household.grid,
        claim: 100_000 + index,
        points: POINTS,
        memo: 'bench',
        rulebookVersion: rulebookNow(community, now).version,
        decidedBy: [],
        messageId: `bench-${index}`,
        recordedAt: now,
      });
  });
};

export const answer: Extras['answer'] = async (bot, community, question) => {
  const asked = question as Question;
  if (asked.command === 'verify') return verify(bot);
  await restock(bot, community, asked.of);
  return 'done';
};

async function restock({ app, store }: Bot, community: Community, of: number): Promise<void> {
  const { shelf, productWords } = app.services;
  await store.inTransaction(async () => {
    for (const name of ITEMS) {
      const product = await shelf.put({
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
      await shelf.move(product, { _id, ...moved, messageId: _id, at: new Date() });
    }
  });
  await productWords.refresh();
}

async function verify(bot: Bot): Promise<Verified> {
  await bot.settled();
  const { ledger, market } = bot.app.models;
  const redemptions = await market.redemptions.find().lean();
  const negative = await ledger.accounts.countDocuments({
    _id: { $gte: 'household:', $lt: 'household;' },
    balance: { $lt: 0 },
  });
  return {
    held: redemptions.length,
    problems: [
      ...(await verifyLedger(ledger)),
      ...(await verifyShelf(market)),
      ...(negative > 0 ? [`${negative} households are below zero`] : []),
    ],
  };
}
