import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** The committee settles an objection. */
export const objectionResolve = defineIntent({
  schema: z.object({
    name: z.literal('objection.resolve'),
    numbers: z.array(z.int().positive()),
    outcome: z.enum(['upheld', 'dismissed']),
    reason: z.string().optional(),
  }),
  rules: [],
  help: {
    roles: ['committee'],
    zh: { what: '处理异议', examples: ['异议成立 1031', '异议不成立 1031 有签到记录'] },
    en: { what: 'settle an objection', examples: ['uphold 1031', 'dismiss 1031 signed in'] },
  },
});
