import { z } from 'zod';
import type { Message } from './message.ts';
import { readMoment } from './moments.ts';
import { needs } from './needs.ts';
import { findClockTimes } from './reading/clock-times.ts';
import { findDays, isoDay } from './reading/days.ts';
import { readNumeral, wholeNumeral } from './reading/numerals.ts';
import { readJobs, readRecruitment, readRooms } from './recruitment.ts';
import { compact } from './rules.ts';

const places = z.int().positive();

/** What is to change about an activity; what is left out stays. */
export const activityEdits = z.object({
  title: z.string().optional(),
  /** ISO time; only a day when no hour was said: then the hour stays. */
  startsAt: z.string().optional(),
  minutes: z.int().positive().optional(),
  place: z.string().optional(),
  /** How many people; null for no limit. */
  capacity: places.nullable().optional(),
  note: z.string().optional(),
  /** Jobs or shifts that are added, or get another number. */
  jobs: z.array(z.object({ name: z.string(), count: places.optional() })).optional(),
  /** Another number for one job or shift; null for no limit. */
  placesOf: z.object({ job: z.string(), count: places.nullable() }).optional(),
  /** A job or shift that falls away. */
  withoutJob: z.string().optional(),
  /** The groups that it is for now. */
  rooms: z.array(z.string()).optional(),
  /** Groups that it is posted to as well. */
  moreRooms: z.array(z.string()).optional(),
  needs: needs.optional(),
  /** Needs that are dropped. */
  lifts: z.array(z.enum(['age', 'skill', 'team'])).optional(),
  /** Words for the rulebook item that it earns; null for nothing. */
  earns: z.string().min(1).nullable().optional(),
});
export type ActivityEdits = z.infer<typeof activityEdits>;

/** 改成, 推迟到, …: what comes after is how it is to be. */
export const becomes =
  '改成|改为|改到|换到|换成|变成|推迟到|提前到|延期到|挪到|调到|调整为|调整到|加到|增加到|减到|减少到';
const to = `(?:(?:${becomes}|to )[ :]*)?`;

const title = /^(?:标题|名称|题目|title)[ :]*/;
const place = /^(?:地点|地址|集合地点|集合|place)[ :]*/;
const note = /^(?:备注|说明|note)[ :]*/;
const job = /(?:岗位|班次|分工|job|shift)s?/;
const addedJobs = new RegExp(
  `^(?:增加|新增|添加|加|add|new)? ?(?:一?个)?${job.source}[ :]*${to}(?<jobs>\\S.*)$`,
);
const lostJob = new RegExp(
  `^(?:取消|去掉|删除|删掉|删|不要|不设|减掉|remove|drop) ?${job.source}[ :]*(?<job>\\S.{0,19})$`,
);
const onePlaces = new RegExp(
  `^(?<job>[^\\d\\s,;:]{1,12}?|[a-z][a-z -]{0,28}?[a-z])(?:岗|岗位)?(?:的?(?:人数|名额))?[ :]*${to}(?:(?<count>${wholeNumeral}) ?(?:个?人|名|位|people|places)|(?<open>不限(?:人数|名额)?|no limit))$`,
);
/** What stands before a number of people and is no job. */
const noJob = /^(?:总?人数|总?名额|一?共|总共|招|限|约|大约|最多|扩招|再招|只要|要|capacity|number|up)?$/;
const noLimit = /^(?:人数|名额)? ?(?:改成|改为)?(?:不限|不限人数|不限名额|不限制人数|no limit)(?:了)?$/;
const number = new RegExp(`^(?:人数|名额|capacity)[ :]*${to}(?<count>${wholeNumeral})$`);
const moreRooms =
  /^(?:(?:再?加|也|再|补|增|另外)发(?:布)?到|(?:also )?post (?:it )?(?:also )?to )[ ]*(?<rooms>\S.*?)(?: too| as well)?$/;
const otherRooms = /^(?:改|只|换成?|改成)?发(?:布)?到[ ]*(?<rooms>\S.*)$/;
const lifts = {
  age: /不限(?:制)?年龄|年龄(?:不限|都可以)|any age/,
  skill: /不限(?:制)?技能|不要求技能|技能不限|any skill/,
  team: /不限(?:制)?(?:队伍|队员|本队)|(?:队伍|队员)不限|谁都可以|any team/,
};
const noNeeds =
  /(?:取消|去掉|没有|不要|不设)(?:任何|所有)?要求|要求(?:取消|不限|去掉)|no (?:needs|requirements)/;

/** What words from `from` on change about an activity: labelled (地点 东门), or told by their shape (周日下午3点, 30人). */
export function readActivityEdits(message: Message, from: number): ActivityEdits {
  const start = from + (new RegExp(`^(?:${becomes})[ :]*`).exec(message.text.slice(from))?.[0].length ?? 0);
  const text = message.text.slice(start).replace(/[。.! ]+$/, '');
  const labelled = labelledText(message, start, text);
  if (labelled) return labelled;

  const lost = lostJob.exec(text)?.groups?.job;
  if (lost) return { withoutJob: lost };
  const jobs = addedJobs.exec(text)?.groups?.jobs;
  if (jobs) return { jobs: readJobs(jobs) };
  if (noLimit.test(text)) return { capacity: null };
  const capacity = readNumeral(number.exec(text)?.groups?.count ?? '');
  if (capacity) return { capacity };
  const placesOf = placesOfOneJob(message, text);
  if (placesOf) return { placesOf };
  const more = moreRooms.exec(text)?.groups?.rooms;
  if (more) return { moreRooms: readRooms(more) };
  const rooms = otherRooms.exec(text)?.groups?.rooms;
  if (rooms) return { rooms: readRooms(rooms) };
  return toldByShape(message, start, text);
}

function labelledText(message: Message, start: number, text: string): ActivityEdits | undefined {
  for (const [field, label] of Object.entries({ title, place, note })) {
    const before = label.exec(text)?.[0];
    if (before === undefined) continue;
    const said = new RegExp(`^${to}`).exec(text.slice(before.length))?.[0] ?? '';
    const value = message.original(start + before.length + said.length).trim();
    if (value !== '') return { [field]: value };
  }
  return undefined;
}

function placesOfOneJob(message: Message, text: string): ActivityEdits['placesOf'] {
  const { job, count, open } = onePlaces.exec(text)?.groups ?? {};
  if (!job || noJob.test(job)) return undefined;
  const { now } = message.context;
  if (findDays(job, now, 'future').length > 0 || findClockTimes(job).length > 0) return undefined;
  if (open) return { job, count: null };
  const many = count ? readNumeral(count) : undefined;
  return many && Number.isInteger(many) ? { job, count: many } : undefined;
}

function toldByShape(message: Message, start: number, text: string): ActivityEdits {
  const { now } = message.context;
  const { minutes, capacity, place, needs, earns } = readRecruitment(message.from(start), 0);
  const day = findDays(text, now, 'future')[0];
  const lifted = noNeeds.test(text)
    ? (['age', 'skill', 'team'] as const)
    : (['age', 'skill', 'team'] as const).filter((need) => lifts[need].test(text));
  return compact({
    startsAt: readMoment(text, now) ?? (day && isoDay(day.value)),
    minutes,
    capacity,
    place,
    needs,
    lifts: lifted.length > 0 ? [...lifted] : undefined,
    earns,
  });
}
