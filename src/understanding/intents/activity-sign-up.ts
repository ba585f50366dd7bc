import { z } from 'zod';
import { quotedActivity, quotedRef, readActivity } from '../activities.ts';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import type { ActivityRef } from '../intent.ts';
import { activityRef } from '../intent.ts';
import type { Message } from '../message.ts';
import { readNumeral } from '../reading/numerals.ts';
import { looksLikeName } from '../reading/people.ts';
import { compact } from '../rules.ts';

type SignUp = { activity: ActivityRef; people?: string[]; count?: number; shift?: string };

const verb =
  /^(?:我们(?<together>俩|两个?人?|仨|三个?人?)|我们?|俺|本人|我家|(?:我|俺)[和跟、](?<others>.{1,10}?))?(?:也|都|一起)?(?:要|想)?(?:报名|报个名|报一下名|报下名|参加报名|预约报名|报上名|报)(?:参加|一下|了|上)?[ :,]*/;
const verbEnglish =
  /^(?:sign (?:me |us )?up(?: for)?|sign-up|signup|join|register for|i(?:'ll| will) join|i am in for|count me in(?: for)?|enrol?l?(?: in)?|book)[ :]*/;
const forOthers = /^(?:帮|给|替|代|为)(?<who>[^报参]{2,16}?)(?:报名?|报个名|参加)(?:参加|一下)?[ :,]*/;
const joins =
  /^(?:我|俺|我们|我家)?(?:也)?(?:报名|报|参加|要参加|想参加|去|我去|来|能去|能参加|可以去|可以参加|算我一?个|加我一?个|带我一?个|\+ ?\d{1,2}|加一|加1|1|i'?m in|count me in|join|i'?ll (?:come|join|go)|me too)(?:[ ,]*(?:算我一?个|报名|我也去|\+1))*(?:[ ,]*(?<count>[一二两俩三四五六七八九十\d]{1,2})(?:个?人|位|名))?$/;

function readWho(message: Message, words: string): { people?: string[]; count?: number } {
  const many = /([一二两俩三四五六七八九十\d]{1,3}) ?(?:个?人|位|名|people)(?!单)/.exec(words);
  const count = many?.[1] ? readNumeral(many[1]) : undefined;
  const listed = inOneList(words);
  const people = words
    .replace(/#?\d{1,7}/, ' ')
    .split(/[\s,、;和跟及]+|还有|以及|\band\b/)
    .map((word) => word.replace(/^(?:姓名|人员|参加人)[:]?/, '').trim())
    .filter(
      (word) =>
        word !== '' &&
        (listed.has(word) || (looksLikeName(word) && word !== '周六' && !/活动|清扫|周|招募/.test(word))),
    )
    .map((word) => {
      const at = message.text.indexOf(word);
      return at >= 0 ? message.original(at, at + word.length) : word;
    });
  // 我和我妈: whoever speaks comes along.
  const self =
    /^\s*(?:#?\d{1,7}[\s,]*)?(?:我|俺|me)\s*(?:和|跟|、|,|and)/.test(words) &&
    people.length > 0 &&
    !people.includes('我');
  if (self) people.unshift('我');
  return compact({
    people: people.length > 0 ? people : undefined,
    count: count && count > 0 ? count : undefined,
  }) as {
    people?: string[];
    count?: number;
  };
}

/** 我、我妈和老李头 after a number: in a list with oneself or a name in it, every word is somebody. */
function inOneList(words: string): Set<string> {
  const after = /^\s*#?\d{1,7}(?:号活动|号)?[\s,:]*(?<rest>.*)$/s.exec(words)?.groups?.rest ?? '';
  const lists = after.split(/\s+/).map((list) => list.split(/[、,;和跟及]+|还有|以及/));
  return new Set(
    lists
      .filter((list) => list.length > 1 && list.some((word) => /^[我俺]/.test(word) || looksLikeName(word)))
      .flat()
      .filter(
        (word) =>
          /^(?:我|[\u4e00-\u9fff·]{2,8}(?:\+\d)?)$/.test(word) &&
          !/^[一二两俩三四五六七八九十]+个?[人位名]$/.test(word),
      ),
  );
}

function signUp(
  message: Message,
  from: number,
  people?: string[],
  count?: number,
): Reading<SignUp> | undefined {
  const words = message.text.slice(from);
  const open = message.context.vocabulary.activities ?? [];
  const who = readWho(message, words);
  if (people) who.people = people;
  if (count !== undefined) who.count ??= count;
  if (
    message.asks ||
    /方式|链接|电话|截止|时间|条件|费用|地点|成功|失败|表|处|费|者|的人|人数|名单|结束|开始|通道|入口|考|学|(?<![早中晚夜第一二三四五六1-9])班|驾|签证|团/.test(
      words,
    )
  )
    return undefined;
  const bare = words
    .replace(/[零一二两俩三四五六七八九十\d]{1,3} ?(?:个?人|位|名)/, '')
    .replace(/^[\s,:!。]+|[\s,:!。]+$/g, '');
  const nobodyElse = who.people
    ? bare.replace(
        new RegExp(
          `^(?:${who.people.map((name) => name.replace(/[.*+?^$()[\]{}|\\]/g, '')).join('|')}|[\\s,、和跟])+$`,
          'i',
        ),
        '',
      )
    : bare;
  if (nobodyElse === '') {
    if (quotedRef(message)) {
      return { intent: { activity: quotedRef(message) ?? {}, ...who } };
    }
    // Not said to the bot, only the bare word counts: 我报名了 is told to friends.
    if (
      !message.addressed &&
      (!/^[^我]{0,3}报名[!。~ ]*$|^sign/i.test(message.source.trim()) || /了/.test(bare))
    )
      return undefined;
    const only = open.length === 1 ? open[0] : undefined;
    if (only)
      return {
        intent: { activity: { number: only.number, title: only.title }, ...who },
      };
    if (!message.addressed && open.length === 0) return undefined;
    return { ask: 'activity', draft: { ...who } };
  }
  const { activity, certain } = readActivity(message, words);
  const dayOnly = activity.date !== undefined && (message.addressed || /的|活动/.test(words));
  if (!message.addressed && !certain && !dayOnly) return undefined;
  if (activity.number === undefined && !activity.title && !activity.date)
    return { ask: 'activity', draft: { ...who } };
  return { intent: { activity, ...who, ...shiftOf(nobodyElse, who.people) } };
}

/** 报名 12 早班: what stands after the number may name a shift. */
function shiftOf(words: string, people: readonly string[] | undefined): { shift?: string } {
  const left = (people ?? [])
    .reduce((rest, name) => rest.replace(name, ' '), words)
    .replace(/^[\s,]*(?:报名)?#?\d{1,7}(?:号活动|号)?(?:活动)?(?=[\s,:]|$)/, '')
    .replace(/[\s,:、我和跟]+/g, ' ')
    .trim();
  return /^(?:第?[一二三四五六1-9]|[\u4e00-\u9fffa-z]{1,6})[\u4e00-\u9fff]?$/.test(left) &&
    /^[\s,]*#?\d/.test(words)
    ? { shift: left }
    : {};
}

/** I, or these people, or so many of us, come along. */
export const activitySignUp = defineIntent(
  z.object({
    name: z.literal('activity.sign-up'),
    activity: activityRef,
    people: z.array(z.string()).optional(),
    count: z.int().positive().optional(),
    /** Words that may name a shift of it: 早班, 搬运. */
    shift: z.string().optional(),
  }),
  {
    rules: [
      {
        name: 'verb',
        opens: [
          '报',
          '我',
          '俺',
          '参',
          '预',
          '本',
          'sign',
          'signup',
          'join',
          'register',
          'count',
          'i',
          'enrol',
          'enroll',
          'book',
        ],
        read(message) {
          const match = verb.exec(message.text) ?? verbEnglish.exec(message.text);
          if (!match || (/报[ :,]*$/.test(match[0]) && !message.addressed)) return undefined;
          if (/^报[ :,]*$/.test(match[0].replace(/^[我俺]/, ''))) return undefined;
          const { together, others } = match.groups ?? {};
          const people = others
            ? ['我', ...others.split(/[、,和跟 ]+/).filter((word) => word !== '')]
            : undefined;
          const count = together ? (/^[俩两]/.test(together) ? 2 : 3) : undefined;
          return signUp(message, match[0].length, people, count);
        },
      },
      {
        name: 'for-others',
        opens: ['帮', '给', '替', '代', '为'],
        read(message) {
          const match = forOthers.exec(message.text);
          const who = match?.groups?.who;
          if (!match || !who) return undefined;
          const names = who.split(/[、,和跟 ]+/).filter((word) => word !== '' && word !== '我');
          if (names.length === 0 || !names.every((name) => looksLikeName(name))) return undefined;
          return signUp(message, match[0].length, names);
        },
      },
      {
        name: 'card',
        rank: -2,
        read(message) {
          if (!message.quotesActivity) return undefined;
          const match = joins.exec(message.text);
          if (!match) return undefined;
          const number = quotedActivity(message);
          if (!number) return undefined;
          const plus = /^\+ ?(\d{1,2})$/.exec(message.text)?.[1];
          const count = match.groups?.count
            ? readNumeral(match.groups.count)
            : plus && Number(plus) > 1
              ? Number(plus)
              : undefined;
          return { intent: compact({ activity: { number }, count }) };
        },
      },
      {
        name: 'said',
        rank: 3,
        read(message) {
          const { text } = message;
          if (message.asks || /取消|不能|不去|去不了|来不了|退/.test(text)) return undefined;
          const match =
            /^(?:我|俺|我们)?(?:也)?(?:想|要|能)?(?:去)?(?:参加|报名)(?<what>.{2,24})$/.exec(text) ??
            /^(?<what>.{2,24}?)(?:的)?(?:活动)?,? ?(?:我和.{1,6}?|我跟.{1,6}?|我|俺|我们)?(?:也|都|一起|两个?人?|俩)*(?:去(?=$)|算我一?个|加我一?个|我报名|报名|我参加|我要去|我能去|我去|参加)(?:吧)?$/.exec(
              text,
            ) ??
            /^(?:i(?:'d| would) like to join|i want to join|i'll join|put me down for|sign me up for) (?<what>.{2,40})$/.exec(
              text,
            );
          const what = match?.groups?.what;
          if (!what) return undefined;
          const plain = /^(?:i(?:'d| would)|i want|i'll|put me|sign me)/.test(text);
          const { activity, certain } = readActivity(message, what);
          if (!certain && !activity.date && !(plain && activity.title)) return undefined;
          return { intent: { activity, ...readWho(message, what) } };
        },
      },
    ],
    help: {
      roles: ['resident'],
      zh: { what: '报名活动', examples: ['报名 12', '报名 周六的清扫 2人'] },
      en: { what: 'sign up', examples: ['sign up 12'] },
    },
  },
);
