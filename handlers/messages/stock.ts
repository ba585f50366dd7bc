import { doneBy } from '#src/audit/done-by.ts';
import { dayOf } from '#src/calendar.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import { batchesOf } from '#src/supermarket/best-before.ts';
import type { Product } from '#src/supermarket/schema.ts';
import { stockSheet } from '#src/supermarket/sheets.ts';
import { tellLow, tellWaiting } from '#src/supermarket/tell.ts';
import type { StockLine } from '#src/understanding/intent.ts';

/** So many lines of a list are said; the rest is in the sheet. */
const SHOWN = 20;

/**
 * 入库 大米 50, 报损 大米 2 发霉, 盘点 大米 48: every change is a journal with its reason. A count is of everything that
 * stands there, promised goods too; what differs from the books becomes a journal of its own.
 */
export const updateStock: MessageHandler<'stock.update', 'shelf' | 'wishes' | 'roster' | 'audit'> = {
  intent: 'stock.update',
  may: { storekeeper: 'all', admin: 'all' },
  effect: 'records',

  async handle(request, services) {
    const { intent, community, message } = request;
    const lowStock = community.supermarket.lowStock;
    const moved: { before: Product; after: Product; change: number }[] = [];
    for (const [index, line] of intent.lines.entries()) {
      const product = await known(line, community.id, services);
      if (!product.counted) throw new Refusal('stock.not-counted', { name: plainText(product.name, 20) });
      moved.push(await change(product, line, index, request, services));
    }
    const isCount = intent.lines.some(({ quantity }) => quantity !== undefined);
    const products = moved.map(({ after, change }) => ({
      name: plainText(after.name, 20),
      unit: after.unit,
      change,
      difference: change,
      left: after.free,
      reserved: after.reserved,
      total: after.free + after.reserved,
    }));
    const replies: Reply[] = [reply(isCount ? 'stock.counted' : 'stock.moved', { products })];
    replies.push(
      ...(await tellWaiting(
        moved.filter(({ change }) => change > 0).map(({ after }) => after),
        services,
      )),
    );
    const nowLow = moved.flatMap(({ before, after }) => {
      const lowAt = after.lowAt ?? lowStock;
      return before.free > lowAt && after.free <= lowAt ? [after] : [];
    });
    replies.push(...(await tellLow(community.id, nowLow, message.account, services)));
    return replies;
  },
};

async function change(
  product: Product,
  line: StockLine,
  index: number,
  { intent, sender, community, message, at }: Request<'stock.update'> & { sender: Resident },
  { shelf, audit }: Pick<Services, 'shelf' | 'audit'>,
): Promise<{ before: Product; after: Product; change: number }> {
  const isCount = line.quantity !== undefined;
  const change = isCount ? (line.quantity ?? 0) - product.free - product.reserved : (line.change ?? 0);
  const reason = isCount ? ('count' as const) : change < 0 ? ('out' as const) : ('in' as const);
  const memo = plainText(intent.reason ?? '', 40);
  const movement = {
    _id: `${reason}:${message.id}:${index}`,
    free: change,
    reserved: 0,
    reason,
    memo: isCount ? `盘点 ${line.quantity}` : memo,
    ...(intent.bestBefore && change > 0 ? { bestBefore: intent.bestBefore } : {}),
    by: sender._id,
    messageId: message.id,
    at,
  };
  const after = await shelf.move(product, movement);
  if (after === 'too-few')
    throw new Refusal('stock.too-few', {
      name: plainText(product.name, 20),
      unit: product.unit,
      left: product.free,
      reserved: product.reserved,
    });
  await audit.record([
    doneBy({ community, sender, message, at }, `stock.${reason}`, `${product.name} ${index + 1}`, {
      change,
      ...(memo ? { memo } : {}),
    }),
  ]);
  return { before: product, after, change };
}

async function known(
  { product, productText }: StockLine,
  community: string,
  { shelf }: Pick<Services, 'shelf'>,
): Promise<Product> {
  const found = product ? await shelf.find(community, product) : null;
  if (!found) throw new Refusal('stock.unknown', { name: plainText(product ?? productText, 20) });
  return found;
}

/** 库存: how much of everything is free, and how much waits for somebody; with a sheet to count by. */
export const showStock: MessageHandler<'stock.show', 'shelf'> = {
  intent: 'stock.show',
  may: { storekeeper: 'all', admin: 'all', committee: 'all' },
  effect: 'reads',

  async handle({ intent, community, at }, { shelf }) {
    const all = (await shelf.all(community.id)).filter(
      ({ counted, listed, free, reserved, name }) =>
        counted &&
        (listed || free + reserved > 0) &&
        (intent.product === undefined || name === intent.product),
    );
    const bestBefore = new Map<string, string>();
    for (const { _id } of all) {
      const [first] = batchesOf(await shelf.journals(_id));
      if (first) bestBefore.set(_id, first.bestBefore);
    }
    const products = all.map((product) => ({
      name: plainText(product.name, 20),
      unit: product.unit,
      left: product.free,
      reserved: product.reserved,
      isLow: product.free <= (product.lowAt ?? community.supermarket.lowStock),
      ...(bestBefore.has(product._id) ? { bestBefore: bestBefore.get(product._id) ?? '' } : {}),
    }));
    const sheet = stockSheet(community.name, dayOf(at), all, bestBefore);
    return [
      reply(
        'stock.list',
        { products: products.slice(0, SHOWN), more: Math.max(0, products.length - SHOWN) },
        { attachment: { kind: 'sheet', sheet } },
      ),
    ];
  },
};
