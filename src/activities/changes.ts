import { local } from '#src/calendar.ts';
import type { Room } from '#src/community/schema.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { Rulebook } from '#src/rulebook/schema.ts';
import type { ActivityEdits } from '#src/understanding/activity-edits.ts';
import type { NeedsRead } from '#src/understanding/needs.ts';
import { itemNamed } from './earns.ts';
import { needsOf } from './needs.ts';
import { chosenRooms } from './rooms-of.ts';
import type { Activity, Needs, SignUp } from './schema.ts';
import { shiftsAfter } from './shifts.ts';
import { activityView } from './view.ts';

/** What an organiser may change. `undefined` leaves a field as it is, `null` takes it away. */
export type ActivityChanges = Partial<
  Pick<Activity, 'title' | 'startsAt' | 'minutes' | 'place' | 'note' | 'shifts' | 'rooms' | 'postings'>
> & { needs?: Needs | null; item?: string | null };

/** What a change is judged by. */
interface Known {
  /** Who has a place, or waits for one. */
  listed: readonly SignUp[];
  /** Residents' groups that the organiser may post to. */
  rooms: Room[];
  book: Rulebook;
}

/** What may still be changed once it has begun: nothing that people have come by. */
const AFTER_THE_START: readonly (keyof ActivityEdits)[] = [
  'minutes',
  'longerBy',
  'endsAt',
  'note',
  'moreNote',
  'earns',
];

export function isForBeforeTheStart(edits: ActivityEdits): boolean {
  return Object.keys(edits).some((field) => !AFTER_THE_START.includes(field as keyof ActivityEdits));
}

/**
 * What an organiser says is to change, in the shape of an activity. A day without an hour keeps the hour, an hour
 * without a day the day.
 *
 * @throws Refusal for a group, an item or a job that there is not, for places that people have already, and for a
 *   length that nobody knows
 */
export function changesOf(activity: Activity, edits: ActivityEdits, known: Known): ActivityChanges {
  const { title, place, earns } = edits;
  const startsAt = startAfter(activity, edits);
  const note = [edits.note ?? (edits.moreNote && activity.note), edits.moreNote].filter(Boolean).join('，');
  const minutes = lengthAfter(activity, edits);
  const isResized = edits.capacity !== undefined || edits.morePlaces !== undefined || edits.jobs;
  return {
    ...(title ? { title: plainText(title, 40) } : {}),
    ...(startsAt ? { startsAt } : {}),
    ...(minutes ? { minutes } : {}),
    ...(place ? { place: plainText(place, 40) } : {}),
    ...(note ? { note: plainText(note, 200) } : {}),
    ...(isResized ? { shifts: shiftsAfter(activity, edits, known.listed) } : {}),
    ...roomsAfter(activity, edits, known.rooms),
    ...needsAfter(activity, edits),
    ...(earns === undefined ? {} : { item: earns === null ? null : itemNamed(known.book, earns).id }),
  };
}

/**
 * What is said of one date of a series, as it is for another: an hour is the same for each, and what moves to another
 * day moves by as many days.
 */
export function editsForOther(edits: ActivityEdits, said: Activity, other: Activity): ActivityEdits {
  const [day = '', clock = ''] = edits.startsAt?.split('T') ?? [];
  if (day === '') return edits;
  const to = local(new Date(`${day}T12:00:00+08:00`)).startOf('day');
  const { days } = to.diff(local(said.startsAt).startOf('day'), 'days');
  const on = local(other.startsAt).plus({ days }).toFormat('yyyy-MM-dd');
  return { ...edits, startsAt: clock === '' ? on : `${on}T${clock}` };
}

/** What something is after some changes. */
export function changed<T extends Partial<Activity>>(before: T, changes: ActivityChanges): T {
  const kept = Object.entries({ ...before, ...changes }).filter(([, value]) => value != null);
  return Object.fromEntries(kept) as T;
}

function startAfter({ startsAt: before }: Activity, { startsAt, laterBy }: ActivityEdits): Date | undefined {
  if (laterBy !== undefined) return new Date(before.getTime() + laterBy * 60_000);
  if (startsAt === undefined) return undefined;
  const [day = '', clock = ''] = startsAt.split('T');
  if (day !== '' && clock !== '') return new Date(startsAt);
  const planned = local(before);
  const [hour = planned.hour, minute = 0] =
    clock === '' ? [planned.hour, planned.minute] : clock.split(':').map(Number);
  const on = day === '' ? planned : local(new Date(`${day}T12:00:00+08:00`));
  return on.set({ hour, minute, second: 0, millisecond: 0 }).toJSDate();
}

function lengthAfter(activity: Activity, edits: ActivityEdits): number | undefined {
  const { minutes, longerBy, endsAt } = edits;
  if (endsAt !== undefined) {
    const [hour = 0, minute = 0] = endsAt.slice(1).split(':').map(Number);
    const start = local(startAfter(activity, edits) ?? activity.startsAt);
    const from = start.hour * 60 + start.minute;
    const to = hour * 60 + minute;
    // To what begins at 2 pm, 5点 is in the afternoon.
    const length = (to <= from && hour < 12 ? to + 12 * 60 : to) - from;
    if (length < 1) throw new Refusal('activity.no-length', { activity: activityView(activity) });
    return length;
  }
  if (longerBy === undefined) return minutes;
  const after = (activity.minutes ?? 0) + longerBy;
  if (activity.minutes === undefined || after < 1 || after > 1440)
    throw new Refusal('activity.no-length', { activity: activityView(activity) });
  return after;
}

/** 发到 names the groups that it is for, of those in the organiser's care; 加发到 adds some to those that it has. */
function roomsAfter(activity: Activity, { rooms, moreRooms, withoutRooms }: ActivityEdits, inCare: Room[]) {
  const idsOf = (words: string[]) => chosenRooms(inCare, words).map(({ _id }) => _id);
  if (withoutRooms) {
    const gone = idsOf(withoutRooms);
    const left = activity.rooms.filter((id) => !gone.includes(id));
    if (left.length === 0) throw new Refusal('activity.no-room-left', { activity: activityView(activity) });
    return { rooms: left };
  }
  if (moreRooms) return { rooms: [...new Set([...activity.rooms, ...idsOf(moreRooms)])] };
  if (!rooms) return {};
  const beyondCare = activity.rooms.filter((id) => !inCare.some(({ _id }) => _id === id));
  return { rooms: [...new Set([...beyondCare, ...idsOf(rooms)])] };
}

const FIELDS_OF = { age: ['minAge', 'maxAge'], skill: ['skill'], team: ['team'] } as const;

function needsAfter(activity: Activity, { needs, lifts = [] }: ActivityEdits) {
  if (!needs && lifts.length === 0) return {};
  const lifted: string[] = lifts.flatMap((need) => FIELDS_OF[need]);
  const isNewAge = needs?.minAge !== undefined || needs?.maxAge !== undefined;
  const kept = Object.entries(activity.needs ?? {}).filter(
    ([field]) => !lifted.includes(field) && !(isNewAge && /Age$/.test(field)),
  );
  const after = needsOf({ ...Object.fromEntries(kept), ...needs } as NeedsRead);
  return { needs: after ?? null };
}
