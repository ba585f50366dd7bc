import { z } from 'zod';
import { local } from '#src/calendar.ts';
import { readNumeral } from './reading/numerals.ts';

/**
 * How an activity comes back: each day, Monday to Friday (`workday`), each week or month. `nth` is 1–4 for "the second
 * Saturday"; without it a month has the same date.
 */
export const repeat = z.object({
  every: z.enum(['day', 'workday', 'week', 'month']),
  nth: z.int().min(1).max(4).optional(),
  /** How often in all. */
  times: z.int().min(2).max(60).optional(),
});
export type Repeat = z.infer<typeof repeat>;

const weekdays = '一二三四五六日';
const weekly = /每(?:个|逢)?(?=(?:周|星期|礼拜)[一二三四五六日天末])/;
const nthWeekday = /每(?:个)?月的?第(?<nth>[一二三四1-4])个?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])/;
const workdays =
  /(?:每个?)?(?:周|星期|礼拜)一(?:到|至|-|~)(?:周|星期|礼拜)?五(?:每天|每日)?|(?:每个?)?工作日(?:每天|每日)?/;
const daily =
  /(?:每天|每日|天天)(?=[^,;。\n]{0,6}(?:\d|早|晚|[上中下]午|[一二三四五六七八九十]))|连续(?=\d{1,2}天)/;
const monthly = /每(?:个)?月(?=的?\d{1,2}[号日])/;
const times =
  /(?:连续|一共|共|总共)?(?<times>[一二三四五六七八九十\d]{1,3})(?:次|周|期|个月|天)(?:结束|为止)?/;
const everyWeekEnglish = /\b(?:every|each) (?=mon|tues|wednes|thurs|fri|satur|sun)/;
const workdaysEnglish =
  /\b(?:every|each) (?:week|working )day\b|\bon weekdays\b|\bmonday (?:to|through|till|until) friday\b/;
const dailyEnglish = /\b(?:every|each) day\b|\bdaily\b/;
const weeklyEnglish = /\bweekly\b|\bevery week\b/;

/** Reads 每周六, 每月15号, 每月第二个周六; `text` is what is left, in which the day can be read. */
export function readRepeat(text: string, now: Date): { text: string; repeat?: Repeat; day?: string } {
  const nth = nthWeekday.exec(text);
  if (nth?.groups?.nth && nth.groups.weekday) {
    const count = readNumeral(nth.groups.nth) ?? 1;
    const weekday = weekdays.indexOf(nth.groups.weekday.replace('天', '日')) + 1;
    const rest = blankAt(text, nth.index, nth[0].length);
    return withTimes(rest, { every: 'month', nth: count }, nextNth(now, count, weekday));
  }
  for (const [expression, every] of [
    [workdays, 'workday'],
    [daily, 'day'],
    [workdaysEnglish, 'workday'],
    [dailyEnglish, 'day'],
    [weekly, 'week'],
    [monthly, 'month'],
    [everyWeekEnglish, 'week'],
    [weeklyEnglish, 'week'],
  ] as const) {
    const match = expression.exec(text);
    if (match) return withTimes(blankAt(text, match.index, match[0].length), { every });
  }
  return { text };
}

function withTimes(text: string, repeat: Repeat, day?: string) {
  const match = times.exec(text);
  const count = match?.groups?.times ? readNumeral(match.groups.times) : undefined;
  const counted = match && count !== undefined && count >= 2 && count <= 60;
  return {
    text: counted ? blankAt(text, match.index, match[0].length) : text,
    repeat: { ...repeat, ...(counted ? { times: count } : {}) },
    ...(day ? { day } : {}),
  };
}

/** The first such weekday of a month that is still to come. */
function nextNth(now: Date, nth: number, weekday: number): string {
  const today = local(now).startOf('day');
  for (let month = 0; ; month++) {
    const first = today.startOf('month').plus({ months: month });
    const day = first.plus({ days: ((weekday - first.weekday + 7) % 7) + (nth - 1) * 7 });
    if (day >= today) return day.toFormat('yyyy-MM-dd');
  }
}

function blankAt(text: string, start: number, length: number): string {
  return text.slice(0, start) + '\ue000'.repeat(length) + text.slice(start + length);
}
