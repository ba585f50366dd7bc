import type { Activity } from '#src/activities/schema.ts';
import { toldWhere } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { dayOf, local } from '#src/calendar.ts';
import type { Services } from '#src/handler.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import type { DuePost, ScheduledPost } from '#src/schedule/scheduled-post.ts';

const HOUR_MS = 3_600_000;

/** The evening before, and an hour before: one message to each room that names everybody who comes. */
export const activityReminders: ScheduledPost<'activities' | 'signUps' | 'rooms'> = {
  name: 'activity reminders',

  async due({ community, now }, services) {
    const soon = await services.activities.between(community.id, now, new Date(now.getTime() + 30 * HOUR_MS));
    return soon.flatMap((activity) => {
      const eve = local(activity.startsAt).minus({ days: 1 }).set({ hour: 19, minute: 0 }).toJSDate();
      const hourBefore = new Date(activity.startsAt.getTime() - HOUR_MS);
      const isEve = eve <= now && dayOf(eve) === dayOf(now);
      return [
        ...(isEve ? [reminder('activity.eve', activity, eve, services)] : []),
        ...(hourBefore <= now ? [reminder('activity.soon', activity, hourBefore, services)] : []),
      ].filter(({ dueAt }) => dueAt >= activity.createdAt);
    });
  },
};

function reminder(
  key: 'activity.eve' | 'activity.soon',
  activity: Activity,
  dueAt: Date,
  { signUps, rooms }: Pick<Services, 'signUps' | 'rooms'>,
): DuePost {
  return {
    id: `${key}:${activity._id}:${dueAt.toISOString()}`,
    dueAt,
    async compose(): Promise<Reply[]> {
      const coming = (await signUps.listed(activity._id)).filter(({ state }) => state === 'in');
      if (coming.length === 0) return [];
      const view = activityView(activity);
      return toldWhere(activity, coming, rooms).map(({ names, waiting: _, ...to }) =>
        reply(key, { activity: view, names }, to),
      );
    },
  };
}
