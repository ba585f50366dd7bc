import { dayOf, findDays, weekdayOf } from './reading/days.ts';
import { looksLikeName } from './reading/people.ts';

/** Who serves on a weekday, 1 for Monday to 7. */
export interface Duty {
  weekday: number;
  people: string[];
}

/** 周一, 周三至周五, 今天, 11月17日-21日: one day, or a stretch of them; the source of an expression. */
const weekday = '(?:周|星期|礼拜)[一二三四五六日天]';
const date = '(?:\\d{1,2}月)?\\d{1,2}[日号]|今天|今晚|明天|明晚|大后天|后天';
export const dutyDay = `(?:${weekday}(?:(?:到|至|-{1,2}|~)(?:周|星期|礼拜)?[一二三四五六日天])?|(?:${date})(?:(?:到|至|-{1,2}|~)(?:${date}))?)`;

const days = new RegExp(dutyDay, 'g');
const WEEKDAYS = '一二三四五六日';
const DAYS_OF_A_WEEK = 7;

/**
 * Reads 周一 张三 周二至周五 王芳, 周三、周四周建国, 今天 张三 明天 王芳. Undefined when any of it is neither a day nor
 * somebody's name, or when days of two weeks are named. `week` is what the dates say, counted from this one.
 */
export function readDuties(text: string, now: Date): { duties: Duty[]; week?: number } | undefined {
  const marks = [...text.matchAll(days)];
  if (marks.length === 0 || named(text.slice(0, marks[0]?.index)).length > 0) return undefined;
  const people = new Map<number, string[]>();
  const weeks = new Set<number>();
  let waiting: number[] = [];
  for (const [index, mark] of marks.entries()) {
    const read = weekdaysOf(mark[0], now);
    if (!read) return undefined;
    if (read.week !== undefined) weeks.add(read.week);
    waiting.push(...read.weekdays);
    const names = named(text.slice(mark.index + mark[0].length, marks[index + 1]?.index));
    if (!names.every((name) => looksLikeName(name))) return undefined;
    if (names.length === 0) continue;
    for (const day of waiting) people.set(day, [...new Set([...(people.get(day) ?? []), ...names])]);
    waiting = [];
  }
  const [week, ...others] = weeks;
  if (waiting.length > 0 || others.length > 0) return undefined;
  const duties = [...people].sort(([a], [b]) => a - b).map(([weekday, people]) => ({ weekday, people }));
  return week === undefined ? { duties } : { duties, week };
}

function named(words: string): string[] {
  return words.split(/[\s,、;:。/和跟及]+|值班|轮值|负责/).filter((word) => word !== '');
}

/** 1 to 7 of each day, and its week from this one where a date says it. */
function weekdaysOf(words: string, now: Date): { weekdays: number[]; week?: number } | undefined {
  const [first = '', last = first] = words.split(/到|至|-{1,2}|~/);
  if (/^(?:周|星期|礼拜)/.test(first)) {
    const [from, to] = [first, last].map((day) => WEEKDAYS.indexOf(day.slice(-1).replace('天', '日')) + 1);
    return from && to && from <= to ? { weekdays: range(from, to) } : undefined;
  }
  const [from, to] = [first, last].map((day) => findDays(day, now, 'future')[0]?.value);
  if (from === undefined || to === undefined || from > to || to - from >= DAYS_OF_A_WEEK) return undefined;
  const monday = dayOf(now) - weekdayOf(dayOf(now));
  const week = Math.floor((from - monday) / DAYS_OF_A_WEEK);
  if (Math.floor((to - monday) / DAYS_OF_A_WEEK) !== week) return undefined;
  return { weekdays: range(weekdayOf(from) + 1, weekdayOf(to) + 1), week };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
