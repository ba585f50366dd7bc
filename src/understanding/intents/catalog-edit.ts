import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import { localDate } from '../intent.ts';
import type { Message } from '../message.ts';
import { readProducts } from '../products.ts';
import { findDays, isoDay } from '../reading/days.ts';
import { readNumeral } from '../reading/numerals.ts';
import { compact } from '../rules.ts';

type Offer = Omit<z.infer<typeof schema>, 'name'>;

const limit = z.object({
  quantity: z.int().positive(),
  every: z.enum(['month', 'quarter', 'year', 'total']),
});

const schema = z.object({
  name: z.literal('catalog.edit'),
  /** Id of a product that is known, or the words that name a new one. */
  product: z.string().optional(),
  productText: z.string(),
  /** Absent where something known is changed and its price stays. */
  points: z.int().positive().optional(),
  unit: z.string().optional(),
  stock: z.int().nonnegative().optional(),
  kind: z.enum(['goods', 'service', 'coupon']).optional(),
  merchant: z.string().optional(),
  sponsor: z.string().optional(),
  /** In fen. */
  market: z.int().nonnegative().optional(),
  cost: z.int().nonnegative().optional(),
  /** `none` takes a limit away. */
  limit: z.union([limit, z.literal('none')]).optional(),
  /** The household must have had at least so many points. */
  least: z.int().positive().optional(),
  /** Last day on which it can be had. */
  until: localDate.optional(),
  /** Of the goods that come with it. */
  bestBefore: localDate.optional(),
  note: z.string().optional(),
});

/** Highest price of one unit. */
const MOST_POINTS = 99_999;

const verb = /^(?:上架|新增商品|添加商品|增加商品|list product|list)[ :,]*/;
const price =
  /(?:每(?<per>[\u4e00-\u9fff]))?(?<points>(?<![\d.]|\d,)-?\d+(?:\.\d+)?|[零一二两三四五六七八九十百千万]{1,8}) ?(?:积分|分(?![钟之])|points?)(?:[/每一]+(?<unit>[\u4e00-\u9fff]))?/;
const PERIODS = { 月: 'month', 季: 'quarter', 年: 'year' } as const;
const day = '(?<day>[\\d年月日号./-]{3,14})';
type Detail = [
  RegExp,
  (groups: Record<string, string | undefined>, message: Message) => Partial<Offer> | undefined,
];
/** What is said beside name and price, each read before the price is looked for: 最低积分100 is none. */
const details: Detail[] = [
  [
    /(?<=[ ,])(?:库存|数量|stock) ?:?(?<n>\d{1,6}) ?(?<unit>[\u4e00-\u9fff])?(?= |,|$)/,
    ({ n, unit }) => ({ stock: Number(n), ...(unit ? { unit } : {}) }),
  ],
  [
    /(?<=[ ,])(?:市场价|市价|原价|market) ?:?(?<n>\d{1,6}(?:\.\d{1,2})?)(?![\d.]) ?(?:元|块|yuan)?/,
    ({ n }) => ({ market: fen(n) }),
  ],
  [
    /(?<=[ ,])(?:成本价?|进价|cost) ?:?(?<n>\d{1,6}(?:\.\d{1,2})?)(?![\d.]) ?(?:元|块|yuan)?/,
    ({ n }) => ({ cost: fen(n) }),
  ],
  [
    /(?<=[ ,])(?:最低积分|积分满|满|least) ?:?(?<n>\d{1,6})(?![\d.]) ?(?:积?分|points?)?(?:可换|才能换)?/,
    ({ n }) => (Number(n) > 0 ? { least: Number(n) } : undefined),
  ],
  [
    new RegExp(`(?<=[ ,])(?:保质期|best before)(?:至|到|为|:)? ?${day}`),
    ({ day }, message) => dated(day, message, 'bestBefore'),
  ],
  [
    new RegExp(`(?<=[ ,])(?:有效期|截止日?期?|兑换截止|until)(?:至|到|为|:)? ?${day}`),
    ({ day }, message) => dated(day, message, 'until'),
  ],
  [
    /(?<=[ ,])(?:商户|商家|merchant) ?:?(?<merchant>[^\s,，]{2,20})/,
    ({ merchant }) => (merchant ? { merchant } : {}),
  ],
  [
    /(?<=[ ,])(?:(?<by>[^\s,，\d]{2,20})赞助|(?:赞助商?|赞助方|sponsor(?:ed by)?) ?:?(?<who>[^\s,，\d]{2,20}))(?= |,|$)/,
    ({ by, who }, message) => ({ sponsor: asTyped(by ?? who ?? '', message) }),
  ],
  [
    /(?<=[ ,])(?:限)?每户每?(?<every>[月季年])度?(?:限|最多)?(?<n>\d{1,3})(?!\d)[\u4e00-\u9fff]?/,
    ({ n, every }) => limited(n, PERIODS[every as keyof typeof PERIODS]),
  ],
  [/(?<=[ ,])(?:限每户|每户限)(?<n>\d{1,3})(?!\d)[\u4e00-\u9fff]?/, ({ n }) => limited(n, 'total')],
  [/(?<=[ ,])(?:每户)?(?:不限购?|不限量|取消限购|no limit)(?= |,|$)/, () => ({ limit: 'none' })],
  [/(?<=[ ,])(?:优惠券|代金券|券|coupon)(?= |,|$)/, () => ({ kind: 'coupon' })],
  [/(?<=[ ,])(?:服务|service)(?= |,|$)/, () => ({ kind: 'service' })],
];
/** 5kg, 500ml*2, 24卷装: figures of a note. */
const size =
  /(?<!限|存|每|量)\d+(?:\.\d+)? ?(?:kg|公斤|千克|毫升|ml|斤|克|升|g|l|cm|mm|厘米|寸|抽|片|层|粒|卷|包|支|只|袋|瓶|个|件|连|合)(?:装|包)?(?:[x×*/] ?\d*[\u4e00-\u9fff]?)?/g;

function fen(yuan: string | undefined): number {
  return Math.round(Number(yuan) * 100);
}

function limited(
  quantity: string | undefined,
  every: 'month' | 'quarter' | 'year' | 'total',
): Partial<Offer> | undefined {
  return Number(quantity) > 0 ? { limit: { quantity: Number(quantity), every } } : undefined;
}

function dated(
  said: string | undefined,
  { context }: Message,
  slot: 'until' | 'bestBefore',
): Partial<Offer> | undefined {
  const [found] = findDays(said ?? '', context.now, 'future');
  return found && { [slot]: isoDay(found.value) };
}

/** Words of the folded text as they were typed: 4L stays 4L. */
function asTyped(words: string, { source }: Message): string {
  const at = source.toLowerCase().indexOf(words);
  return words === '' || at < 0 ? words : source.slice(at, at + words.length);
}

/** What is said of something on offer, and the words that nobody understood, each detail blanked out of them. */
function readDetails(said: string, message: Message): { offer: Partial<Offer>; rest: string } {
  let rest = said;
  let offer: Partial<Offer> = {};
  for (const [expression, read] of details) {
    const found = expression.exec(rest);
    const understood = found && read(found.groups ?? {}, message);
    if (!found || !understood) continue;
    offer = { ...understood, ...offer };
    rest =
      rest.slice(0, found.index) + ' '.repeat(found[0].length) + rest.slice(found.index + found[0].length);
  }
  return { offer, rest };
}

/** 上架 大米 5kg 20分 库存50: a new product, or a known one with a new price. */
function read(message: Message): Reading<Offer> | undefined {
  const match = verb.exec(message.text);
  if (!match || message.asks) return undefined;
  const from = match[0].length;
  const { offer, rest } = readDetails(message.text.slice(from), message);
  const priced = price.exec(rest);
  if (!priced) return undefined;
  const [named = ''] = /^[^\s,，]+/.exec(rest.slice(0, priced.index)) ?? [];
  if (named === '') return undefined;
  const productText = message.original(from, from + named.length);
  const points = readNumeral(priced.groups?.points ?? '');
  if (!isPrice(points)) return askPrice(productText);
  const left = rest.slice(named.length, priced.index) + rest.slice(priced.index + priced[0].length);
  const note = asTyped(left.replace(/[\s,，]+/g, ' ').trim(), message);
  // A figure that is read as nothing might be a stock or a limit: it is asked about, not made a note.
  if (/\d/.test(note.toLowerCase().replace(size, ''))) return { ask: 'figure', draft: { note } };
  const { lines, known } = readProducts(message, from, from + named.length);
  return {
    intent: {
      ...compact({ product: known && lines[0]?.productText === named ? lines[0].product : undefined }),
      productText,
      points,
      ...compact({ unit: priced.groups?.unit ?? priced.groups?.per ?? offer.unit, note: note || undefined }),
      ...(({ unit: _, ...others }) => others)(offer),
    },
  };
}

function isPrice(points: number | undefined): points is number {
  return points !== undefined && Number.isInteger(points) && points > 0 && points <= MOST_POINTS;
}

function askPrice(productText: string): Reading<Offer> {
  return { ask: 'price', draft: { productText } };
}

/** 改限购 大米 每户每月限2袋, 改限购 大米 不限: something known, all but its price. */
function readChange(message: Message): Reading<Offer> | undefined {
  const match = /^(?:改限购|限购|修改商品|改商品|change)[ :,]*(?<what>[^\s,，]{1,20})(?=[ ,])/.exec(
    message.text,
  );
  if (!match?.groups?.what || message.asks) return undefined;
  const from = match[0].length - match.groups.what.length;
  const { lines, known } = readProducts(message, from, match[0].length);
  const [line] = lines;
  if (!known || !line?.product) return undefined;
  const { offer, rest } = readDetails(message.text.slice(match[0].length), message);
  if (Object.keys(offer).length === 0 || rest.trim() !== '')
    return /\d/.test(rest) ? { ask: 'figure', draft: { note: rest.trim() } } : undefined;
  return { intent: { product: line.product, productText: line.productText, ...offer } };
}

/** The storekeeper puts something on offer, or gives it another price. */
export const catalogEdit = defineIntent(schema, {
  rules: [
    { name: 'list', opens: ['上', '新', '添', '增', 'list'], read },
    {
      name: 'price',
      opens: ['改', '调', 'price'],
      read(message) {
        const match =
          /^(?:改价|调价|price)[ :,]*(?<what>[^\d]{1,20}?|.{1,20}?(?=[ :]))[ :]*(?:到|为|成)?[ ]*(?<points>-?\d+(?:\.\d+)?) ?(?:积?分|points?)?$/.exec(
            message.text,
          );
        if (!match?.groups?.what) return undefined;
        const { lines, known } = readProducts(
          message,
          message.text.indexOf(match.groups.what),
          message.text.indexOf(match.groups.what) + match.groups.what.length,
        );
        const [line] = lines;
        if (!known || !line?.product) return undefined;
        if (!isPrice(Number(match.groups.points))) return askPrice(line.productText);
        return {
          intent: {
            product: line.product,
            productText: line.productText,
            points: Number(match.groups.points),
          },
        };
      },
    },
    { name: 'change', opens: ['改', '限', '修', 'change'], read: readChange },
  ],
  help: {
    roles: ['storekeeper'],
    zh: { what: '上架商品', examples: ['上架 大米 5kg 20分 库存50', '改价 大米 25分', '改限购 大米 不限'] },
    en: { what: 'put goods on offer', examples: ['list rice 5kg 20 points stock 50'] },
  },
});
