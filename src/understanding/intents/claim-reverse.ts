import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** Undo a decided claim by an opposite entry, with a reason. */
export const claimReverse = defineIntent({
  schema: z.object({
    name: z.literal('claim.reverse'),
    numbers: z.array(z.int().positive()).min(1),
    reason: z.string().min(1),
  }),
  rules: [],
  help: {
    roles: ['committee', 'admin'],
    zh: { what: '冲正已通过的申报', examples: ['冲正 1023 重复申报'] },
    en: { what: 'reverse a decided report', examples: ['reverse 1023 reported twice'] },
  },
});
