import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** How good the help was, one to five stars. */
export const requestRate = defineIntent({
  schema: z.object({
    name: z.literal('request.rate'),
    numbers: z.array(z.int().positive()),
    stars: z.int().min(1).max(5),
    comment: z.string().optional(),
  }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '评价服务', examples: ['评价 1040 5星 很及时'] },
    en: { what: 'rate the help', examples: ['rate 1040 5 stars'] },
  },
});
