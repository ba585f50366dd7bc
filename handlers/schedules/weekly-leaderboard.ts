import { lastWeekly, local, periodKey } from '#src/calendar.ts';
import { boardsOf, isEmpty } from '#src/leaderboard/boards.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
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
          // One after the other: a transaction takes one statement at a time.
          const posts: Reply[] = [];
          for (const room of bound) {
            const boards = await boardsOf(leaderboard, {
              community,
              grid: room.grid,
              period: 'last-week',
              at: dueAt,
            });
            const key = isEmpty(boards) ? 'leaderboard.quiet-week' : 'leaderboard.weekly';
            posts.push(reply(key, boards, { to: toRoom(room) }));
          }
          return posts;
        },
      },
    ];
  },
};
