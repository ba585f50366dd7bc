import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { stockLine } from '../intent.ts';

/** Goods came in, went out, or were counted. */
export const stockUpdate = defineIntent({
  schema: z.object({ name: z.literal('stock.update'), lines: z.array(stockLine).min(1) }),
  rules: [],
  help: {
    roles: ['storekeeper'],
    zh: { what: '更新库存', examples: ['入库 大米 20袋', '库存 大米 18'] },
    en: { what: 'update stock', examples: ['stock in rice 20'] },
  },
});
