import { readEarns } from './earnings.ts';
import { findBareHeadcount } from './headcount.ts';
import { findJobLines, findJobs } from './jobs.ts';
import { readMoment } from './moments.ts';
import { readNeeds } from './needs.ts';
import type { Field, LabelledLine } from './notice-labels.ts';
import { readTime } from './notice-time.ts';
import { isAhead, readRooms } from './posting.ts';
import { findDurations } from './reading/durations.ts';
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

interface Span {
  start: number;
  end: number;
}

/** Takes what a labelled line says into `found`. @returns the stretches of the value that are understood by that. */
export function readLabelledLine(line: LineRead, found: Recruitment): Span[] {
  return READERS[line.field](line, found);
}

/** 地点：居委会门口 需要30名志愿者: on one line the value ends where something else begins. */
const upToNext =
  /^.*?(?=[ ,;。]+(?:(?:计划|预计|现|拟)?(?:招|需|要|缺|限|共)|请|自带|自备|带|穿|\d+ ?(?:个?人|名|位|个?小时|分钟)))/;
/** 内容：清扫楼道，擦拭健身器材 has its name in the first words. */
const firstClause = /^[^,;。\n]{0,24}/;

const READERS: Record<Field, (line: LineRead, found: Recruitment) => Span[]> = {
  title: (line, found) => takeTitle(line, found, upToNext),
  content: (line, found) =>
    line.beside.has('title') ? addNote(line, found) : takeTitle(line, found, firstClause),
  time: (line, found) =>
    found.startsAt ? addNote(line, found, line.label) : readTime(line.value, found, line.now),
  gatheringTime: (line, found) =>
    line.beside.has('time') || found.startsAt
      ? addNote(line, found, line.label)
      : readTime(line.value, found, line.now),
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
  gatheringPlace: (line, found) =>
    line.beside.has('place') ? addNote(line, found, line.label) : READERS.place(line, found),
  capacity(line, found) {
    const people = findBareHeadcount(line.value);
    if (!people) return addNote(line, found, line.label);
    found.capacity = people.count;
    // 20组家庭 says more than its number.
    const isMore = /^[\u4e00-\u9fff]/.test(line.value.slice(people.end)) || /家庭|亲子/.test(line.value);
    return isMore ? addNote(line, found, line.label) : [people];
  },
  jobs(line, found) {
    if (line.value.trim() !== '') {
      const { jobs, spans } = findJobs(line.value);
      found.jobs = jobs;
      return spans;
    }
    const { jobs, spans } = findJobLines(line.below);
    if (jobs.length > 0) found.jobs = jobs;
    const { length } = line.value;
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
  if (rest !== '') found.note = [found.note, label ? `${label}：${rest}` : rest].filter(Boolean).join(' ');
  return all(line);
}
