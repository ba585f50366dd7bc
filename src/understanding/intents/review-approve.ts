import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { selection } from '../intent.ts';

/** A committee member approves cards by number. */
export const reviewApprove = defineIntent({
  schema: z.object({ name: z.literal('review.approve'), selection, note: z.string().optional() }),
  rules: [],
  help: {
    roles: ['committee'],
    zh: { what: '评审通过', examples: ['通过 1023 1025-1027', '除了1025都通过'] },
    en: { what: 'approve', examples: ['approve 1023 1025-1027'] },
  },
});
