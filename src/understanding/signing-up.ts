import { quotedRef, readTarget, type Target } from './activities.ts';
import { readComing } from './coming.ts';
import type { Reading } from './define.ts';
import type { ActivityRef } from './intent.ts';
import type { Message } from './message.ts';
import { isPerson, isSelf, readGuessing, readParty } from './party.ts';
import { fold } from './reading/fold.ts';
import { isRemark } from './remarks.ts';
import { compact } from './rules.ts';

/** What a sign-up says, as the intent has it. */
export type SignUp = {
  activity: ActivityRef;
  also?: number[];
  people?: string[];
  count?: number;
  shift?: string;
  words?: string;
  extra?: number;
  unclear?: string;
  behalf?: true;
  passing?: true;
  titled?: true;
};

/** Signs of talk about signing up for something else: forms, fees, schools. */
const otherMatter =
  /方式|链接|电话|截止|时间|条件|费用|地点|成功|失败|表|处|费|者|的人|人数|名单|结束|开始|通道|入口|考|学|(?<![早中晚夜第一二三四五六1-9])班|驾|签证|团/;

/** 报名1，几点集合？: what is asked beside the sign-up is no question whether to sign up. */
const asksBeside =
  /[,。 ]+(?:请问)?[^,。]{0,8}(?:几点|在哪|哪里|哪儿|什么时候|带什么|带啥|带些什么|怎么去)[^,。]*$/;

/** Signs up for what stands from a position on; `who` are words before the verb that say who comes. */
export function signUp(
  message: Message,
  from: number,
  who = '',
  behalf = false,
): Reading<SignUp> | undefined {
  const question = message.asks ? asksBeside.exec(message.text) : null;
  if (message.asks && !(question && question.index > from)) return undefined;
  const open = message.context.vocabulary.activities ?? [];
  const target = readTarget(message, from, question?.index);
  const said = message.text.slice(from, question?.index);
  if (!target.isNumbered && otherMatter.test(said)) return undefined;
  if (!message.addressed && speaksOfOthers(message, said)) return undefined;
  // 报名 1 我不去了 is the opposite.
  if (/(?:[去来]不了|不[去来]|不参加|取消)(?:了|啦)*$/.test(target.rest)) return undefined;
  const forThem = /^(?:帮|替|给|代)(?<them>.{2,12}?)报?(?:名|的|了)*$/.exec(target.rest)?.groups?.them;
  if (forThem !== undefined && isPerson(forThem)) return signUpFor(target, forThem);
  const forTheirs = /^for (?<them>(?!me\b|us\b|the\b|a\b)[A-Za-z][A-Za-z'. -]{1,30})$/.exec(target.rest)
    ?.groups?.them;
  if (forTheirs !== undefined) return signUpFor(target, forTheirs);
  const words = [who, target.rest].filter((part) => part !== '').join(' ');
  const { left, guessed, ...party } = readGuessing(words);
  const isSure =
    (party.count ?? party.extra ?? party.unclear) !== undefined ||
    party.people?.some((name) => !guessed.includes(name));
  const isSaid = message.addressed || isSure || left.every(isRemark) || isNumber(left);
  const slots = compact({
    ...party,
    shift: left.length > 0 ? left.join(' ') : undefined,
    words: target.rest === '' ? undefined : words,
    behalf: behalf ? (true as const) : undefined,
    passing: isSaid ? undefined : (true as const),
    titled: target.isTitled,
  });
  const isBare = Object.keys(target.activity).length === 0 || (!target.certain && isParty(target.rest));
  if (isBare) return bareSignUp(message, said, compact({ ...party, ...(behalf ? { behalf } : {}) }));
  const { activity, also, certain } = target;
  const dayOnly = activity.date !== undefined && (message.addressed || /的|活动/.test(said));
  if (!message.addressed && !certain && !dayOnly) return undefined;
  const isOpen = open.some(({ number }) => number === activity.number);
  if (!message.addressed && isTalk(left, isOpen)) return undefined;
  if (activity.number === undefined && !activity.title && !activity.date)
    return { ask: 'activity', draft: slots };
  return { intent: { activity, ...(also ? { also } : {}), ...slots } };
}

const isNumber = ([word, ...others]: readonly string[]) =>
  others.length === 0 && /^\d{1,2}$/.test(word ?? '');

/** 报名清洁家园的老人注意: it speaks of those who sign up. */
function speaksOfOthers({ context }: Message, words: string): boolean {
  return (context.vocabulary.activities ?? []).some(({ title }) => {
    const at = words.indexOf(fold(title).text);
    return at >= 0 && /^的(?!活动|招募|志愿|$)/.test(words.slice(at + title.length));
  });
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

/** The jobs that a card lists, as it calls them. */
function jobsOn(card: string): string[] {
  return [...card.matchAll(/^· ?([^:：\n]{1,20})/gm)].map(([, job = '']) => job.trim());
}

const bareJob =
  /^(?:(?:我|俺)?(?:也)?(?:要|想|来|去|报|选|做|干|参加|报名)*|\+1|第[一二三四五六七八九\d]个?)*$/;

/** 我擀皮, 和面+1, 第一个, 我和老伴擀皮 on a notice with jobs. */
function readJob(message: Message): Omit<SignUp, 'activity'> | undefined {
  const { text } = message;
  const jobs = jobsOn(message.context.quote?.text ?? '').filter((job) => text.includes(fold(job).text));
  const nth = /第[一二三四五六七八九\d]个?/.exec(text)?.[0];
  const job = jobs.sort((a, b) => b.length - a.length)[0] ?? nth;
  if (job === undefined || (job === nth && jobsOn(message.context.quote?.text ?? '').length === 0))
    return undefined;
  const beside = text.replace(fold(job).text, ' ').trim();
  if (bareJob.test(beside.replace(/\s/g, ''))) return { shift: job, words: job };
  const { comes, leaves, beside: other } = readComing(beside);
  if (!comes || leaves || other.length > 0) return undefined;
  return {
    ...comes,
    shift: job,
    words: `${beside.replace(/(?:要|想|来|去|报|选|做|干|参加|报名)+$/, '')} ${job}`,
  };
}

/** Whether a card calls for people, rather than telling somebody of their own sign-up. */
export function isNotice(card: string): boolean {
  return /^【(?:还在)?招募|^\[(?:volunteers|still) wanted/i.test(card.trim());
}

/** 好的，我去, 我和老伴, 两个人 on a card about an activity: every clause has to say that somebody comes, or who. */
export function readOnCard(message: Message): Omit<SignUp, 'activity'> | undefined {
  const { quote } = message.context;
  const job = readJob(message);
  if (job) return job;
  const { comes, leaves, beside } = readComing(message.original(0));
  if (!comes || beside.length > 0) return undefined;
  if (!leaves) return compact(comes);
  // 我去，我老伴不去: on the notice, whoever is left out was never on the list.
  if (!isNotice(quote?.text ?? '')) return undefined;
  return compact({ ...comes, behalf: leaves.some(isSelf) ? (true as const) : undefined });
}

/** 清洁家园我想参加, 清洁家园，3人: said to the bot, the activity stands among the words that say who comes. */
export function readBeside(message: Message): Reading<SignUp> | undefined {
  const target = readTarget(message, 0);
  const isTitled = target.activity.title !== undefined;
  if (!target.certain || (target.isNumbered && target.rest === '')) return undefined;
  if (!isTitled && !target.isNumbered) return undefined;
  const { comes, leaves, beside } = readComing(target.rest.replace(atWhatTime, ' '));
  if (!comes || leaves || beside.length > 0) return undefined;
  // A number of people alone may be about the places of it, where activities are seen to.
  const isNumberAlone = comes.people === undefined && comes.count !== undefined;
  if (isNumberAlone && (target.isNumbered || message.context.roomPurpose === 'grid-workers'))
    return undefined;
  const { activity, also } = target;
  return { intent: compact({ activity, also, ...comes }) };
}

const atWhatTime =
  /(?:早上|上午|中午|下午|晚上)?(?:[一二两三四五六七八九十\d]{1,3}(?:点|:)(?:半|[一二三四五六七八九十\d]{1,3}分?)?)的?/g;
