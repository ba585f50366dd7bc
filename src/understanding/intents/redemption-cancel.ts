import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command, numbersGroup, numbersOf } from '../rules.ts';

/** A redemption not yet handed over is called off. No numbers means: my latest. */
export const redemptionCancel = defineIntent(
  z.object({ name: z.literal('redemption.cancel'), numbers: z.array(z.int().positive()) }),
  {
    rules: [
      command(
        'cancel',
        '取 退 撤 cancel 兑 0 # 不',
        [
          `(?:取消|退掉|撤销|撤回)(?:我的|刚才的|上次的)?(?:兑换|兑换单|兑换申请|换购|预约兑换)(?:申请|单)?[ :]*${numbersGroup}?`,
          `(?:兑换)?[ ]?${numbersGroup}(?:的)?(?:兑换)(?:取消|不要了|退掉|作废)(?:了)?`,
          `(?:取消|退)${numbersGroup}(?:的)?兑换`,
          `cancel (?:my |the )?(?:redemption|exchange|order)(?: #?)?[ :]*${numbersGroup}?`,
        ],
        ({ numbers }, message) => ({
          intent: { numbers: numbersOf(numbers, message) },
        }),
      ),
      addressed(
        'said',
        `(?:我)?(?:不换了|不兑换?了|不想换了|不要换了|兑换取消|换的.{1,8}不要了).{0,4}`,
        (_, message) => ({ intent: { numbers: message.card } }),
      ),
    ],
    help: {
      roles: ['resident'],
      zh: { what: '取消兑换', examples: ['取消兑换 1050'] },
      en: { what: 'cancel a redemption', examples: ['cancel redemption 1050'] },
    },
  },
);
