import { evening, isoMoment } from './moments.ts';
import { type ClockTime, findClockTimes } from './reading/clock-times.ts';
import { dayOf, findDays, isoDay } from './reading/days.ts';
import { findDurations } from './reading/durations.ts';
import { blank, type Found, type Span } from './reading/span.ts';
import type { Recruitment } from './recruitment.ts';
import { isHeldOn, type Repeat, type RepeatRead, readRepeat } from './repeats.ts';

/** 报名截止14日18时, 请于周五前接龙: no time of the activity. */
const deadline =
  /(?:报名|接龙|统计|回复)[^,;。\n]{0,6}(?:截止|截至|截|止)[^,;。\n]{0,20}|(?:截止|截至)[^,;。\n]{0,20}|(?:请|须|需|于|在)[^,;。\n]{0,16}前(?:报名|接龙|回复|联系)[^,;。\n]*/g;
/** Days that the calendar here does not know. */
const unknownDay =
  /正月|腊月|初[一二三四五六七八九十]|大年|除夕|元宵|端午|七夕|中秋|重阳|冬至|清明|国庆|元旦|春节|立[春夏秋冬]|月底|月末|年底|最后一[天个周]/;

/** Reads day, hours, length and repetition of a notice into `found`. @returns where they stand. */
export function readTime(said: string, found: Recruitment, now: Date): Span[] {
  // Masked, not blanked: a deadline is still a part of the notice.
  const own = said.replace(deadline, (words) => '\ue001'.repeat(words.length));
  const read = readRepeat(own, now);
  const { text } = read;
  const days = findDays(text, now, 'future').filter((day) => !isNextMorning(text, day));
  const clocks = findClockTimes(blank(text, days));
  const clock = startAmong(text, clocks);
  const dates = chosenDays(text, days, clock, read.repeat);
  const lengths = findDurations(blank(text, [...dates.spans, ...(clock ? [clock] : [])]))
    .filter(({ value }) => !value.vague)
    .slice(0, 1);
  found.repeat = dates.repeat ?? read.repeat ?? found.repeat;
  const minute = clock && evening(text, clock.value.start);
  const first = firstDay(text, read, dates, { repeat: found.repeat, minute, now });
  if (found.repeat && first !== undefined)
    found.repeat = counted(found.repeat, first, dates.until ?? read.until);
  if (first !== undefined)
    found.startsAt = minute === undefined ? isoDay(first) : isoMoment(isoDay(first), minute);
  if (clock?.value.end !== undefined) found.minutes ??= clock.value.end - clock.value.start;
  if (lengths[0]) found.minutes ??= lengths[0].value.minutes;
  const end = clock && clocks.find((one) => one.start > clock.start && isEnd(text, one));
  if (end) found.minutes ??= (end.value.start - clock.value.start + 720) % 720 || undefined;
  return [...changedIn(own, text), ...dates.spans, ...(clock ? [clock] : []), ...lengths];
}

/** 9:00集合 9:30开始 11:30结束: which hour is the activity's. */
function startAmong(text: string, clocks: Found<ClockTime>[]): Found<ClockTime> | undefined {
  const followed = (words: RegExp) => (clock: Found<ClockTime>) => words.test(text.slice(clock.end));
  return (
    clocks.find(followed(/^ ?(?:正式|准时)?(?:开始|开场|开课)/)) ??
    clocks.find((clock) => !followed(/^ ?(?:前|集合|集中|到岗|到位|报到|签到|有|返回|结束|回来)/)(clock)) ??
    clocks[0]
  );
}

/** 11:30结束, 干到8点. */
function isEnd(text: string, { start, end }: Found<ClockTime>): boolean {
  return (
    /(?:[干打做忙持续预计]到|结束)[^,;。\n]{0,2}$/.test(text.slice(0, start)) ||
    /^ ?(?:左右)?结束/.test(text.slice(end))
  );
}

/** Which of the days that are said are the activity's. */
interface Chosen {
  day?: number;
  /** 周六（16日）: one of them is wrong, so it is asked when it is. */
  isClash?: boolean;
  repeat?: Repeat;
  until?: number;
  spans: Span[];
}

function chosenDays(
  text: string,
  all: Found<number>[],
  clock: Found<ClockTime> | undefined,
  repeat: Repeat | undefined,
): Chosen {
  const range = rangeOf(text, all, repeat);
  if (range) return range;
  const begins = repeat && all.find((day) => beginsSeries(text, day));
  if (begins) {
    const after = /^(?:开始|起)/.exec(text.slice(begins.end))?.[0].length ?? 0;
    const same = all.filter(({ value }) => (value - begins.value) % 7 === 0);
    return { day: begins.value, spans: [{ start: begins.start - 1, end: begins.end + after }, ...same] };
  }
  const words = ({ start, end }: Found<number>) => text.slice(start, end);
  // 周末影院 is a name.
  const isName = ({ end }: Found<number>) =>
    /^[\u4e00-\u9fff]/.test(text.slice(end).replace(/^[的上中下早晚]/, ' '));
  const weekend = all.find((day) => /周末|weekend/.test(words(day)));
  const ofWeekend = all.find((day) => day !== weekend && [0, 1].includes(day.value - (weekend?.value ?? 0)));
  const days = ofWeekend ? all.filter((day) => day !== weekend) : all;
  // 明天区检，今晚7点半: the day beside the hour.
  const besideHour = days.findIndex((day) => clock && isBeside(text, day, clock));
  const at = Math.max(0, besideHour);
  const isPair = at > 0 && isBracketed(text, days[at - 1], days[at]);
  const [first, second] = days.slice(isPair ? at - 1 : at);
  if (!first) return { spans: [] };
  const said = days.filter((day) => day.value === first.value);
  const isOther = second !== undefined && !said.includes(second) && isBracketed(text, first, second);
  // A weekday beside a date only says which it is: 22日（周六）.
  const saysWhich =
    second &&
    /^(?:周|星期|礼拜)[一二三四五六日天]$/.test(words(second)) &&
    (second.value - first.value) % 7 === 0;
  return {
    day: first.value,
    isClash: isOther && !saysWhich,
    spans: [
      ...said,
      ...(isOther && second ? [second] : []),
      ...(ofWeekend && weekend && !isName(weekend) ? [weekend] : []),
    ],
  };
}

/** 从下周日开始, 自17日起. */
function beginsSeries(text: string, { start }: Found<number>): boolean {
  return /[从自]$/.test(text.slice(0, start));
}

/** 今晚8点到明早6点 is one night: 明早 is no day of its own. */
function isNextMorning(text: string, { start, end }: Found<number>): boolean {
  return (
    /[-~到至] ?$/.test(text.slice(0, start)) && /^明[早晨]|^明天?(?=凌晨)/.test(text.slice(start, end + 2))
  );
}

function isBeside(text: string, day: Found<number>, clock: Found<ClockTime>): boolean {
  return day.end <= clock.start
    ? /^(?:[\s的早晚上中下午]|[(（](?:周|星期)[一二三四五六日天][)）]){0,6}$/.test(
        text.slice(day.end, clock.start),
      )
    : day.start < clock.end;
}

function isBracketed(text: string, first: Found<number> | undefined, second: Found<number> | undefined) {
  if (!first || !second) return false;
  return /^ ?[(（,、]? ?$/.test(text.slice(first.end, second.start));
}

/** A stretch of days is no longer than that. */
const MOST_DAYS = 100;

/** 17日-21日每天, 15日至16日上午9点, 15日、16日两天: a date a day; 15日至20日每周六: a date a week, until the last. */
function rangeOf(text: string, all: Found<number>[], repeat: Repeat | undefined): Chosen | undefined {
  const index = all.findIndex((day, at) => {
    const next = all[at + 1];
    if (!next || next.value <= day.value || next.value - day.value > MOST_DAYS) return false;
    const between = text.slice(day.end, next.start).replace(/^ ?[(（](?:周|星期)[一二三四五六日天][)）]/, '');
    if (/^ ?[、和及] ?$/.test(between)) return next.value - day.value === 1 && !repeat;
    return /^ ?(?:起|开始)? ?(?:-{1,2}|~|直?到|至|to) ?$/.test(between);
  });
  const [first, last] = all.slice(index);
  if (index < 0 || !first || !last || repeat?.every === 'month') return undefined;
  const weekday =
    repeat?.every === 'week' && !repeat.weekdays
      ? all.find((day) => day !== first && day !== last)
      : undefined;
  if (repeat?.every === 'week' && !repeat.weekdays && !weekday) return undefined;
  return {
    day: weekday ? first.value + ((weekday.value - first.value + 700) % 7) : first.value,
    repeat: repeat ?? { every: 'day' },
    until: last.value,
    spans: [{ start: first.start, end: last.end }, ...(weekday ? [weekday] : [])],
  };
}

/** The first date, as a day number. */
function firstDay(
  text: string,
  read: RepeatRead,
  { day, isClash }: Chosen,
  { repeat, minute, now }: { repeat: Repeat | undefined; minute: number | undefined; now: Date },
): number | undefined {
  if (isClash) return undefined;
  if (read.day) return dayOf(new Date(`${read.day}T12:00+08:00`));
  const today = dayOf(now);
  const isPast = minute !== undefined && new Date(isoMoment(isoDay(today), minute)) <= now;
  const isOfDays = repeat !== undefined && (repeat.every === 'day' || repeat.weekdays !== undefined);
  if (isOfDays || (repeat && read.from !== undefined)) {
    let first = Math.max(day ?? today, read.from ?? 0);
    if (first === today && isPast) first++;
    const anchor = day ?? first;
    while (!isHeldOn(repeat, anchor, first)) first++;
    return first;
  }
  if (day !== undefined)
    return repeat?.every === 'week' && day === today && isPast ? day + 7 * (repeat.step ?? 1) : day;
  // 元宵节晚上6点 is not today.
  return minute === undefined || unknownDay.test(text) ? undefined : today;
}

/** With its number of dates, where a last day was said. */
function counted(repeat: Repeat, first: number, until: number | undefined): Repeat | undefined {
  if (until === undefined || repeat.times !== undefined || repeat.every === 'month') return repeat;
  let times = 0;
  for (let day = first; day <= until; day++) if (isHeldOn(repeat, first, day)) times++;
  return times > 1 ? { ...repeat, times: Math.min(60, times) } : undefined;
}

/** Where two texts of the same length differ. */
function changedIn(before: string, after: string): Span[] {
  const spans: Span[] = [];
  for (let start = 0; start < before.length; start++) {
    if (before[start] === after[start]) continue;
    let end = start;
    while (end < before.length && before[end] !== after[end]) end++;
    spans.push({ start, end });
    start = end;
  }
  return spans;
}
