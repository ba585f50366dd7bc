import { numeral, readNumeral } from './numerals.ts';
import { type Found, findAll } from './span.ts';

/** A time of day, or a stretch of it, in minutes after midnight; `end` may pass midnight (> 1440). */
export interface ClockTime {
  start: number;
  end?: number;
}

const N = `(?:\\d{1,2}|[零〇一二两三四五六七八九十]{1,3})`;
const part = '(?:上午|早上|早晨|清晨|凌晨|一早|早|中午|正午|下午|午后|傍晚|晚上|夜里|夜间|晚|夜)';
const minutes = `(?:半|[一三1３3]刻|${N}分?)`;
const time = (k: string) =>
  `(?<p${k}>${part})?\\s?(?:(?<h${k}>${N})[点點时](?!间|候|长|段|小时)(?:钟|整|正)?(?<m${k}>${minutes})?|(?<hh${k}>[01]?\\d|2[0-4]):(?<mm${k}>[0-5]\\d)(?!\\d))`;
const han = new RegExp(
  `(?:从)?${time('1')}(?:\\s?(?:-{1,2}|~|到|至|to )\\s?(?:次日|第二天|翌日|隔天|明天?(?=[早上晨凌]))?${time('2')})?|(?<p3>${part})?\\s?(?<h3>${N})\\s?[-~到至]\\s?(?<p4>${part})?(?<h4>${N})[点點](?!小时)(?<m4>${minutes})?`,
  'g',
);
const english =
  /\b(?:from |at )?(\d{1,2})(?::([0-5]\d))?(?: ?(am|pm|a\.m\.|p\.m\.|o'clock))?(?: ?(?:-|~|to|until|till) ?(\d{1,2})(?::([0-5]\d))?(?: ?(am|pm|a\.m\.|p\.m\.|o'clock))?)?(?![\w:])/g;

type Half = 'am' | 'noon' | 'pm' | 'night' | undefined;

function halfOf(words: string | undefined): Half {
  if (!words) return undefined;
  if (/上午|早|晨/.test(words)) return 'am';
  if (/中午|正午/.test(words)) return 'noon';
  if (/晚|夜/.test(words) && !/傍/.test(words)) return 'night';
  return 'pm';
}

function toMinutes(hour: number, minute: number, half: Half): number | undefined {
  if (hour > 24 || minute > 59) return undefined;
  let h = hour;
  if (half === 'am' && h === 12) h = 0;
  if (half === 'noon' && h <= 3) h += 12;
  if (half === 'pm' && h < 12) h += 12;
  if (half === 'night' && h >= 5 && h <= 12) h += 12;
  if (half === 'night' && h < 5) h += 24;
  return h * 60 + minute;
}

function minuteOf(words: string | undefined): number {
  if (!words) return 0;
  if (words === '半') return 30;
  if (words.endsWith('刻')) return (readNumeral(words.slice(0, -1)) ?? 1) * 15;
  return readNumeral(words.replace(/分$/, '')) ?? Number.NaN;
}

/** Without 上午 or 下午, one to six o'clock are in the afternoon: nobody sweeps at four in the morning. */
function daytime(at: number, half: Half, written24: boolean): number {
  return half === undefined && !written24 && at >= 60 && at < 7 * 60 ? at + 720 : at;
}

function range(start: number, end: number | undefined): ClockTime | undefined {
  if (end === undefined) return { start };
  let after = end;
  while (after <= start) after += 720;
  return after - start <= 18 * 60 ? { start, end: after } : undefined;
}

function readHan(match: RegExpExecArray): ClockTime | undefined {
  const g = match.groups ?? {};
  if (g.h3 !== undefined) {
    const half = halfOf(g.p3);
    const first = toMinutes(readNumeral(g.h3) ?? 99, 0, half);
    const second = toMinutes(readNumeral(g.h4 ?? '') ?? 99, minuteOf(g.m4), halfOf(g.p4) ?? half);
    if (first === undefined || second === undefined) return undefined;
    return range(daytime(first, half, false), daytime(second, halfOf(g.p4) ?? half, false));
  }
  const read = (k: '1' | '2', carried: Half): number | undefined => {
    const half = halfOf(g[`p${k}`]) ?? carried;
    // 05:30 and 6:30 are written in the morning, 2:30 is after lunch.
    const written24 = /^(?:0|[56]$)/.test(g[`hh${k}`] ?? '');
    const hour = g[`hh${k}`] ? Number(g[`hh${k}`]) : readNumeral(g[`h${k}`] ?? '');
    const minute = g[`mm${k}`] ? Number(g[`mm${k}`]) : minuteOf(g[`m${k}`]);
    if (hour === undefined || Number.isNaN(minute)) return undefined;
    const at = toMinutes(hour, minute, half);
    return at === undefined ? undefined : daytime(at, half, written24);
  };
  const start = read('1', undefined);
  if (start === undefined) return undefined;
  if (g.h2 === undefined && g.hh2 === undefined) return { start };
  const own = halfOf(g.p2);
  const end = read('2', own ?? (halfOf(g.p1) === 'am' ? undefined : halfOf(g.p1)));
  if (end === undefined) return undefined;
  // 上午9点到11点 stays before noon; 上午9点到3点 ends in the afternoon.
  if (!own && halfOf(g.p1) === 'am' && end - 720 > start) return range(start, end - 720);
  return range(start, end);
}

function readEnglish(match: RegExpExecArray): ClockTime | undefined {
  const [, h1, m1, a1, h2, m2, a2] = match;
  if (!a1 && !a2 && !m1 && !m2) return undefined;
  const half = (a: string | undefined): Half =>
    a?.startsWith('a') ? 'am' : a?.startsWith('p') ? 'pm' : undefined;
  const first = half(a1) ?? (h2 && Number(h1) < 12 && Number(h1) <= Number(h2) ? half(a2) : undefined);
  const start = toMinutes(Number(h1), Number(m1 ?? 0), first);
  if (start === undefined) return undefined;
  const begin = daytime(start, first, m1 !== undefined && /^0?[56]$/.test(h1 ?? ''));
  if (!h2) return { start: begin };
  const end = toMinutes(Number(h2), Number(m2 ?? 0), half(a2));
  return end === undefined ? undefined : range(begin, end);
}

/** Every time of day in a folded text, in order. 晚上7点到9点 carries 晚上 to both ends. */
export function findClockTimes(text: string): Found<ClockTime>[] {
  // 一点五小时 is a length, not one o'clock.
  const lengths = new RegExp(`${numeral}个?(?:小时|钟头|个钟)`, 'g');
  const guarded = text.replace(lengths, (words) =>
    /[:：]/.test(words) ? words : '\ue000'.repeat(words.length),
  );
  const found = findAll(guarded, han, readHan);
  if (!/\d/.test(guarded) || !/[a-z:]/.test(guarded)) return found;
  const more = findAll(guarded, english, readEnglish);
  // "from 2 to 4:30 pm" is longer than the 4:30 in it: the longer reading stands.
  const length = (f: Found<ClockTime>) => f.end - f.start;
  const overlap = (a: Found<ClockTime>, b: Found<ClockTime>) => a.start < b.end && b.start < a.end;
  const longer = more.filter((e) => found.every((h) => !overlap(e, h) || length(e) > length(h)));
  const kept = found.filter((h) => longer.every((e) => !overlap(e, h)));
  return [...kept, ...longer].sort((a, b) => a.start - b.start);
}
