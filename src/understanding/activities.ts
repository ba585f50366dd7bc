import type { ActivityRef } from './intent.ts';
import type { Message } from './message.ts';
import { dayOf, findDays, isoDay } from './reading/days.ts';
import { findExact, findFuzzy, indexesOf } from './vocabulary.ts';

/**
 * The activity that words mean: `#12`, words of its title, or its day. `certain` tells whether the words name one
 * for sure (a number, a known title, or a day), which a message not said to the bot must.
 */
export function readActivity(message: Message, words: string): { activity: ActivityRef; certain: boolean } {
  const { activities = [] } = message.context.vocabulary;
  const days = findDays(words, message.context.now, 'future');
  const number =
    /(?:^|[^\d.])#?(\d{1,7})(?![\d.:]| ?(?:人|个人|位|名|点|号(?!活动)|月|日|天|小时|people))/.exec(
      days.length > 0 ? words.slice(0, days[0]?.start) + words.slice(days[0]?.end) : words,
    );
  if (number && !/^\d{1,3}-/.test(words.trim()))
    return { activity: { number: Number(number[1]) }, certain: true };

  const { activities: index } = indexesOf(message.context.vocabulary);
  const [titled] = findExact(words, index);
  const hit = titled ?? byPartOfTitle(words, activities) ?? findFuzzy(words, index);
  if (hit) {
    const known = activities.find((activity) => String(activity.number) === hit.value);
    if (known) return { activity: { number: known.number, title: known.title }, certain: true };
  }
  const [day] = days;
  if (day) {
    const onDay = activities.filter((activity) => dayOf(activity.startsAt) === day.value);
    const activity: ActivityRef = { date: isoDay(day.value) };
    const title = titleWords(words.slice(0, day.start) + words.slice(day.end));
    if (title) activity.title = title;
    if (onDay.length === 1 && onDay[0]) activity.number = onDay[0].number;
    return { activity, certain: onDay.length > 0 };
  }
  const title = titleWords(words);
  return { activity: title ? { title } : {}, certain: false };
}

/** The activity that the quoted card of the bot is about. */
export function quotedActivity(message: Message): number | undefined {
  if (!message.quotesActivity) return undefined;
  const said = /(?:报名|不去|活动|招募|sign[ -]?up|activity) ?#?(\d{1,7})(?![\d:])/i.exec(
    message.context.quote?.text ?? '',
  );
  return said ? Number(said[1]) : message.card[0];
}

export function quotedRef(message: Message): { number: number } | undefined {
  const number = quotedActivity(message);
  return number === undefined ? undefined : { number };
}

/** What stands after a number and names nobody: particles, thanks, and why somebody can't come. */
const noName =
  /^(?:了|啦|吧|哦|啊|呀|呢|哈|谢谢|多谢|辛苦|收到|好的?|可以|一起|参加|我去|我来|不好意思|抱歉|对不起|因为.*|有事.*|临时.*|家里有.*|要?加班.*|生病.*|感冒.*|去不了了?|来不了了?|不去了?|不来了?|不参加了?|because.*|sorry.*|thanks?|please)$/;

/** Whether a word after an activity's number is a particle, thanks or an excuse, and so nobody. */
export function namesNobody(word: string): boolean {
  return noName.test(word);
}

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
