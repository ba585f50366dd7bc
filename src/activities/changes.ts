import { dayOf } from '#src/calendar.ts';
import type { Room } from '#src/community/schema.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { Rulebook } from '#src/rulebook/schema.ts';
import type { ActivityEdits } from '#src/understanding/activity-edits.ts';
import type { NeedsRead } from '#src/understanding/needs.ts';
import { itemNamed } from './earns.ts';
import { needsOf } from './needs.ts';
import { chosenRooms } from './rooms-of.ts';
import type { Activity, Needs, SignUp } from './schema.ts';
import { shiftsAfter } from './shifts.ts';

/** What an organiser may change. `undefined` leaves a field as it is, `null` takes it away. */
export type ActivityChanges = Partial<
  Pick<Activity, 'title' | 'startsAt' | 'minutes' | 'place' | 'note' | 'shifts' | 'rooms'>
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
const AFTER_THE_START: readonly (keyof ActivityEdits)[] = ['minutes', 'note', 'earns'];

export function isForBeforeTheStart(edits: ActivityEdits): boolean {
  return Object.keys(edits).some((field) => !AFTER_THE_START.includes(field as keyof ActivityEdits));
}

/**
 * What an organiser says is to change, in the shape of an activity. A day without an hour keeps the hour.
 *
 * @throws Refusal for a group, an item or a job that there is not, and for places that people have already
 */
export function changesOf(activity: Activity, edits: ActivityEdits, known: Known): ActivityChanges {
  const { title, startsAt, minutes, place, note, earns } = edits;
  const { capacity, jobs, placesOf, withoutJob } = edits;
  return {
    ...(title ? { title: plainText(title, 40) } : {}),
    ...(startsAt ? { startsAt: momentOf(activity.startsAt, startsAt) } : {}),
    ...(minutes ? { minutes } : {}),
    ...(place ? { place: plainText(place, 40) } : {}),
    ...(note ? { note: plainText(note, 120) } : {}),
    ...(capacity !== undefined || jobs || placesOf || withoutJob
      ? { shifts: shiftsAfter(activity, edits, known.listed) }
      : {}),
    ...roomsAfter(activity, edits, known.rooms),
    ...needsAfter(activity, edits),
    ...(earns === undefined ? {} : { item: earns === null ? null : itemNamed(known.book, earns).id }),
  };
}

/** An activity as it is after some changes. */
export function changed(activity: Activity, changes: ActivityChanges): Activity {
  const kept = Object.entries({ ...activity, ...changes }).filter(([, value]) => value != null);
  return Object.fromEntries(kept) as unknown as Activity;
}

function momentOf(before: Date, said: string): Date {
  if (said.includes('T')) return new Date(said);
  const sinceMidnight = before.getTime() - new Date(`${dayOf(before)}T00:00:00+08:00`).getTime();
  return new Date(new Date(`${said}T00:00:00+08:00`).getTime() + sinceMidnight);
}

/** 发到 names the groups that it is for, of those in the organiser's care; 加发到 adds some to those that it has. */
function roomsAfter(activity: Activity, { rooms, moreRooms }: ActivityEdits, inCare: Room[]) {
  const idsOf = (words: string[]) => chosenRooms(inCare, words).map(({ _id }) => _id);
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
