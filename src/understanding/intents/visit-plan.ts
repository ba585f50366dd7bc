import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { period, personRef } from '../intent.ts';
import { readPeriod } from '../periods.ts';
import { addressed, command, compact } from '../rules.ts';

/** Whom to visit. */
export const visitPlan = defineIntent(
  z.object({
    name: z.literal('visit.plan'),
    period: period.optional(),
    person: personRef.optional(),
  }),
  {
    rules: [
      command(
        'plan',
        '走 查 看 本 这 我 visit visiting show 今 上 入 探',
        [
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?)?(?:一下)?(?:本周|这周|本月|这个月|今天|我的|今年|本季度|上周|上月)*的?(?:走访|探访|入户|巡访)(?:的)?(?:计划|安排|名单|任务|清单|列表|记录)`,
          `(?:show |see )?(?:my |the )?(?:visit|visiting|visits) (?:plan|list|schedule)(?: (?:for )?this (?:week|month))?`,
        ],
        (_, message) => ({
          intent: compact({ period: readPeriod(message.text) }),
        }),
      ),
      addressed(
        'asked',
        `.{0,10}(?:该|要|需要|还有|没)(?:去)?(?:走访|探访|看望|入户)(?:谁|哪些|哪家|哪几户|几户|的)?.{0,8}|whom? (?:should i|do i|to) visit.{0,20}`,
        (_, message) =>
          message.asks || /该走访|还没走访/.test(message.text)
            ? { intent: compact({ period: readPeriod(message.text) }) }
            : undefined,
        undefined,
        /走访|探访|看望|入户|visit/,
      ),
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '看走访计划', examples: ['走访计划'] },
      en: { what: 'see the visiting plan', examples: ['visit plan'] },
    },
  },
);
