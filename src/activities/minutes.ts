import type { Mark } from '#src/replies/zh-CN/activities.ts';
import { endOf } from './places.ts';
import type { Activity, SignUp } from './schema.ts';

/** So much later than planned is late, so much earlier is leaving early, in milliseconds. */
const GRACE_MS = 10 * 60_000;

/**
 * Minutes of service of somebody who was there: what the organiser says, or what of the plan lies between check-in and
 * check-out. Nothing counts before the planned start, after the planned end, or after the activity was closed; without
 * a check-out they stayed until then.
 */
export function servedMinutes(
  { checkedInAt, checkedOutAt, minutes: said }: Pick<SignUp, 'checkedInAt' | 'checkedOutAt' | 'minutes'>,
  activity: Pick<Activity, 'startsAt' | 'minutes' | 'closedAt'>,
): number {
  if (!checkedInAt) return 0;
  const { startsAt, closedAt } = activity;
  const end = endOf(activity).getTime();
  const over = Math.min(end, closedAt?.getTime() ?? end);
  if (said !== undefined) return Math.min(said, minutesBetween(startsAt.getTime(), over));
  const from = Math.max(checkedInAt.getTime(), startsAt.getTime());
  return minutesBetween(from, Math.min(checkedOutAt?.getTime() ?? over, over));
}

function minutesBetween(from: number, until: number): number {
  return Math.max(0, Math.floor((until - from) / 60_000));
}

/** How somebody's attendance reads on the list. */
export function marksOf(
  signUp: Pick<SignUp, 'state' | 'checkedInAt' | 'checkedOutAt' | 'absentAt' | 'provenance'>,
  activity: Pick<Activity, 'startsAt' | 'minutes'>,
): Mark | undefined {
  const { state, checkedInAt, checkedOutAt, absentAt, provenance } = signUp;
  if (absentAt) return 'absent';
  if (!checkedInAt) return undefined;
  if (state === 'walk-in') return 'walk-in';
  if (provenance === 'checked-in' && checkedInAt.getTime() > activity.startsAt.getTime() + GRACE_MS)
    return 'late';
  if (!checkedOutAt) return 'present';
  return checkedOutAt.getTime() < endOf(activity).getTime() - GRACE_MS ? 'left-early' : 'left';
}
