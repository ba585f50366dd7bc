import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { addressed, command, compact } from '../rules.ts';

/** I am there, and this is the code that was called out. */
export const activityCheckIn = defineIntent(
  z.object({
    name: z.literal('activity.check-in'),
    activity: activityRef.optional(),
    /** The day's six digits, or a word. */
    code: z.string().optional(),
  }),
  {
    rules: [
      command(
        'check-in',
        '签 活 我 check checkin 到',
        `(?:我)?(?:活动)?(?:签到|签个到|现场签到|check[ -]?in)(?:码(?=[ :]*\\d))?(?:了|啦)?[ :]*(?:(?:for )?#?(?<number>\\d{1,5}(?!\\d))(?:号活动|号)?)?[ ,:]*(?:(?:签到)?码?[ :]*(?<digits>\\d{3} ?\\d{3}(?!\\d)))?(?<code>[a-z]{1,4}[a-z0-9-]{2,8})?`,
        ({ number, digits, code }) => ({
          intent: compact({
            activity: number ? { number: Number(number) } : undefined,
            code: digits?.replace(' ', '') ?? code?.toUpperCase(),
          }),
        }),
      ),
      command(
        'code',
        '0 我 到 已',
        // Digits alone are a code only where nobody else can read them, and nothing else was asked.
        `(?:(?:我们?)?(?:已经|已)?到了?(?:现场)?(?:了|啦)?[ ,:]*)?(?:签到码?)?[ :]*(?<digits>\\d{3} ?\\d{3})`,
        ({ digits }, { context }) =>
          context.direct && !context.pending && digits
            ? { intent: { code: digits.replace(' ', '') } }
            : undefined,
      ),
      addressed(
        'here',
        `(?:我|我们|俺)?(?:已经|已)?(?:到了|到啦|到现场了?|到场了?|来了|到位了?|在现场了?)|(?:我)?(?:要)?打卡(?:签到)?|i(?:'m| am) here|(?:just )?arrived`,
        () => ({ intent: {} }),
      ),
    ],
    answer(pending, message) {
      const digits = /^(?:(?:签到)?码[ :是]*)?(\d{3}) ?(\d{3})[。.! ]*$/.exec(message.text);
      return pending.missing === 'code' && digits
        ? { intent: { ...(pending.draft as object), code: `${digits[1]}${digits[2]}` } }
        : undefined;
    },
    help: {
      roles: ['resident'],
      zh: { what: '活动签到', examples: ['签到 六位签到码'] },
      en: { what: 'check in', examples: ['check in 123456'] },
    },
  },
);
