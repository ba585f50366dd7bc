import { z } from 'zod';
import { readJobs } from './jobs.ts';
import { Message } from './message.ts';
import { isoMoment } from './moments.ts';
import { needs } from './needs.ts';
import { readRooms } from './posting.ts';
import { findClockTimes } from './reading/clock-times.ts';
import { findDays, isoDay } from './reading/days.ts';
import { findDurations } from './reading/durations.ts';
import { numeral, readNumeral, wholeNumeral } from './reading/numerals.ts';
import { readRecruitment } from './recruitment.ts';
import { compact } from './rules.ts';

const places = z.int().positive();
/** More of something, or, below zero, less. */
const more = z.int().min(-100_000).max(100_000);

/** What is to change about an activity; what is left out stays. */
export const activityEdits = z.object({
  title: z.string().optional(),
  /** ISO time; only a day when no hour was said, only an hour (`T15:00`) when no day was: then the other stays. */
  startsAt: z.string().optional(),
  /** So many minutes later than planned; earlier below zero. */
  laterBy: more.optional(),
  minutes: z.int().positive().max(1440).optional(),
  longerBy: more.optional(),
  place: z.string().optional(),
  /** How many people; null for no limit. */
  capacity: places.nullable().optional(),
  morePlaces: more.optional(),
  note: z.string().optional(),
  /** Jobs or shifts: another number for one that there is, another name, a new one, or one that falls away. */
  jobs: z
    .array(
      z.object({
        name: z.string(),
        does: z.enum(['add', 'drop']).optional(),
        count: places.nullable().optional(),
        by: more.optional(),
        rename: z.string().optional(),
      }),
    )
    .optional(),
  /** The groups that it is for now. */
  rooms: z.array(z.string()).optional(),
  moreRooms: z.array(z.string()).optional(),
  withoutRooms: z.array(z.string()).optional(),
  needs: needs.optional(),
  /** Needs that are dropped. */
  lifts: z.array(z.enum(['age', 'skill', 'team'])).optional(),
  /** Words for the rulebook item that it earns; null for nothing. */
  earns: z.string().min(1).nullable().optional(),
  /** ISO time of the first notice. */
  publishAt: z.iso.datetime({ offset: true }).optional(),
});
export type ActivityEdits = z.infer<typeof activityEdits>;

/** 改成, 推迟到, …: what comes after is how it is to be. */
export const becomes =
  '改成|改为|改到|改在|换到|换成|换在|变成|推迟到|提前到|延期到|延后到|挪到|调到|调整为|调整到|加到|增加到|增到|扩招到|扩大到|减到|减少到|缩减到';
const to = `(?:(?:${becomes}|改|换|设为|定为|是|为|to )[ :]*)?`;

/** What stands before a value and says what it is. */
const labels = {
  title: '活动名称|活动标题|标题|名称|题目|title',
  place: '活动地点|集合地点|地点|地址|place',
  note: '注意事项|备注|说明|note',
  needs: '活动要求|要求',
  time: '活动时间|集合时间|开始时间|时间|日期|time',
  length: '服务时长|时长|duration',
  capacity: '招募人数|人数|名额|capacity',
} as const;
const anyLabel = Object.values(labels).join('|');
const startsNew = new RegExp(`[,;。\\n]+|[ ]+(?=(?:${anyLabel})[ :]|(?:${anyLabel})(?:${becomes}))`, 'g');

const jobWord = /(?:岗位|班次|分工|job|shift)s?/;
const addedJobs = new RegExp(
  `^(?:增加|新增|添加|增设|加|add|new)? ?(?:一?个)?${jobWord.source}[ :]*${to}(?<jobs>\\S.*)$`,
);
const droppedJob = new RegExp(
  `^(?:取消|去掉|删除|删掉|删|不要|不设|减掉|remove|drop) ?(?:${jobWord.source}[ :]*)?(?<job>\\S{1,20}?)(?:岗位?|班次|这个岗位)?$`,
);
const newPlaces = new RegExp(
  `^(?<job>[^\\d\\s,;:]{1,12}?|[^\\s,;]{1,20}? |[a-z][a-z -]{0,28}?[a-z] ?)(?:岗位?)?(?:的?(?:人数|名额))?[ :]*${to}(?:(?<count>${wholeNumeral}) ?(?:个?人|个|名|位|people|places)|(?<open>不限(?:人数|名额)?|no limit))$`,
);
const fewOrMore = new RegExp(
  `^(?<job>[^\\d\\s,;:]{1,12}?)?? ?(?:(?<more>再招|多招|加招|增加|增招|扩招|再加|加|多|再要)|(?<less>少招|减少|减|少))(?:招)? ?(?<count>${wholeNumeral}) ?(?:个?人|个?名额|个|名|位|places|people)$`,
);
const renamed =
  /^(?<job>[^\d\s,;:]{2,12}?)(?:岗位?|班次)?(?:改成|改为|改名为?|改叫|换成)(?<name>[^\d\s,;:]{2,12})$/;
/** 3号门迎宾改成8人: with the word for it, a job may have any name. */
const renumbered = new RegExp(
  `^(?<job>[^\\s,;:]{1,20}?)(?:岗位?)?(?:的?(?:人数|名额))?(?:${becomes}|改|设为|定为)[ :]*(?<count>${wholeNumeral}) ?(?:个?人|个|名|位)$`,
);
/** What stands before a number of people and is no job. */
const noJob = new RegExp(
  `^(?:(?:招募)?(?:总?人数|总?名额)|一?共|总共|招|限|约|大约|最多|只要|要|需要?|一|capacity|number|up|${becomes})? ?$`,
);
const noLimit = new RegExp(`^(?:人数|名额)? ?${to}(?:不限|不限人数|不限名额|不限制人数|no limit)了?$`);
const number = new RegExp(`^(?:${labels.capacity})[ :]*${to}(?<count>${wholeNumeral})$`);

const roomEdits = {
  moreRooms:
    /^(?:(?:再?加|也|再|补|增|另外)发(?:布)?(?:到|给|在|(?=\S{1,12}(?:群|网格)))|(?:also )?post (?:it )?(?:also )?to )[ ]*(?<rooms>\S.*?)(?: too| as well)?$/,
  withoutRooms: /^(?:不要?|别|不用)(?:再)?发(?:布)?(?:到|给|在)?[ ]*(?<rooms>\S.{1,30}?)(?:了)?$/,
  rooms: /^(?:改|只|换成?|改成)?发(?:布)?(?:到|给|在)[ ]*(?<rooms>\S.*)$|^只发[ ]*(?<rooms2>\S.*)$/,
};
const lifts = {
  age: /(?:不限(?:制)?|取消|去掉)年龄(?:要求|限制)?|年龄(?:不限|都可以)|any age/,
  skill: /(?:不限(?:制)?|不要求|取消|去掉)技能(?:要求)?|技能不限|any skill/,
  team: /(?:不限(?:制)?|取消|去掉)(?:队伍|队员|本队)(?:要求|限制)?|(?:队伍|队员)不限|谁都可以|any team/,
};
const allNeeds = ['age', 'skill', 'team'] as const;
const noNeeds =
  /(?:取消|去掉|没有|不要|不设)(?:任何|所有)?(?:要求|限制)|要求(?:取消|不限|去掉)|no (?:needs|requirements)/;
const earnsItem = new RegExp(`^(?:计分|积分|记分)(?:条目)?[ :]*${to}(?<item>[^\\s,;]{2,16})$`);
const published = /^(?<at>.{2,20}?)(?:再|才)?(?:定时)?(?:发布|发出|发通知|发)$/;

const publishTime = new RegExp(`^(?:发布时间|定时发布|定时)[ :]*${to}(?<at>\\S.*)$`);

const later =
  /^(?:(?:时间|活动)[ :]*)?(?:(?<later>推迟|延后|延迟|推后|顺延|晚|往后推|延期)|(?<earlier>提前|提早|早|往前提))(?:了)? ?(?<by>\S.*)$/;
const longer =
  /^(?:时长|时间|活动)?[ :]*(?:(?<longer>延长|加长|增加|多做|多)|(?<shorter>缩短|减少|少做|减))(?:了)? ?(?<by>\S.*)$/;
const days = new RegExp(`^(?<many>${numeral})(?:个)?(?<unit>天|日|周|星期|礼拜|days?|weeks?)$`);

/** What was read of the words for a change, and those of them that could not be read. */
export interface EditsRead {
  changes: ActivityEdits;
  /** What nobody could make sense of, as it was written. */
  unread?: string;
  /** For every date of a series that is still to come. */
  series?: true;
}

/** What words from `from` on change about an activity: labelled (地点 东门), or told by their shape (周日下午3点，30人). */
export function readActivityEdits(message: Message, from: number): EditsRead {
  const everyDate =
    /^(?:(?:以后|今后|往后)(?:的?(?:每次|每场|各场|每周))?|每次|每场|整个系列|系列)(?:都|全都|一律)?[ :]*/;
  const said = everyDate.exec(message.text.slice(from))?.[0] ?? '';
  const changes: ActivityEdits = {};
  const unread: string[] = [];
  const signed = /^[ ]*(?<sign>[+-]) ?(?<many>\d{1,5}) ?(?:个?人|个|名|位)?$/.exec(
    message.text.slice(from),
  )?.groups;
  if (signed) return { changes: { morePlaces: Number(`${signed.sign}${signed.many}`) } };
  let last: 'note' | undefined;
  for (const piece of piecesOf(message, from + said.length)) {
    const read = readPiece(piece);
    const isRead = read !== undefined && Object.keys(read).length > 0;
    if (isRead) merge(changes, read);
    // 带手套，穿雨鞋 after 备注 is more of the note.
    else if (last === 'note') changes.note = `${changes.note}，${piece.original(0)}`;
    else unread.push(piece.original(0));
    last = isRead && read.note !== undefined ? 'note' : isRead ? undefined : last;
  }
  // To what, and by how much: only one of them can be meant.
  const isTwofold =
    (changes.startsAt !== undefined && changes.laterBy !== undefined) ||
    (changes.minutes !== undefined && changes.longerBy !== undefined) ||
    (changes.capacity !== undefined && changes.morePlaces !== undefined);
  if (isTwofold) unread.push(message.original(from));
  return compact({
    changes,
    unread: unread.length > 0 ? unread.join('，') : undefined,
    series: said === '' ? undefined : (true as const),
  });
}

function* piecesOf(message: Message, from: number): Generator<Message> {
  const text = message.text.slice(from);
  const cuts = [...text.matchAll(startsNew)].map(({ index, 0: cut }) => [index, index + cut.length] as const);
  let start = 0;
  for (const [end, next] of [...cuts, [text.length, text.length] as const]) {
    const words = message.original(from + start, from + end).trim();
    if (words !== '') yield Message.read(words, { ...message.context, addressed: true });
    start = next;
  }
}

function merge(changes: ActivityEdits, read: ActivityEdits): void {
  const before = { ...changes };
  const { jobs, startsAt, needs } = before;
  Object.assign(changes, read);
  if (needs && read.needs) changes.needs = { ...needs, ...read.needs };
  if (jobs && read.jobs) changes.jobs = [...jobs, ...read.jobs];
  for (const field of ['rooms', 'moreRooms', 'withoutRooms'] as const)
    if (before[field] && read[field]) changes[field] = [...before[field], ...read[field]];
  // 周日，下午3点 are one moment.
  if (startsAt && read.startsAt?.startsWith('T') && !startsAt.includes('T'))
    changes.startsAt = `${startsAt}${read.startsAt}:00+08:00`;
}

/** Labels whose value says by its shape what it is. */
const shaped = new RegExp(
  `^(?:(?:${labels.time}|${labels.length}|${labels.capacity})[ :]*${to}|(?:${becomes})[ :]*)`,
);

function readPiece(message: Message): ActivityEdits | undefined {
  // Nobody comes by halves, and 1.5人 is no day either.
  if (/^\d+\.\d+ ?(?:个?人|个|名|位)/.test(message.text)) return undefined;
  const start = shaped.exec(message.text)?.[0].length ?? 0;
  const text = message.text.slice(start);
  return (
    labelledWords(message) ??
    readJobEdits(message.text) ??
    readRoomEdits(text) ??
    readNeedEdits(message, text) ??
    readShift(message, text) ??
    toldByShape(message, start, text)
  );
}

function labelledWords(message: Message): ActivityEdits | undefined {
  for (const field of ['title', 'place', 'note'] as const) {
    const label = new RegExp(`^(?:${labels[field]})[ :]*${to}`).exec(message.text)?.[0];
    const value = label === undefined ? '' : message.original(label.length);
    if (value !== '') return { [field]: value };
  }
  return undefined;
}

/** Jobs, and how many people: 30人, 再招5人, 登记3人、搬运5人, 增加岗位 清扫5人, 去掉登记. */
function readJobEdits(text: string): ActivityEdits | undefined {
  if (noLimit.test(text)) return { capacity: null };
  const capacity = readNumeral(number.exec(text)?.groups?.count ?? '');
  if (capacity) return { capacity };
  const added = addedJobs.exec(text)?.groups?.jobs;
  if (added) return { jobs: readJobs(added).map((job) => ({ ...job, does: 'add' as const })) };
  const relative = fewOrMore.exec(text)?.groups;
  const many = readNumeral(relative?.count ?? '');
  if (relative && many) {
    const by = relative.less ? -many : many;
    return noJob.test(relative.job ?? '') ? { morePlaces: by } : { jobs: [{ name: relative.job ?? '', by }] };
  }
  const jobs = text.split('、').map(placesOfOne);
  if (jobs.every((job) => job !== undefined)) return { jobs };
  const { job, name } = renamed.exec(text)?.groups ?? {};
  if (job && name && !new RegExp(`^(?:${anyLabel}|计分|积分|记分)$`).test(job))
    return { jobs: [{ name: job, rename: name }] };
  const dropped = droppedJob.exec(text)?.groups?.job;
  return dropped && !/要求|限制|年龄|技能/.test(dropped)
    ? { jobs: [{ name: dropped, does: 'drop' }] }
    : undefined;
}

function placesOfOne(text: string): NonNullable<ActivityEdits['jobs']>[number] | undefined {
  const { job = '', count, open } = renumbered.exec(text)?.groups ?? newPlaces.exec(text)?.groups ?? {};
  if (noJob.test(job) || findClockTimes(job).length > 0) return undefined;
  // 三十人 is a number, and no job called 三.
  if (new RegExp(`^${wholeNumeral}$`).test(job)) return undefined;
  if (/[今明后]天|(?:周|星期|礼拜)[一二三四五六日天末]|[月号日]$/.test(job)) return undefined;
  const many = open ? null : readNumeral(count ?? '');
  return many === null || (many !== undefined && many > 0 && Number.isInteger(many))
    ? { name: job.trim(), count: many }
    : undefined;
}

function readRoomEdits(text: string): ActivityEdits | undefined {
  for (const [field, expression] of Object.entries(roomEdits)) {
    const { rooms, rooms2 } = expression.exec(text)?.groups ?? {};
    const said = rooms ?? rooms2;
    if (said) return { [field]: readRooms(said) };
  }
  return undefined;
}

function readNeedEdits(message: Message, text: string): ActivityEdits | undefined {
  const lifted = noNeeds.test(text) ? allNeeds : allNeeds.filter((need) => lifts[need].test(text));
  if (lifted.length > 0) return { lifts: [...lifted] };
  const item = earnsItem.exec(text)?.groups?.item;
  if (item) return { earns: item };
  const label = new RegExp(`^(?:${labels.needs})[ :]*${to}`).exec(text)?.[0] ?? '';
  const words = text.slice(label.length);
  // 会急救 as a piece of its own, or after 要求, is a skill.
  const skilled = /^(?:会|懂|有)(?=[^\s]{2,12}$)/.test(words) ? `需${words}` : words;
  if (label === '' && skilled === words) return undefined;
  const { needs } = readRecruitment(Message.read(skilled, message.context), 0);
  return needs ? { needs } : undefined;
}

/** 推迟一小时, 提前两天, 延长半小时: by how much. */
function readShift(message: Message, text: string): ActivityEdits | undefined {
  if (/^(?:马上|立即|立刻|现在)(?:就)?(?:发布|发出|发)(?:出去)?$/.test(text))
    return { publishAt: message.context.now.toISOString() };
  const when = (published.exec(text) ?? publishTime.exec(text))?.groups?.at;
  if (when) {
    const at = momentOf(when, message.context.now);
    // Without an hour it is not known when, and it is no new time of the activity either.
    return at && at.length > 10 ? { publishAt: at } : {};
  }
  const moved = later.exec(text)?.groups;
  const by = moved?.by ? lengthOf(moved.by) : undefined;
  if (by) return { laterBy: moved?.earlier ? -by : by };
  const stretched = longer.exec(text)?.groups;
  const minutes = stretched?.by ? lengthOf(stretched.by) : undefined;
  return minutes ? { longerBy: stretched?.shorter ? -minutes : minutes } : undefined;
}

/** Minutes, when the words are a length of time and nothing else. */
function lengthOf(words: string): number | undefined {
  const { many, unit } = days.exec(words)?.groups ?? {};
  const count = many ? readNumeral(many) : undefined;
  if (count) return count * (/周|星期|礼拜|week/.test(unit ?? '') ? 7 : 1) * 1440;
  const [found] = findDurations(words);
  const isAll = found && found.start === 0 && found.end === words.length && !found.value.vague;
  return isAll ? found.value.minutes : undefined;
}

function toldByShape(message: Message, start: number, text: string): ActivityEdits | undefined {
  const { now } = message.context;
  const read = readRecruitment(Message.read(message.original(start), message.context), 0);
  const startsAt = momentOf(text, now);
  // 下午 without an hour would move it to the hour that it has.
  if (startsAt?.length === 10 && /上午|下午|晚上|中午|早上|傍晚/.test(text)) return undefined;
  const left = [read.title, read.note].filter((words) => words !== undefined);
  const isPlace = (words: string) =>
    /^在[^\d]{2,16}$|^[^\d]{0,16}(?:集合|广场|门口?|楼下|中心|活动室|公园|站|大院|路口|大厅|礼堂|凉亭|操场|驿站|会议室|小区|花园|社区|村委会|居委会|食堂|学校)$/.test(
      words,
    );
  const [place, ...others] = left.length > 0 ? left : [read.place];
  if (left.length > 0 && (others.length > 0 || !place || !isPlace(place))) return undefined;
  return compact({
    startsAt,
    minutes: read.minutes,
    capacity: read.capacity,
    place: place?.replace(/^在|集合$/g, ''),
    needs: read.needs,
    earns: read.earns,
  });
}

/** ISO time; only a day, or only an hour (`T15:00`), when the other was not said. */
function momentOf(text: string, now: Date): string | undefined {
  const day = findDays(text, now, 'future')[0];
  const clock = findClockTimes(day ? text.slice(0, day.start) + text.slice(day.end) : text)[0]?.value;
  if (!clock) return day && isoDay(day.value);
  const evening = /[今明昨后]晚|晚上/.test(text) && clock.start >= 300 && clock.start < 720 ? 720 : 0;
  const moment = isoMoment(day ? isoDay(day.value) : '', clock.start + evening);
  return day ? moment : moment.slice(0, 6);
}
