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

/**
 * The shifts whose names stand somewhere in some words, and the words without them. Where one name is part of another
 * the longer is meant; blanks and capitals make no difference.
 */
export function shiftsIn(
  { shifts }: Pick<Activity, 'shifts'>,
  text: string,
): { shifts: Shift[]; rest: string } {
  const found: Shift[] = [];
  let rest = text;
  for (const shift of [...shifts].sort((a, b) => (b.name?.length ?? 0) - (a.name?.length ?? 0))) {
    const letters = [...(shift.name ?? '').replace(/\s/g, '')].map((letter) =>
      letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&'),
    );
    if (letters.length === 0) continue;
    const without = rest.replace(new RegExp(letters.join('\\s*'), 'iu'), ' ');
    if (without !== rest) found.push(shift);
    rest = without;
  }
  return { shifts: found, rest };
}

/** Where so many people go who named no shift: the first that has places for them, or else the first to wait for. */
export function shiftWithRoom(
  activity: Pick<Activity, 'shifts' | 'taken'>,
  people: number,
): Shift | undefined {
  return activity.shifts.find((shift) => placesLeft(activity, shift) >= people) ?? activity.shifts[0];
}
