import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { activityRef, period } from '../intent.ts';
import { readPeriod } from '../periods.ts';
import { command, compact } from '../rules.ts';

/** What came of an activity, or of a month of them. */
export const activitySummary = defineIntent(
  z.object({
    name: z.literal('activity.summary'),
    activity: activityRef.optional(),
    period: period.optional(),
    /** To be posted to the rooms, not only answered. */
    post: z.literal(true).optional(),
  }),
  {
    rules: [
      command(
        'summary',
        '活 发 总 本 上 这 招 0 # activity summary post 今 公',
        [
          `(?<post>发布|发出|公布|发)?(?:一下)?(?<when>本月|上月|上个月|这个月|本季度|今年|本周|上周|这周)?的?(?:活动|招募)(?:情况)?(?:总结|小结|成效|成果|月报|战报)[ :]*(?:#?(?<number>\\d{1,5})(?:号)?)?[ :]*(?<when2>本月|上月|上个月|这个月|本季度|今年|本周|上周|这周)?(?<post2>发群|发到群里?|并发群)?`,
          `#?(?<number4>\\d{1,5})(?:号)?[ :]*的?活动(?:总结|小结)(?<post4>发群|发到群里?)?`,
          `总结活动[ :]*#?(?<number2>\\d{1,5})`,
          `(?<post3>post )?(?:the )?(?:activity summary|summary of activity)[ :]*(?:#?(?<number3>\\d{1,5}))?(?<when3> ?(?:this|last) month)?`,
        ],
        ({ post, post2, post3, post4, when, when2, when3, number, number2, number3, number4 }, message) => {
          if (message.asks) return undefined;
          const given = number ?? number2 ?? number3 ?? number4;
          const said = when ?? when2 ?? when3;
          return {
            intent: compact({
              activity: given ? { number: Number(given) } : undefined,
              period: said ? readPeriod(said) : undefined,
              post: post || post2 || post3 || post4 ? (true as const) : undefined,
            }),
          };
        },
      ),
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '活动总结', examples: ['活动总结 12', '发布活动总结 12', '活动总结 本月'] },
      en: { what: 'what came of an activity', examples: ['activity summary 12'] },
    },
  },
);
