import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command, compact, numbersGroup, numbersOf } from '../rules.ts';

/** The storekeeper has handed the goods over. */
export const redemptionFulfil = defineIntent(
  z.object({
    name: z.literal('redemption.fulfil'),
    numbers: z.array(z.int().positive()),
    code: z.string().optional(),
  }),
  {
    rules: [
      command(
        'fulfil',
        '核 发 交 0 # 已 fulfil fulfill redeemed hand handed 领 兑',
        [
          `(?:核销|核兑|已?发放|已?交付|已领取?|领取|确认领取|fulfil+|hand(?:ed)? over)(?:了)?(?:兑换|兑换单|券|redemption)?[ :]*${numbersGroup}(?:已领|了)?`,
          `(?:核销|核销券|核销码|fulfil+)[ :]*(?<code>[a-z0-9]{4}[- ]?[a-z0-9]{4}|[a-z0-9][a-z0-9-]{3,14})`,
          `${numbersGroup}(?:的兑换|的)?(?:已)?(?:核销|已?发放|已领取?|已取走?|领走|领取|交付)(?:了)?`,
        ],
        ({ numbers, code }, message) => {
          const read = code ? [] : numbersOf(numbers, message);
          if (!code && (read.length === 0 || (!message.addressed && read.some((number) => number < 1000))))
            return undefined;
          return {
            intent: compact({ numbers: read, code: code?.toUpperCase().replace(' ', '') }),
          };
        },
      ),
      addressed(
        // A code alone, as the desk types it.
        'code',
        `(?<code>[a-hjkmnp-z][a-hjkmnp-z2-9]{3}-[a-hjkmnp-z2-9]{4}|(?=[a-z]*[2-9])[a-hjkmnp-z][a-hjkmnp-z2-9]{7})`,
        ({ code }) => ({ intent: compact({ numbers: [], code: code?.toUpperCase() }) }),
      ),
      addressed(
        'card',
        `(?:已经?)?(?:核销|发放|领取|领走|取走|拿走|交付|给了|领)(?:了|啦)?|(?:handed over|fulfilled|done)`,
        (_, message) =>
          message.card.length > 0 && /兑换|redemption/i.test(message.context.quote?.text ?? '')
            ? { intent: { numbers: message.card } }
            : undefined,
        -1,
      ),
    ],
    help: {
      roles: ['storekeeper'],
      zh: { what: '核销兑换', examples: ['核销 K7QM-3FXA'] },
      en: { what: 'hand over', examples: ['fulfil K7QM-3FXA'] },
    },
  },
);
