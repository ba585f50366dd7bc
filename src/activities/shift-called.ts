import { placesLeft } from './places.ts';
import type { Activity, Shift } from './schema.ts';

/** The shift that words name: by its name, or by its place in the list (第二班). */
export function shiftCalled({ shifts }: Pick<Activity, 'shifts'>, words: string): Shift | undefined {
  if (words === '') return undefined;
  const named = shifts.find(({ name = '' }) => name !== '' && (name.includes(words) || words.includes(name)));
  if (named) return named;
  const counted = /^第?([一二三四五六1-9])/.exec(words)?.[1];
  return counted ? (shifts['一二三四五六'.indexOf(counted)] ?? shifts[Number(counted) - 1]) : undefined;
}

/** The shift whose name stands somewhere in a row; the longest, when one name is part of another. */
export function shiftIn({ shifts }: Pick<Activity, 'shifts'>, text: string): Shift | undefined {
  return [...shifts]
    .sort((a, b) => (b.name?.length ?? 0) - (a.name?.length ?? 0))
    .find(({ name }) => name !== undefined && text.includes(name));
}

/** Where so many people go who named no shift: the first that has places for them, or else the first to wait for. */
export function shiftWithRoom(
  activity: Pick<Activity, 'shifts' | 'taken'>,
  people: number,
): Shift | undefined {
  return activity.shifts.find((shift) => placesLeft(activity, shift) >= people) ?? activity.shifts[0];
}
