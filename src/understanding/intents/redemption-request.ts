import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { productLine } from '../intent.ts';

/** Points for goods or services. */
export const redemptionRequest = defineIntent({
  schema: z.object({ name: z.literal('redemption.request'), lines: z.array(productLine).min(1) }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '兑换商品', examples: ['兑换 大米 1袋'] },
    en: { what: 'redeem', examples: ['redeem 1 bag of rice'] },
  },
});
