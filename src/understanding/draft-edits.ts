import { type ActivityEdits, readActivityEdits } from './activity-edits.ts';
import { change } from './edit-words.ts';
import type { IntentOf } from './intents/index.ts';
import type { Message } from './message.ts';
import { fold } from './reading/fold.ts';

type Draft = IntentOf<'activity.create'>;

const changes = new RegExp(`^(?:${change})[。.! ]*$`, 's');
/** Longest words for a change of a draft; what is longer is a notice, or talk. */
const LONGEST = 120;

/** Whether words are put as a change: said in a group, nothing else is one. */
export function isPutAsChange(text: string): boolean {
  return text.length <= LONGEST && changes.test(fold(text).text.trim());
}

/**
 * 地点改到东门, 改成8人, 改到9点半, said while the preview of a notice waits: the notice as it is then, to be previewed
 * again. Undefined when the words change nothing that it says, or something that can't be changed about it.
 */
export function editDraft(draft: Draft, message: Message): Draft | undefined {
  const { text, addressed, asks, context } = message;
  const isElsewhere = context.quote?.fromBot && !/预览|preview/i.test(context.quote.text.slice(0, 20));
  if (asks || isElsewhere || text.length > LONGEST || (!addressed && !isPutAsChange(text))) return undefined;
  const { changes, unread, series, since, repeats } = readActivityEdits(message, 0);
  if (unread || series || since || repeats || Object.keys(changes).length === 0) return undefined;
  const start = startAfter(draft.startsAt, changes);
  const minutes = lengthAfter({ ...draft, startsAt: start }, changes);
  const places = placesAfter(draft, changes);
  const rooms = roomsAfter(draft.rooms, changes);
  if (!start || minutes === null || !places || rooms === null) return undefined;
  const { title = draft.title, place = draft.place, earns = draft.earns } = changes;
  const { confirmed: _, capacity: __, jobs: ___, needs: ____, rooms: _____, ...rest } = draft;
  const note = [changes.note ?? draft.note, changes.moreNote]
    .filter((words) => words !== undefined)
    .join('，');
  const needs = { ...without(draft.needs, changes.lifts), ...changes.needs };
  return {
    ...rest,
    ...places,
    title,
    startsAt: start,
    ...(minutes === undefined ? {} : { minutes }),
    ...(place === undefined ? {} : { place }),
    ...(note === '' ? {} : { note }),
    ...(earns === undefined ? {} : { earns }),
    ...(Object.keys(needs).length > 0 ? { needs } : {}),
    ...(rooms === undefined ? {} : { rooms }),
    ...(changes.publishAt === undefined ? {} : { publishAt: changes.publishAt }),
  };
}

/** ISO time. A day keeps the hour, an hour the day. */
function startAfter(before: string | undefined, { startsAt, laterBy }: ActivityEdits): string | undefined {
  if (before === undefined) return undefined;
  if (laterBy !== undefined) {
    const moved = new Date(new Date(before).getTime() + laterBy * 60_000 + OFFSET_MS).toISOString();
    return `${moved.slice(0, 19)}+08:00`;
  }
  const [day = '', clock = ''] = before.split('T');
  const [newDay, newClock = ''] = startsAt?.split('T') ?? [];
  const hour = newClock.length === 5 ? `${newClock}:00+08:00` : newClock || clock;
  return `${newDay || day}T${hour}`;
}
/** The communities' clock, Asia/Shanghai: UTC+8 all year. */
const OFFSET_MS = 8 * 3_600_000;

/** Minutes; null for a length that can't be. */
function lengthAfter(
  { startsAt = '', minutes }: Draft | { startsAt?: string | undefined; minutes?: number | undefined },
  { minutes: said, longerBy, endsAt }: ActivityEdits,
): number | undefined | null {
  if (said !== undefined) return said;
  if (longerBy !== undefined) return minutes && minutes + longerBy > 0 ? minutes + longerBy : null;
  if (endsAt === undefined) return minutes;
  const [from = 0, to = 0] = [startsAt.slice(11, 16), endsAt.slice(1)].map((clock) => {
    const [hour = 0, minute = 0] = clock.split(':').map(Number);
    return hour * 60 + minute;
  });
  const length = (to <= from && to < 720 ? to + 720 : to) - from;
  return length > 0 ? length : null;
}

function placesAfter(
  { capacity, jobs, leaves = [] }: Draft,
  edits: ActivityEdits,
): Pick<Draft, 'capacity' | 'jobs' | 'leaves'> | undefined {
  if (edits.jobs) {
    let after = (jobs ?? []).map((job) => ({ ...job }));
    for (const { name, does, count, by, rename } of edits.jobs) {
      const known = after.find((job) => job.name === name);
      if (does === 'add' && !known) after.push(count ? { name, count } : { name });
      else if (!known) return undefined;
      else if (does === 'drop') after = after.filter((job) => job !== known);
      else {
        if (rename) known.name = rename;
        if (count === null) delete known.count;
        else if (count) known.count = count;
        if (by && (known.count ?? 0) + by > 0) known.count = (known.count ?? 0) + by;
      }
    }
    return { ...(after.length > 0 ? { jobs: after } : {}), leaves };
  }
  const kept = { ...(jobs ? { jobs } : {}), ...(capacity ? { capacity } : {}), leaves };
  if (edits.capacity === undefined && edits.morePlaces === undefined) return kept;
  // Of several jobs, it has to be said which.
  if (jobs) return undefined;
  if (edits.capacity === null) return { leaves: [...new Set([...leaves, 'capacity' as const])] };
  const after = edits.capacity ?? (capacity ? capacity + (edits.morePlaces ?? 0) : 0);
  return after > 0 ? { capacity: after, leaves } : undefined;
}

/** null when it is not known which groups there are. */
function roomsAfter(before: string[] | undefined, { rooms, moreRooms, withoutRooms }: ActivityEdits) {
  if (rooms) return rooms;
  if (!moreRooms && !withoutRooms) return before;
  if (!before) return null;
  const left = [...before, ...(moreRooms ?? [])].filter((room) => !withoutRooms?.includes(room));
  return left.length > 0 ? left : null;
}

function without(needs: Draft['needs'], lifts: ActivityEdits['lifts'] = []): Draft['needs'] {
  const { minAge, maxAge, skill, team } = needs ?? {};
  return {
    ...(lifts.includes('age') ? {} : { ...(minAge ? { minAge } : {}), ...(maxAge ? { maxAge } : {}) }),
    ...(lifts.includes('skill') || !skill ? {} : { skill }),
    ...(lifts.includes('team') || !team ? {} : { team }),
  };
}
