import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { productLine } from '../intent.ts';
import { readProducts } from '../products.ts';

const shape =
  /^(?:换货|调换|exchange goods|exchange)[ :]*#?(?<number>\d{4,7})(?:[ ,:，]*(?:改?换成?|换为|改成|为|成|for))?[ ,:，]+(?<what>.{1,60})$/;

/** Something that was handed over is exchanged for something else, in one go. */
export const redemptionExchange = defineIntent(
  z.object({
    name: z.literal('redemption.exchange'),
    number: z.int().positive(),
    lines: z.array(productLine).min(1),
  }),
  {
    rules: [
      {
        name: 'exchange',
        opens: ['换', '调', 'exchange'],
        read(message) {
          const { number, what } = shape.exec(message.text)?.groups ?? {};
          if (!number || !what) return undefined;
          const { lines, known } = readProducts(message, message.text.length - what.length);
          if (lines.length === 0 || (!known && !message.addressed)) return undefined;
          return { intent: { number: Number(number), lines } };
        },
      },
    ],
    help: {
      roles: ['storekeeper'],
      zh: { what: '换货', examples: ['换货 1050 换 酱油 2瓶'] },
      en: { what: 'exchange goods', examples: ['exchange 1050 for soy sauce 2'] },
    },
  },
);
