import { z } from 'zod';
import { readAward } from '../awards.ts';
import { defineIntent } from '../define.ts';
import { localDate, personRef } from '../intent.ts';

/** Points taken away, with a reason. */
export const pointsDeduct = defineIntent(
  z.object({
    name: z.literal('points.deduct'),
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
        name: 'deduct',
        opens: ['扣', '减', '罚', '给', '对', 'deduct', 'take', '0', '@'],
        longest: 500,
        read: (message) => readAward(message, 'points.deduct'),
      },
      {
        name: 'deduct-said',
        needs: /分|point|pts|加|奖|扣|罚|减/,
        longest: 500,
        read: (message) => readAward(message, 'points.deduct'),
      },
    ],
    help: {
      roles: ['committee'],
      zh: { what: '扣分', examples: ['扣分 3-2-501 5分 高空抛物'] },
      en: { what: 'deduct points', examples: ['deduct 3-2-501 5 points threw litter'] },
    },
  },
);
