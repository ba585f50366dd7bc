import { z } from 'zod';
import { readAward } from '../awards.ts';
import { defineIntent } from '../define.ts';
import { localDate, personRef } from '../intent.ts';

/** Points given directly, without a report. */
export const pointsAward = defineIntent(
  z.object({
    name: z.literal('points.award'),
    person: personRef,
    points: z.int().positive().optional(),
    item: z.string().optional(),
    reason: z.string().optional(),
    /** The day of the deed; absent when nothing was said, which means today. */
    date: localDate.optional(),
  }),
  {
    rules: [
      {
        name: 'award',
        opens: ['加', '奖', '给', '为', 'award', 'give', 'add', '0', '@'],
        longest: 500,
        read: (message) => readAward(message, 'points.award'),
      },
      {
        name: 'award-said',
        needs: /分|point|pts|加|奖|扣|罚|减/,
        longest: 500,
        read: (message) => readAward(message, 'points.award'),
      },
    ],
    help: {
      roles: ['committee'],
      zh: { what: '直接加分', examples: ['加分 3-2-501 5分 主动扫雪'] },
      en: { what: 'award points', examples: ['award 3-2-501 5 points cleared the snow'] },
    },
  },
);
