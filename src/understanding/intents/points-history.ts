import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';

/** The last entries of an account, with reasons. */
export const pointsHistory = defineIntent({
  schema: z.object({ name: z.literal('points.history'), person: personRef.optional() }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '看积分明细', examples: ['积分明细'] },
    en: { what: 'see the last entries', examples: ['points history'] },
  },
});
