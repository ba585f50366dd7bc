import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { selection } from '../intent.ts';

/** A committee member approves with another amount. */
export const reviewAdjust = defineIntent({
  schema: z.object({
    name: z.literal('review.adjust'),
    selection,
    minutes: z.int().positive().optional(),
    points: z.int().optional(),
    quantity: z.int().positive().optional(),
    reason: z.string().optional(),
  }),
  rules: [],
  help: {
    roles: ['committee'],
    zh: { what: '改时长或分数后通过', examples: ['1023 改成1.5小时'] },
    en: { what: 'approve another amount', examples: ['change 1023 to 1.5 hours'] },
  },
});
