import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { type BackLine, backLine } from '../intent.ts';
import type { Message } from '../message.ts';
import { readWholeAmount } from '../product-amounts.ts';
import { readProducts } from '../products.ts';
import { command, compact, numbersGroup, numbersOf, wordsOf } from '../rules.ts';
import { isSpoilt } from '../spoilt.ts';

/** Something that was handed over comes back, with the points. */
export const redemptionReturn = defineIntent(
  z.object({
    name: z.literal('redemption.return'),
    numbers: z.array(z.int().positive()),
    /** What of it comes back; absent for all of it. */
    lines: z.array(backLine).min(1).optional(),
    reason: z.string(),
    /** It does not go back on the shelf. */
    spoilt: z.boolean(),
  }),
  {
    rules: [
      command(
        'return',
        '退 return 0 #',
        [
          `(?:退货|退回商品|退商品|return(?:ed)?(?: goods)?)[ :]*${numbersGroup}(?:[ ,:，]+(?<reason>.{1,60}))?`,
          `${numbersGroup}[ ]?(?:退货)(?:了)?(?:[ ,:，]+(?<reason2>.{1,60}))?`,
        ],
        ({ numbers, reason, reason2 }, message, match) => {
          const read = numbersOf(numbers, message);
          if (read.length === 0) return undefined;
          const words = wordsOf(reason ?? reason2, message, match) ?? '';
          const back = (reason ?? reason2) ? readBack(message, reason ?? reason2 ?? '') : undefined;
          if (back === 'unclear') return { ask: 'amount', draft: { lines: [{ productText: words }] } };
          return {
            intent: { numbers: read, ...compact({ lines: back }), reason: words, spoilt: isSpoilt(words) },
          };
        },
      ),
    ],
    help: {
      roles: ['storekeeper'],
      zh: { what: '退货', examples: ['退货 1050 没用上', '退货 1050 酱油 1瓶 破了'] },
      en: { what: 'take goods back', examples: ['return 1050 not needed'] },
    },
  },
);

/** The goods that the words after the number begin with; what follows them is the reason. */
function readBack(message: Message, words: string): BackLine[] | 'unclear' | undefined {
  const from = message.text.lastIndexOf(words);
  const { lines, unclear } = readProducts(message, from);
  const named = lines.filter(({ product }) => product !== undefined);
  if (named.length === 0 || !message.text.slice(from).startsWith(named[0]?.productText.toLowerCase() ?? ''))
    return undefined;
  if (unclear !== undefined) return 'unclear';
  const says = readWholeAmount(message.text.slice(from)) !== undefined;
  return named.map(({ quantity, ...line }) => ({ ...line, ...(says ? { quantity } : {}) }));
}
