import type { Period } from '#src/understanding/intent.ts';
import type { BoardsView } from '../views.ts';
import { boards, PERIODS } from './words.ts';

export const leaderboardReplies = {
  'leaderboard.show': (p: BoardsView) => boards(`${p.scope}${PERIODS[p.period]}积分榜`, p),
  'leaderboard.weekly': (p: BoardsView) =>
    `${boards(`${p.scope}上周积分榜`, p)}\n谢谢每一位！新的一周继续加油。`,
  'leaderboard.quiet-week': (p: { scope: string }) =>
    `${p.scope}上周还没有积分入账。做了好事记得发：上报 志愿服务 2小时`,
  'leaderboard.empty': (p: { scope: string; period: Period }) =>
    `${p.scope}${PERIODS[p.period]}还没有积分入账。`,
  'leaderboard.opt-out': (p: { on: boolean }) =>
    p.on ? '好的，以后排行榜不再出现您和您家。想恢复就发：恢复上榜' : '好的，您已恢复上榜。',
};
