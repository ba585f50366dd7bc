import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { localDate, type ProductLine, type StockLine, stockLine } from '../intent.ts';
import type { Message } from '../message.ts';
import { bareAmount, isAmount, readWholeAmount } from '../product-amounts.ts';
import { readProducts } from '../products.ts';
import { findDays, isoDay } from '../reading/days.ts';

const shapes: { way: 'in' | 'out' | 'count'; expression: RegExp }[] = [
  {
    way: 'in',
    expression:
      /^(?:入库|进货|补货|到货|上架|加库存|增加库存|stock in|restock|add stock)(?:了)?[ :,]*(?<what>.+)$/,
  },
  {
    way: 'out',
    expression: /^(?:出库|报损|损耗|减库存|扣库存|下架|stock out|write off)(?:了)?[ :,]*(?<what>.+)$/,
  },
  {
    way: 'count',
    expression:
      /^(?:库存|盘点|实存|盘库|库存盘点|更新库存|修改库存|stock(?: count)?|set stock)[ :,]+(?<what>.+)$/,
  },
  { way: 'in', expression: /^(?<what>.{1,16}?)(?:又)?(?:入库|进货|到货|补货|到了)(?:了)?(?<many>.{1,10})$/ },
  { way: 'out', expression: /^(?<what>.{1,16}?)(?:出库|报损|损耗)(?:了)?(?<many>.{1,10})$/ },
  {
    way: 'count',
    expression:
      /^(?<what>.{1,16}?)(?:的)?(?:库存(?:还有|还剩|剩|改成|改为|调整为|更新为|是|为|:)? ?(?<many>.{1,10})|(?:还剩|还有|剩)(?<left>.{1,8}?)的?库存)$/,
  },
];
function stock(way: 'in' | 'out' | 'count', { quantity, ...line }: ProductLine): StockLine {
  return way === 'count' ? { ...line, quantity } : { ...line, change: way === 'in' ? quantity : -quantity };
}

const keeping = /[ ,，]*(?:保质期|有效期|到期日?|best before)(?:至|到|为|:)? ?(?<day>[\d年月日号./-]{4,14})/;
const counted = /\d|[零一二两俩三四五六七八九十百千半]/;
/** 报损 大米 2袋 发霉: why, after the amount. */
const because = /[ ,，](?:因为?|原因:?|because )?(?<reason>[^\d\s,，]{2,20})$/;

/** The lines and what is said about them, out of `message.text` from `from` on. */
function readStock(message: Message, from: number, way: 'in' | 'out' | 'count') {
  const what = message.text.slice(from);
  const kept = way === 'in' ? keeping.exec(what) : undefined;
  const [day] = kept ? findDays(kept.groups?.day ?? '', message.context.now, 'future') : [];
  const end = kept ? from + kept.index : message.text.length;
  const reason = way === 'out' ? because.exec(message.text.slice(from, end)) : undefined;
  const to = reason && counted.test(what.slice(0, reason.index)) ? from + reason.index : end;
  if (!counted.test(message.text.slice(from, to))) return undefined;
  const { lines, known, unclear } = readProducts(message, from, to, way === 'count' ? 0 : 1);
  if (lines.length === 0) return undefined;
  return {
    known,
    unclear,
    intent: {
      lines: lines.map((line) => stock(way, line)),
      ...(day ? { bestBefore: isoDay(day.value) } : {}),
      ...(to < end && reason?.groups?.reason ? { reason: reason.groups.reason } : {}),
    },
  };
}

/** What can't be read as a whole number is asked for, never booked as one. */
function askAmount(productText: string) {
  return { ask: 'amount', draft: { lines: [{ productText }] } };
}

/** Goods came in, went out, or were counted. */
export const stockUpdate = defineIntent(
  z.object({
    name: z.literal('stock.update'),
    lines: z.array(stockLine).min(1),
    /** Of goods that came in. */
    bestBefore: localDate.optional(),
    /** Why goods went out. */
    reason: z.string().optional(),
  }),
  {
    rules: [
      {
        name: 'stock',
        opens: [
          '入',
          '进',
          '补',
          '到',
          '上',
          '加',
          '增',
          '出',
          '报',
          '损',
          '减',
          '扣',
          '下',
          '库',
          '盘',
          '实',
          '更',
          '修',
          'stock',
          'restock',
          'add',
          'set',
          'write',
        ],
        read(message) {
          if (message.asks) return undefined;
          for (const { way, expression } of shapes.slice(0, 3)) {
            const what = expression.exec(message.text)?.groups?.what;
            if (!what) continue;
            const read = readStock(message, message.text.length - what.length, way);
            if (!read || (!read.known && (!message.addressed || !/\d/.test(what)))) return undefined;
            return read.known && read.unclear !== undefined
              ? askAmount(read.unclear)
              : { intent: read.intent };
          }
          return undefined;
        },
      },
      {
        name: 'product-first',
        rank: 2,
        read(message) {
          if (message.asks) return undefined;
          for (const { way, expression } of shapes.slice(3)) {
            const match = expression.exec(message.text);
            if (!match?.groups?.what) continue;
            const { lines, known } = readProducts(message, 0, match.groups.what.length);
            const many = match.groups.many ?? match.groups.left ?? '';
            if (!known || !lines[0] || !bareAmount.test(many)) continue;
            const amount = readWholeAmount(many);
            if (!isAmount(amount, way === 'count' ? 0 : 1)) return askAmount(lines[0].productText);
            return {
              intent: { lines: [stock(way, { ...lines[0], quantity: amount })] },
            };
          }
          return undefined;
        },
      },
    ],
    help: {
      roles: ['storekeeper'],
      zh: { what: '更新库存', examples: ['入库 大米 20袋', '盘点 大米 18袋', '报损 大米 2袋 发霉'] },
      en: { what: 'update stock', examples: ['stock in rice 20'] },
    },
  },
);
