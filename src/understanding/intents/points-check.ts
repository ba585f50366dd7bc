import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';

/** How many points do I, my household or somebody else have? */
export const pointsCheck = defineIntent({
  schema: z.object({
    name: z.literal('points.check'),
    of: z.enum(['mine', 'household']),
    person: personRef.optional(),
  }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '查积分', examples: ['查积分', '我家多少分'] },
    en: { what: 'check points', examples: ['check my points', 'household points'] },
  },
});
