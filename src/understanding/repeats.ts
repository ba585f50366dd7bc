import { z } from 'zod';
import { local } from '#src/calendar.ts';
import { dayNumber, dayOf, isoDay, weekdayOf } from './reading/days.ts';
import { readNumeral } from './reading/numerals.ts';

/** How an activity comes back. */
export const repeat = z.object({
  every: z.enum(['day', 'week', 'month']),
  /** Every second week is 2. */
  step: z.int().min(2).max(8).optional(),
  /** Several days of the week, 1 for Monday to 7 for Sunday, in order. */
  weekdays: z.array(z.int().min(1).max(7)).min(2).max(7).optional(),
  /** 1 to 4 for "the second Saturday" of a month, -1 for the last; without it a month has the same date. */
  nth: z.union([z.int().min(1).max(4), z.literal(-1)]).optional(),
  /** How often in all. */
  times: z.int().min(2).max(60).optional(),
});
export type Repeat = z.infer<typeof repeat>;

export interface RepeatRead {
  /** What is left of the text, of the same length; days that are named can be read in it. */
  text: string;
  repeat?: Repeat;
  /** `YYYY-MM-DD` of the first date, where the repetition itself says it. */
  day?: string;
  /** Day numbers: the earliest first date, and the last day on which it is held. */
  from?: number;
  until?: number;
}

const WEEKDAYS = '一二三四五六日';
const week = '(?:周|星期|礼拜)';
const weekday = '[一二三四五六日天]';
const nthWeekday = new RegExp(
  `每个?月的?(?:第(?<nth>[一二三四1-4])个?|最后一?个)${week}(?<weekday>${weekday})`,
);
const datesOfMonth = /(?<month>1[0-2]|[1-9])月(?<dates>\d{1,2}(?:[日号]?[、,和及]\d{1,2})+)[日号]/;
/** 每周一至周五 comes back; 周一至周五 is one week, unless it says 每天. */
const stretch = new RegExp(
  `(?<each>每个?)?(?<week>[这本下])?个?${week}(?<first>${weekday})(?:到|至|-|~)${week}?(?<last>${weekday})(?<daily>每天|每日|天天)?`,
);
const mark = '[、,和及与跟]';
const several = new RegExp(
  `(?<each>每(?:个|逢)?)?(?<week>[这本下])?个?${week}(?<days>${weekday}(?:${mark}? ?每?${week}${weekday}|${mark}${weekday})+|${weekday}{2,6}(?=[ ,早晚上下中\\d]|$))`,
);
const workdays = /(?:每个?)?(?:法定)?工作日(?:每天|每日)?|(?:每个?)?双休日|每(?:个|逢)?周末/;
const secondWeek = new RegExp(
  `每隔?(?:一|两|二|2)个?(?:周|星期|礼拜)(?=的?${week})(?:的)?|隔周的?|隔一周的?`,
);
const daily =
  /(?:每天|每日|天天)(?=[^,;。\n]{0,6}(?:\d|早|晚|[上中下]午|[一二三四五六七八九十]))|连续(?=[一二两三四五六七八九十\d]{1,3}天)/;
const weekly = new RegExp(`(?:每(?:个|逢)?|逢)(?=${week}${weekday})`);
const monthly = /每(?:个)?月(?=的?\d{1,2}[号日])/;
const english: [RegExp, Repeat][] = [
  [
    /\b(?:every|each) (?:week|working )day\b|\bon weekdays\b|\bmonday (?:to|through|till|until) friday\b/,
    { every: 'week', weekdays: [1, 2, 3, 4, 5] },
  ],
  [/\b(?:every|each) weekend\b/, { every: 'week', weekdays: [6, 7] }],
  [/\b(?:every|each) day\b|\bdaily\b/, { every: 'day' }],
  [/\b(?:every|each) (?=mon|tues|wednes|thurs|fri|satur|sun)|\bweekly\b|\bevery week\b/, { every: 'week' }],
];

const times =
  /(?:连续|一共|共|总共|为期|持续)?(?<times>[一二两三四五六七八九十\d]{1,3})个?(?<of>次|场|期|周|星期|礼拜|天|月)(?:结束|为止)?/g;
/** 每天晚上7点，周末除外: from Monday to Friday. */
const except =
  /[,(、 ]*(?<what>周末|双休日|周六(?:、|和)?(?:周)?日|(?:周|星期)[日天])(?:及|和|、)?(?:节假日)?(?:除外|休息|不办|不去|停|不含|不包括)\)?/;
const ends = /(?:直?到|至)(?:(?<month>本?月底|月末|这个月底)|(?<year>今?年底|年末))(?:为止)?/;
const inMonth = /(?<!\d)(?<month>1[0-2]|[1-9])月份?的?(?=每|\ue000)/;

/** Reads 每周六, 每周二、四, 周一至周五每天, 每月第二个周六 共8次 out of a notice (folded). */
export function readRepeat(said: string, now: Date): RepeatRead {
  const read = readKind(said, now);
  if (!read?.repeat) return { text: said };
  const found = { ...read, repeat: { ...read.repeat } };
  const take = (expression: RegExp) => {
    const match = expression.exec(found.text);
    if (match) found.text = blanked(found.text, match);
    return match?.groups;
  };
  if (found.repeat.every === 'day') {
    const out = take(except)?.what;
    if (out)
      found.repeat = {
        every: 'week',
        weekdays: /[周期][日天]$/.test(out) && !/六/.test(out) ? [1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5],
      };
  }
  const today = dayOf(now);
  const month = take(inMonth)?.month;
  if (month) Object.assign(found, monthAround(today, Number(month)));
  const end = take(ends);
  if (end) found.until = lastOf(now, end.month ? 'month' : 'year');
  for (const match of found.text.matchAll(times)) {
    const many = timesOf(found.repeat, match.groups ?? {});
    // 周一至周五 is of one week, unless it is said how many.
    if (many === undefined || (found.repeat.times !== undefined && match.groups?.of !== '周')) continue;
    found.repeat.times = many;
    found.text = blanked(found.text, match);
  }
  return found;
}

/** 共10次, said of a repetition in another line of the notice. */
export function findTimes(
  text: string,
  repeat: Repeat,
): { times: number; start: number; end: number } | undefined {
  for (const match of text.matchAll(times)) {
    const many = /^(?:一共|总?共|连续|为期)/.test(match[0]) ? timesOf(repeat, match.groups ?? {}) : undefined;
    if (many) return { times: many, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

function readKind(text: string, now: Date): RepeatRead | undefined {
  const nth = nthWeekday.exec(text);
  if (nth) {
    const count = nth.groups?.nth ? (readNumeral(nth.groups.nth) ?? 1) : -1;
    const repeat: Repeat = { every: 'month', nth: count as Repeat['nth'] };
    return { text: blanked(text, nth), repeat, day: nextNth(now, count, numberOf(nth.groups?.weekday)) };
  }
  const dates = datesOfMonth.exec(text);
  const listed = dates && readDates(dates.groups ?? {}, now);
  if (dates && listed) return { text: blanked(text, dates), ...listed };
  for (const expression of [stretch, several]) {
    const match = expression.exec(text);
    const read = match && readWeekdays(match.groups ?? {}, now);
    if (match && read) return { text: blanked(text, match), ...read };
  }
  const ofWork = workdays.exec(text);
  if (ofWork) {
    const weekdays = ofWork[0].includes('工作日') ? [1, 2, 3, 4, 5] : [6, 7];
    return { text: blanked(text, ofWork), repeat: { every: 'week', weekdays } };
  }
  for (const [expression, repeat] of [
    [secondWeek, { every: 'week', step: 2 }],
    [daily, { every: 'day' }],
    [weekly, { every: 'week' }],
    [monthly, { every: 'month' }],
    ...english,
  ] as [RegExp, Repeat][]) {
    const match = expression.exec(text);
    if (match) return { text: blanked(text, match), repeat };
  }
  return undefined;
}

/** 每周二、四 and 每周一至周五 come back; 周六、周日 and 下周一三五 are of one week. */
function readWeekdays(
  { each, week, first, last, days, daily }: Record<string, string | undefined>,
  now: Date,
): Omit<RepeatRead, 'text'> | undefined {
  const [from, to] = [numberOf(first), numberOf(last)];
  const named = days
    ? [...days.matchAll(/[一二三四五六日天]/g)].map(([one]) => numberOf(one))
    : Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  const weekdays = [...new Set(named)].sort((a, b) => a - b);
  if (weekdays.length < 2) return undefined;
  const repeat: Repeat = weekdays.length === 7 ? { every: 'day' } : { every: 'week', weekdays };
  if (each || daily) return { repeat };
  const today = dayOf(now);
  const monday = today - weekdayOf(today);
  const isNext = week === '下' || (week === undefined && monday + Math.max(...weekdays) - 1 < today);
  const start = Math.max(today, monday + (isNext ? 7 : 0));
  const left = weekdays.filter((day) => monday + (isNext ? 7 : 0) + day - 1 >= start);
  return { repeat: { ...repeat, ...(left.length > 1 ? { times: left.length } : {}) }, from: start };
}

/** 11月15、22、29日, when they are a week or a day apart. */
function readDates(
  { month = '', dates = '' }: Record<string, string | undefined>,
  now: Date,
): Omit<RepeatRead, 'text'> | undefined {
  const today = dayOf(now);
  const year = local(now).year;
  const days = (dates.match(/\d+/g) ?? []).map((date) => {
    const day = dayNumber(year, Number(month), Number(date));
    return day !== undefined && day < today ? dayNumber(year + 1, Number(month), Number(date)) : day;
  });
  const [first, second] = days;
  if (first === undefined || second === undefined) return undefined;
  const gap = second - first;
  const isEven = days.every((day, index) => day === first + index * gap);
  if (!isEven || (gap !== 1 && gap !== 7)) return undefined;
  return { repeat: { every: gap === 1 ? 'day' : 'week', times: days.length }, day: isoDay(first) };
}

/** 共8次, 共两周 of a repetition: how many dates. */
function timesOf(
  { every, weekdays, step = 1 }: Repeat,
  { times, of = '' }: Record<string, string | undefined>,
) {
  const count = readNumeral(times ?? '') ?? 0;
  const perWeek = every === 'day' ? 7 : every === 'week' ? (weekdays?.length ?? 1) / step : undefined;
  const dates = /[次场期]/.test(of)
    ? count
    : of === '月'
      ? every === 'month'
        ? count
        : undefined
      : of === '天'
        ? every === 'day'
          ? count
          : undefined
        : perWeek && Math.ceil(count * perWeek);
  return dates !== undefined && dates >= 2 && dates <= 60 ? dates : undefined;
}

/** Whether a repetition that begins on one day is held on another; of months nothing is known here. */
export function isHeldOn({ every, weekdays, step = 1 }: Repeat, first: number, day: number): boolean {
  if (every === 'day') return true;
  if (weekdays) return weekdays.includes(weekdayOf(day) + 1);
  return every === 'week' && (day - first) % (7 * step) === 0;
}

function numberOf(weekday: string | undefined): number {
  return WEEKDAYS.indexOf((weekday ?? '').replace('天', '日')) + 1;
}

/** The first such weekday of a month that is still to come. */
function nextNth(now: Date, nth: number, weekday: number): string {
  const today = local(now).startOf('day');
  for (let month = 0; ; month++) {
    const day = nthOfMonth(today.startOf('month').plus({ months: month }), nth, weekday);
    if (day >= today) return day.toFormat('yyyy-MM-dd');
  }
}

/** The nth (-1: the last) of a weekday (1 for Monday) in the month of a moment, at its hour. */
export function nthOfMonth(month: ReturnType<typeof local>, nth: number, weekday: number) {
  if (nth === -1) {
    const last = month.set({ day: month.daysInMonth ?? 28 });
    return last.minus({ days: (last.weekday - weekday + 7) % 7 });
  }
  const first = month.set({ day: 1 });
  return first.plus({ days: ((weekday - first.weekday + 7) % 7) + (nth - 1) * 7 });
}

function monthAround(today: number, month: number): { from: number; until: number } {
  const now = local(new Date(today * 86_400_000));
  const first = now.set({ month, day: 1 }).plus({ years: month < now.month ? 1 : 0 });
  const from = dayOf(first.toJSDate());
  return { from: Math.max(today, from), until: from + (first.daysInMonth ?? 28) - 1 };
}

function lastOf(now: Date, unit: 'month' | 'year'): number {
  return dayOf(local(now).endOf(unit).toJSDate());
}

function blanked(text: string, { index, 0: matched }: RegExpExecArray): string {
  return text.slice(0, index) + '\ue000'.repeat(matched.length) + text.slice(index + matched.length);
}
