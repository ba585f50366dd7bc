import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { period } from '../intent.ts';

/** Who is ahead, in which period, and where. */
export const leaderboardShow = defineIntent({
  schema: z.object({
    name: z.literal('leaderboard.show'),
    period,
    of: z.enum(['households', 'people']).optional(),
    scope: z.enum(['grid', 'community']).optional(),
    list: z.enum(['red', 'black']).optional(),
  }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '看排行榜', examples: ['排行榜', '本月家庭榜'] },
    en: { what: 'see the leaderboard', examples: ['leaderboard', 'monthly leaderboard'] },
  },
});
