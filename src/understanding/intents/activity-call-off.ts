import { z } from 'zod';
import { quotedRef } from '../activities.ts';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { addressed, command, compact, wordsOf } from '../rules.ts';

const because = '(?:[ ,:;。]*(?:原因|理由|因为|由于|because)?[ :是]*(?<reason>\\S.*))?';

/** An activity does not take place, or a series stops. */
export const activityCallOff = defineIntent(
  z.object({
    name: z.literal('activity.call-off'),
    activity: activityRef,
    reason: z.string().optional(),
    /** All dates of its series that are still to come. */
    series: z.literal(true).optional(),
    confirmed: z.literal(true).optional(),
  }),
  {
    rules: [
      command(
        'call-off',
        '取 撤 停 活 终 call cancel stop',
        [
          `(?:取消|撤销|撤回|停办|终止)(?<series>系列)?(?:活动|招募)[ :]*#?(?<number>\\d{1,7})(?:号)?${because}`,
          `活动 ?#?(?<number2>\\d{1,7})(?:号)? ?(?:取消|不办|停办)(?:了|啦)?(?:[ ,:;。]*(?:原因|理由|因为|由于)?[ :是]*(?<reason2>\\S.*))?`,
          `(?:停止|取消|终止)(?<series2>系列|每周|每月)(?:活动|招募)?[ :]*#?(?<number3>\\d{1,7})(?:[ ,:;。]*(?:原因|理由|因为|由于)?[ :是]*(?<reason3>\\S.*))?`,
          `(?:call off|cancel|stop) (?:the )?(?<series4>series )?(?:activity )?#?(?<number4>\\d{1,7})(?:[ ,:;]*(?:because)?[ :]*(?<reason4>\\S.*))?`,
        ],
        (groups, message, match) => {
          const number = groups.number ?? groups.number2 ?? groups.number3 ?? groups.number4;
          if (!number || message.asks) return undefined;
          const reason = groups.reason ?? groups.reason2 ?? groups.reason3 ?? groups.reason4;
          // 取消活动 1 系列: the word after the number is which, not why.
          const whole = /^(?:整个|全部|这个)?系列(?:活动)?(?:[ ,:;。]+(?<why>\S.*))?$/.exec(reason ?? '');
          const series = groups.series ?? groups.series2 ?? groups.series4 ?? whole?.[0];
          return {
            intent: compact({
              activity: { number: Number(number) },
              reason: wordsOf(whole ? whole.groups?.why : reason, message, match),
              series: series ? (true as const) : undefined,
            }),
          };
        },
        300,
      ),
      addressed(
        'card',
        `(?:这个?|本次)?(?:活动|招募)(?:取消|不办|停办)(?:了|啦)?(?:[ ,:;。]*(?:原因|理由|因为|由于)?[ :是]*(?<reason>\\S.*))?`,
        ({ reason }, message, match) =>
          quotedRef(message)
            ? {
                intent: compact({
                  activity: quotedRef(message) ?? {},
                  reason: wordsOf(reason, message, match),
                }),
              }
            : undefined,
        -1,
      ),
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '取消活动', examples: ['取消活动 12 下雨'] },
      en: { what: 'call an activity off', examples: ['call off activity 12 rain'] },
    },
  },
);
