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
export type ShiftEdits = Pick<ActivityEdits, 'capacity' | 'morePlaces' | 'jobs'>;
type JobEdit = NonNullable<ShiftEdits['jobs']>[number];

/**
 * The shifts of an activity after a change; those of `listed` who have a place or wait for one stay where they are.
 *
 * @throws Refusal when the change would take places from people, or leaves open which job is meant
 */
export function shiftsAfter(
  activity: Activity,
  { capacity, morePlaces, jobs = [] }: ShiftEdits,
  listed: readonly SignUp[],
): Shift[] {
  const [only, ...others] = activity.shifts;
  let after = activity.shifts;
  if (capacity !== undefined || morePlaces !== undefined) {
    if (!only || others.length > 0)
      throw new Refusal('activity.which-job', { activity: activityView(activity) });
    after = [resized(activity, only, capacity === undefined ? plus(activity, only, morePlaces) : capacity)];
  }
  for (const job of jobs) after = withJob({ ...activity, shifts: after }, job, listed);
  if (after.length > MAX_SHIFTS) throw new Refusal('activity.too-many-jobs', { limit: MAX_SHIFTS });
  return after;
}

function withJob(activity: Activity, job: JobEdit, listed: readonly SignUp[]): Shift[] {
  const { shifts } = activity;
  const isUndivided = shifts.every(({ name }) => name === undefined);
  if (job.does === 'add') {
    if (isUndivided && listed.length > 0)
      throw new Refusal('activity.not-divisible', {
        activity: activityView(activity),
        people: listed.length,
      });
    const named = isUndivided ? [] : shifts;
    const known = named.find(({ name }) => name === plainText(job.name, 20));
    if (!known) return [...named, shift(nextId(named), { name: job.name, capacity: job.count })];
    return named.map((one) =>
      one === known && job.count !== undefined ? resized(activity, one, job.count) : one,
    );
  }
  if (isUndivided && listed.length > 0)
    throw new Refusal('activity.not-divisible', { activity: activityView(activity), people: listed.length });
  const meant = jobCalled(activity, job.name);
  if (job.does === 'drop') {
    const people = listed.filter((signUp) => signUp.shift === meant.id);
    if (people.length > 0)
      throw new Refusal('activity.job-has-people', {
        activity: activityView(activity),
        job: meant.name ?? '',
        names: people.map(({ name }) => plainText(name, 20)),
      });
    const left = shifts.filter((one) => one !== meant);
    return left.length > 0 ? left : shiftsOf({});
  }
  const capacity = job.by === undefined ? job.count : plus(activity, meant, job.by);
  const sized = capacity === undefined ? meant : resized(activity, meant, capacity);
  const name = job.rename && plainText(job.rename, 20);
  if (name && shifts.some((one) => one !== meant && one.name === name))
    throw new Refusal('activity.job-exists', { activity: activityView(activity), job: name });
  const after = name ? { ...sized, name } : sized;
  return shifts.map((one) => (one === meant ? after : one));
}

/** So many places more than there are; where there is no limit, more of them is no limit either. */
function plus(activity: Activity, { name, capacity }: Shift, more = 0): number | null {
  if (capacity === undefined) return null;
  if (capacity + more < 1)
    throw new Refusal('activity.too-few', { activity: activityView(activity), job: name, signedUp: 1 });
  return capacity + more;
}

function shift(
  id: string,
  { name, capacity }: { name?: string; capacity?: number | null | undefined },
): Shift {
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
  const found = named.find(({ name }) => name === words.trim()) ?? shiftCalled({ shifts: named }, words);
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
