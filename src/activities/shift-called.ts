import { placesLeft } from './places.ts';
import type { Activity, Shift } from './schema.ts';

type Shifts = Pick<Activity, 'shifts'>;

const han = '一二三四五六七八九';
/** 第二班, 第2个, 第二个岗位; a numeral that is a word of something else (第一次, 二楼的) counts nothing. */
const counted = /^第(?<place>[一二三四五六七八九]|\d{1,2})(?:个(?:班次?|岗位?|场次?)?|班次?|岗位?|场次?)$/;
const numeral = /^(?<place>[一二三四五六七八九]|\d{1,2})$/;
/** What stands before or after a name that is just not meant: 除了搬运都行, 不要搬运, 搬运除外. */
const notBefore =
  '(?<!(?:不|除了?|别|没|勿|甭|非|拒绝|避免|not|no|except|without|anything but)[要想会能可以去做干选报是参加愿意让用]{0,3}\\s*)';
const notAfter =
  '(?!(?:之外|以外|除外|就?不行|就?不[要去做干报会]|就算了|[做干去来]?不了)(?:$|[\\s,，。!！的了]))';

/**
 * The shift that words name: by its name, by the longest name that stands in them, by its place in the list (第二班),
 * or by a part of a name that no other has.
 */
export function shiftCalled(activity: Shifts, words: string): Shift | undefined {
  const said = plain(words);
  if (said === '') return undefined;
  const { shifts } = activity;
  const exact = shifts.find(({ name = '' }) => plain(name) === said);
  const [within] = shiftsIn(activity, words).shifts;
  if (exact ?? within) return exact ?? within;
  const place = [numeral.exec(said), ...words.split(/\s+/).map((word) => counted.exec(word))].find(
    (match) => match !== null,
  )?.groups?.place;
  if (place !== undefined) return shifts[han.includes(place) ? han.indexOf(place) : Number(place) - 1];
  if (said.length < 2 && !/[早中晚]/.test(said)) return undefined;
  const [only, ...others] = shifts.filter(({ name = '' }) => plain(name).includes(said));
  return others.length === 0 ? only : undefined;
}

const plain = (words: string) => words.replace(/\s+/g, '').toLowerCase();

/**
 * The shifts whose names stand somewhere in some words, and the words without them. Where one name is part of another
 * the longer is meant; blanks and capitals make no difference. One that is spoken of as not wanted is not meant.
 */
export function shiftsIn({ shifts }: Shifts, text: string): { shifts: Shift[]; rest: string } {
  const found: Shift[] = [];
  let rest = text;
  for (const shift of [...shifts].sort((a, b) => (b.name?.length ?? 0) - (a.name?.length ?? 0))) {
    const letters = [...(shift.name ?? '').replace(/\s/g, '')].map((letter) =>
      letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&'),
    );
    if (letters.length === 0) continue;
    const called = new RegExp(`${notBefore}${letters.join('\\s*')}${notAfter}`, 'iu');
    const without = rest.replace(called, ' ');
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
