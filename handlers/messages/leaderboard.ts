import type { MessageHandler, OpenHandler } from '#src/handler.ts';
import { boardsOf, isEmpty } from '#src/leaderboard/boards.ts';
import { Refusal } from '#src/refusal.ts';
import { reply } from '#src/replies/reply.ts';
import { showList } from './lists.ts';

/** 排行榜, 本月家庭榜, 总榜: in a grid's group that grid's, elsewhere the community's. */
export const showLeaderboard: OpenHandler<'leaderboard.show', 'leaderboard' | 'scoreLists'> = {
  intent: 'leaderboard.show',
  may: 'anyone',
  effect: 'reads',

  async handle(request, services) {
    const { intent, community, room, sender, at } = request;
    const { leaderboard } = services;
    // Names and addresses are for those who live here and for the groups that were bound.
    if (!sender && !room) throw new Refusal('not-registered', {});
    const { period, of, scope } = intent;
    if (intent.list) return showList(request, services);
    const grid =
      scope === 'community' ? undefined : (room?.grid ?? (scope === 'grid' ? sender?.grid : undefined));
    const boards = await boardsOf(leaderboard, { community, grid, period, of, at });
    return [isEmpty(boards) ? reply('leaderboard.empty', boards) : reply('leaderboard.show', boards)];
  },
};

/** 不上榜 and 恢复上榜: whether one is named on leaderboards. The household is left out with the person. */
export const optOutOfLeaderboard: MessageHandler<'leaderboard.opt-out', 'roster'> = {
  intent: 'leaderboard.opt-out',
  may: { resident: 'own' },
  effect: 'records',

  async handle({ intent, sender }, { roster }) {
    await roster.showOnLeaderboard(sender, !intent.on);
    return [reply('leaderboard.opt-out', { on: intent.on })];
  },
};
