import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { command } from '../rules.ts';

/** The report that I made by hand is of the same hours as my attendance, or of others. */
export const activityMerge = defineIntent(
  z.object({
    name: z.literal('activity.merge'),
    number: z.int().positive(),
    same: z.boolean(),
  }),
  {
    rules: [
      command(
        'merge',
        '合 并 保 另 merge keep',
        [
          `(?<same>合并|并入|merge)[ :]*#?(?<number>\\d{1,7})`,
          `(?:保留|另计|keep)[ :]*#?(?<number2>\\d{1,7})`,
        ],
        ({ same, number, number2 }, message) =>
          message.asks
            ? undefined
            : { intent: { number: Number(number ?? number2), same: same !== undefined } },
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '把手工申报并入活动签到', examples: ['合并 1023', '保留 1023'] },
      en: { what: 'merge a report with an attendance', examples: ['merge 1023'] },
    },
  },
);
