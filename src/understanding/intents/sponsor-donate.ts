import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import { productLine } from '../intent.ts';
import { readProducts } from '../products.ts';
import { readNumeral } from '../reading/numerals.ts';
import { compact } from '../rules.ts';

type Gift = Omit<z.infer<typeof schema>, 'name'>;

const schema = z.object({
  name: z.literal('sponsor.donate'),
  kind: z.enum(['money', 'goods', 'spent']),
  /** Who gave it, or who was paid. */
  who: z.string(),
  /** In fen. */
  amount: z.int().positive().optional(),
  lines: z.array(productLine).optional(),
  note: z.string().optional(),
});

/** More is no gift to a points supermarket, but a slip of the thumb. */
const MOST_YUAN = 100_000_000;

const verb =
  /^(?:(?<spent>超市支出|资金支出|超市付款|spent)|捐赠(?:入账)?|赞助(?:入账)?|捐款(?:入账)?|启动资金|donat(?:ion|ed?)|fund)[ :]+/;
const money =
  /(?<![\d.-]|\d,)(?<n>\d{1,8}(?:\.\d{1,2})?|[一二两三四五六七八九十百千万]{1,8})(?<wan>万)? ?(?:元|块|yuan|rmb)/;

/** Money or goods given to the supermarket, or money that it spent: who, and how much. */
export const sponsorDonate = defineIntent(schema, {
  rules: [
    {
      name: 'gift',
      opens: ['捐', '赞', '启', '超', '资', 'donation', 'donate', 'donated', 'fund', 'spent'],
      read(message): Reading<Gift> | undefined {
        const match = verb.exec(message.text);
        if (!match || message.asks) return undefined;
        const from = match[0].length;
        const said = message.text.slice(from);
        const [who = ''] = /^[^\s,，]+/.exec(said) ?? [];
        const paid = money.exec(said);
        if (paid) {
          const yuan = readNumeral(`${paid.groups?.n ?? ''}`);
          if (yuan === undefined || yuan <= 0 || yuan * (paid.groups?.wan ? 10_000 : 1) > MOST_YUAN)
            return { ask: 'amount', draft: { lines: [{ productText: '' }] } };
          const amount = Math.round(yuan * (paid.groups?.wan ? 10_000 : 1) * 100);
          const before =
            paid.index === 0 ? '' : message.original(from, from + Math.min(who.length, paid.index));
          const note = message.rest(from + paid.index + paid[0].length);
          return {
            intent: {
              kind: match.groups?.spent ? 'spent' : 'money',
              who: before || '社区',
              amount,
              ...compact({ note: note || undefined }),
            },
          };
        }
        if (/[\d一二三四五六七八九十百千万半] ?(?:元|块|yuan|rmb)/.test(said))
          return { ask: 'amount', draft: { lines: [{ productText: '' }] } };
        if (match.groups?.spent || who === '' || who.length === said.length) return undefined;
        const { lines, known, unclear } = readProducts(message, from + who.length);
        if (!known || !/\d|[零一二两三四五六七八九十百千半]/.test(said.slice(who.length))) return undefined;
        if (unclear !== undefined) return { ask: 'amount', draft: { lines: [{ productText: unclear }] } };
        return { intent: { kind: 'goods', who: message.original(from, from + who.length), lines } };
      },
    },
  ],
  help: {
    roles: ['storekeeper'],
    zh: { what: '捐赠入账', examples: ['捐赠 电力公司 大米 50袋', '启动资金 街道办 50000元'] },
    en: { what: 'record a gift', examples: ['donation GridCo rice 50'] },
  },
});
