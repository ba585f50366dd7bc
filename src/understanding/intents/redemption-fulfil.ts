import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** The storekeeper has handed the goods over. */
export const redemptionFulfil = defineIntent({
  schema: z.object({
    name: z.literal('redemption.fulfil'),
    numbers: z.array(z.int().positive()),
    code: z.string().optional(),
  }),
  rules: [],
  help: {
    roles: ['storekeeper'],
    zh: { what: '核销兑换', examples: ['核销 1050'] },
    en: { what: 'hand over', examples: ['fulfil 1050'] },
  },
});
