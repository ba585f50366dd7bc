import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { command, compact, wordsOf } from '../rules.ts';

const month = `(?:(?<y>20\\d\\d)[年./-])?(?<m>0?[1-9]|1[0-2])(?:月份?)?`;

/** What a merchant accepted in a month, for the community to pay. */
export const merchantSettlement = defineIntent(
  z.object({
    name: z.literal('merchant.settlement'),
    /** `2025-11`; absent for the last one that is over. */
    month: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .optional(),
    merchant: z.string().optional(),
  }),
  {
    rules: [
      command(
        'settle',
        '商 结 settlement settle',
        [
          `(?:商户|商家|合作商户)(?:月度?)?结算(?:单|表)?(?:[ :]*(?<when>上月|上个月|本月|这个月|${month}))?(?:[ :]+(?<merchant>[^\\s]{2,20}))?`,
          `结算单(?:[ :]*(?<when2>上月|上个月|本月|这个月|${month.replaceAll('?<y>', '?<y2>').replaceAll('?<m>', '?<m2>')}))?(?:[ :]+(?<merchant2>[^\\s]{2,20}))?`,
          `settle(?:ment)?(?: statement)?(?: (?<when3>last month|this month|20\\d\\d-\\d\\d))?(?: (?:of |for )?(?<merchant3>.{2,30}))?`,
        ],
        (groups, message, match) => {
          const said = groups.when ?? groups.when2 ?? groups.when3;
          const merchant = wordsOf(groups.merchant ?? groups.merchant2 ?? groups.merchant3, message, match);
          return { intent: compact({ month: said && monthOf(said, message.context.now), merchant }) };
        },
        60,
      ),
    ],
    help: {
      roles: ['storekeeper'],
      zh: { what: '商户结算', examples: ['商户结算 上月'] },
      en: { what: "a merchant's statement", examples: ['settlement last month'] },
    },
  },
);

/** The month that is meant; without a year the last one of that name. */
function monthOf(said: string, now: Date): string | undefined {
  const [year = 0, current = 0] = new Date(now.getTime() + 8 * 3_600_000)
    .toISOString()
    .slice(0, 7)
    .split('-')
    .map(Number);
  const format = (y: number, m: number) => `${y}-${String(m).padStart(2, '0')}`;
  if (/^(?:本月|这个月|this)/.test(said)) return format(year, current);
  if (/^(?:上|last)/.test(said)) return current === 1 ? format(year - 1, 12) : format(year, current - 1);
  const [, y, m] = /(?:(20\d\d)[年./-])?(\d{1,2})/.exec(said) ?? [];
  if (!m) return undefined;
  return format(y ? Number(y) : Number(m) <= current ? year : year - 1, Number(m));
}
