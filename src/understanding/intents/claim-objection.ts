import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** Somebody questions a posted result. */
export const claimObjection = defineIntent({
  schema: z.object({
    name: z.literal('claim.objection'),
    numbers: z.array(z.int().positive()),
    text: z.string().min(1),
  }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '对公示结果提出异议', examples: ['异议 1023 那天他没有来'] },
    en: { what: 'object to a posted result', examples: ['object 1023 he was not there'] },
  },
});
