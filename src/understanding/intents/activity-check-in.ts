import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';
import { addressed, command, compact } from '../rules.ts';

/** Six digits, as they are typed or as dictation writes them: 482 913, 4 8 2 9 1 3, 四八二九一三. */
const six = '(?:[\\d零〇一幺二两三四五六七八九][ ,、-]?){5}[\\d零〇一幺二两三四五六七八九]';

const answered = new RegExp(`^(?:(?:签到)?码[ :是]*)?(?<digits>${six})[。.! ]*$`);

function digitsOf(said: string): string {
  return said
    .replace(/[ ,、-]/g, '')
    .replace(/[零〇]/g, '0')
    .replace(/[一幺]/g, '1')
    .replace(/[二两]/g, '2')
    .replace(/[三四五六七八九]/g, (digit) => String('三四五六七八九'.indexOf(digit) + 3));
}

/** 我忘了签到: nothing was sent in time. */
const forgot =
  '(?:我|刚才|刚刚|今天|早上|上午|下午|不好意思|抱歉)*[ ,]*(?:忘了|忘记了?|忘|没来得及|漏了?|没有?(?=签到?[成上]))[ ,]*(?:活动)?(?:签到|打卡|签[成上])(?:了|啦)?(?:怎么办|咋办|怎么弄|能补吗|可以补吗|可以补签吗)?|(?:我)?(?:要|想|怎么)?补签到?|(?:i )?forgot to check in';

/** I am there, and this is the code that was called out. */
export const activityCheckIn = defineIntent(
  z.object({
    name: z.literal('activity.check-in'),
    activity: activityRef.optional(),
    /** The day's six digits, or a word. */
    code: z.string().optional(),
    /** They say that they did not check in, and ask what to do. */
    forgot: z.literal(true).optional(),
    /** They say that others are with them, who have no code of their own. */
    guests: z.literal(true).optional(),
  }),
  {
    rules: [
      command(
        'check-in',
        '签 活 我 check checkin 到',
        `(?:我)?(?:活动)?(?:签到|签个到|现场签到|check[ -]?in)(?:码(?=[ :]*\\d))?(?:了|啦)?[ :]*(?:(?:for )?#?(?<number>\\d{1,5}(?!\\d))(?:号活动|号)?)?[ ,:]*(?:(?:签到)?码?[ :]*(?<digits>${six}(?!\\d))(?<guests>[ ,]*(?:我|还)*(?:带上?|和|跟|还有|加上?)了?[^\\d]{1,12})?)?(?<code>[a-z]{1,4}[a-z0-9-]{2,8})?`,
        ({ number, digits, guests, code }) => ({
          intent: compact({
            activity: number ? { number: Number(number) } : undefined,
            code: digits ? digitsOf(digits) : code?.toUpperCase(),
            guests: guests ? (true as const) : undefined,
          }),
        }),
      ),
      command(
        'code',
        '0 我 到 已 零 〇 一 幺 二 两 三 四 五 六 七 八 九',
        // Digits alone are a code only where nobody else can read them, and nothing else was asked.
        `(?:(?:我们?)?(?:已经|已)?到了?(?:现场)?(?:了|啦)?[ ,:]*)?(?:签到码?)?[ :]*(?<digits>${six})`,
        ({ digits }, { context }) =>
          context.direct && !context.pending && digits ? { intent: { code: digitsOf(digits) } } : undefined,
      ),
      addressed('forgot', forgot, () => ({ intent: { forgot: true as const } })),
      addressed(
        'here',
        `(?:我|我们|俺)?(?:已经|已)?(?:到了|到啦|到现场了?|到场了?|来了|到位了?|在现场了?)|(?:我)?(?:要)?打卡(?:签到)?|i(?:'m| am) here|(?:just )?arrived`,
        () => ({ intent: {} }),
      ),
    ],
    answer(pending, message) {
      const digits = answered.exec(message.text)?.groups?.digits;
      return pending.missing === 'code' && digits
        ? { intent: { ...(pending.draft as object), code: digitsOf(digits) } }
        : undefined;
    },
    help: {
      roles: ['resident'],
      zh: { what: '活动签到', examples: ['签到 六位签到码'] },
      en: { what: 'check in', examples: ['check in 123456'] },
    },
  },
);
