import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { command, compact } from '../rules.ts';

const stop = '(?:结束|关闭|停止|终止|暂停|截止|作废)';

/** The organiser asks for the day's code, or that it counts no more. */
export const activityOpenCheckIn = defineIntent(
  z.object({
    name: z.literal('activity.open-check-in'),
    activity: activityRef.optional(),
    /** 关闭签到: the code is void from now on. */
    void: z.literal(true).optional(),
  }),
  {
    rules: [
      command(
        'code',
        '开 签 发 生 启 活 0 # start check',
        [
          `(?:开始|开启|启动|发起|打开|开放)(?:活动)?(?:现场)?签到[ :]*(?:活动)?(?:#?(?<number>\\d{1,5})(?:号活动|号)?)?`,
          `(?:生成|发一?下?|发布|获取|要)?(?:活动)?(?:今天的?|今日)?签到码[ :]*(?:活动)?(?:#?(?<number2>\\d{1,5})(?:号活动|号)?)?`,
          `(?:活动 ?)?#?(?<number6>\\d{1,5})(?:号活动|号)?[ ,:]*的?签到码`,
          `(?:活动 ?)?#?(?<number3>\\d{1,5})(?:号活动|号)?[ ,:]*(?:开始|开启|可以)签到(?:了|啦)?`,
          `(?:start|open) check-?in(?: for)?[ :]*(?:activity )?(?:#?(?<number4>\\d{1,5}))?|check-?in code[ :]*(?:#?(?<number5>\\d{1,5}))?`,
        ],
        ({ number, number2, number3, number4, number5, number6 }, message) => {
          if (message.asks) return undefined;
          const given = number ?? number2 ?? number3 ?? number4 ?? number5 ?? number6;
          return { intent: compact({ activity: given ? { number: Number(given) } : undefined }) };
        },
      ),
      command(
        'void',
        '结 关 停 终 暂 作 活 签 0 # stop close end',
        [
          `${stop}(?:活动)?(?:现场)?签到码?[ :]*(?:活动)?(?:#?(?<number>\\d{1,5})(?:号活动|号)?)?(?:了|啦)?`,
          `(?:活动 ?)?#?(?<number>\\d{1,5})(?:号活动|号)?[ ,:]*的?(?:${stop}(?:现场)?签到码?|签到码?(?:已经?)?(?:结束|停止|关闭|截止|作废))(?:了|啦)?`,
          `签到码?(?:结束|停止|关闭|截止|作废)[ :]*(?:活动)?#?(?<number>\\d{1,5})(?:号活动|号)?`,
          `(?:stop|close|end) check-?in(?: for)?[ :]*(?:activity )?(?:#?(?<number>\\d{1,5}))?`,
        ],
        ({ number }, message) =>
          message.asks || !(number || message.addressed || message.context.roomPurpose === 'grid-workers')
            ? undefined
            : {
                intent: compact({
                  activity: number ? { number: Number(number) } : undefined,
                  void: true as const,
                }),
              },
      ),
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '开始签到（拿签到码）', examples: ['开始签到 12'] },
      en: { what: 'start check-in', examples: ['start check-in 12'] },
    },
  },
);
