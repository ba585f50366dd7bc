import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';
import { addressed, command } from '../rules.ts';

/** What a household has done and earned: its report card. */
export const pointsReportCard = defineIntent(
  z.object({ name: z.literal('points.report-card'), person: personRef.optional() }),
  {
    rules: [
      command(
        'own',
        '我 俺 咱 本 家 成 诚 积 查 看 发 户 自 my our report show points household family',
        [
          `(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?|发(?:一下|我)?)?(?:一下|下)?(?:我们?家|俺们?家|咱们?家|我们?|俺|咱们?|本户|我户|家庭|自家|自己家|家里)?的?(?:积分|诚信)?(?:成绩单|成绩报告单)`,
          `(?:show |see )?(?:me )?(?:my |our |the )?(?:household(?:'s)? |family |points )?report card`,
        ],
        () => ({ intent: {} }),
        30,
        /成绩|report card/,
      ),
      {
        name: 'of-somebody',
        opens: ['*'],
        longest: 60,
        needs: /成绩单|report card/,
        read(message) {
          const match =
            /^(?:查(?:询|看|一下|下)?|看(?:看|一下|下)?|发(?:一下|我)?|show )?(?:一下)?[ :]*(?<person>@?.{2,30}?)(?:他|她|他们|她们|们)?(?:家|户)?(?:的|'s)? ?(?:积分|诚信)?(?:成绩单|report card)$/.exec(
              message.text,
            ) ?? /^(?:成绩单|report card(?: of| for)?)[ :]+(?<person>@?.{2,30})$/.exec(message.text);
          const words = match?.groups?.person;
          if (!words) return undefined;
          const at = message.text.indexOf(words);
          const read = message.personAt(at, true, at + words.length);
          if (!read || read.end < at + words.trimEnd().length) return undefined;
          const known = read.person.address !== undefined || read.person.contactId !== undefined;
          return known || message.addressed ? { intent: { person: read.person } } : undefined;
        },
      },
      addressed(
        'asked',
        `.{0,10}成绩单.{0,6}`,
        (_, message) =>
          /孩子|学校|考试|女儿|儿子|期末|期中/.test(message.text) ? undefined : { intent: {} },
        3,
        /成绩单/,
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '看我家的积分成绩单', examples: ['我家成绩单'] },
      en: { what: "see your household's report card", examples: ['report card'] },
    },
  },
);
