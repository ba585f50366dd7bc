import { doneBy } from '#src/audit/done-by.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';
import type { LineView } from '#src/replies/supermarket-views.ts';
import { costOf } from '#src/supermarket/cost.ts';
import type { FundEntry, Product } from '#src/supermarket/schema.ts';
import { tellWaiting } from '#src/supermarket/tell.ts';
import { privately } from './catalog.ts';

type Needs = 'shelf' | 'fund' | 'wishes' | 'audit';

/** 捐赠 电力公司 大米 50袋, 启动资金 街道办 50000元, 超市支出 …: gifts and payments go on the books, goods on the shelf. */
export const recordGift: MessageHandler<'sponsor.donate', Needs> = {
  intent: 'sponsor.donate',
  may: { storekeeper: 'all', admin: 'all' },
  effect: 'records',

  async handle(request, services) {
    const { intent, sender, community, message, at } = request;
    const { fund, audit } = services;
    const who = plainText(intent.who, 30);
    const { entries, stocked, lines } =
      intent.kind === 'goods'
        ? await stockGoods(who, request, services)
        : { ...(await moveMoney(who, request, services)), stocked: [], lines: [] };
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
        lines,
        fund: await fund.balance(community.id),
      }),
      ...(await tellWaiting(stocked, services)),
    ];
  },
};

type Gift = Request<'sponsor.donate'> & { sender: Resident };

/** Money that came in, or was paid. @throws Refusal when there is too little to pay from. */
async function moveMoney(who: string, request: Gift, { fund }: Pick<Services, 'fund'>) {
  const { intent, community, message } = request;
  const amount = intent.amount ?? 0;
  const entry = { ...entryOf(who, request), _id: `fund:${message.id}`, amount };
  if (intent.kind !== 'spent') await fund.receive([{ ...entry, kind: 'money' }]);
  else if (!(await fund.spend({ ...entry, kind: 'spent' })))
    throw new Refusal('supermarket.too-little-money', { amount, fund: await fund.balance(community.id) });
  return { entries: [entry] };
}

/** Goods that were given: on the shelf, and noted at what they cost elsewhere. */
async function stockGoods(who: string, request: Gift, { shelf, fund }: Pick<Services, 'shelf' | 'fund'>) {
  const { intent, sender, community, message, at } = request;
  const entries: FundEntry[] = [];
  const stocked: Product[] = [];
  const lines: LineView[] = [];
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
    entries.push({ ...entryOf(who, request), _id, kind: 'goods', amount, product: known._id, quantity });
    stocked.push(moved);
    lines.push({ name, quantity, unit: known.unit });
  }
  await fund.receive(entries);
  return { entries, stocked, lines };
}

function entryOf(who: string, { intent, sender, community, message, at }: Gift) {
  const memo = plainText(intent.note ?? '', 60);
  return { community: community.id, who, memo, by: sender._id, messageId: message.id, at };
}

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
