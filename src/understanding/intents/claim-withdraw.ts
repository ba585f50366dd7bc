import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** Take back an undecided claim. No numbers means: my latest. */
export const claimWithdraw = defineIntent({
  schema: z.object({ name: z.literal('claim.withdraw'), numbers: z.array(z.int().positive()) }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '撤回还没评审的申报', examples: ['撤回 1023'] },
    en: { what: 'take back a report', examples: ['withdraw 1023'] },
  },
});
