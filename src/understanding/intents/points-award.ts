import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';

/** Points given directly, without a report. */
export const pointsAward = defineIntent({
  schema: z.object({
    name: z.literal('points.award'),
    person: personRef,
    points: z.int().positive().optional(),
    item: z.string().optional(),
    reason: z.string().optional(),
  }),
  rules: [],
  help: {
    roles: ['committee'],
    zh: { what: '直接加分', examples: ['加分 3-2-501 5分 主动扫雪'] },
    en: { what: 'award points', examples: ['award 3-2-501 5 points cleared the snow'] },
  },
});
