import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import type { Message } from '../message.ts';
import { readProducts } from '../products.ts';
import { readNumeral, wholeNumeral } from '../reading/numerals.ts';
import { compact } from '../rules.ts';

type Offer = Omit<z.infer<typeof schema>, 'name'>;

const schema = z.object({
  name: z.literal('catalog.edit'),
  /** Id of a product that is known, or the words that name a new one. */
  product: z.string().optional(),
  productText: z.string(),
  points: z.int().positive(),
  unit: z.string().optional(),
  stock: z.int().nonnegative().optional(),
  kind: z.enum(['goods', 'service', 'coupon']).optional(),
  merchant: z.string().optional(),
  /** In fen. */
  market: z.int().nonnegative().optional(),
  cost: z.int().nonnegative().optional(),
  limit: z
    .object({ quantity: z.int().positive(), every: z.enum(['month', 'quarter', 'year', 'total']) })
    .optional(),
  note: z.string().optional(),
});

const verb = /^(?:上架|新增商品|添加商品|增加商品|list product|list)[ :,]*/;
const price = new RegExp(
  `(?:每(?<per>[\\u4e00-\\u9fff]))?(?<points>${wholeNumeral}) ?(?:积分|分(?![钟之])|points?)(?:[/每一]+(?<unit>[\\u4e00-\\u9fff]))?`,
);
const PERIODS = { 月: 'month', 季: 'quarter', 年: 'year' } as const;
const details: [RegExp, (groups: Record<string, string | undefined>) => Partial<Offer>][] = [
  [
    /(?:库存|数量|stock) ?:?(?<n>\d{1,6}) ?(?<unit>[\u4e00-\u9fff])?(?= |,|$)/,
    ({ n, unit }) => ({ stock: Number(n), ...(unit ? { unit } : {}) }),
  ],
  [
    /(?:市场价|市价|原价|market) ?:?(?<n>\d{1,6}(?:\.\d{1,2})?) ?(?:元|块|yuan)?/,
    ({ n }) => ({ market: fen(n) }),
  ],
  [/(?:成本价?|进价|cost) ?:?(?<n>\d{1,6}(?:\.\d{1,2})?) ?(?:元|块|yuan)?/, ({ n }) => ({ cost: fen(n) })],
  [/(?:商户|商家|merchant) ?:?(?<merchant>[^\s,，]{2,20})/, ({ merchant }) => (merchant ? { merchant } : {})],
  [
    /(?:限)?每户每?(?<every>[月季年])度?(?:限|最多)?(?<n>\d{1,3})[\u4e00-\u9fff]?/,
    ({ n, every }) => ({ limit: { quantity: Number(n), every: PERIODS[every as keyof typeof PERIODS] } }),
  ],
  [
    /(?:限每户|每户限)(?<n>\d{1,3})[\u4e00-\u9fff]?/,
    ({ n }) => ({ limit: { quantity: Number(n), every: 'total' } }),
  ],
  [/(?:^| )(?:优惠券|代金券|券|coupon)(?= |$)/, () => ({ kind: 'coupon' })],
  [/(?:^| )(?:服务|service)(?= |$)/, () => ({ kind: 'service' })],
];

function fen(yuan: string | undefined): number {
  return Math.round(Number(yuan) * 100);
}

/** Words of the folded text as they were typed: 4L stays 4L. */
function asTyped(words: string, { source }: Message): string {
  const at = source.toLowerCase().indexOf(words);
  return words === '' || at < 0 ? words : source.slice(at, at + words.length);
}

/** 上架 大米 5kg 20分 库存50: a new product, or a known one with a new price. */
function read(message: Message): Reading<Offer> | undefined {
  const match = verb.exec(message.text);
  if (!match || message.asks) return undefined;
  const said = message.text.slice(match[0].length);
  const priced = price.exec(said);
  const points = priced && readNumeral(priced.groups?.points ?? '');
  if (!priced || !points || !Number.isInteger(points)) return undefined;
  const [named = ''] = /^[^\s,，]+/.exec(said.slice(0, priced.index)) ?? [];
  if (named === '') return undefined;
  let rest = said.slice(named.length, priced.index) + said.slice(priced.index + priced[0].length);
  let offer: Partial<Offer> = {};
  for (const [expression, read] of details) {
    const found = expression.exec(rest);
    if (!found) continue;
    offer = { ...read(found.groups ?? {}), ...offer };
    rest = rest.replace(found[0], ' ');
  }
  const note = asTyped(rest.replace(/[\s,，]+/g, ' ').trim(), message);
  const { lines, known } = readProducts(message, match[0].length, match[0].length + named.length);
  const from = match[0].length;
  return {
    intent: {
      ...compact({ product: known && lines[0]?.productText === named ? lines[0].product : undefined }),
      productText: message.original(from, from + named.length),
      points,
      ...compact({ unit: priced.groups?.unit ?? priced.groups?.per ?? offer.unit, note: note || undefined }),
      ...(({ unit: _, ...others }) => others)(offer),
    },
  };
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
          /^(?:改价|调价|price)[ :,]*(?<what>.{1,20}?)[ :]*(?:到|为|成)?[ ]*(?<points>\d{1,5}) ?(?:积?分|points?)?$/.exec(
            message.text,
          );
        if (!match?.groups?.what) return undefined;
        const { lines, known } = readProducts(
          message,
          message.text.indexOf(match.groups.what),
          message.text.indexOf(match.groups.what) + match.groups.what.length,
        );
        const [line] = lines;
        if (!known || !line?.product || Number(match.groups.points) < 1) return undefined;
        return {
          intent: {
            product: line.product,
            productText: line.productText,
            points: Number(match.groups.points),
          },
        };
      },
    },
  ],
  help: {
    roles: ['storekeeper'],
    zh: { what: '上架商品', examples: ['上架 大米 5kg 20分 库存50', '改价 大米 25分'] },
    en: { what: 'put goods on offer', examples: ['list rice 5kg 20 points stock 50'] },
  },
});
