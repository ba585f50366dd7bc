import type { Mark } from '#src/replies/zh-CN/activities.ts';
import { endOf } from './places.ts';
import type { Activity, SignUp } from './schema.ts';
import { firstOf, minutesOf, type Span, without } from './spans.ts';

/** So much later than planned is late, so much earlier is leaving early, in milliseconds. */
const GRACE_MS = 10 * 60_000;

type Attended = Pick<SignUp, 'checkedInAt' | 'checkedOutAt' | 'minutes'>;
type Held = Pick<Activity, 'startsAt' | 'minutes' | 'closedAt'>;

/**
 * When somebody who was there served: what of the plan lies between check-in and check-out, or so many minutes of it as
 * the organiser says. Nothing counts before the planned start, after the planned end, or after the activity was
 * closed; without a check-out they stayed until then. What was credited elsewhere, `taken`, does not count again.
 */
export function servedSpans(
  { checkedInAt, checkedOutAt, minutes: said }: Attended,
  activity: Held,
  taken: readonly Span[] = [],
): Span[] {
  if (!checkedInAt) return [];
  const { startsAt, closedAt } = activity;
  const end = endOf(activity);
  const over = closedAt && closedAt < end ? closedAt : end;
  if (said !== undefined) return firstOf(without({ from: startsAt, until: over }, taken), said);
  const from = checkedInAt > startsAt ? checkedInAt : startsAt;
  return without({ from, until: checkedOutAt && checkedOutAt < over ? checkedOutAt : over }, taken);
}

/** Minutes of service of somebody who was there, whatever was credited elsewhere. */
export function servedMinutes(signUp: Attended, activity: Held): number {
  return minutesOf(servedSpans(signUp, activity));
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
