import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { command, compact } from '../rules.ts';

/** The organiser asks for the day's code. */
export const activityOpenCheckIn = defineIntent(
  z.object({ name: z.literal('activity.open-check-in'), activity: activityRef.optional() }),
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
    ],
    help: {
      roles: ['grid-worker'],
      zh: { what: '开始签到（拿签到码）', examples: ['开始签到 12'] },
      en: { what: 'start check-in', examples: ['start check-in 12'] },
    },
  },
);
