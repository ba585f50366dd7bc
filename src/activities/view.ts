import { local } from '#src/calendar.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { ActivityView } from '#src/replies/views.ts';
import type { Activity } from './schema.ts';

/** What replies show of an activity. */
export function activityView(activity: Activity): ActivityView {
  const start = local(activity.startsAt);
  return {
    number: activity.number,
    title: plainText(activity.title, 40),
    startsAt: start.toFormat('yyyy-MM-dd HH:mm'),
    weekday: start.weekday,
    minutes: activity.minutes,
    place: activity.place === undefined ? undefined : plainText(activity.place, 40),
    capacity: activity.capacity,
    signedUp: activity.signUps.length,
    note: activity.note === undefined ? undefined : plainText(activity.note, 120),
  };
}
