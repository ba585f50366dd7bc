import { type Cell, ERROR_VALUE, FORMULA } from './mark-formulas.ts';

/** What a cell means, or what is wrong with it. */
export type Reading = { value: unknown } | { problem: string };

/** How one column's cells are read and written. */
export interface CellKind {
  read(cell: Exclude<Cell, null>): Reading;
  write(value: unknown): Cell;
  /** What may stand there, for people. */
  hint: string;
  /** For a drop-down. */
  options?: string[];
}

/** Reads a cell of any kind; undefined for an empty one. */
export function readCell(kind: CellKind, cell: Cell | undefined): Reading | undefined {
  if (cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === ''))
    return undefined;
  if (cell === FORMULA) return { problem: '单元格里是公式，请粘贴成数值 (a formula; paste it as a value)' };
  if (cell === ERROR_VALUE)
    return { problem: '单元格里是错误值（如 #N/A），请改成数值 (an error value such as #N/A)' };
  return kind.read(typeof cell === 'string' ? cell.trim() : cell);
}

const said = (cell: Cell) => `现在是“${String(cell).slice(0, 30)}”`;
/** Full-width digits and letters as their narrow twins. */
const narrow = (cell: Cell) => String(cell).normalize('NFKC').trim();

export const text: CellKind = {
  hint: '文字',
  read: (cell) =>
    cell instanceof Date
      ? {
          problem:
            '这一格被 Excel 当成了日期，请把单元格格式改为文本再填一次 (turned into a date; format it as text)',
        }
      : { value: String(cell) },
  write: (value) => (value === undefined ? null : String(value)),
};

export const id: CellKind = {
  hint: '小写字母、数字、连字符，如 waste-sorting',
  read: (cell) => (cell instanceof Date ? text.read(cell) : { value: narrow(cell) }),
  write: text.write,
};

export const whole: CellKind = {
  hint: '整数',
  read(cell) {
    if (typeof cell === 'number') return { value: cell };
    const written = typeof cell === 'string' ? narrow(cell).replace(/(?<=\d)\s*[分次天个票步]$/, '') : '';
    return /^[-−]?\d+(\.\d+)?$/.test(written)
      ? { value: Number(written.replace('−', '-')) }
      : { problem: `应填整数，${said(cell)} (expected a whole number)` };
  },
  write: (value) => (value === undefined ? null : (value as number)),
};

export const day: CellKind = {
  hint: '日期，如 2025-01-01',
  read(cell) {
    if (cell instanceof Date) return { value: cell.toISOString().slice(0, 10) };
    const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(narrow(cell));
    if (!match) return { problem: `应填日期，如 2025-01-01，${said(cell)} (expected a date)` };
    const [, year, month = '', date = ''] = match;
    return { value: `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` };
  },
  write: (value) => (value === undefined ? null : String(value)),
};

export const time: CellKind = {
  hint: '时间，如 09:00',
  read(cell) {
    // Excel keeps a time as a part of a day, and shows it as a date when it is formatted as one.
    const part = cell instanceof Date ? (cell.getTime() / 86_400_000) % 1 : cell;
    if (typeof part === 'number' && part >= -1 && part < 1) {
      const minutes = Math.round((((part % 1) + 1) % 1) * 24 * 60) % 1440;
      return { value: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
    }
    const match = /^(\d{1,2})[:.点时](\d{2})?分?$/.exec(narrow(cell));
    if (!match) return { problem: `应填时间，如 09:00，${said(cell)} (expected a time)` };
    return { value: `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? '00'}` };
  },
  write: (value) => (value === undefined ? null : String(value)),
};
const two = (number: number) => String(number).padStart(2, '0');

/** One of some words; the file's own English word is understood too. */
export function oneOf<T extends string | boolean>(labels: [value: T, label: string][]): CellKind {
  const options = labels.map(([, label]) => label);
  return {
    hint: options.join('／'),
    options,
    read(cell) {
      const written = narrow(cell).toLowerCase();
      const found = labels.find(
        ([value, label]) => label.normalize('NFKC') === written || String(value) === written,
      );
      return found
        ? { value: found[0] }
        : { problem: `只能填${options.join('、')}，${said(cell)} (expected one of these)` };
    },
    write: (value) => labels.find(([one]) => one === value)?.[1] ?? null,
  };
}

export const yesNo = oneOf([
  [true, '是'],
  [false, '否'],
]);

const NONE = '无';

/** Several of some words, separated by semicolons; 无 for none of them. */
export function someOf(labels: [value: string, label: string][]): CellKind {
  const one = oneOf(labels);
  return {
    hint: `${one.hint}，可填几个，用分号隔开；没有写“无”`,
    read(cell) {
      if (cell === NONE) return { value: [] };
      const readings = split(String(cell), /[;；、,，\n]/).map((part) => one.read(part));
      const wrong = readings.find((reading) => 'problem' in reading);
      return wrong ?? { value: readings.map((reading) => ('value' in reading ? reading.value : undefined)) };
    },
    write(value) {
      if (!Array.isArray(value)) return null;
      return value.length === 0 ? NONE : value.map((part) => one.write(part)).join('；');
    },
  };
}

/** Words separated by semicolons. */
export const words: CellKind = {
  hint: '几个词用分号“；”隔开',
  read: (cell) => (cell instanceof Date ? text.read(cell) : { value: split(String(cell), /[;；\n]/) }),
  write: (value) => (Array.isArray(value) && value.length > 0 ? value.join('；') : null),
};

const ANY = '任何';

/** 任何, or ids of deductions separated by semicolons. */
export const deductions: CellKind = {
  hint: `写“${ANY}”，或扣分条目的编号，用分号隔开`,
  read: (cell) =>
    cell === ANY || cell === 'any' ? { value: 'any' } : { value: split(narrow(cell), /[;；、,，\n]/) },
  write: (value) => (value === 'any' ? ANY : words.write(value)),
};

function split(cell: string, separator: RegExp): string[] {
  return cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
