import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** Not to be named on the leaderboard (on), or to be named again (off). */
export const leaderboardOptOut = defineIntent({
  schema: z.object({ name: z.literal('leaderboard.opt-out'), on: z.boolean() }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '不上榜、恢复上榜', examples: ['不上榜', '恢复上榜'] },
    en: { what: 'leave or rejoin the leaderboard', examples: ['hide me from the leaderboard'] },
  },
});
