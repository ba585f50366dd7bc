import { z } from 'zod';
import { quotedRef, readActivity, readTarget, type Target } from '../activities.ts';
import type { Reading } from '../define.ts';
import { defineIntent } from '../define.ts';
import type { ActivityRef } from '../intent.ts';
import { activityRef } from '../intent.ts';
import type { Message } from '../message.ts';
import { isPerson, isSelf, readParty } from '../party.ts';
import { readNumeral } from '../reading/numerals.ts';
import { looksLikeName } from '../reading/people.ts';
import { compact } from '../rules.ts';

type SignUp = {
  activity: ActivityRef;
  also?: number[];
  people?: string[];
  count?: number;
  shift?: string;
  words?: string;
  extra?: number;
  unclear?: string;
  behalf?: true;
};

const verb =
  /^(?:(?<together>我们[俩仨]|我们[两三四五六]个?人?|(?:我们?家?|俺家?|咱家?)?(?:一家)?[两三四五六]口人?)|我们?|俺|本人|我家|(?:我|俺)[和跟、](?<others>.{1,10}?))?(?:也|都|一起)?(?:要|想)?(?:报名|报个名|报一下名|报下名|参加报名|预约报名|报上名|报)(?:参加|一下|了|上)?[ :,]*/;
const verbEnglish =
  /^(?:sign (?:me |us )?up(?: for)?|sign-up|signup|join|register for|i(?:'ll| will) join|i am in for|count me in(?: for)?|enrol?l?(?: in)?|book)[ :]*/;
const forOthers = /^(?:帮|给|替|代|为)(?<who>[^报参]{2,16}?)(?:报名?|报个名|参加)(?:参加|一下)?[ :,]*/;
/** Words before 我去 on a card that say yes and nothing else. */
const agreement = /^(?:(?:好的?|好嘞|行|可以|嗯+|收到|没问题|ok|okay|那|谢谢)[ ,。!~]*)+/;
const comes = /(?:也|都|一起)*(?:要|想|能|可以|会)?(?:报名|参加|去|来)(?:参加|的)?$/;
const joins =
  /^(?:我|俺|我们|我家)?(?:也)?(?:报名|报|参加|要参加|想参加|去|我去|来|能去|能参加|可以去|可以参加|算我一?个|加我一?个|带我一?个|\+ ?\d{1,2}|加一|加1|1|i'?m in|count me in|join|i'?ll (?:come|join|go)|me too)(?:[ ,]*(?:算我一?个|报名|我也去|\+1))*(?:[ ,]*(?<count>[一二两俩三四五六七八九十\d]{1,2})(?:个?人|位|名))?$/;

/** Signs of talk about signing up for something else: forms, fees, schools. */
const otherMatter =
  /方式|链接|电话|截止|时间|条件|费用|地点|成功|失败|表|处|费|者|的人|人数|名单|结束|开始|通道|入口|考|学|(?<![早中晚夜第一二三四五六1-9])班|驾|签证|团/;

/** Signs up for what stands from a position on; `who` are words before the verb that say who comes. */
function signUp(message: Message, from: number, who = '', behalf = false): Reading<SignUp> | undefined {
  if (message.asks) return undefined;
  const open = message.context.vocabulary.activities ?? [];
  const target = readTarget(message, from);
  if (!target.isNumbered && otherMatter.test(message.text.slice(from))) return undefined;
  // 报名 1 我不去了 is the opposite.
  if (/(?:[去来]不了|不[去来]|不参加|取消)(?:了|啦)*$/.test(target.rest)) return undefined;
  const forThem = /^(?:帮|替|给|代)(?<them>.{2,12}?)报?(?:名|的|了)*$/.exec(target.rest)?.groups?.them;
  if (forThem !== undefined && isPerson(forThem)) return signUpFor(target, forThem);
  const words = [who, target.rest].filter((part) => part !== '').join(' ');
  const { left, ...party } = readParty(words);
  const slots = compact({
    ...party,
    shift: left.length > 0 ? left.join(' ') : undefined,
    words: target.rest === '' ? undefined : words,
    behalf: behalf ? (true as const) : undefined,
  });
  const isBare = Object.keys(target.activity).length === 0 || (!target.certain && isParty(target.rest));
  if (isBare)
    return bareSignUp(
      message,
      message.text.slice(from),
      compact({ ...party, ...(behalf ? { behalf } : {}) }),
    );
  const { activity, also, certain } = target;
  const dayOnly =
    activity.date !== undefined && (message.addressed || /的|活动/.test(message.text.slice(from)));
  if (!message.addressed && !certain && !dayOnly) return undefined;
  const isOpen = open.some(({ number }) => number === activity.number);
  if (!message.addressed && isTalk(left, isOpen)) return undefined;
  if (activity.number === undefined && !activity.title && !activity.date)
    return { ask: 'activity', draft: slots };
  return { intent: { activity, ...(also ? { also } : {}), ...slots } };
}

/** 报名 1 替我妈报的. */
function signUpFor({ activity, certain }: Target, them: string): Reading<SignUp> | undefined {
  return certain ? { intent: { activity, people: [them], behalf: true } } : undefined;
}

/** Too many words beside an activity for a shift or a remark, or words about another matter: 报名 1 对 1 的辅导班. */
function isTalk(left: readonly string[], isOpen: boolean): boolean {
  const beside = left.join('');
  const hasNumber = left.length > 1 && left.some((word) => /^\d+$/.test(word));
  return beside.length > (isOpen ? 40 : 12) || hasNumber || (beside.length > 12 && otherMatter.test(beside));
}

/** Whether words say who comes, and nothing else. */
function isParty(words: string): boolean {
  return words !== '' && readParty(words).left.length === 0;
}

/** 报名, 报名 2人: for the quoted card, the only open activity, or one that has to be asked for. */
function bareSignUp(
  message: Message,
  words: string,
  slots: Omit<SignUp, 'activity'>,
): Reading<SignUp> | undefined {
  const quoted = quotedRef(message);
  if (quoted) return { intent: { activity: quoted, ...slots } };
  const { activities: open = [] } = message.context.vocabulary;
  // Not said to the bot, only the bare word counts: 我报名了 is told to friends.
  const isPlain = /^[^我]{0,3}报名[!。~ ]*$|^sign/i.test(message.source.trim()) && !/了/.test(words);
  if (!message.addressed && !isPlain) return undefined;
  const [only, ...others] = open;
  if (only && others.length === 0)
    return { intent: { activity: { number: only.number, title: only.title }, ...slots } };
  if (!message.addressed && open.length === 0) return undefined;
  return { ask: 'activity', draft: slots };
}

/** 好的，我去, 我和老伴, 两个人 on a card about an activity: every word has to say that somebody comes, or who. */
function readOnCard(text: string, original: string): Omit<SignUp, 'activity'> | undefined {
  const said = agreement.exec(text)?.[0].length ?? 0;
  const verb = comes.exec(text);
  const words = original.slice(said, verb ? original.length - verb[0].length : undefined);
  const { left, ...party } = readParty(words);
  const rest = left.filter((word) => !/^(?:我们?|俺|我家|我们家|那)$/.test(word));
  if (rest.length > 0) return undefined;
  const isSelf = party.people?.some((name) => /^(?:我|俺|me|i)/i.test(name)) ?? false;
  const isSaid =
    verb !== null || party.count !== undefined || isSelf || (party.extra ?? party.unclear) !== undefined;
  return isSaid ? compact(party) : undefined;
}

/** I, or these people, or so many of us, come along. */
export const activitySignUp = defineIntent(
  z.object({
    name: z.literal('activity.sign-up'),
    activity: activityRef,
    people: z.array(z.string()).optional(),
    /** All of them, whoever speaks among them. */
    count: z.int().positive().optional(),
    /** Numbers of further activities that they sign up for: 报名 1、2. */
    also: z.array(z.int().positive()).optional(),
    /** What says neither who nor how many: a shift of it (早班, 搬运), a remark, or a name of the roster. */
    shift: z.string().optional(),
    /** Everything beside the activity, as it was written: what is in it once the names of its shifts are known. */
    words: z.string().optional(),
    /** So many more than are on the list already: 再加一个. */
    extra: z.int().positive().optional(),
    /** Words for a number of people that nobody can count: 全家. */
    unclear: z.string().optional(),
    /** 帮李奶奶报名: whoever speaks does not come. */
    behalf: z.literal(true).optional(),
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
          return signUp(message, match[0].length, others ? `我、${others}` : together);
        },
      },
      {
        name: 'for-others',
        opens: ['帮', '给', '替', '代', '为'],
        read(message) {
          const match = forOthers.exec(message.text);
          const who = match?.groups?.who;
          if (!match || !who) return undefined;
          const names = who.split(/[、,和跟 ]+/).filter((word) => word !== '');
          if (!names.every((name) => isSelf(name) || isPerson(name) || looksLikeName(name))) return undefined;
          return signUp(message, match[0].length, names.join('、'), !names.some(isSelf));
        },
      },
      {
        name: 'promoted',
        rank: -10,
        needs: /^(?:好|行|可以|嗯|收到|没问题|ok|yes|谢谢)/,
        read(message) {
          // 好的 to the news that a place is free keeps the place.
          const isNews = /已从候补转为正式报名|moved up from the waitlist/.test(
            message.context.quote?.text ?? '',
          );
          const isYes = message.text.replace(agreement, '').replace(joins, '') === '';
          const activity = quotedRef(message);
          return isNews && isYes && activity ? { intent: { activity } } : undefined;
        },
      },
      {
        name: 'card',
        rank: -2,
        read(message) {
          const activity = quotedRef(message);
          if (!activity || message.asks) return undefined;
          const match = joins.exec(message.text);
          const plus = /^\+ ?(\d{1,2})$/.exec(message.text)?.[1];
          const count = match?.groups?.count ? readNumeral(match.groups.count) : plus && Number(plus);
          if (match) return { intent: compact({ activity, count: count && count > 1 ? count : undefined }) };
          const said = readOnCard(message.text, message.original(0));
          return said && { intent: { activity, ...said } };
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
            /^(?<what>.{2,24}?)(?:的)?(?:活动)?,? ?(?<who>我和.{1,6}?|我跟.{1,6}?|我|俺|我们)?(?:也|都|一起|两个?人?|俩)*(?:去(?=$)|算我一?个|加我一?个|我报名|报名|我参加|我要去|我能去|我去|参加)(?:吧)?$/.exec(
              text,
            ) ??
            /^(?:i(?:'d| would) like to join|i want to join|i'll join|put me down for|sign me up for) (?<what>.{2,40})$/.exec(
              text,
            );
          const { what, who } = match?.groups ?? {};
          if (!what) return undefined;
          const plain = /^(?:i(?:'d| would)|i want|i'll|put me|sign me)/.test(text);
          const { activity, certain } = readActivity(message, what);
          if (!certain && !activity.date && !(plain && activity.title)) return undefined;
          const { people, count } = readParty(`${who ?? ''} ${plain ? '' : what}`);
          return { intent: compact({ activity, people, count }) };
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
