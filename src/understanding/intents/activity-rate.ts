import { z } from 'zod';
import { quotedRef } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { addressed, command } from '../rules.ts';

const said =
  '(?:非常|很|挺|比较|特别|十分)?(?<rating>不太满意|不满意|满意|一般般?|还行|还可以|很差|good|fair|poor)';

const someRating = /满意|一般|还行|还可以|差|good|fair|poor/;

function ratingOf(words: string | undefined): 'good' | 'fair' | 'poor' {
  if (/^满意|good/.test(words ?? '')) return 'good';
  return /不|差|poor/.test(words ?? '') ? 'poor' : 'fair';
}

/** How those who came liked it. */
export const activityRate = defineIntent(
  z.object({
    name: z.literal('activity.rate'),
    activity: activityRef.optional(),
    rating: z.enum(['good', 'fair', 'poor']),
  }),
  {
    rules: [
      command(
        'rate',
        '活 评 rate',
        [
          `(?:评价)?活动 ?#?(?<number>\\d{1,5})(?:号)?[ ,:]*${said}`,
          `rate activity #?(?<number2>\\d{1,5})[ ,:]*(?<rating2>good|fair|poor)`,
        ],
        ({ number, number2, rating, rating2 }) => ({
          intent: { activity: { number: Number(number ?? number2) }, rating: ratingOf(rating ?? rating2) },
        }),
      ),
      addressed(
        'card',
        `(?:活动)?${said}`,
        ({ rating }, message) =>
          quotedRef(message)
            ? { intent: { activity: quotedRef(message) ?? {}, rating: ratingOf(rating) } }
            : undefined,
        -1,
        someRating,
      ),
      addressed(
        'said',
        `(?:活动)?${said}`,
        ({ rating }, message) =>
          message.context.quote ? undefined : { intent: { rating: ratingOf(rating) } },
        1,
        someRating,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '评价参加过的活动', examples: ['活动 12 满意'] },
      en: { what: 'rate an activity', examples: ['rate activity 12 good'] },
    },
  },
);
