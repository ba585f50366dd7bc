import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** What the points supermarket has. */
export const catalogShow = defineIntent({
  schema: z.object({ name: z.literal('catalog.show'), query: z.string().optional() }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '看可兑换的商品', examples: ['商品列表'] },
    en: { what: 'see what points buy', examples: ['catalog'] },
  },
});
