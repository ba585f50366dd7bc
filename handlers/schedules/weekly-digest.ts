import { activityView } from '#src/activities/view.ts';
import { lastWeekly, local, periodKey } from '#src/calendar.ts';
import { reply, toRoom } from '#src/replies/reply.ts';
import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';

/** 招募汇总: Monday at ten, what every residents' group can still sign up for in the week; nothing when there is nothing. */
export const weeklyDigest: ScheduledPost<'activities' | 'rooms'> = {
  name: 'weekly digest of activities',

  async due({ community, now }, { activities, rooms }) {
    const dueAt = lastWeekly(now, 1, '10:00');
    return [
      {
        id: `activity-digest:${community.id}:${periodKey('week', dueAt)}`,
        dueAt,
        async compose() {
          const until = local(dueAt).startOf('week').plus({ weeks: 1 }).toJSDate();
          const week = await activities.announced(community.id, now, until);
          return rooms.for(community.id, 'residents').flatMap((room) => {
            const here = week.filter((activity) => activity.rooms.includes(room._id));
            // One alone has its own notice.
            return here.length < 2
              ? []
              : [reply('activity.digest', { activities: here.map(activityView) }, { to: toRoom(room) })];
          });
        },
      },
    ];
  },
};
