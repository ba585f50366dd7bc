import { z } from 'zod';
import { readPlaces } from './edit-places.ts';
import { dayFrom, isClash, momentOf, readGathering, readShift } from './edit-times.ts';
import { anyLabel, becomes, labels, to } from './edit-words.ts';
import { Message } from './message.ts';
import { needs } from './needs.ts';
import { readRooms } from './posting.ts';
import { readRecruitment } from './recruitment.ts';
import { readRepeat } from './repeats.ts';
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
  /** The hour at which it ends now (`T12:00`). */
  endsAt: z.string().optional(),
  place: z.string().optional(),
  /** How many people; null for no limit. */
  capacity: places.nullable().optional(),
  morePlaces: more.optional(),
  note: z.string().optional(),
  /** What is added to the note that there is. */
  moreNote: z.string().optional(),
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

const startsNew = new RegExp(`[,;。\\n]+|[ ]+(?=(?:${anyLabel})[ :]|(?:${anyLabel})(?:${becomes}))`, 'g');

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
/** What was read of the words for a change, and those of them that could not be read. */
export interface EditsRead {
  changes: ActivityEdits;
  /** What nobody could make sense of, as it was written. */
  unread?: string;
  /** For every date of a series that is still to come. */
  series?: true;
  /** The first day that it is for: 从下周起. */
  since?: string;
  /** 每周六: how it comes back can't be changed. */
  repeats?: true;
}

const everyDate =
  /^(?:从?(?<since>[^\s,;]{2,8}?)(?:起|开始|以后|之后),?(?=[^\s]{2})|(?:以后|今后|往后)|整个系列|系列|(?=每次|每场|各场|每周(?![一二三四五六日天])))(?:的?(?:每次|每场|各场|每周(?![一二三四五六日天])))?(?:都|全都|一律)?[ :]*/;
/** 时间不变, and why it changes: nothing to be done about it. */
const nothing =
  /^(?:(?:其[他它余]|别的|余下|时间|日期|地点|人数|名额|内容|要求|岗位)(?:的|都|均|全部|一律)*(?:不变|不动|不改|照旧|照常|一样|保持不变)|(?:因为?|由于)\S{2,30})$/;
/** 从20人改成30人, 9:00改成9:30, 名额20变成30: what it was says nothing. */
const was = new RegExp(
  `^(?<label>[^\\d\\s,;:]{0,12}?)[ :]*(?:(?:从|由|原定的?|原来的?|原)(?<any>[^\\s,;]{1,20}?)|\\d{1,5} ?(?:个人|人|个|名|位|[号日])?|(?:[上中下]午|早上|晚上)?\\d{1,2}(?:[:点]\\d{1,2}分?|点半?)|(?:周|星期)[一二三四五六日天]) ?(?=(?:${becomes}))`,
);

/**
 * What words from `from` on change about an activity: labelled (地点 东门), or told by their shape (周日下午3点，30人).
 * `isSeries` when it was said already that every date is meant.
 */
export function readActivityEdits(message: Message, from: number, isSeries = false): EditsRead {
  const { now } = message.context;
  const every = everyDate.exec(message.text.slice(from));
  const since = every?.groups?.since ? dayFrom(every.groups.since, now) : undefined;
  // 从东门起 is no day.
  const said = every?.groups?.since && !since ? '' : (every?.[0] ?? '');
  const series = isSeries || said !== '';
  const changes: ActivityEdits = {};
  const unread: string[] = [];
  const signed = /^[ ]*(?<sign>[+-]) ?(?<many>\d{1,5}) ?(?:个?人|个|名|位)?$/.exec(
    message.text.slice(from),
  )?.groups;
  if (signed) return { changes: { morePlaces: Number(`${signed.sign}${signed.many}`) } };
  const startIsSaid = /(?:[点分半]|\d{2}) ?(?:正式)?(?:开始|开工|开场|开课)/.test(message.text.slice(from));
  let last: 'note' | 'moreNote' | undefined;
  let repeats: true | undefined;
  for (const piece of piecesOf(message, from + said.length)) {
    if (nothing.test(piece.text)) continue;
    if (recurs(piece, series)) {
      repeats = true;
      unread.push(piece.original(0));
      continue;
    }
    const read = readGathering(piece, startIsSaid) ?? readPiece(withoutWas(piece));
    const isRead = read !== undefined && Object.keys(read).length > 0;
    if (isRead) merge(changes, read);
    // 带手套，穿雨鞋 after 备注 is more of the note.
    else if (last) changes[last] = `${changes[last]}，${piece.original(0)}`;
    else unread.push(piece.original(0));
    const noted = read?.note === undefined ? (read?.moreNote === undefined ? undefined : 'moreNote') : 'note';
    last = isRead ? noted : last;
  }
  // To what, and by how much: only one of them can be meant.
  const isTwofold =
    (changes.startsAt !== undefined && changes.laterBy !== undefined) ||
    [changes.minutes, changes.longerBy, changes.endsAt].filter((one) => one !== undefined).length > 1 ||
    (changes.capacity !== undefined && changes.morePlaces !== undefined);
  if (isTwofold) unread.push(message.original(from));
  return compact({
    changes,
    unread: unread.length > 0 ? unread.join('，') : undefined,
    series: said === '' ? undefined : (true as const),
    since,
    repeats,
  });
}

/** 每周六, 改成每天: words for how it comes back. Of a series, 每周日 is the day to which its dates move. */
function recurs(piece: Message, series: boolean): boolean {
  const { text } = piece;
  if (labelledWords(piece)) return false;
  if (series && dayOfWeek.test(text)) return false;
  return (
    /每(?:天|日|个?周|个?星期|个?月)$/.test(text) || readRepeat(text, piece.context.now).repeat !== undefined
  );
}
const dayOfWeek =
  /^(?:\S{0,4}?(?:改到|改成|改为))?每(?:周|星期|礼拜)[一二三四五六日天](?![、和到至一二三四五六日天])/;

function withoutWas(message: Message): Message {
  const match = was.exec(message.text);
  const label = match?.groups?.label ?? '';
  if (!match || match[0].length === label.length) return message;
  const words = `${message.original(0, label.length)}${message.original(match[0].length)}`;
  return Message.read(words, message.context);
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
    readPlaces(message.text) ??
    readRoomEdits(text) ??
    readNeedEdits(message, text) ??
    readShift(message, text) ??
    toldByShape(message, start, text)
  );
}

const renames = /^(?:活动)?(?:改名|更名)(?:为|成|叫|[ :])[ :]*/;
const adds =
  /^(?:再?(?:给|在)?)(?:(?:备注|说明|注意事项|note)(?:里|上|中|后面)?(?:再|也)?(?:加上?|增加|添加|补充|补上?|追加)(?:一[条句])?|(?:再)?(?:加上?|增加|添加|补充|补上?|追加)(?:一?[个条句]|一下)?(?:备注|说明|注意事项)|补充(?:一[句下])?(?=[ :])|add (?:a )?note)[ :]*/;

function labelledWords(message: Message): ActivityEdits | undefined {
  for (const [field, opening] of [
    ['title', renames],
    ['moreNote', adds],
    ...(['title', 'place', 'note'] as const).map(
      (field) => [field, new RegExp(`^(?:${labels[field]})[ :]*${to}`)] as const,
    ),
  ] as const) {
    const label = opening.exec(message.text)?.[0];
    const value = label === undefined ? '' : message.original(label.length);
    if (value !== '') return { [field]: value };
  }
  return undefined;
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
  const isSkill = /^(?:会|懂|有)(?=[^\s]{2,12}$)/.test(words) && !new RegExp(becomes).test(words);
  const skilled = isSkill ? `需${words}` : words;
  if (label === '' && skilled === words) return undefined;
  const { needs } = readRecruitment(Message.read(skilled, message.context), 0);
  return needs ? { needs } : undefined;
}

function toldByShape(message: Message, start: number, text: string): ActivityEdits | undefined {
  const { now } = message.context;
  const read = readRecruitment(Message.read(message.original(start), message.context), 0);
  if (isClash(text, now)) return undefined;
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
