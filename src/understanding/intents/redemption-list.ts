import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command } from '../rules.ts';

/** What one's household has redeemed, with the codes of what it can still collect. */
export const redemptionList = defineIntent(z.object({ name: z.literal('redemption.list') }), {
  rules: [
    command(
      'mine',
      '我 查 兑 领 看 my show',
      [
        `(?:查(?:询|看|一下)?|看(?:看|一下)?)?(?:一下)?(?:我的|我家的?|俺家的?)(?:兑换|领取码|兑换码|兑换券|核销码|券码|券|预约兑换)(?:记录|列表|单|码|情况)?`,
        `(?:查(?:询|看|一下)?|看(?:看|一下)?)(?:一下)?(?:领取码|兑换码|核销码|兑换记录)|兑换记录|领取码|兑换码`,
        `(?:show )?my (?:redemptions?|codes?|vouchers?|coupons?)`,
      ],
      () => ({ intent: {} }),
    ),
    addressed(
      'asked',
      [
        `.{0,6}(?:领取码|兑换码|核销码)(?:是多少|是什么|忘了|没收到|找不到了?|再发一?[次遍下]|多少)(?:了)?`,
        `(?:我|我家)?(?:都)?(?:兑换|换)(?:过|了)(?:些)?(?:什么|啥|哪些)(?:东西)?`,
      ],
      () => ({ intent: {} }),
    ),
  ],
  help: {
    roles: ['resident'],
    zh: { what: '看领取码', examples: ['我的兑换'] },
    en: { what: 'see your codes', examples: ['my redemptions'] },
  },
});
