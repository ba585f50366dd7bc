import { local } from '#src/calendar.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { ActivityView } from '#src/replies/views.ts';
import { capacityOf, takenIn } from './places.ts';
import type { Activity, Needs } from './schema.ts';

/** What replies show of an activity. */
export function activityView(
  activity: Omit<Activity, '_id' | 'turns' | 'status' | 'postings' | 'photos'>,
): ActivityView {
  const start = local(activity.startsAt);
  const named = activity.shifts.filter(({ name }) => name !== undefined);
  return {
    number: activity.number,
    title: plainText(activity.title, 40),
    startsAt: start.toFormat('yyyy-MM-dd HH:mm'),
    weekday: start.weekday,
    minutes: activity.minutes,
    place: activity.place === undefined ? undefined : plainText(activity.place, 40),
    capacity: capacityOf(activity),
    signedUp: takenIn(activity),
    note: activity.note === undefined ? undefined : plainText(activity.note, 200),
    organiser: plainText(activity.organiserName, 20),
    ...(activity.series ? { isOneOfSeries: true } : {}),
    ...(named.length > 0
      ? {
          shifts: named.map(({ id, name = '', capacity }) => ({
            name: plainText(name, 20),
            capacity,
            signedUp: activity.taken[id] ?? 0,
          })),
        }
      : {}),
    ...(activity.needs ? { needs: needsView(activity.needs) } : {}),
  };
}

function needsView({ minAge, maxAge, skill, team }: Needs) {
  return {
    minAge,
    maxAge,
    skill: skill === undefined ? undefined : plainText(skill, 30),
    team: team === undefined ? undefined : plainText(team, 20),
  };
}
