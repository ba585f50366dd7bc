import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { addressed, command, compact } from '../rules.ts';

/** I am leaving. */
export const activityCheckOut = defineIntent(
  z.object({
    name: z.literal('activity.check-out'),
    activity: activityRef.optional(),
    code: z.string().optional(),
  }),
  {
    rules: [
      command(
        'check-out',
        '签 活 我 check checkout',
        `(?:我)?(?:活动)?(?:签退|签个退|签离|check[ -]?out)(?:了|啦)?[ :]*(?:(?:for )?#?(?<number>\\d{1,7})(?:号活动|号)?|(?<code>[a-z]{1,4}[a-z0-9-]{2,8}))?`,
        ({ number, code }) => ({
          intent: compact({
            activity: number ? { number: Number(number) } : undefined,
            code: code?.toUpperCase(),
          }),
        }),
      ),
      addressed(
        'leaving',
        `(?:我|我们|俺)?(?:先)?(?:走了|撤了|回去了|离开了|结束了|干完了|离场了?)|i(?:'m| am) (?:leaving|done)`,
        () => ({ intent: {} }),
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '活动签退', examples: ['签退'] },
      en: { what: 'check out', examples: ['check out'] },
    },
  },
);
