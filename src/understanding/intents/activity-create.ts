import { z } from 'zod';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import type { Message } from '../message.ts';
import { readMoment } from '../moments.ts';
import { type NeedsRead, needs } from '../needs.ts';
import { findClockTimes } from '../reading/clock-times.ts';
import { findDays } from '../reading/days.ts';
import { findDurations } from '../reading/durations.ts';
import { readNumeral } from '../reading/numerals.ts';
import { readRecruitment } from '../recruitment.ts';
import { type Repeat, repeat } from '../repeats.ts';
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
  /^(?:我要|我想)?(?:发布|发起|发个|发一个|发一?条|新建|创建|发出|发)(?:一个|个|一条|新的?)?(?:志愿者?|社区|义工)?(?:活动招募|招募活动|招募令?|活动|志愿招募|招募通知|活动通知|报名活动)[ :,\n]*/;
const shortVerb = /^(?:招募(?:志愿者|义工|令)?|活动招募|志愿招募|招募通知|活动发布)[ :,\n]+/;
const callFor = /^招(?=[\d一二两三四五六七八九十]{1,3}(?:个?人|名|位))/;
const verbEnglish =
  /^(?:recruit(?:ment)?(?: volunteers)?(?: for)?|(?:create|publish|post|new) (?:an? )?(?:activity|recruitment|event)(?: for)?)[ :,\n]+/;

function create(message: Message, from: number): Reading<Create> | undefined {
  if (message.text.slice(from).trim() === '') return { ask: 'title', draft: {} };
  const read = readRecruitment(message, from);
  const draft = compact({ ...read });
  if (!read.title) return { ask: 'title', draft };
  // A day without an hour: ask for the hour, keep the day.
  if (!read.startsAt || read.startsAt.length === 10) return { ask: 'startsAt', draft };
  return { intent: compact({ ...draft, title: read.title }) };
}

/** What says that a message without 发布 is a recruitment: how many are wanted. */
const wanted =
  /招(?:募)? ?[\d一二两三四五六七八九十]|需要? ?[\d一二两三四五六七八九十]{1,3} ?(?:个?人|名)|志愿者 ?[\d一二两三四五六七八九十]{1,3} ?(?:个?人|名)/;

/** 周六上午9点花园小区清洁家园，招20人: said by those who organise, to the bot or in their own room. */
function unannounced(message: Message): Reading<Create> | undefined {
  const { context, text } = message;
  if (!message.addressed && context.roomPurpose !== 'grid-workers') return undefined;
  if (message.asks || !wanted.test(text)) return undefined;
  const days = findDays(text, context.now, 'future');
  return days.length > 0 && findClockTimes(text).length > 0 ? create(message, 0) : undefined;
}

function isOptional(slot: string): slot is 'minutes' | 'place' | 'capacity' {
  return slot === 'minutes' || slot === 'place' || slot === 'capacity';
}

const leftOpen =
  /^(?:不限|随便|都可以|没有|无|不定|不填|跳过|待定|不限人数|不限制|open|none|any|no limit|skip)[。.! ]*$/;
const passing =
  /^(?:(?:是的?|对的?|行|确认|确定|不是|不对|yes|no)$|好|收到|谢谢|辛苦|哈|嗯|哦|在吗|你好|大家|早|晚安|知道|明白|ok|thanks)/;

/** The answer to the one thing that was asked for. */
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
      const minutes = findDurations(text)[0]?.value;
      return minutes && !minutes.vague ? { intent: { ...draft, minutes: minutes.minutes } } : undefined;
    }
    case 'capacity': {
      const said =
        /^(?:招|限|共|约)? ?(?<many>[一二两三四五六七八九十百\d]{1,5}) ?(?:个?人|名|位|people)?[。.! ]*$/.exec(
          text,
        );
      const capacity = said?.groups?.many ? readNumeral(said.groups.many) : undefined;
      return capacity && Number.isInteger(capacity) && capacity < 100_000
        ? { intent: { ...draft, capacity } }
        : undefined;
    }
    case 'place':
      if (passing.test(text) || /[\n,;]/.test(text) || (!message.addressed && text.length > 16))
        return undefined;
      return { intent: { ...draft, place: message.original(0).replace(/^(?:地点|在|集合)[:： ]*/, '') } };
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
          '发',
          '新',
          '创',
          '我',
          '招',
          '活',
          '志',
          'recruit',
          'recruitment',
          'create',
          'publish',
          'post',
          'new',
        ],
        longest: 3000,
        read(message) {
          const match =
            verb.exec(message.text) ??
            (message.addressed ? callFor.exec(message.text) : null) ??
            verbEnglish.exec(message.text) ??
            shortVerb.exec(message.text);
          if (!match || /[?？]$|吗$/.test(message.text)) return undefined;
          const sure = /招募|recruit/.test(match[0]);
          if (!message.addressed && !sure) return undefined;
          const reading = create(message, match[0].length);
          // People copy recruitment notices into chats; not said to the bot, only the clear order is one.
          const order = /^(?:我要|我想)?(?:发布|发起|新建|创建)|^(?:recruit|create|publish|post)/.test(
            match[0],
          );
          return message.addressed || order ? reading : undefined;
        },
      },
      {
        name: 'unannounced',
        opens: [...'周星礼今明后本下这每大招', '0', 'every', 'saturday', 'sunday'],
        longest: 400,
        needs: wanted,
        read: unannounced,
      },
    ],
    answer(pending, message) {
      if (isOptional(pending.missing)) return fill(pending.missing, pending.draft as Create, message);
      const draft = { ...pending.draft } as Partial<Create>;
      if (pending.missing === 'title' && (message.addressed || message.text.length <= 20)) {
        if (!message.addressed && message.asks) return undefined;
        return create(message, 0);
      }
      if (pending.missing !== 'startsAt' || !draft.title) return undefined;
      const day = draft.startsAt;
      const moment = readMoment(message.text, message.context.now, day);
      if (!moment?.includes('T')) return undefined;
      const { minutes } = readRecruitment(message, 0);
      return {
        intent: compact({
          ...draft,
          title: draft.title,
          startsAt: moment,
          minutes: minutes ?? draft.minutes,
        }),
      };
    },

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
