import { evening, isoMoment, readMoment } from './moments.ts';
import { findClockTimes } from './reading/clock-times.ts';
import { dayOf, findDays, isoDay, weekdayOf } from './reading/days.ts';
import { findDurations } from './reading/durations.ts';
import { blank, type Found } from './reading/span.ts';
import type { Recruitment } from './recruitment.ts';
import { type Repeat, readRepeat } from './repeats.ts';

interface Span {
  start: number;
  end: number;
}

/** Reads day, hours, length and repetition of a notice into `found`. @returns where they stand. */
export function readTime(said: string, found: Recruitment, now: Date): Span[] {
  const { text, repeat, day: nth } = readRepeat(said, now);
  const dates = findDays(text, now, 'future');
  const range = rangeOf(text, dates, repeat);
  found.repeat = range?.repeat ?? repeat ?? found.repeat;
  const days = range ? dates.slice(0, 2) : sameDay(text, dates);
  // 周六（16日）: one of them is wrong, so it is asked when it is.
  const isClash = !range && days.some(({ value }) => value !== days[0]?.value);
  const rest = blank(text, days);
  const clocks = findClockTimes(rest).slice(0, 1);
  const clock = clocks[0]?.value;
  const lengths = findDurations(blank(rest, clocks))
    .filter(({ value }) => !value.vague)
    .slice(0, 1);
  const day = nth ?? (days[0] ? isoDay(days[0].value) : undefined);
  if (clock) {
    const start = evening(text, clock.start);
    const first = day ?? firstOf(found.repeat, start, now);
    if (!isClash) found.startsAt = first ? isoMoment(first, start) : readMoment(text, now);
    if (clock.end !== undefined) found.minutes ??= clock.end - clock.start;
  } else if (!isClash && day) found.startsAt = day;
  if (lengths[0]) found.minutes ??= lengths[0].value.minutes;
  return [...repeatedIn(said, text), ...days, ...clocks, ...lengths, ...(range ? [range.between] : [])];
}

/** 17日-21日每天 and 15日至16日上午9点: a date a day, from the first to the last. */
function rangeOf(
  text: string,
  [first, last]: Found<number>[],
  repeat: Repeat | undefined,
): { repeat: Repeat; between: Span } | undefined {
  if (!first || !last || last.value <= first.value || last.value - first.value >= MOST_DAYS) return undefined;
  if (repeat && repeat.every !== 'day' && repeat.every !== 'workday') return undefined;
  const between = { start: first.end, end: last.start };
  if (
    !/^(?: ?[(（](?:周|星期)[一二三四五六日天][)）])? ?(?:-{1,2}|~|到|至|to) ?$/.test(
      text.slice(between.start, between.end),
    )
  )
    return undefined;
  const every = repeat?.every ?? 'day';
  const all = Array.from({ length: last.value - first.value + 1 }, (_, index) => first.value + index);
  const held = every === 'workday' ? all.filter((day) => weekdayOf(day) < 5) : all;
  return { repeat: { every, ...(held.length > 1 ? { times: held.length } : {}) }, between };
}

/** A series goes on for two months at most when it is written as a stretch of days. */
const MOST_DAYS = 60;

/** The first date of what is held each day, when none is said: today, unless the hour is past. */
function firstOf(repeat: Repeat | undefined, minute: number, now: Date): string | undefined {
  if (repeat?.every !== 'day' && repeat?.every !== 'workday') return undefined;
  const today = dayOf(now);
  let day = new Date(isoMoment(isoDay(today), minute)) > now ? today : today + 1;
  while (repeat.every === 'workday' && weekdayOf(day) > 4) day++;
  return isoDay(day);
}

/** Where the words stood that the reading of the repetition took out. */
function repeatedIn(said: string, left: string): Span[] {
  const spans: Span[] = [];
  for (let start = 0; start < said.length; start++) {
    if (said[start] === left[start]) continue;
    let end = start;
    while (end < said.length && said[end] !== left[end]) end++;
    spans.push({ start, end });
    start = end;
  }
  return spans;
}

/**
 * The first day that is said, however often, and the one beside it: 本周六（15日）. A weekday beside a date only says
 * which it is (22日（周六）), and 周末 is the day of it that is said too.
 */
function sameDay(text: string, all: Found<number>[]): Found<number>[] {
  const words = ({ start, end }: Found<number>) => text.slice(start, end);
  const weekend = all.find((day) => /周末|weekend/.test(words(day)));
  const ofWeekend = all.find((day) => day !== weekend && [0, 1].includes(day.value - (weekend?.value ?? 0)));
  const days = ofWeekend ? all.filter((day) => day !== weekend) : all;
  const [first, second] = days;
  if (!first) return [];
  const said = days.filter((day) => day.value === first.value);
  const isBeside =
    second && !said.includes(second) && /^ ?[(（,、]? ?$/.test(text.slice(first.end, second.start));
  const saysWhich =
    second &&
    /^(?:周|星期|礼拜)[一二三四五六日天]$/.test(words(second)) &&
    (second.value - first.value) % 7 === 0;
  if (isBeside) said.push(saysWhich ? { ...second, value: first.value } : second);
  if (ofWeekend && weekend) said.push({ ...weekend, value: first.value });
  return said;
}
