import { z } from 'zod';
import { quotedRef } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { addressed, command, compact } from '../rules.ts';

/** The activity is over: the list of who came is settled, and becomes claims. */
export const activityClose = defineIntent(
  z.object({ name: z.literal('activity.close'), activity: activityRef.optional() }),
  {
    rules: [
      command(
        'close',
        '结 活 关 完 close finish',
        [
          `(?:结束|完成|关闭)(?:活动|签到|招募)[ :]*(?:#?(?<number>\\d{1,5})(?:号)?)?`,
          `活动 ?(?:#?(?<number2>\\d{1,5})(?:号)?)?(?:结束|完成)(?:了|啦)?`,
          `(?:close|finish|end) (?:the )?activity[ :]*(?:#?(?<number3>\\d{1,5}))?`,
        ],
        ({ number, number2, number3 }, message) => {
          const given = number ?? number2 ?? number3;
          if (message.asks || (!message.addressed && !given && /了$/.test(message.text))) return undefined;
          return { intent: compact({ activity: given ? { number: Number(given) } : undefined }) };
        },
      ),
      addressed(
        'card',
        `(?:活动)?(?:结束|完成)(?:了|啦)?`,
        (_, message) => (quotedRef(message) ? { intent: { activity: quotedRef(message) ?? {} } } : undefined),
        -1,
      ),
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '结束活动并申报工时', examples: ['结束活动 12'] },
      en: { what: 'close an activity', examples: ['close activity 12'] },
    },
  },
);
