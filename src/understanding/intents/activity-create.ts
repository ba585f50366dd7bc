import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import { counted, readHeadcount, wanted } from '../headcount.ts';
import { findJobRun } from '../jobs.ts';
import type { Message } from '../message.ts';
import { readMoment } from '../moments.ts';
import { type NeedsRead, needs } from '../needs.ts';
import { findLabels } from '../notice-labels.ts';
import { isAhead, readPosting, readRooms } from '../posting.ts';
import { findClockTimes } from '../reading/clock-times.ts';
import { findDays } from '../reading/days.ts';
import { findDurations } from '../reading/durations.ts';
import { LONGEST, readRecruitment } from '../recruitment.ts';
import { type Repeat, readRepeat, repeat } from '../repeats.ts';
import { compact } from '../rules.ts';

type Create = {
  title: string;
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
  earns?: string | null;
  leaves?: ('minutes' | 'place' | 'capacity')[];
};

const verb =
  /^(?:我要|我想)?(?:发布|发起|发个|发一?[个条则下]|新建|创建|发出|发)(?:一个|个|一条|一则|新的?)?(?:志愿者?|社区|义工)?(?:活动招募|招募活动|招募令?|活动|志愿招募|招募通知|活动通知|报名活动)[ :,\n]*/;
/** 招募：…, 【志愿者招募】…: what a notice is headed with. */
const heading =
  /^[【[《(#<*]{0,3}(?:(?:紧急|志愿者?|义工|社区|活动|人员|本周|周末|志愿服务){0,3}(?:招募|征集)(?:活动|志愿者|义工|令|通知|启事|公告|信息|中)?啦?|(?:志愿服务|志愿者?|社区)?活动(?:发布|预告|通知))[】\]》)#>*]{0,3}[ :,!\n]*/;
/** 招募志愿者 5名…: the order is the sentence. */
const callFor = /^(?:招|征集|招募)(?=(?:志愿者|义工)?[\d一二两三四五六七八九十]{1,3}(?:个?人|名|位))/;
const verbEnglish =
  /^(?:recruit(?:ment)?(?: volunteers)?(?: for)?|(?:create|publish|post|new) (?:an? )?(?:activity|recruitment|event)(?: for)?)[ :,\n]+/;
const order = /^(?:我要|我想)?(?:发布|发起|新建|创建)|^(?:recruit|create|publish|post)/;
/** Words of the bot's own notices: somebody passes one on. */
const passedOn = /报名请回复|还有 ?\d+ ?个名额|还在招募/;

function create(message: Message, from: number): Reading<Create> {
  if (message.text.slice(from).trim() === '') return { ask: 'title', draft: {} };
  const { unclear, ...read } = readRecruitment(message, from);
  const leaves: Create['leaves'] =
    read.capacity === undefined && unlimited.test(message.text) ? ['capacity'] : undefined;
  const draft = compact({ ...read, leaves });
  return unclear ? { ask: unclear, draft } : whole(draft);
}

/** The draft when it can be published, or the question for what it can't be without. */
function whole(draft: Partial<Create>): Reading<Create> {
  const { title, startsAt } = draft;
  if (!title) return { ask: 'title', draft };
  // A day without an hour: ask for the hour, keep the day.
  if (!startsAt || startsAt.length === 10) return { ask: 'startsAt', draft };
  return { intent: { ...draft, title } };
}

/** 护学岗招募 …: a heading in front of the notice. */
const calls = /招募(?:令|通知|公告|启事|啦)?(?:[\s:!,】\]]|$)|^(?:急|紧急|现)?(?:招募|征集)/;

/** What organisers put before a notice that is not to be published: passed on, a draft, for somebody else to send. */
const beforeOne =
  /^(?:@(?!小积|所有人|全体|all|各位)\S|[【[(]?转(?:发|自)?[】\])]?[^\u4e00-\u9fff]|[【[(]?(?:草稿|初稿|草拟|范文|样本|模板)|(?:这|那)[条个则份]?(?:先|都)?[别不]|(?:先|暂时)[别不](?:发|招)|已经?发|发过|帮(?:我|忙)?看|看看这|原来的?|原定|上[周次个]|之前的?|如果|要是|假如|万一|大家(?:说|看|讨论|商量)|我(?:建议|觉得|想|看)|听说)/;
/** What they say about one. */
const aboutOne =
  /觉得(?:呢|怎么样|行|可以)|合适|好还是|还[差缺]\d|再动员|动员动员|等.{0,8}定|再定$|已(?:完成|结束|招满|满)|现在改|停[水电气暖]|涉及|影响|开会|例会|来检查|(?:我们|咱们?)(?:科室|单位|公司|部门)|送.{0,4}盒饭|每个?(?:网格|楼栋|单位|科室|小区|社区)(?:各|都|要)?(?:来|出|安排|派|抽)|够不够|行不行?[:,]|隔壁/;

/** Whether organisers speak among themselves: there a recruitment needs no 发布. */
function amongOrganisers(message: Message): boolean {
  return message.context.roomPurpose === 'grid-workers';
}

/** 发布招募 …, 【志愿者招募】 … */
function announced(message: Message): Reading<Create> | undefined {
  const { text } = message;
  const match =
    verb.exec(text) ??
    (message.addressed || amongOrganisers(message) ? callFor.exec(text) : null) ??
    verbEnglish.exec(text) ??
    heading.exec(text);
  if (!match || /[?？]$|吗$/.test(text) || passedOn.test(text)) return undefined;
  const head = match[0];
  // 招募结束了 goes on: it is no heading.
  const isHeading = !verb.test(text) && !verbEnglish.test(text) && !callFor.test(text);
  if (isHeading && !/[】\]》)#>*:,!\s]$/.test(head)) return undefined;
  const reading = () => create(message, head.length);
  if (message.addressed) return reading();
  // People copy recruitment notices into chats; not said to the bot, only the clear order is one.
  if (order.test(head) && /招募|recruit/.test(head)) return reading();
  if (!amongOrganisers(message)) return undefined;
  return namesDay(message) ? reading() : undefined;
}

function namesDay({ text, context }: Message): boolean {
  return (
    findDays(text, context.now, 'future').length > 0 || readRepeat(text, context.now).repeat !== undefined
  );
}

/** 周六上午9点花园小区清洁家园，招20人: said by those who organise, to the bot or in their own room. */
function unannounced(message: Message): Reading<Create> | undefined {
  const { text } = message;
  if (!message.addressed && !amongOrganisers(message)) return undefined;
  const isLabelled = findLabels(text).length >= LABELS_OF_A_NOTICE;
  if ((message.asks && !isLabelled) || passedOn.test(text)) return undefined;
  if (!message.addressed && (beforeOne.test(text) || (!isLabelled && aboutOne.test(text)))) return undefined;
  if (!namesDay(message) || findClockTimes(text).length === 0) return undefined;
  if (wanted.test(text) || calls.test(text) || isLabelled || findJobRun(text)?.wants)
    return create(message, lead.exec(text)?.[0].length ?? 0);
  // 清洁家园 周六上午9点 小广场 20人 2小时: without a word of wanting anybody it has to be all there, and to come.
  if (/[了过]|到场|参加|完成|已经/.test(text) || !amongOrganisers(message)) return undefined;
  const reading = create(message, 0);
  const told = 'intent' in reading ? reading.intent : undefined;
  const isWhole = told?.startsAt && told.minutes && told.place && (told.capacity ?? told.jobs);
  return isWhole && new Date(told.startsAt ?? 0) > message.context.now ? reading : undefined;
}

/** 发一下周六…: what is to be published follows. */
const lead = /^(?:@\S+ ?)?(?:麻烦|请|帮忙|帮|代)*(?:你|您|我)?(?:发布?|通知|宣传|招募)(?:一下|个)[ :,]*/;

/** So many labels are no question, whatever words stand behind them. */
const LABELS_OF_A_NOTICE = 3;

function isOptional(slot: string): slot is 'minutes' | 'place' | 'capacity' {
  return slot === 'minutes' || slot === 'place' || slot === 'capacity';
}

const unlimited = /(?:人数|名额)不限|不限(?:人数|名额|$|[\s,;。])|\bno limit\b/;
const leftOpen =
  /^(?:不限|随便|都可以|没有|无|不定|不填|跳过|待定|不限人数|不限制|open|none|any|no limit|skip)[。.! ]*$/;
const passing =
  /^(?:(?:是的?|对的?|行|确认|确定|不是|不对|yes|no)$|好|收到|谢谢|辛苦|哈|嗯|哦|在吗|你好|大家|早|晚安|知道|明白|ok|thanks)/;

/** The answer to what may be left open. */
function fill(
  slot: 'minutes' | 'place' | 'capacity',
  draft: Create,
  message: Message,
): Reading<Create> | undefined {
  const { text } = message;
  if (leftOpen.test(text)) return { intent: { ...draft, leaves: [...(draft.leaves ?? []), slot] } };
  if (message.asks || text.length > 30) return undefined;
  switch (slot) {
    case 'minutes': {
      const [length] = findDurations(text).filter(({ value }) => !value.vague);
      const [clock] = findClockTimes(text);
      const { start = 0, end } = clock?.value ?? {};
      const minutes = length?.value.minutes ?? (end === undefined ? undefined : end - start);
      return minutes && minutes <= LONGEST ? { intent: { ...draft, minutes } } : undefined;
    }
    case 'capacity': {
      const capacity = isHeadcount.test(text) ? readHeadcount(text) : undefined;
      return capacity ? { intent: { ...draft, capacity } } : undefined;
    }
    case 'place':
      if (passing.test(text) || /[\n,;]/.test(text) || (!message.addressed && text.length > 16))
        return undefined;
      return {
        intent: {
          ...draft,
          place: message
            .original(0)
            .replace(/^(?:\S{0,8}?(?:说|讲|定|安排)(?:了|好|是)?(?:就|还)?在|地点|就?在|集合)[:： ]*/, ''),
        },
      };
  }
}
/** A number of people and nothing else. */
const isHeadcount =
  /^(?:招|限|共|约|大约|大概|最多|需要|要|就)*[ :]?[一二两三四五六七八九十百\d]{1,5}(?: ?[-~到至] ?[一二两三四五六七八九十百\d]{1,5})? ?(?:多)?(?:个?人|名|位|个|people)?(?:志愿者|义工)?(?:左右|以内|上下|就行|就够了?|吧)*[。.! ]*$/;

const everywhere =
  /^all(?: of them| groups)?$|^(?:都发?|全发|全部|所有|各|每个|两个)(?:都发|群|网格|居民群)?.{0,6}$/;
const atOnce = /^(?:now|at once)$|^(?:马上|现在|立即|立刻|直接|确认后)(?:就)?(?:发|发布)?.{0,4}$/;

/** The answer to what has to be known. */
function complete(missing: string, draft: Partial<Create>, message: Message): Reading<Create> | undefined {
  const { text, addressed, context } = message;
  const { now } = context;
  switch (missing) {
    case 'title': {
      if ((!addressed && (message.asks || text.length > 20)) || passing.test(text)) return undefined;
      const { unclear, ...read } = readRecruitment(message, 0);
      const both = compact({ ...read, ...draft, title: draft.title ?? read.title });
      return unclear ? { ask: unclear, draft: both } : whole(both);
    }
    case 'startsAt': {
      const startsAt = readMoment(text, now, draft.startsAt);
      // Neither a day nor an hour was said: it is no answer.
      if (!startsAt || (startsAt === draft.startsAt && findDays(text, now, 'future').length === 0))
        return undefined;
      const { minutes = draft.minutes } = readRecruitment(message, 0);
      return whole(compact({ ...draft, startsAt, minutes }));
    }
    case 'rooms': {
      const { publishAt = draft.publishAt, rooms } = readPosting(text, now);
      if (everywhere.test(text)) return whole(compact({ ...draft, rooms: undefined }));
      const named =
        rooms ??
        (/(?:群|网格)$/.test(text) && !/[不别勿]/.test(text) ? readRooms(message.original(0)) : undefined);
      return named && whole(compact({ ...draft, publishAt, rooms: named }));
    }
    case 'publishAt': {
      if (atOnce.test(text)) return whole(compact({ ...draft, publishAt: undefined }));
      const publishAt = readMoment(text, now, draft.publishAt);
      if (!publishAt || publishAt === draft.publishAt || !isAhead(publishAt, now)) return undefined;
      const next = { ...draft, publishAt };
      return publishAt.includes('T') ? whole(next) : { ask: 'publishAt', draft: next };
    }
    default:
      return undefined;
  }
}

/** A recruitment notice: what, when, where, how many. */
export const activityCreate = defineIntent(
  z.object({
    name: z.literal('activity.create'),
    title: z.string().min(1),
    startsAt: z.iso.datetime({ offset: true }).optional(),
    minutes: z.int().positive().optional(),
    place: z.string().optional(),
    capacity: z.int().positive().optional(),
    note: z.string().optional(),
    jobs: z.array(z.object({ name: z.string(), count: z.int().positive().optional() })).optional(),
    publishAt: z.iso.datetime({ offset: true }).optional(),
    rooms: z.array(z.string()).optional(),
    repeat: repeat.optional(),
    needs: needs.optional(),
    /** Words for the rulebook item that its hours earn; null when they earn nothing. */
    earns: z.string().min(1).nullable().optional(),
    /** What the organiser was asked for and left open: 不限. */
    leaves: z.array(z.enum(['minutes', 'place', 'capacity'])).optional(),
    /** Set by the yes to the preview. */
    confirmed: z.literal(true).optional(),
  }),
  {
    rules: [
      {
        name: 'publish',
        opens: [
          ...'发新创我招活志紧社义人本征周【[《(#<*',
          'recruit',
          'recruitment',
          'create',
          'publish',
          'post',
          'new',
        ],
        longest: 3000,
        read: announced,
      },
      {
        name: 'unannounced',
        opens: ['*'],
        longest: 1200,
        needs: counted,
        read: unannounced,
      },
    ],
    answer({ missing, draft }, message) {
      return isOptional(missing)
        ? fill(missing, draft as Create, message)
        : complete(missing, draft as Partial<Create>, message);
    },
    asksAgain: true,

    help: {
      roles: ['grid-worker'],
      zh: { what: '发布活动招募', examples: ['发布招募 小广场清扫 周六上午9点到11点 地点小广场 20人'] },
      en: {
        what: 'publish a recruitment',
        examples: ['recruit Square clean-up Saturday 9am-11am at the square 20 people'],
      },
    },
  },
);
