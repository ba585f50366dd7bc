import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';

/** Points taken away, with a reason. */
export const pointsDeduct = defineIntent({
  schema: z.object({
    name: z.literal('points.deduct'),
    person: personRef,
    points: z.int().positive().optional(),
    item: z.string().optional(),
    reason: z.string().optional(),
  }),
  rules: [],
  help: {
    roles: ['committee'],
    zh: { what: '扣分', examples: ['扣分 3-2-501 5分 高空抛物'] },
    en: { what: 'deduct points', examples: ['deduct 3-2-501 5 points threw litter'] },
  },
});
