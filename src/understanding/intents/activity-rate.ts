import { z } from 'zod';
import { quotedRef } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { addressed, command } from '../rules.ts';
import { isNotice } from '../signing-up.ts';

const said =
  '(?:非常|很|挺|比较|特别|十分)?(?<rating>不太满意|不满意|满意|一般般?|还行|还可以|很差|good|fair|poor)(?:的|吧|了)?';
/** Praise and blame in other words, under the card that asks for it. */
const praise =
  '(?:(?:都|真的?|非常|很|挺|特别|相当|办得|搞得|组织得)*(?<good>好|不错|开心|棒|圆满|成功)(?:的|了|啊|呀)?|(?:太|很|有点|办得|搞得)*(?<poor>差|糟糕?|失望|乱))(?:活动)?';
/** By itself it is a rating only when it can hardly be about anything else: 乱, 太差 and 好 can. */
const very = '(?:都|真的?|非常|很|挺|特别|相当)';
const organised = '(?:这次|今天)?(?:的?活动)?(?:办|搞|组织)得';
const plainPraise = `(?:(?<good>${organised}${very}*(?:好|不错|棒|圆满|成功)|(?:这次|今天)?(?:的?活动)?${very}+(?:好|不错|开心|棒|圆满|成功)|(?:这次|今天)?(?:的?活动)?不错)|(?<poor>${organised}(?:太|很|真|有点|非常)*(?:差|糟糕?|乱)|(?:这次|今天)?的?活动(?:太|很|真|有点|非常|让人)*(?:差|糟糕?|乱|失望)))(?:的|了|啊|呀)*(?:活动)?[!。~ ]*(?:[ ,。!~;]*(?:下次(?:还|再|也)?(?:想|要|会)?(?:来|参加|去)|辛苦(?:大家|各位|组织者)?了?|谢谢(?:大家|组织者|各位|您|你们?)?)[!。~了啊]*)?`;
/** 满意，下次还来. */
const andMore = '(?:[ ,。!~;]+(?<more>.{1,60}))?';

const someRating = /满意|一般|还行|还可以|差|good|fair|poor/;
const somePraise = /好|不错|开心|棒|圆满|成功|差|糟|失望|乱/;

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
    /** Praise that may have been meant for something else. */
    passing: z.literal(true).optional(),
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
        'numbered',
        [
          `${said}[ :,]*#?(?<number>\\d{1,5})(?:号)?(?:活动)?`,
          `#?(?<number>\\d{1,5})(?:号活动|号)?[ :,]*${said}${andMore}`,
        ],
        ({ number, rating }) => ({
          intent: { activity: { number: Number(number) }, rating: ratingOf(rating) },
        }),
        1,
        someRating,
      ),
      addressed(
        'card',
        `(?:活动)?(?:${said}|${praise})${andMore}`,
        ({ rating, good, poor }, message) =>
          quotedRef(message) && isNotice(message.context.quote?.text ?? '') && good
            ? { silent: 'praise of what is still to come' }
            : quotedRef(message)
              ? {
                  intent: {
                    activity: quotedRef(message) ?? {},
                    rating: rating ? ratingOf(rating) : good ? 'good' : poor ? 'poor' : 'fair',
                  },
                }
              : undefined,
        -1,
        new RegExp(`${someRating.source}|${somePraise.source}`),
      ),
      addressed(
        'said',
        `(?:活动)?${said}${andMore}`,
        ({ rating, more }, message) =>
          message.context.quote || (more && !message.context.direct)
            ? undefined
            : { intent: { rating: ratingOf(rating) } },
        1,
        someRating,
      ),
      addressed(
        'praise',
        plainPraise,
        ({ good }, message) =>
          message.context.quote || !message.context.direct || message.asks
            ? undefined
            : { intent: { rating: good ? ('good' as const) : ('poor' as const), passing: true as const } },
        3,
        somePraise,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '评价参加过的活动', examples: ['活动 12 满意'] },
      en: { what: 'rate an activity', examples: ['rate activity 12 good'] },
    },
  },
);
