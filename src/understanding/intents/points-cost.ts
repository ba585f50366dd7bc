import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { command } from '../rules.ts';

/** What the points cost the community: issued, redeemed, outstanding, and what the shelf covers. */
export const pointsCost = defineIntent(z.object({ name: z.literal('points.cost') }), {
  rules: [
    command(
      'cost',
      '积 超 本 points cost',
      [
        `(?:本季度?|这个?季度)?(?:积分)(?:成本|负债|兑付情况|值多少钱)(?:表|情况|分析)?|超市(?:账目|资金|收支)(?:表|情况)?`,
        `(?:points? cost|cost of points|points? liability)`,
      ],
      () => ({ intent: {} }),
      24,
    ),
  ],
  help: {
    roles: ['storekeeper'],
    zh: { what: '积分成本和超市收支', examples: ['积分成本'] },
    en: { what: 'what points cost', examples: ['points cost'] },
  },
});
