import { dayOf, findDays } from '#src/understanding/reading/days.ts';
import { fold } from '#src/understanding/reading/fold.ts';
import { readRow, type SolitaireRow } from '#src/understanding/solitaire-row.ts';
import type { Activity, Shift } from './schema.ts';
import { shiftsIn } from './shift-called.ts';

/** A row, and the shift that it or its heading names. */
export interface RowInShift {
  row: SolitaireRow;
  shift?: Shift;
}

/** Headings of those who don't come: 请假：. */
const absentees = /请假|缺席|退出|取消|待定|不(?:能|想|去|来|参加)|[来去]不[了成]/;
const both = /都(?:去|来|参加|报|要)|两[天场个次]都?|[\s,，:：(（]都$/;
const dayWords = /(?:本|这|下)?(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}[月.]\d{1,2}[日号]?/g;

/** Rows under a heading that says that they don't come say so themselves. */
export function withHeadings(rows: readonly SolitaireRow[]): SolitaireRow[] {
  return rows.map((row) => (absentees.test(row.under ?? '') ? { ...row, absent: true as const } : row));
}

/** Which of several activities a row of one list for them all is for; none when it doesn't say. */
export function chosenIn(row: SolitaireRow, activities: readonly Activity[], now: Date): Activity[] {
  if (both.test(row.text)) return [...activities];
  const { text } = fold(row.text);
  const titled = activities.filter(({ title }) => text.includes(fold(title).text));
  if (titled.length > 0) return titled;
  const days = findDays(text, now, 'future').map(({ value }) => value);
  return activities.filter(({ startsAt }) => days.includes(dayOf(startsAt)));
}

/** A row without the words that say which activity it is for. */
export function withoutChoice(row: SolitaireRow, activities: readonly Activity[]): SolitaireRow {
  let text = row.text.replace(both, ' ').replace(dayWords, ' ');
  for (const { title } of activities) text = text.replaceAll(title, ' ');
  return readAgain(row, text);
}

/** Rows with their shifts: by their own words, or by the heading above them, with a colon or without (和面). */
export function inShifts(rows: readonly SolitaireRow[], header: string, activity: Activity): RowInShift[] {
  let heading = headingShift(activity, header.split('\n').at(-1));
  const isHeaded = heading !== undefined;
  let under: string | undefined;
  return rows.map((row) => {
    if (row.under !== under) heading = headingShift(activity, row.under?.split('\n').at(-1));
    under = row.under;
    const above = heading;
    const lines = row.text.split('\n');
    const next = isHeaded && lines.length > 1 ? headingShift(activity, lines.at(-1)) : undefined;
    if (next) heading = next;
    const text = next ? lines.slice(0, -1).join('\n') : row.text;
    const { shifts, rest } = shiftsIn(activity, text);
    const shift = shifts[0] ?? above;
    const read = text === row.text && shifts.length === 0 ? row : readAgain(row, shifts[0] ? rest : text);
    return { row: read, ...(shift ? { shift } : {}) };
  });
}

function readAgain(row: SolitaireRow, text: string): SolitaireRow {
  return {
    ...readRow(row.position, text.trim()),
    ...(row.under === undefined ? {} : { under: row.under }),
    ...(row.absent ? { absent: true as const } : {}),
  };
}

/** The shift that a line is nothing but the name of: 擀皮：, 【和面】2人, 洗碗组. */
function headingShift({ shifts }: Activity, line = ''): Shift | undefined {
  const plain = line.replace(/[\s:：【】[\]()（）]|[\d一二两三四五六七八九十]+[人名位]/g, '').toLowerCase();
  return shifts.find(({ name = '' }) => {
    const own = name.replace(/\s/g, '').toLowerCase();
    return own !== '' && (plain === own || plain === `${own}组` || plain === `${own}班`);
  });
}
