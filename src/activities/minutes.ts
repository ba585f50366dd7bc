import type { Mark } from '#src/replies/zh-CN/activities.ts';
import { endOf } from './places.ts';
import type { Activity, SignUp } from './schema.ts';

/** So much later than planned is late, so much earlier is leaving early, in milliseconds. */
const GRACE_MS = 10 * 60_000;

/**
 * Minutes of service of somebody who was there: what the organiser says, or from check-in to check-out. Without a
 * check-out they stayed to the planned end. Never more than was planned.
 */
export function servedMinutes(
  { checkedInAt, checkedOutAt, minutes: said }: Pick<SignUp, 'checkedInAt' | 'checkedOutAt' | 'minutes'>,
  activity: Pick<Activity, 'startsAt' | 'minutes'>,
): number {
  const planned = activity.minutes ?? Number.POSITIVE_INFINITY;
  if (said !== undefined) return Math.min(said, planned);
  if (!checkedInAt) return 0;
  const until = checkedOutAt ?? endOf(activity);
  const stayed = Math.floor((until.getTime() - checkedInAt.getTime()) / 60_000);
  return Math.max(0, Math.min(stayed, planned));
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
