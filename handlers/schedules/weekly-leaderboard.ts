import { lastWeekly, local, periodKey } from '#src/calendar.ts';
import { boardsOf, isEmpty } from '#src/leaderboard/boards.ts';
import { reply, toRoom } from '#src/replies/reply.ts';
import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';

/** Monday 09:00 (or as the community's file says): last week's board, to every bound group; a grid's group gets that grid's. */
export const weeklyLeaderboard: ScheduledPost<'leaderboard' | 'rooms'> = {
  name: 'leaderboard',

  async due({ community, now }, { leaderboard, rooms }) {
    const dueAt = lastWeekly(now, community.leaderboard.weekday, community.leaderboard.time);
    const week = periodKey('week', local(dueAt).minus({ weeks: 1 }).toJSDate());
    return [
      {
        id: `leaderboard:${community.id}:${week}`,
        dueAt,
        async compose() {
          const purposes = ['residents', 'committee', 'grid-workers'] as const;
          const bound = purposes.flatMap((purpose) => rooms.for(community.id, purpose));
          return Promise.all(
            bound.map(async (room) => {
              const boards = await boardsOf(leaderboard, {
                community,
                grid: room.grid,
                period: 'last-week',
                at: dueAt,
              });
              const to = toRoom(room);
              return isEmpty(boards)
                ? reply('leaderboard.quiet-week', boards, { to })
                : reply('leaderboard.weekly', boards, { to });
            }),
          );
        },
      },
    ];
  },
};
