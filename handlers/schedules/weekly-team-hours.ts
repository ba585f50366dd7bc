import { teamBoard } from '#src/activities/team-board.ts';
import { lastWeekly, periodKey } from '#src/calendar.ts';
import { reply, toRoom } from '#src/replies/reply.ts';
import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';

/** With the weekly leaderboard, last week's hours of the teams, to the residents' groups; nothing when none served. */
export const weeklyTeamHours: ScheduledPost<'teams' | 'outcomes' | 'rooms'> = {
  name: 'weekly hours of teams',

  async due({ community, now }, { teams, outcomes, rooms }) {
    const dueAt = lastWeekly(now, community.leaderboard.weekday, community.leaderboard.time);
    return [
      {
        id: `team-hours:${community.id}:${periodKey('week', dueAt)}`,
        dueAt,
        async compose() {
          const rows = await teamBoard(await teams.all(community.id), 'last-week', dueAt, outcomes);
          const served = rows.filter(({ minutes }) => minutes > 0);
          if (served.length === 0) return [];
          return rooms
            .for(community.id, 'residents')
            .map((room) => reply('team.board', { period: 'last-week', rows: served }, { to: toRoom(room) }));
        },
      },
    ];
  },
};
