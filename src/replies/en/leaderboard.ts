import type { InEnglish } from '../reply.ts';
import type { leaderboardReplies as zh } from '../zh-CN/leaderboard.ts';
import { boards, PERIODS } from './words.ts';

export const leaderboardReplies: InEnglish<typeof zh> = {
  'leaderboard.show': (p) => boards(`${p.scope} leaderboard, ${PERIODS[p.period]}`, p),
  'leaderboard.weekly': (p) => `${boards(`${p.scope} leaderboard, last week`, p)}\nThank you all!`,
  'leaderboard.quiet-week': (p) =>
    `${p.scope}: no points last week. Did something good? Say: report 2 volunteer hours`,
  'leaderboard.empty': (p) => `${p.scope}: no points yet, ${PERIODS[p.period]}.`,
  'leaderboard.opt-out': (p) =>
    p.on
      ? 'All right, you and your household are no longer named. To return, say: show me on the leaderboard'
      : 'You are back on the leaderboard.',
};
