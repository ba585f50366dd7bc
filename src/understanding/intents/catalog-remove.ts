import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { readProducts } from '../products.ts';

/** The storekeeper takes something off the list. */
export const catalogRemove = defineIntent(
  z.object({ name: z.literal('catalog.remove'), product: z.string(), productText: z.string() }),
  {
    rules: [
      {
        name: 'unlist',
        opens: ['下', '停', 'unlist'],
        read(message) {
          const match = /^(?:下架|停换|停兑|unlist)[ :]*(?<what>[^\d]{1,20})$/.exec(message.text);
          if (!match?.groups?.what || message.asks) return undefined;
          const { lines, known } = readProducts(message, match[0].length - match.groups.what.length);
          const [line, ...others] = lines;
          if (!known || !line?.product || others.length > 0) return undefined;
          return { intent: { product: line.product, productText: line.productText } };
        },
      },
    ],
    help: {
      roles: ['storekeeper'],
      zh: { what: '下架商品', examples: ['下架 大米'] },
      en: { what: 'take goods off the list', examples: ['unlist rice'] },
    },
  },
);
