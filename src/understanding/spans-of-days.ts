import { dayNumber, dayOf, findDays, isoDay, weekdayOf } from './reading/days.ts';
import { numeral, readNumeral, wholeNumeral } from './reading/numerals.ts';

/** From one day until another, the last included, and where the words stand. Days are day numbers. */
export interface DaySpan {
  from?: number;
  until?: number;
  start: number;
  end: number;
}

const dayMs = 86_400_000;
const howLong = new RegExp(
  `(?<many>${numeral})[ -]?(?<unit>天|日|周|个?星期|个?礼拜|个?月|days?|weeks?|months?)(?![前后一二三四五六日末\\d份])`,
);
const through = new RegExp(
  `^ ?(?:到|至|-|~|to|until|till|through) ?(?:本月|当月)?(?:(?<date>${wholeNumeral})[日号]?(?![\\d月个天周./]))?`,
);
const upTo = /(?:截止|一直|直)?(?:到|至|until|till|through) ?$/;
const onwards = /^ ?(?:开始|起|以后|onwards?)/;
const whole: [RegExp, (today: number) => [number, number]][] = [
  [/下个?(?:周|星期|礼拜)(?![一二三四五六日天末\d])|next week/, (today) => week(today + 7)],
  [/(?:这|本)个?(?:周|星期|礼拜)(?![一二三四五六日天末\d])|this week/, (today) => [today, week(today)[1]]],
  [/下个?月(?!\d|[一二三四五六七八九十])|next month/, (today) => month(today, 1)],
  [/(?:这个?|本)月(?!\d|[一二三四五六七八九十])|this month/, (today) => [today, month(today, 0)[1]]],
];

/** The stretch of days that words tell, ahead of today: 12月1日到7日, 12.1-12.7, 明天起3天, 下周, 到12月7日, 一周. */
export function readDaySpan(written: string, now: Date): DaySpan | undefined {
  // The dash of 12.1-12.7 belongs to neither date.
  const text = written.replace(/-(?= ?\d{1,2}[./]\d)/g, '~');
  const today = dayOf(now);
  const [first, second] = findDays(text, now, 'future');
  if (!first) return withoutDays(text, today);
  const { value, start, end } = first;
  const to = through.exec(text.slice(end));
  if (to && second && second.start <= end + to[0].length) {
    const words = text.slice(second.start, second.end);
    return { ...inOrder(value, second.value, words, text.slice(start, end), today), start, end: second.end };
  }
  if (to?.groups?.date) {
    const until = dateAfter(value, readNumeral(to.groups.date));
    if (until !== undefined) return { from: value, until, start, end: end + to[0].length };
  }
  const before = upTo.exec(text.slice(0, start));
  if (before) return { until: value, start: before.index, end };
  const since = onwards.exec(text.slice(end))?.[0].length ?? 0;
  const long = howLong.exec(text.slice(end));
  const days = long && daysIn(long);
  if (
    long &&
    days &&
    /^[ ,]*(?:请假|出差|休假|外出|休息|代理|代班|为期|共)?[ ]*$/.test(
      text.slice(end + since, end + long.index),
    )
  )
    return { from: value, until: value + days - 1, start, end: end + long.index + long[0].length };
  // 12月1日 alone is that one day; 12月1日起 has no end.
  return since > 0 ? { from: value, start, end: end + since } : { from: value, until: value, start, end };
}

function withoutDays(text: string, today: number): DaySpan | undefined {
  for (const [expression, days] of whole) {
    const match = expression.exec(text);
    if (match) {
      const [from, until] = days(today);
      return { from, until, start: match.index, end: match.index + match[0].length };
    }
  }
  const long = howLong.exec(text);
  const days = long && daysIn(long);
  return long && days
    ? { from: today, until: today + days - 1, start: long.index, end: long.index + long[0].length }
    : undefined;
}

function daysIn({ groups }: RegExpExecArray): number | undefined {
  const unit = groups?.unit ?? '';
  const each = /月|month/.test(unit) ? 30 : /天|日|day/.test(unit) ? 1 : 7;
  const days = (readNumeral(groups?.many ?? '') ?? 0) * each;
  return Number.isInteger(days) && days > 0 && days <= 366 ? days : undefined;
}

/** 12月1日到7日 is the seventh after the first; 10日到15日, said on the twelfth, has begun. */
function inOrder(from: number, until: number, words: string, firstWords: string, today: number) {
  if (until >= from) return { from, until };
  const begun = findDays(firstWords, new Date(today * dayMs), 'past')[0]?.value;
  if (begun !== undefined && begun <= until && begun > today - 31) return { from: begun, until };
  const later = findDays(words, new Date(from * dayMs), 'future')[0]?.value;
  return later !== undefined && later >= from ? { from, until: later } : { from };
}

function dateAfter(day: number, date: number | undefined): number | undefined {
  if (date === undefined) return undefined;
  const [year = 0, of = 0] = isoDay(day).split('-').map(Number);
  const same = dayNumber(year, of, date);
  return same !== undefined && same >= day ? same : dayNumber(year, of + 1, date);
}

function week(day: number): [number, number] {
  const monday = day - weekdayOf(day);
  return [monday, monday + 6];
}

function month(day: number, step: number): [number, number] {
  const [year = 0, of = 0] = isoDay(day).split('-').map(Number);
  const first = (months: number) => Date.UTC(year, of - 1 + months, 1) / dayMs;
  return [first(step), first(step + 1) - 1];
}
