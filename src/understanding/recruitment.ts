import { readEarns } from './earnings.ts';
import { findHeadcount, readHeadcount } from './headcount.ts';
import { findJobs, readJobs } from './jobs.ts';
import type { Message } from './message.ts';
import { evening, isoMoment, readMoment } from './moments.ts';
import { type NeedsRead, readNeeds } from './needs.ts';
import { readNoticeWords } from './notice-words.ts';
import { isAhead, readPosting, readRooms } from './posting.ts';
import { findClockTimes } from './reading/clock-times.ts';
import { findDays, isoDay } from './reading/days.ts';
import { findDurations } from './reading/durations.ts';
import { blank, type Found } from './reading/span.ts';
import { type Repeat, readRepeat } from './repeats.ts';
import { compact } from './rules.ts';

/** An activity lasts a day at most, in minutes; what is longer is a slip. */
export const LONGEST = 24 * 60;

/** What a recruitment notice says. `startsAt` is only a day when no hour was written. */
export interface Recruitment {
  title?: string;
  startsAt?: string;
  minutes?: number;
  place?: string;
  capacity?: number;
  note?: string;
  jobs?: { name: string; count?: number }[];
  publishAt?: string;
  rooms?: string[];
  repeat?: Repeat;
  needs?: NeedsRead;
  /** Words for the rulebook item that it earns; null when it earns nothing. */
  earns?: string | null;
  /** What was said of its posting and can't be read. */
  unclear?: 'rooms' | 'publishAt';
}

type Field = 'title' | 'time' | 'place' | 'capacity' | 'note' | 'jobs' | 'publish' | 'rooms' | 'duration';
const labels: [Field, string][] = [
  ['publish', '发布时间|定时发布|定时|publish at'],
  ['title', '活动名称|活动主题|活动标题|标题|主题|名称|活动内容|内容|活动|title|what'],
  ['time', '活动时间|集合时间|时间|日期|time|when|date'],
  ['duration', '时长|服务时长|duration'],
  ['place', '活动地点|集合地点|服务地点|地点|地址|集合|place|where|location'],
  ['capacity', '招募人数|需要人数|人数限制|人数|名额|capacity|people'],
  ['jobs', '招募岗位|岗位|分工|班次|分班|场次|jobs|roles|shifts'],
  ['rooms', '发布到|发到|发布群|群|rooms'],
  ['note', '活动要求|注意事项|备注|要求|说明|提示|note|notes|remarks'],
];
const anyLabel = labels.map(([, words]) => words).join('|');
const labelled = new RegExp(
  `(?<=^|[\\s,;。\\ue000])(?<label>${anyLabel}) ?[:](?<value>[^\\n]{0,300}?)(?=$|\\n|[\\s,;。]+(?:${anyLabel}) ?[:])`,
  'g',
);

/** 地点：居委会门口 需要30名志愿者: on one line the value ends where something else begins. */
const upToNext =
  /^.*?(?=[ ,;。]+(?:(?:计划|预计|现|拟)?(?:招|需|要|缺|限|共)|请|自带|自备|带|穿|\d+ ?(?:个?人|名|位|个?小时|分钟)))/;

/** Reads a recruitment notice from `from` on: labelled lines, or the same things in any order. */
export function readRecruitment(message: Message, from: number): Recruitment {
  const { now } = message.context;
  const posting = readPosting(message.text.slice(from), now);
  const { text } = posting;
  const found: Recruitment = compact({
    rooms: posting.rooms,
    publishAt: posting.publishAt,
    unclear: posting.unclear,
  });
  const spans: { start: number; end: number }[] = [];
  let time: string | undefined;

  for (const match of text.matchAll(labelled)) {
    const label = match.groups?.label ?? '';
    const whole = match.groups?.value ?? '';
    const field = labels.find(([, words]) => new RegExp(`^(?:${words})$`).test(label))?.[0];
    const value = ownPart(field, whole);
    const start = match.index + match[0].length - whole.length;
    const end = start + value.length;
    const words = message.original(from + start, from + end);
    spans.push({ start: match.index, end });
    if (field === 'title') found.title ??= words;
    else if (field === 'time') time = value;
    else if (field === 'place') found.place = words;
    else if (field === 'note') readNote(value, words, found);
    else if (field === 'capacity') found.capacity = readHeadcount(value) ?? found.capacity;
    else if (field === 'jobs') found.jobs = readJobs(value);
    else if (field === 'rooms') found.rooms = readRooms(words);
    else if (field === 'publish') readPublishTime(value, found, now);
    else if (field === 'duration') found.minutes = findDurations(value)[0]?.value.minutes;
  }

  let rest = blank(text, spans);
  const paid = readEarns(rest);
  if (paid.earns !== undefined) found.earns = paid.earns;
  const needed = readNeeds(paid.text);
  if (needed.needs) found.needs = { ...found.needs, ...needed.needs };
  rest = needed.text;
  rest = readTime(time ?? rest, found, now, time === undefined) ?? rest;
  const wanted = findHeadcount(rest);
  if (wanted) {
    found.capacity ??= wanted.count;
    rest = blank(rest, [wanted]);
  }
  if ((found.minutes ?? 0) > LONGEST) delete found.minutes;
  return { ...found, ...readNoticeWords(message, from, rest, found) };
}

/** The part of what stands behind a label that belongs to it; what is behind that is read as anything else is. */
function ownPart(field: Field | undefined, whole: string): string {
  if (field === 'place' || field === 'title') return upToNext.exec(whole)?.[0] ?? whole;
  return field === 'jobs' ? whole.slice(0, findJobs(whole).end) : whole;
}

/** Takes day, hours and length out of the text; the blanked text when it was the notice itself. */
function readTime(said: string, found: Recruitment, now: Date, own: boolean): string | undefined {
  const { text, repeat, day: nth } = readRepeat(said, now);
  if (repeat) found.repeat = repeat;
  const days = sameDay(text, findDays(text, now, 'future'));
  // 周六（16日）: one of them is wrong, so it is asked when it is.
  const isClash = days[1] !== undefined && days[1].value !== days[0]?.value;
  const rest = blank(text, days);
  const clocks = findClockTimes(rest).slice(0, 1);
  const clock = clocks[0]?.value;
  const lengths = findDurations(blank(rest, clocks))
    .filter(({ value }) => !value.vague)
    .slice(0, 1);
  if (clock) {
    const day = nth ?? (days[0] ? isoDay(days[0].value) : undefined);
    const start = evening(text, clock.start);
    if (!isClash) found.startsAt = day ? isoMoment(day, start) : readMoment(text, now);
    if (clock.end !== undefined) found.minutes ??= clock.end - clock.start;
  } else if (!isClash && (nth ?? days[0])) found.startsAt = nth ?? isoDay(days[0]?.value ?? 0);
  if (lengths[0]) found.minutes ??= lengths[0].value.minutes;
  return own ? blank(rest, [...clocks, ...lengths]) : undefined;
}

function readPublishTime(words: string, found: Recruitment, now: Date): void {
  const read = readMoment(words, now);
  if (read && isAhead(read, now)) found.publishAt = read;
  if (!found.publishAt?.includes('T')) found.unclear = 'publishAt';
}

/** The first day, and the one beside it: 本周六（15日）. */
function sameDay(text: string, [first, second]: Found<number>[]): Found<number>[] {
  if (!first) return [];
  if (!second || !/^ ?[(（,、]? ?$/.test(text.slice(first.end, second.start))) return [first];
  return [first, second];
}

/** 要求：18-60岁，带水杯 tells whom it is for, and what else there is to know. */
function readNote(value: string, words: string, found: Recruitment): void {
  const { earns, text: unpaid } = readEarns(value);
  const { needs, text } = readNeeds(unpaid);
  if (earns !== undefined) found.earns = earns;
  if (needs) found.needs = needs;
  const rest = text.includes('\ue000')
    ? text
        .split(/[\ue000\s,;。]*\ue000[\ue000\s,;。]*/)
        .filter((part) => part !== '')
        .join(' ')
    : words;
  if (rest !== '') found.note = rest;
}
