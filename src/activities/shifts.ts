import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { ActivityEdits } from '#src/understanding/activity-edits.ts';
import type { Activity, Shift, SignUp } from './schema.ts';
import { shiftCalled } from './shift-called.ts';
import { activityView } from './view.ts';

/** Most shifts or jobs of one activity. */
export const MAX_SHIFTS = 12;

/** The shifts of a published activity: those that were named, or the one that everybody is in. */
export function shiftsOf({
  jobs,
  capacity,
}: {
  jobs?: readonly { name: string; count?: number | undefined }[] | undefined;
  capacity?: number | undefined;
}): Shift[] {
  if (!jobs || jobs.length === 0) return [shift('1', { capacity })];
  if (jobs.length > MAX_SHIFTS) throw new Refusal('activity.too-many-jobs', { limit: MAX_SHIFTS });
  return jobs.map(({ name, count }, index) => shift(String(index + 1), { name, capacity: count }));
}

/** What an organiser changes about shifts and their places. */
export type ShiftEdits = Pick<ActivityEdits, 'capacity' | 'jobs' | 'placesOf' | 'withoutJob'>;

/**
 * The shifts of an activity after a change; those of `listed` who have a place or wait for one stay where they are.
 *
 * @throws Refusal when the change would take places from people, or leaves open which job is meant
 */
export function shiftsAfter(
  activity: Activity,
  { capacity, jobs, placesOf, withoutJob }: ShiftEdits,
  listed: readonly SignUp[],
): Shift[] {
  let { shifts } = activity;
  const view = activityView(activity);
  if (capacity !== undefined) {
    const [only, ...others] = shifts;
    if (!only || others.length > 0) throw new Refusal('activity.which-job', { activity: view });
    shifts = [resized(activity, only, capacity)];
  }
  if (placesOf) {
    const meant = jobCalled(activity, placesOf.job);
    shifts = shifts.map((one) => (one === meant ? resized(activity, one, placesOf.count) : one));
  }
  if (withoutJob) {
    const meant = jobCalled(activity, withoutJob);
    const people = listed.filter((signUp) => signUp.shift === meant.id);
    if (people.length > 0)
      throw new Refusal('activity.job-has-people', {
        activity: view,
        job: meant.name ?? '',
        names: people.map(({ name }) => plainText(name, 20)),
      });
    shifts = shifts.filter((one) => one !== meant);
    if (shifts.length === 0) shifts = shiftsOf({});
  }
  if (jobs) shifts = withJobs(activity, jobs, listed);
  return shifts;
}

/** Named jobs get the number that is said, or are new. */
function withJobs(
  activity: Activity,
  jobs: NonNullable<ShiftEdits['jobs']>,
  listed: readonly SignUp[],
): Shift[] {
  const isUndivided = activity.shifts.every(({ name }) => name === undefined);
  if (isUndivided && listed.length > 0)
    throw new Refusal('activity.not-divisible', { activity: activityView(activity), people: listed.length });
  const shifts = isUndivided ? [] : [...activity.shifts];
  for (const { name, count } of jobs) {
    const at = shifts.findIndex((one) => one.name === plainText(name, 20));
    const known = shifts[at];
    if (known) shifts[at] = resized(activity, known, count ?? null);
    else shifts.push(shift(nextId(shifts), { name, capacity: count }));
  }
  if (shifts.length > MAX_SHIFTS) throw new Refusal('activity.too-many-jobs', { limit: MAX_SHIFTS });
  return shifts;
}

function shift(id: string, { name, capacity }: { name?: string; capacity?: number | undefined }): Shift {
  return { id, ...(name ? { name: plainText(name, 20) } : {}), ...(capacity ? { capacity } : {}) };
}

/** @throws Refusal when more people have places than there would be. */
function resized(activity: Activity, { id, name }: Shift, capacity: number | null): Shift {
  const signedUp = activity.taken[id] ?? 0;
  if (capacity !== null && capacity < signedUp)
    throw new Refusal('activity.too-few', { activity: activityView(activity), job: name, signedUp });
  return { id, ...(name ? { name } : {}), ...(capacity === null ? {} : { capacity }) };
}

function jobCalled(activity: Activity, words: string): Shift {
  const named = activity.shifts.filter(({ name }) => name !== undefined);
  const found = shiftCalled({ shifts: named }, words);
  if (!found)
    throw new Refusal('activity.no-such-job', {
      activity: activityView(activity),
      job: plainText(words, 20),
    });
  return found;
}

function nextId(shifts: readonly Shift[]): string {
  return String(Math.max(0, ...shifts.map(({ id }) => Number(id))) + 1);
}
