import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { readProducts } from '../products.ts';
import { command, compact } from '../rules.ts';

/** How much of everything, or of one thing, is on the shelf. */
export const stockShow = defineIntent(
  z.object({ name: z.literal('stock.show'), product: z.string().optional() }),
  {
    rules: [
      command(
        'stock',
        '库 盘 超 stock show',
        [`(?:超市)?(?:库存|盘点)(?:表|单|清单|情况|一览|明细)`, `库存`, `(?:show )?(?:the )?stock(?: list)?`],
        () => ({ intent: {} }),
      ),
      {
        name: 'one',
        opens: ['库', 'stock'],
        read(message) {
          const match = /^(?:库存|stock of)[ :]+(?<what>[^\d一二两俩三四五六七八九十百]{1,12})$/.exec(
            message.text,
          );
          if (!match?.groups?.what) return undefined;
          const { lines, known } = readProducts(message, match[0].length - match.groups.what.length);
          return known && lines.length === 1
            ? { intent: compact({ product: lines[0]?.product }) }
            : undefined;
        },
      },
    ],
    help: {
      roles: ['storekeeper'],
      zh: { what: '看库存', examples: ['库存'] },
      en: { what: 'see the stock', examples: ['stock'] },
    },
  },
);
