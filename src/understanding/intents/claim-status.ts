import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** What has become of a claim? No numbers means: my latest. */
export const claimStatus = defineIntent({
  schema: z.object({ name: z.literal('claim.status'), numbers: z.array(z.int().positive()) }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '查申报进度', examples: ['进度 1023', '我的申报'] },
    en: { what: 'see what became of a report', examples: ['status 1023'] },
  },
});
