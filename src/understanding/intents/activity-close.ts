import { z } from 'zod';
import { quotedRef } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { addressed, command, compact } from '../rules.ts';

const close = (number: string | undefined) => ({
  intent: compact({ activity: number ? { number: Number(number) } : undefined }),
});

/** The activity is over: the list of who came is settled, and becomes claims. */
export const activityClose = defineIntent(
  z.object({ name: z.literal('activity.close'), activity: activityRef.optional() }),
  {
    rules: [
      command(
        'close',
        '结 关 完 close finish end',
        [
          `(?:结束|完成|关闭)(?:活动|签到|招募)[ :]*(?:#?(?<number>\\d{1,5})(?:号)?)?`,
          `(?:close|finish|end) (?:the )?activity[ :]*(?:#?(?<number>\\d{1,5}))?`,
        ],
        ({ number }, message) => (message.asks ? undefined : close(number)),
      ),
      command(
        'over',
        '活 结 0 #',
        [
          `活动 ?(?:#?(?<number>\\d{1,5})(?:号)?)?(?:已经|已)?(?:结束|完成)(?:了|啦)?`,
          `#?(?<bare>\\d{1,5})(?:号活动|号)?[ ,:]*(?:已经|已)?(?:结束|完成)(?:了|啦)?`,
          `结束[ :]*#?(?<bare>\\d{1,5})(?:号)?`,
        ],
        ({ number, bare }, message) => {
          const given = number ?? bare;
          if (message.asks || (!message.addressed && !given && /了$/.test(message.text))) return undefined;
          // A bare number is an activity's only among those who organise, or to the bot.
          const isClear = message.addressed || message.context.roomPurpose === 'grid-workers';
          return bare && !isClear ? undefined : close(given);
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
