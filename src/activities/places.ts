import type { Activity, Shift, SignUp } from './schema.ts';

/** Places that are left in a shift; Infinity when it takes everybody. */
export function placesLeft({ taken }: Pick<Activity, 'taken'>, { id, capacity }: Shift): number {
  return capacity === undefined ? Number.POSITIVE_INFINITY : capacity - (taken[id] ?? 0);
}

/** People of the waitlist who come together, in the order in which they came. */
export interface Party {
  id: string;
  people: SignUp[];
}

export function partiesOf(waiting: readonly SignUp[]): Party[] {
  const parties = new Map<string, SignUp[]>();
  for (const person of [...waiting].sort((a, b) => a.turn - b.turn)) {
    const known = parties.get(person.party);
    if (known) known.push(person);
    else parties.set(person.party, [person]);
  }
  return [...parties].map(([id, people]) => ({ id, people }));
}

/**
 * Who moves up when places become free: the first party that fits whole, then the next. A party that is too large
 * for what is free keeps its place in the queue, and does not keep places empty for itself.
 */
export function moveUp(waiting: readonly Party[], left: number): Party[] {
  const chosen: Party[] = [];
  for (const party of waiting) {
    if (party.people.length > left) continue;
    chosen.push(party);
    left -= party.people.length;
  }
  return chosen;
}

/** All places of an activity together; undefined when one of its shifts takes everybody. */
export function capacityOf({ shifts }: Pick<Activity, 'shifts'>): number | undefined {
  return shifts.every(({ capacity }) => capacity !== undefined)
    ? shifts.reduce((sum, { capacity = 0 }) => sum + capacity, 0)
    : undefined;
}

export function takenIn({ taken }: Pick<Activity, 'taken'>): number {
  return Object.values(taken).reduce((sum, count) => sum + count, 0);
}

export function isFull(activity: Pick<Activity, 'shifts' | 'taken'>): boolean {
  return activity.shifts.every((shift) => placesLeft(activity, shift) <= 0);
}

/** When it is over: its length after the start, or four hours when nobody said. */
export function endOf({ startsAt, minutes }: Pick<Activity, 'startsAt' | 'minutes'>): Date {
  return new Date(startsAt.getTime() + (minutes ?? 240) * 60_000);
}
