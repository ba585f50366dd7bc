import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** What waits for a decision. */
export const reviewPending = defineIntent({
  schema: z.object({ name: z.literal('review.pending') }),
  rules: [],
  help: {
    roles: ['committee'],
    zh: { what: '看待审的申报', examples: ['待审'] },
    en: { what: 'see what waits', examples: ['pending'] },
  },
});
