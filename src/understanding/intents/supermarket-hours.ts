import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { addressed, command } from '../rules.ts';

/** When and where points can be exchanged. */
export const supermarketHours = defineIntent(z.object({ name: z.literal('supermarket.hours') }), {
  rules: [
    command(
      'hours',
      '兑 超 积 领 supermarket shop opening',
      [
        `(?:积分)?(?:兑换|超市|领取)(?:的)?(?:开放|开门|营业)?(?:时间|日期|地点|时间地点)(?:是?什么时候|安排)?`,
        `(?:points )?(?:shop|supermarket) (?:opening )?hours|opening hours`,
      ],
      () => ({ intent: {} }),
      20,
    ),
    addressed(
      'asked',
      [
        `.{0,6}(?:超市|兑换|积分).{0,4}(?:什么时候|几点|几号|哪天|何时)(?:开始|开门|开放|能换|可以换|能兑换|可以兑换|兑换|换)?`,
        `.{0,4}(?:什么时候|几点|几号|哪天|何时)(?:能|可以|开始)?(?:兑换|换东西|去?领|换购)`,
        `when (?:is|does) the (?:points )?(?:shop|supermarket) open`,
      ],
      () => ({ intent: {} }),
    ),
  ],
  help: {
    roles: ['resident'],
    zh: { what: '兑换时间地点', examples: ['兑换时间'] },
    en: { what: 'when and where to redeem', examples: ['opening hours'] },
  },
});
