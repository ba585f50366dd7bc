/** Dates in time zones, and dates as text. */
import { StoreError } from '../errors.ts';

export interface DateParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        era: 'short',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      throw new StoreError(40485, `unrecognized time zone identifier: "${zone}"`);
    }
    if (formats.size > 200) formats.clear();
    formats.set(zone, format);
  }
  return format;
}

/** How far a zone is ahead of UTC at an instant, in ms. Zones are names, `UTC`, or offsets such as `+08:00`. */
export function offsetAt(ms: number, zone: string): number {
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0;
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000;
  const parts: Record<string, string> = {};
  for (const { type, value } of formatFor(zone).formatToParts(ms)) parts[type] = value;
  const year = Number(parts.year) * (parts.era === 'BC' ? -1 : 1) + (parts.era === 'BC' ? 1 : 0);
  const local = utcMs({
    year,
    month: Number(parts.month),
    day: Number(parts.day),
    hour: Number(parts.hour),
    minute: Number(parts.minute),
    second: Number(parts.second),
    millisecond: 0,
  });
  return local - Math.floor(ms / 1000) * 1000;
}

export function utcMs(p: DateParts): number {
  const date = new Date(0);
  date.setUTCFullYear(p.year, p.month - 1, p.day);
  date.setUTCHours(p.hour, p.minute, p.second, p.millisecond);
  return date.getTime();
}

/** What clock and calendar show in the zone, as a Date whose UTC fields are the local ones. */
export const localDate = (date: Date, zone: string): Date =>
  new Date(date.getTime() + offsetAt(date.getTime(), zone));

/** The instant at which clock and calendar in the zone show this. */
export function fromLocal(localMs: number, zone: string): Date {
  let ms = localMs - offsetAt(localMs, zone);
  ms = localMs - offsetAt(ms, zone);
  return new Date(ms);
}

export function partsOf(local: Date): DateParts {
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
  };
}

const DAY_MS = 86_400_000;

export const dayOfYear = (local: Date): number =>
  Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;
export const isoDayOfWeek = (local: Date): number => ((local.getUTCDay() + 6) % 7) + 1;

/** ISO week number and the year that the week belongs to. */
export function isoWeek(local: Date): { week: number; year: number } {
  const thursday = new Date(local.getTime() + (4 - isoDayOfWeek(local)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  return { week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1, year };
}

/** Weeks from Sunday, 0 before the first Sunday of the year. */
export const weekOfYear = (local: Date): number => Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7);

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const pad = (n: number, width: number) => String(n).padStart(width, '0');

function offsetText(minutes: number): string {
  const m = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(m / 60), 2)}${pad(m % 60, 2)}`;
}

/** Writes a date by a format such as `%Y-%m-%d`. */
export function formatDate(date: Date, format: string, zone: string): string {
  const offset = offsetAt(date.getTime(), zone);
  const local = new Date(date.getTime() + offset);
  const p = partsOf(local);
  return format.replace(/%(.?)/gs, (_, c: string) => {
    switch (c) {
      case 'Y':
        return pad(p.year, 4);
      case 'm':
        return pad(p.month, 2);
      case 'd':
        return pad(p.day, 2);
      case 'H':
        return pad(p.hour, 2);
      case 'M':
        return pad(p.minute, 2);
      case 'S':
        return pad(p.second, 2);
      case 'L':
        return pad(p.millisecond, 3);
      case 'j':
        return pad(dayOfYear(local), 3);
      case 'u':
        return String(isoDayOfWeek(local));
      case 'w':
        return String(local.getUTCDay() + 1);
      case 'U':
        return pad(weekOfYear(local), 2);
      case 'V':
        return pad(isoWeek(local).week, 2);
      case 'G':
        return pad(isoWeek(local).year, 4);
      case 'z':
        return offsetText(offset / 60_000);
      case 'Z':
        return String(offset / 60_000);
      case 'b':
        return (MONTHS[p.month - 1] as string).slice(0, 3);
      case 'B':
        return MONTHS[p.month - 1] as string;
      case '%':
        return '%';
    }
    throw new StoreError(18536, `Invalid format character '%${c}' in format string`);
  });
}

const unreadable = (text: string) => new StoreError(241, `Error parsing date string '${text}'`);

/** Reads ISO 8601 and its near relatives; local times are of the zone. */
export function parseDate(text: string, zone: string): Date {
  const m =
    /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i.exec(
      text.trim(),
    );
  if (!m) throw unreadable(text);
  const parts = {
    year: Number(m[1]),
    month: Number(m[2]),
    day: Number(m[3]),
    hour: Number(m[4] ?? 0),
    minute: Number(m[5] ?? 0),
    second: Number(m[6] ?? 0),
    millisecond: Number((m[7] ?? '0').padEnd(3, '0').slice(0, 3)),
  };
  return instant(parts, m[8], zone, text);
}

function instant(p: DateParts, offset: string | undefined, zone: string, text: string): Date {
  const local = utcMs(p);
  const back = partsOf(new Date(local));
  const carried = p.hour === 24 && p.minute === 0 && p.second === 0;
  if (
    !carried &&
    (back.month !== p.month || back.day !== p.day || back.hour !== p.hour || back.minute !== p.minute)
  )
    throw unreadable(text);
  if (offset !== undefined) {
    if (/[A-Z]/i.test(offset)) return new Date(local);
    return new Date(local - offsetAt(0, offset));
  }
  return fromLocal(local, zone);
}

const PATTERNS: Record<string, string> = {
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  L: '(?<L>\\d{1,3})',
  z: '(?<z>[+-]\\d{2}:?\\d{2}|Z)',
  Z: '(?<Z>[+-]\\d+)',
  j: '(?<j>\\d{1,3})',
  G: '(?<G>\\d{4})',
  V: '(?<V>\\d{1,2})',
  u: '(?<u>\\d)',
  b: '(?<b>[A-Za-z]{3})',
  B: '(?<B>[A-Za-z]+)',
  '%': '%',
};

/** Reads a date by a format. */
export function parseDateAs(text: string, format: string, zone: string): Date {
  const pattern = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%(.?)/gs, (_, c: string) => {
    const p = PATTERNS[c];
    if (!p) throw new StoreError(18536, `Invalid format character '%${c}' in format string`);
    return p;
  });
  const g = new RegExp(`^${pattern}$`).exec(text)?.groups;
  if (!g) throw unreadable(text);
  const num = (k: string, fallback: number) => (g[k] === undefined ? fallback : Number(g[k]));
  const named = g.b ?? g.B;
  const month = named
    ? MONTHS.findIndex((x) => x.slice(0, named.length).toLowerCase() === named.toLowerCase()) + 1
    : num('m', 1);
  const p = {
    year: num('Y', num('G', 1970)),
    month,
    day: num('d', 1),
    hour: num('H', 0),
    minute: num('M', 0),
    second: num('S', 0),
    millisecond: Number((g.L ?? '0').padEnd(g.L ? 3 : 1, '0')),
  };
  if (g.j !== undefined) {
    const day = new Date(Date.UTC(p.year, 0, Number(g.j)));
    p.month = day.getUTCMonth() + 1;
    p.day = day.getUTCDate();
  }
  if (g.G !== undefined) {
    const fourth = new Date(Date.UTC(p.year, 0, 4));
    const day = new Date(
      fourth.getTime() + ((num('V', 1) - 1) * 7 + num('u', 1) - isoDayOfWeek(fourth)) * DAY_MS,
    );
    Object.assign(p, { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() });
  }
  if (g.Z !== undefined) return new Date(utcMs(p) - Number(g.Z) * 60_000);
  return instant(p, g.z, zone, text);
}
