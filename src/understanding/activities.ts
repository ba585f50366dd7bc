import type { ActivityRef } from './intent.ts';
import type { Message } from './message.ts';
import { dayOf, findDays, isoDay } from './reading/days.ts';
import { fold } from './reading/fold.ts';
import { readNumeral } from './reading/numerals.ts';
import type { Found } from './reading/span.ts';
import { findExact, findFuzzy, indexesOf } from './vocabulary.ts';

/** What counts something else than activities: 1 对夫妻, 1 批, 1 小 and 1 医院 (as schools are called). 1 小王 is somebody. */
const otherUnit =
  '对(?![不了啊吧])|批|辆|套|份|件|台|箱|袋|盒|瓶|桌|所|医院|幼儿园|年级|等奖|小时|公斤|斤|米|[小中高](?:$|[\\s,。!;的]|学|升|考)|院(?:$|[\\s,。的])';

/**
 * The activity that words mean: `#12`, words of its title, or its day. `certain` tells whether the words name one
 * for sure (a number, a known title, or a day), which a message not said to the bot must.
 */
export function readActivity(message: Message, words: string): { activity: ActivityRef; certain: boolean } {
  const { activity, certain } = findActivity(message, words);
  return { activity, certain };
}

const numberOfOne = new RegExp(
  `(?:^|[^\\d.])#?(\\d{1,7})(?![\\d.:]| ?(?:人|个人|位|名|点|号(?!活动)|月|日|天|小时|people|${otherUnit}))`,
);

/** The same, with the stretches of the words that name it: what is left may say who comes. */
function findActivity(
  message: Message,
  words: string,
): { activity: ActivityRef; certain: boolean; named: { start: number; end: number }[] } {
  const { activities = [] } = message.context.vocabulary;
  const days = findDays(words, message.context.now, 'future');
  const [day] = days;
  const number = numberOfOne.exec(day ? words.slice(0, day.start) + words.slice(day.end) : words);
  if (number && !/^\d{1,3}-/.test(words.trim()))
    return { activity: { number: Number(number[1]) }, certain: true, named: [] };
  const called = /^#?(\d{1,7})号?(?:的?活动)?$/.exec(words.trim());
  const numbered = activities.find((one) => one.number === Number(called?.[1]));
  if (numbered)
    return { activity: { number: numbered.number, title: numbered.title }, certain: true, named: [] };

  const { activities: index } = indexesOf(message.context.vocabulary);
  const titled = findExact(words, index).find(({ start, end }) => !/^\d+$/.test(words.slice(start, end)));
  const hit = titled ?? byPartOfTitle(words, activities) ?? findFuzzy(words, index);
  const known = hit && activities.find((activity) => String(activity.number) === hit.value);
  if (known) {
    const same = activities.filter(({ title }) => title === known.title);
    const onDay = day && same.find(({ startsAt }) => dayOf(startsAt) === day.value);
    const stretch = titled ?? ('start' in hit ? (hit as Found<string>) : undefined);
    const named = [stretch, day].filter((one) => one !== undefined);
    // One that is held on several days, or not on the day that was said.
    if (!onDay && (day || same.length > 1))
      return {
        activity: { title: known.title, ...(day ? { date: isoDay(day.value) } : {}) },
        certain: true,
        named,
      };
    const { number, title } = onDay ?? known;
    return { activity: { number, title }, certain: true, named };
  }
  if (day) {
    const onDay = activities.filter((activity) => dayOf(activity.startsAt) === day.value);
    const activity: ActivityRef = { date: isoDay(day.value) };
    const title = titleWords(words.slice(0, day.start) + words.slice(day.end));
    // What stands beside the day of one that is known says who, when or why.
    if (title && onDay.length === 0) activity.title = title;
    if (onDay.length === 1 && onDay[0]) activity.number = onDay[0].number;
    return { activity, certain: onDay.length > 0, named: [day] };
  }
  const title = titleWords(words);
  return { activity: title ? { title } : {}, certain: false, named: [] };
}

const unit =
  '人|个|位|名|口|点|月|日|天|小时|分|元|块|折|万|公里|岁|年|楼|栋|幢|单元|室|期|班|级|科|门|课|次|节|届|people|hours?|pm|am';
const oneNumber = `(?:[一二三四五六七八九十]{1,3}号(?:的?活动)|#?\\d{1,7}(?![\\d.:-]| ?(?:${unit}|${otherUnit}))(?:\u20e3| ?号(?:的?活动)?)?)`;
/** 12, #12, 12号活动, and several: 1、2, 1和2. */
const numbersFirst = new RegExp(
  `^ *(?:(?:活动|activity|no\\.) ?)?(?<numbers>${oneNumber}(?:(?: ?(?:、|,|\\/|和|跟|&|and|还有|以及) ?|(?<=号) (?=\\d+ ?号))${oneNumber})*)(?:的?活动|的报名)?(?<next>$|[\\s,;:。!~、+(]|[我俺咱两三四五六七八九十一俩仨带加和跟与老了啦吧哦])`,
);

/** What a sign-up is for, and the words beside it, as they were written. */
export interface Target {
  activity: ActivityRef;
  /** Numbers of further activities: 报名 1、2. */
  also?: number[];
  certain: boolean;
  /** Named by a number before anything else. */
  isNumbered: boolean;
  /** Its title stands beside the number. */
  isTitled?: true;
  rest: string;
}

/** Reads the activities that the message names between two positions, and what else is said there. */
export function readTarget(message: Message, from: number, to = message.text.length): Target {
  const words = message.text.slice(from, to);
  const first = numbersFirst.exec(words);
  const numbers =
    (first?.groups?.numbers ?? '').match(/\d{1,7}|[一二三四五六七八九十]+/g)?.map(readNumeral) ?? [];
  const [number] = numbers;
  const { activities = [] } = message.context.vocabulary;
  if (first && number !== undefined) {
    const at = from + first[0].length - (first.groups?.next ?? '').length;
    const rest = message.original(at, to);
    // 15号 清洁家园 is a day, as is 15号 alone where there is no activity 15.
    const known = activities.find((one) => one.number === number);
    const isDay =
      /^ *\d+ ?号(?!的?活动)/.test(first[0]) && numbers.length === 1 && isOnDay(message, words, known);
    if (!isDay) {
      const beside = titledBeside(message, message.text.slice(at, to));
      const isOther = beside !== undefined && beside.title !== known?.title && numbers.length === 1;
      const others = [...new Set(numbers.slice(1))].filter(
        (one) => one !== undefined && one !== number,
      ) as number[];
      return {
        activity: { number, ...(isOther ? { title: beside.title } : {}) },
        ...(others.length > 0 ? { also: others } : {}),
        certain: true,
        isNumbered: true,
        ...(beside ? { isTitled: true as const } : {}),
        rest: beside ? without(rest, beside.title) : rest,
      };
    }
  }
  const { activity, certain, named } = findActivity(message, words);
  const several = severalTitles(message, words);
  if (several)
    return {
      activity: several.activity,
      also: several.also,
      certain: true,
      isNumbered: false,
      rest: around(message, from, words, several.named),
    };
  if (named.length > 0)
    return { activity, certain, isNumbered: false, rest: around(message, from, words, named) };
  // 义诊 我和我妈: the first word names it, the others say who.
  const [head = ''] = words.split(/[\s,]/, 1);
  const isWord = head.length > 1 && head.length < words.length && !/^\d+$/.test(head);
  const byHead = isWord ? findActivity(message, head) : undefined;
  if (byHead?.certain && !(certain && activity.number !== byHead.activity.number))
    return {
      activity: byHead.activity,
      certain: true,
      isNumbered: false,
      rest: message.original(from + head.length, to),
    };
  // 报名1号线地铁的摄影比赛: a number in the middle of other words is no activity's, unless said to the bot.
  const isSure =
    certain && (message.addressed || activity.number === undefined || activity.title !== undefined);
  return { activity, certain: isSure, isNumbered: false, rest: certain ? '' : message.original(from, to) };
}

/** 清洁家园和义诊: titles that stand in a row, each of one activity only. */
function severalTitles(message: Message, words: string) {
  const { activities = [] } = message.context.vocabulary;
  const found = findExact(words, indexesOf(message.context.vocabulary).activities).filter(
    ({ start, end }) => !/^\d+$/.test(words.slice(start, end)),
  );
  const inRow = found.filter((one, index) => {
    const before = found[index - 1];
    return !before || /^ ?(?:、|,|和|跟|与|还有|以及|\/| ) ?$/.test(words.slice(before.end, one.start));
  });
  const numbers = [...new Set(inRow.map(({ value }) => Number(value)))];
  const titles = numbers.map((number) => activities.find((one) => one.number === number)?.title);
  const isOne = titles.every((title) => activities.filter((one) => one.title === title).length === 1);
  const [number, ...also] = numbers;
  if (number === undefined || also.length === 0 || inRow.length < found.length || !isOne) return undefined;
  const title = titles[0];
  return { activity: { number, ...(title ? { title } : {}) }, also, named: inRow };
}

/** Whether 15号 … is the day of an activity rather than its number. */
function isOnDay(message: Message, words: string, known: { number: number } | undefined): boolean {
  const [day] = findDays(words, message.context.now, 'future');
  if (!day) return false;
  const { activities = [] } = message.context.vocabulary;
  const beside = titledBeside(message, words.slice(day.end));
  if (beside) return beside.number !== known?.number;
  return !known && activities.some(({ startsAt }) => dayOf(startsAt) === day.value);
}

function titledBeside(message: Message, words: string): { number: number; title: string } | undefined {
  const hit = findExact(words, indexesOf(message.context.vocabulary).activities).find(
    ({ start, end }) => !/^\d+$/.test(words.slice(start, end)),
  );
  return hit && message.context.vocabulary.activities?.find(({ number }) => String(number) === hit.value);
}

function without(words: string, title: string): string {
  return words.replace(title, ' ').trim();
}

const aboutIt =
  /^(?:的?(?:活动|招募|那个|那场|那次|这个|志愿活动|报名))+|^的|(?:那个|这个|那场|这场|那次|上午|下午|晚上)$/;

/** What stands around the stretches that name an activity. */
function around(
  message: Message,
  from: number,
  words: string,
  named: readonly { start: number; end: number }[],
): string {
  const kept: string[] = [];
  let at = 0;
  for (const { start, end } of [...named].sort((a, b) => a.start - b.start)) {
    if (start > at) kept.push(message.original(from + at, from + start));
    at = Math.max(at, end);
  }
  kept.push(message.original(from + at, from + words.length));
  return kept
    .map((part) => part.replace(aboutIt, '').trim())
    .filter((part) => part !== '')
    .join(' ');
}

/** Cards that name several activities: what is said about them has to say which. */
const severalOnCard = /汇总|正在招募|this week's activities/i;
const cardOfActivity = /招募|报名|活动|马上开始|不去 ?\d|sign[ -]?up|recruit|\[(?:starting|tomorrow)/i;

/** The activity that the quoted card of the bot is about. */
export function quotedActivity(message: Message): number | undefined {
  const { quote, vocabulary } = message.context;
  if (quote?.fromBot !== true || !cardOfActivity.test(quote.text) || severalOnCard.test(quote.text))
    return undefined;
  const said = /(?:报名|不去|活动|招募|sign[ -]?up|activity) ?#?(\d{1,7})(?![\d:])|[】\]](\d{1,7})\. /i.exec(
    quote.text,
  );
  if (said) return Number(said[1] ?? said[2]);
  if (message.card[0] !== undefined) return message.card[0];
  // 【马上开始】 says no number: it is the next one of that title.
  const text = fold(quote.text).text;
  return vocabulary.activities
    ?.filter(({ title }) => text.includes(fold(title).text))
    .sort((a, b) => b.title.length - a.title.length || a.startsAt.getTime() - b.startsAt.getTime())[0]
    ?.number;
}

export function quotedRef(message: Message): { number: number } | undefined {
  const number = quotedActivity(message);
  return number === undefined ? undefined : { number };
}

/** What stands after a number and names nobody: particles, thanks, and why somebody can't come. */
const noName =
  /^(?:了|啦|吧|哦|啊|呀|呢|哈|谢谢|多谢|辛苦|收到|好的?|可以|一起|参加|我(?:自己|还|就)*[去来]|不好意思|抱歉|对不起|因为.*|临时.*|家里.*|去不了了?|来不了了?|不去了?|不来了?|不参加了?|because.*|sorry.*|thanks?|please)$|有事|加班|生病|病了|感冒|发烧|咳嗽|住院|手术|[头腰腿脚牙肚][子里]?疼|疼|不舒服|摔|受伤|出差|值班|上班|开会|考试|上课|来客|没空|没时间|时间不|走不开|回老家|去世|下雨|太[远早晚忙累]|改天|下次|冲突/;

/**
 * The people whom words after an activity's number name, one after the other: every word of them, whether it looks
 * like a name or not (陈静+1, 老李头, 我妈), as it was written.
 */
export function namesAfter(message: Message, words: string): string[] {
  const joined = words.replace(/\s*\+\s*(?=\d)/g, '+');
  const between = /[a-z]/.test(joined) ? /\s*(?:[,;、。]|\band\b)\s*/ : /[\s,、;。和跟及]+|还有|以及/;
  return joined
    .split(between)
    .map((word) => word.replace(/(?:都?不去了?|都?不来了?|了|啦|吧)$/, '').trim())
    .filter((word) => word !== '' && !noName.test(word))
    .map((word) => {
      const at = message.text.lastIndexOf(word);
      return at >= 0 ? message.original(at, at + word.length) : word;
    });
}

/** A stretch of at least two Han characters that only one title has. */
function byPartOfTitle(
  words: string,
  activities: readonly { number: number; title: string }[],
): { value: string } | undefined {
  const asked = titleWords(words);
  if (!asked || asked.length < 2) return undefined;
  const having = activities.filter(
    ({ title }) => title.includes(asked) || (title.length >= 2 && asked.includes(title)),
  );
  return having.length === 1 && having[0] ? { value: String(having[0].number) } : undefined;
}

/** The words that may name an activity, without 那个, 的活动, 我 and a number of people. */
function titleWords(words: string): string | undefined {
  const bare = words
    .replace(/[零一二两三四五六七八九十\d]+ ?(?:个人|人|位|名|people)/g, '')
    .replace(
      /^[\s的,:那这个场次参加for]+|(?:的?(?:活动|招募|那个|那场|那次|这个|志愿活动))?[\s的,:。]*$/g,
      '',
    )
    .trim();
  return bare === '' || bare.length > 30 ? undefined : bare;
}
