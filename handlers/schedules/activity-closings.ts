import { monthReport } from '#src/activities/month-report.ts';
import { endOf } from '#src/activities/places.ts';
import { activityView } from '#src/activities/view.ts';
import { lastPeriodic, local } from '#src/calendar.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';

/** An hour after its end, the organiser is reminded to close an activity: nobody's hours count before. */
export const closingReminders: ScheduledPost<'activities' | 'signUps' | 'roster' | 'rooms'> = {
  name: 'closing reminders',

  async due({ community, now }, { activities, signUps, roster, rooms }) {
    const around = await activities.around(community.id, now);
    return around.flatMap((activity) => {
      const dueAt = new Date(endOf(activity).getTime() + 3_600_000);
      if (dueAt > now) return [];
      return [
        {
          id: `activity-to-close:${activity._id}`,
          dueAt,
          async compose(): Promise<Reply[]> {
            const all = await signUps.all(activity._id);
            const present = all.filter(({ checkedInAt }) => checkedInAt !== undefined).length;
            const signedUp = all.filter(({ state }) => state === 'in').length;
            const contact = (await roster.byId(activity.organiser))?.contactIds[0];
            const [room] = rooms.for(community.id, 'grid-workers');
            if (!room || signedUp + present === 0) return [];
            const params = { activity: activityView(activity), present, signedUp };
            return [
              reply('activity.to-close', params, { to: toRoom(room), mentions: contact ? [contact] : [] }),
            ];
          },
        },
      ];
    });
  },
};

/** On the first of a month at nine: what came of last month's activities, to every group. */
export const monthlySummary: ScheduledPost<'activities' | 'outcomes' | 'rooms'> = {
  name: 'monthly summary of activities',

  async due({ community, now }, { activities, outcomes, rooms }) {
    const dueAt = lastPeriodic(now, 'month', 1, '09:00');
    const month = local(dueAt).minus({ months: 1 }).toFormat('yyyy-MM');
    return [
      {
        id: `activity-month:${community.id}:${month}`,
        dueAt,
        async compose() {
          const from = local(dueAt).startOf('month').minus({ months: 1 }).toJSDate();
          const held = await activities.heldBetween(
            community.id,
            from,
            local(dueAt).startOf('month').toJSDate(),
          );
          if (held.length === 0) return [];
          const report = await monthReport(community, 'last-month', dueAt, { activities, outcomes });
          const purposes = ['residents', 'grid-workers'] as const;
          return purposes
            .flatMap((purpose) => rooms.for(community.id, purpose))
            .map((room) => ({ ...report, to: toRoom(room) }));
        },
      },
    ];
  },
};
