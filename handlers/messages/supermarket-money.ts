import { doneBy } from '#src/audit/done-by.ts';
import type { MessageHandler } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';
import { costOf } from '#src/supermarket/cost.ts';
import type { FundEntry } from '#src/supermarket/schema.ts';
import { tellWaiting } from '#src/supermarket/tell.ts';
import { privately } from './catalog.ts';

/** 捐赠 电力公司 大米 50袋, 启动资金 街道办 50000元, 超市支出 …: gifts and payments go on the books, goods on the shelf. */
export const recordGift: MessageHandler<'sponsor.donate', 'shelf' | 'fund' | 'wishes' | 'audit'> = {
  intent: 'sponsor.donate',
  may: { storekeeper: 'all', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, message, at }, services) {
    const { shelf, fund, audit } = services;
    const who = plainText(intent.who, 30);
    const entry = {
      community: community.id,
      kind: intent.kind,
      who,
      memo: plainText(intent.note ?? '', 60),
      by: sender._id,
      messageId: message.id,
      at,
    };
    const entries: FundEntry[] = [];
    const stocked = [];
    const given = [];
    if (intent.kind === 'goods') {
      for (const [index, { product, productText, quantity }] of (intent.lines ?? []).entries()) {
        const known = product ? await shelf.find(community.id, product) : null;
        const name = plainText(product ?? productText, 20);
        if (!known) throw new Refusal('stock.unknown', { name });
        if (!known.counted) throw new Refusal('stock.not-counted', { name });
        const _id = `donation:${message.id}:${index}`;
        const moved = await shelf.move(known, {
          _id,
          free: quantity,
          reserved: 0,
          reason: 'donation',
          memo: `${who}捐赠`,
          by: sender._id,
          messageId: message.id,
          at,
        });
        if (moved === 'too-few') throw new Error(`${name}: a gift took something away`);
        const amount = (known.market ?? known.cost ?? 0) * quantity;
        entries.push({ ...entry, _id, amount, product: known._id, quantity });
        stocked.push(moved);
        given.push({ name, quantity, unit: known.unit });
      }
    } else {
      const fundLeft = await fund.balance(community.id);
      const amount = intent.amount ?? 0;
      if (intent.kind === 'spent' && amount > fundLeft)
        throw new Refusal('supermarket.too-little-money', { amount, fund: fundLeft });
      entries.push({ ...entry, _id: `fund:${message.id}`, amount });
    }
    await fund.record(entries);
    await audit.record([
      doneBy({ community, sender, message, at }, `fund.${intent.kind}`, who, {
        amount: entries.reduce((sum, { amount }) => sum + amount, 0),
      }),
    ]);
    return [
      reply('supermarket.gift', {
        kind: intent.kind,
        who,
        ...(intent.amount === undefined ? {} : { amount: intent.amount }),
        lines: given,
        fund: await fund.balance(community.id),
      }),
      ...(await tellWaiting(stocked, services)),
    ];
  },
};

/** 积分成本: what points cost this quarter, what is outstanding, and whether the shelf covers it. */
export const showCost: MessageHandler<'points.cost', 'ledger' | 'shelf' | 'redemptions' | 'fund'> = {
  intent: 'points.cost',
  may: { storekeeper: 'all', committee: 'all', admin: 'all' },
  effect: 'reads',

  async handle(request, services) {
    const cost = await costOf(request.community, request.at, services);
    return privately(request, [reply('supermarket.cost', cost)], () =>
      reply('supermarket.sent-privately', {}),
    );
  },
};
