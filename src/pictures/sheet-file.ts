import { unzipSync, zipSync } from 'fflate';
import writeExcelFile, { type Sheet as ExcelTab, type Row } from 'write-excel-file/node';
import type { Column, Sheet, Tab } from './sheet.ts';

/** Excel's own limits. */
const MAX_CELL = 32_767;
const MAX_TAB_NAME = 31;
/** On every entry of the archive, so that the same sheet gives the same bytes. Zip keeps wall-clock times. */
const STAMP = new Date(2000, 0, 1);

/**
 * An .xlsx of a sheet. The same data give the same bytes. What looks like a formula (`=1+1`, `@x`) stays text: cells
 * carry values with their types, never anything to be worked out.
 */
export async function sheetFile({ tabs }: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  const names = tabNames(tabs);
  const bytes = await writeExcelFile(
    tabs.map((tab, index) => excelTab(tab, names[index] as string)),
  ).toBuffer();
  return zipSync(unzipSync(bytes), { mtime: STAMP });
}

function excelTab({ columns, rows }: Tab, sheet: string): ExcelTab<never> {
  const header: Row = columns.map(({ title }) => ({ value: plain(title), type: String, fontWeight: 'bold' }));
  const body = rows.map((cells): Row => columns.map((column, index) => cellOf(cells[index] ?? null, column)));
  return {
    sheet,
    data: [header, ...body],
    columns: columns.map(({ title, width }) => ({ width: width ?? Math.max(10, 2 * title.length + 2) })),
    stickyRowsCount: 1,
  };
}

/** What does not fit its column's type is kept as text: nothing that somebody wrote is lost. */
function cellOf(value: string | number | null, { type }: Column): Row[number] {
  if (value === null || value === '') return null;
  if (type === 'number' && typeof value === 'number' && Number.isFinite(value))
    return { value, type: Number };
  const day = type === 'date' ? dayAt(String(value)) : undefined;
  if (day) return { value: day, type: Date, format: 'yyyy-mm-dd' };
  return { value: plain(String(value)), type: String };
}

function dayAt(day: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** Without the characters that XML can't carry. */
function plain(words: string): string {
  return words
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .slice(0, MAX_CELL)
    .toWellFormed();
}

/** Excel forbids some characters in a tab's name, long names, empty names, and the same name twice. */
function tabNames(tabs: Tab[]): string[] {
  const taken = new Set<string>();
  return tabs.map(({ name }, index) => {
    const allowed = plain(name)
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^[\s']+|[\s']+$/g, '');
    const short = allowed.slice(0, MAX_TAB_NAME).toWellFormed() || `表${index + 1}`;
    let unique = short;
    for (let n = 2; taken.has(unique.toLowerCase()); n += 1) {
      unique = `${short.slice(0, MAX_TAB_NAME - 3)} ${n}`;
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
}
