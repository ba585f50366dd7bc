import { readEarns } from './earnings.ts';
import { findBareHeadcount } from './headcount.ts';
import { findJobLines, findJobs } from './jobs.ts';
import { readMoment } from './moments.ts';
import { readNeeds } from './needs.ts';
import type { Field, LabelledLine } from './notice-labels.ts';
import { readTime } from './notice-time.ts';
import { isAhead, readRooms } from './posting.ts';
import { findClockTimes } from './reading/clock-times.ts';
import { findDays } from './reading/days.ts';
import { findDurations } from './reading/durations.ts';
import type { Span } from './reading/span.ts';
import type { Recruitment } from './recruitment.ts';

/** A labelled line of a notice, and what its reading looks at; positions count from the beginning of the value. */
export interface LineRead extends LabelledLine {
  /** Folded, as is what stands below it up to the next label. */
  value: string;
  below: string;
  /** As it was written. */
  words(start: number, end: number): string;
  /** The other labels that have a value. */
  beside: ReadonlySet<Field>;
  now: Date;
}

/** Takes what a labelled line says into `found`. @returns the stretches of the value that are understood by that. */
export function readLabelledLine(line: LineRead, found: Recruitment): Span[] {
  return READERS[line.field](line, found);
}

/** 地点：居委会门口 需要30名志愿者: on one line the value ends where something else begins. */
const upToNext =
  /^.*?(?=[。!]|[ ,;]+(?:(?:计划|预计|现|拟)?(?:招|需|要|缺|限|共)|请|自带|自备|带|穿|\d+ ?(?:个?人|名|位|个?小时|分钟)))/;
/** 内容：清扫楼道，擦拭健身器材 has its name in the first words. */
const firstClause = /^[^,;。\n]{0,24}/;

const onlyClock = /^ ?(?:\d{1,2}[:点]\d{0,2}分?|[-~到至上下中午早晚\s])+$/;

function minuteOfDay(iso: string): number {
  const [hours = 0, minutes = 0] = iso.slice(11, 16).split(':').map(Number);
  return hours * 60 + minutes;
}

const READERS: Record<Field, (line: LineRead, found: Recruitment) => Span[]> = {
  title: (line, found) => takeTitle(line, found, upToNext),
  content(line, found) {
    // 活动：9:00-11:30
    if (onlyClock.test(line.value)) return READERS.time(line, found);
    if (line.beside.has('title') || found.title) return addNote(line, found);
    return takeTitle(line, found, firstClause);
  },
  time(line, found) {
    const day = found.startsAt;
    if (day?.includes('T')) return addNote(line, found, line.label);
    const spans = readTime(line.value, found, line.now);
    // 日期：11月23日, and then 时间：8:00.
    if (day && found.startsAt?.includes('T') && findDays(line.value, line.now, 'future').length === 0)
      found.startsAt = `${day}${found.startsAt.slice(day.length)}`;
    else found.startsAt ??= day;
    return spans;
  },
  gatheringTime: (line, found) =>
    line.beside.has('time') || found.startsAt ? addNote(line, found, line.label) : READERS.time(line, found),
  end(line, found) {
    const [end] = findClockTimes(line.value);
    const start = found.startsAt?.includes('T') ? minuteOfDay(found.startsAt) : undefined;
    if (!end || start === undefined || found.minutes) return addNote(line, found, line.label);
    found.minutes = (end.value.start - start + 1440) % 1440;
    return [end];
  },
  duration(line, found) {
    const [length] = findDurations(line.value);
    if (length) found.minutes = length.value.minutes;
    return all(line);
  },
  place(line, found) {
    if (found.place) return addNote(line, found, line.label);
    const end = upToNext.exec(line.value)?.[0].length ?? line.value.length;
    if (end > 0) found.place = line.words(0, end).replace(/(?<=.)集合$/, '');
    return [{ start: 0, end }];
  },
  gatheringPlace(line, found) {
    if (line.beside.has('place')) return addNote(line, found, line.label);
    // 集合：7:50 桥头公园西门
    const [clock] = findClockTimes(line.value);
    if (!clock) return READERS.place(line, found);
    if (clock.end < line.value.length) found.place ??= line.words(clock.end, line.value.length);
    return addNote(line, found, line.label);
  },
  capacity(line, found) {
    const people = findBareHeadcount(line.value);
    if (!people) return addNote(line, found, line.label);
    found.capacity = people.count;
    // 20组家庭 says more than its number.
    const isMore = /^[\u4e00-\u9fff]/.test(line.value.slice(people.end)) || /家庭|亲子/.test(line.value);
    return isMore ? addNote(line, found, line.label) : [people];
  },
  jobs(line, found) {
    const { length } = line.value;
    const isBelow = line.value.trim() === '';
    const { jobs, spans } = isBelow ? findJobLines(line.below) : findJobs(line.value);
    if (jobs.length > 0) found.jobs = [...(found.jobs ?? []), ...jobs];
    else if (/^ ?(?:无|暂无|不分)/.test(line.value)) return all(line);
    if (!isBelow) return spans;
    return spans.map(({ start, end }) => ({ start: length + start, end: length + end }));
  },
  // 需要：登记2人、搬运5人 is for jobs, 需要：志愿者20名 for people.
  wanted(line, found) {
    const { jobs, spans } = findJobs(line.value);
    if (jobs.some(({ count }) => count) && !jobs.some(({ name }) => /志愿者|义工|居民|党员/.test(name))) {
      found.jobs ??= jobs;
      return spans;
    }
    return [];
  },
  publish(line, found) {
    const read = readMoment(line.value, line.now);
    if (read && isAhead(read, line.now)) found.publishAt = read;
    if (!found.publishAt?.includes('T')) found.unclear = 'publishAt';
    return all(line);
  },
  rooms(line, found) {
    found.rooms = readRooms(line.words(0, line.value.length));
    return all(line);
  },
  note: (line, found) => addNote(line, found),
  remark: (line, found) => addNote(line, found, line.label),
};

function all({ value }: LineRead): Span[] {
  return [{ start: 0, end: value.length }];
}

function takeTitle(line: LineRead, found: Recruitment, expression: RegExp): Span[] {
  const end = expression.exec(line.value)?.[0].length ?? line.value.length;
  if (found.title) return addNote(line, found);
  if (end > 0) found.title = line.words(0, end);
  return [{ start: 0, end }];
}

/** 要求：18-60岁，带水杯 tells whom it is for, and what else there is to know. */
function addNote(line: LineRead, found: Recruitment, label?: string): Span[] {
  const { earns, text: unpaid } = readEarns(line.value);
  const { needs, text } = readNeeds(unpaid);
  if (earns !== undefined) found.earns = earns;
  if (needs) found.needs = { ...found.needs, ...needs };
  const whole = line.words(0, line.value.length);
  const rest = text.includes('\ue000')
    ? text
        .split(/[\ue000\s,;。]*\ue000[\ue000\s,;。]*/)
        .filter((part) => part !== '')
        .join(' ')
    : whole;
  if (rest !== '') found.note = [found.note, label ? `${label}：${rest}` : rest].filter(Boolean).join('；');
  return all(line);
}
