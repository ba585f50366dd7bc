import { readEarns } from './earnings.ts';
import type { Message } from './message.ts';
import { evening, isoMoment, readMoment } from './moments.ts';
import { type NeedsRead, readNeeds } from './needs.ts';
import { findClockTimes } from './reading/clock-times.ts';
import { findDays, isoDay } from './reading/days.ts';
import { findDurations } from './reading/durations.ts';
import { readNumeral, wholeNumeral } from './reading/numerals.ts';
import { blank } from './reading/span.ts';
import { type Repeat, readRepeat } from './repeats.ts';

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

const people = new RegExp(
  `(?:招募?|限额?|限招|需要?|名额|大约|约|共)? ?(?<many>${wholeNumeral}) ?(?:个?人|名|位)(?:志愿者|居民|义工|左右|以内|参加)?|(?<many2>\\d{1,4}) ?(?:people|persons|volunteers|places|spots)`,
);
const placeWords =
  /(?:广场|门口|楼下|中心|活动室|公园|站|院子|大院|路口|大厅|礼堂|凉亭|操场|驿站|会议室|小区|花园|亭|桥头|东门|西门|南门|北门|大门|书屋|食堂|学校|幼儿园|村口|祠堂|河边|村委会|居委会|社区|大厦|停车场|篮球场|健身区|单元|\d栋|\d号楼)$/;

/** Reads a recruitment notice from `from` on: labelled lines, or the same things in any order. */
export function readRecruitment(message: Message, from: number): Recruitment {
  const text = message.text.slice(from);
  const { now } = message.context;
  const found: Recruitment = {};
  const spans: { start: number; end: number }[] = [];
  let time: string | undefined;

  for (const match of text.matchAll(labelled)) {
    const value = match.groups?.value ?? '';
    const field = labels.find(([, words]) =>
      new RegExp(`^(?:${words})$`).test(match.groups?.label ?? ''),
    )?.[0];
    const end = match.index + match[0].length;
    const start = end - value.length;
    const words = message.original(from + start, from + end);
    spans.push({ start: match.index, end });
    if (field === 'title') found.title ??= words;
    else if (field === 'time') time = value;
    else if (field === 'place') found.place = words;
    else if (field === 'note') readNote(value, words, found);
    else if (field === 'capacity') found.capacity = count(value) ?? found.capacity;
    else if (field === 'jobs') found.jobs = readJobs(value);
    else if (field === 'rooms') found.rooms = readRooms(words);
    else if (field === 'publish') found.publishAt = moment(value, now);
    else if (field === 'duration') found.minutes = findDurations(value)[0]?.value.minutes;
  }

  let rest = blank(text, spans);
  rest = take(
    rest,
    /(?:定时)?[ ]?(?<at>[^\s,，;；]{2,14}(?: ?[\d:点半]{1,6})?)(?:定时)?(?:准时)?发布(?!到)/,
    (match) => {
      const at = moment(match.groups?.at ?? '', now);
      if (at) found.publishAt ??= at;
      return at !== undefined;
    },
  );
  rest = take(
    rest,
    /(?:并)?(?:发布?到|同步到|发往)(?<rooms>[^\s,，;；]{1,40}?(?:群|网格)(?:[、和][^\s,，;；]{1,20}?(?:群|网格)){0,6})/,
    (match) => {
      found.rooms ??= readRooms(match.groups?.rooms ?? '');
      return true;
    },
  );

  const paid = readEarns(rest);
  if (paid.earns !== undefined) found.earns = paid.earns;
  const needed = readNeeds(paid.text);
  if (needed.needs) found.needs = { ...found.needs, ...needed.needs };
  rest = needed.text;
  rest = readTime(time ?? rest, found, now, time === undefined) ?? rest;
  if (found.capacity === undefined) {
    rest = take(rest, people, (match) => {
      found.capacity = count(match[0]);
      return found.capacity !== undefined;
    });
  }
  leftovers(message, from, rest, found);
  if (found.title && !found.place) placeFirst(found, found.title);
  return found;
}

/** Takes day, hours and length out of the text; the blanked text when it was the notice itself. */
function readTime(said: string, found: Recruitment, now: Date, own: boolean): string | undefined {
  const { text, repeat, day: nth } = readRepeat(said, now);
  if (repeat) found.repeat = repeat;
  const days = findDays(text, now, 'future').slice(0, 1);
  const rest = blank(text, days);
  const clocks = findClockTimes(rest).slice(0, 1);
  const clock = clocks[0]?.value;
  const lengths = findDurations(blank(rest, clocks))
    .filter(({ value }) => !value.vague)
    .slice(0, 1);
  if (clock) {
    const day = nth ?? (days[0] ? isoDay(days[0].value) : undefined);
    const start = evening(text, clock.start);
    found.startsAt = day ? isoMoment(day, start) : readMoment(text, now);
    if (clock.end !== undefined) found.minutes ??= clock.end - clock.start;
  } else if (nth ?? days[0]) found.startsAt = nth ?? isoDay(days[0]?.value ?? 0);
  if (lengths[0]) found.minutes ??= lengths[0].value.minutes;
  return own ? blank(rest, [...clocks, ...lengths]) : undefined;
}

function leftovers(message: Message, from: number, rest: string, found: Recruitment): void {
  const english = message.language === 'en';
  const between = english ? /[\ue000,;\n。]+/g : /[\ue000\s,，;；。\n]+/g;
  const notes: string[] = [];
  let start = 0;
  const pieces: [number, number][] = [];
  for (const match of rest.matchAll(between)) {
    if (match.index > start) pieces.push([start, match.index]);
    start = match.index + match[0].length;
  }
  if (start < rest.length) pieces.push([start, rest.length]);
  for (const [a, b] of pieces) {
    const folded = rest.slice(a, b).trim();
    const words = message
      .original(from + a, from + b)
      .replace(/^[-~到至的(（]+|[-~(（)）]+$/g, '')
      .trim();
    if (
      words === '' ||
      /^(?:到|至|from|on|to|限|招|需|需要|共|招募|时间|人|志愿者|volunteers|for|and|,)$/.test(folded)
    )
      continue;
    const place =
      /^(?:在|于|集合地?点?|地点)(?<where>.{2,20}?)(?:集合|举行|进行)?$/.exec(folded) ??
      /^(?:at|in) (?<where>.{2,40})$/.exec(folded);
    if (place?.groups?.where && !found.place) {
      const at = a + rest.slice(a, b).indexOf(place.groups.where);
      found.place = message.original(from + at, from + at + place.groups.where.length);
    } else if (!found.title) found.title = words.replace(/^[《"“【]+|[》"”】]+$/g, '');
    else if (!found.place && (placeWords.test(folded) || /集合$/.test(folded)) && folded.length <= 16)
      found.place = words.replace(/集合$/, '');
    else notes.push(words);
  }
  if (notes.length > 0) found.note = [found.note, ...notes].filter((note) => note !== undefined).join(' ');
}

/** 花园小区清洁家园 is two things: where, and what. */
function placeFirst(found: Recruitment, title: string): void {
  const match =
    /^(?<place>[\u4e00-\u9fff]{1,8}?(?:小区|花园|公园|广场|社区|大院|学校|小学|活动室|中心|门口|河边))(?<what>[\u4e00-\u9fff]{4,})$/.exec(
      title,
    );
  if (!match?.groups?.place || !match.groups.what || /^(?:小区|花园|公园|广场|社区)/.test(match.groups.what))
    return;
  found.place = match.groups.place;
  found.title = match.groups.what;
}

function take(text: string, expression: RegExp, read: (match: RegExpExecArray) => boolean): string {
  const match = expression.exec(text);
  return match && read(match)
    ? blank(text, [{ start: match.index, end: match.index + match[0].length }])
    : text;
}

function count(words: string): number | undefined {
  const match = people.exec(words)?.groups;
  const written = match?.many ?? match?.many2 ?? new RegExp(`(${wholeNumeral})`).exec(words)?.[1];
  const value = written ? readNumeral(written) : undefined;
  return value !== undefined && Number.isInteger(value) && value > 0 && value < 100_000 ? value : undefined;
}

function moment(words: string, now: Date): string | undefined {
  const read = readMoment(words, now);
  return read?.includes('T') ? read : undefined;
}

/** 要求：18-60岁，带水杯 tells whom it is for, and what else there is to know. */
function readNote(value: string, words: string, found: Recruitment): void {
  const { earns, text: unpaid } = readEarns(value);
  const { needs, text } = readNeeds(unpaid);
  if (earns !== undefined) found.earns = earns;
  if (needs) found.needs = needs;
  const rest = text !== value ? text.replace(/^[\ue000\s,;。]+|[\ue000\s,;。]+$/g, '') : words;
  if (rest !== '') found.note = rest.includes('\ue000') ? words : rest;
}

/** 一网格居民群、二网格群, as several. */
export function readRooms(words: string): string[] {
  return words.split(/[a-z]/.test(words) ? englishList : /[、,和及 ]+/).filter((room) => room !== '');
}

/** 登记2人、搬运 5人: jobs or shifts, and how many each takes. */
export function readJobs(words: string): { name: string; count?: number }[] {
  const jobs: { name: string; count?: number }[] = [];
  for (const piece of words.split(/[a-z]/.test(words) ? englishList : /[、,; ]+/)) {
    const { name, many } = aJob.exec(piece)?.groups ?? {};
    const count = many ? readNumeral(many) : undefined;
    const last = jobs.at(-1);
    if (name) jobs.push({ name, ...(count ? { count } : {}) });
    else if (count && last) last.count = count;
  }
  return jobs;
}

const englishList = /\s*(?:[,;、]|\band\b)\s*/;
const aJob = new RegExp(
  `^(?<name>.*?)[ x×*]*(?<many>${wholeNumeral})? ?(?:个?人|名|位|people|persons|places)?$`,
);
