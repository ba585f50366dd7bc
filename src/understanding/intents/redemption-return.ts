import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { command, numbersGroup, numbersOf, wordsOf } from '../rules.ts';

const SPOILT = /坏|破|霉|变质|过期|漏|臭|spoil|broken|bad|expired/;

/** Something that was handed over comes back, with the points. */
export const redemptionReturn = defineIntent(
  z.object({
    name: z.literal('redemption.return'),
    numbers: z.array(z.int().positive()),
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
          const words = wordsOf(reason ?? reason2, message, match) ?? '';
          return read.length === 0
            ? undefined
            : { intent: { numbers: read, reason: words, spoilt: SPOILT.test(words.toLowerCase()) } };
        },
      ),
    ],
    help: {
      roles: ['storekeeper'],
      zh: { what: '退货', examples: ['退货 1050 没用上'] },
      en: { what: 'take goods back', examples: ['return 1050 not needed'] },
    },
  },
);
