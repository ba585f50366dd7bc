import type { Reading } from './define.ts';
import type { PersonRef } from './intent.ts';
import type { Message } from './message.ts';
import { findDays, isoDay } from './reading/days.ts';
import { readNumeral, wholeNumeral } from './reading/numerals.ts';
import { compact } from './rules.ts';
import { findExact, indexesOf } from './vocabulary.ts';

type Name = 'points.award' | 'points.deduct';
interface Award {
  person: PersonRef;
  points?: number;
  item?: string;
  reason?: string;
  date?: string;
}

const verbs: Record<Name, string> = {
  'points.award': '(?:加分|奖励积?分|奖分|奖励|加|奖|记|award|give|add)',
  'points.deduct': '(?:扣分|扣除|扣减|减分|罚分|扣|减|罚|deduct(?: from)?|take(?: from)?)',
};
const points = `(?<points>${wholeNumeral})(?: ?个?(?:积?分|points?|pts?))`;

const shapes = Object.fromEntries(
  (['points.award', 'points.deduct'] as const).map((name) => {
    const verb = verbs[name];
    return [
      name,
      [
        // 加分 3-2-501 5分 主动扫雪 / award 3-2-501 5 points …
        new RegExp(`^${verb}[ :,]*(?<at>)(?<body>\\S.*)$`, 's'),
        // 给3-2-501张三加5分，主动扫雪
        new RegExp(
          `^(?:给|为|对)[ ]?(?<who>[^,。]{2,30}?)(?:家|户)?[ ,]*${verb}(?:上|了|除)? ?${points}(?<rest>.*)$`,
          's',
        ),
        // 3-2-501 加5分 主动扫雪
        new RegExp(`^(?<who>@?[^,。]{2,30}?)(?:家|户)?[ ,]*${verb}(?:上|了|除)? ?${points}(?<rest>.*)$`, 's'),
      ],
    ];
  }),
) as Record<Name, RegExp[]>;

const leadPoints = new RegExp(`^[ ,:]*(?:加|扣|减|奖)?${points}`, 's');

/** 加分 and 扣分: who, how many points or which item, and why. Chatter about points has no such person in it. */
export function readAward(message: Message, name: Name): Reading<Award> | undefined {
  if (message.asks) return undefined;
  const [first, ...others] = shapes[name];
  for (const expression of others) {
    const match = expression.exec(message.text);
    const who = match?.groups?.who;
    if (!match || !who) continue;
    const at = message.text.indexOf(who);
    const read = message.personAt(at, true, at + who.length);
    if (!read || read.end < at + who.trim().length) continue;
    if (!message.addressed && !read.person.address && !read.person.contactId) continue;
    const rest = match.groups?.rest ?? '';
    return conclude(message, name, read.person, match.groups?.points, message.text.length - rest.length);
  }
  const match = first?.exec(message.text);
  if (!match) return undefined;
  const start = message.text.length - (match.groups?.body?.length ?? 0);
  const read = message.personAt(start, true) ?? plainName(message, start);
  if (!read) return undefined;
  // 3-2-501 高空抛物: what follows the address is no name when it is an item's or a day's.
  if (read.person.address && read.person.name && isNoName(message, read.person.name)) {
    read.end = message.text.lastIndexOf(read.person.name, read.end);
    delete read.person.name;
  }
  const known = read.person.address !== undefined || read.person.contactId !== undefined;
  const amount = leadPoints.exec(message.text.slice(read.end));
  const bare = message.text.slice(read.end).trim() === '' && /^(?:加分|扣分)/.test(message.text);
  if (!known && !amount && !bare) return undefined;
  if (!message.addressed && !(known && (amount || itemIn(message, message.text.slice(read.end)))))
    return undefined;
  return conclude(message, name, read.person, amount?.groups?.points, read.end + (amount?.[0].length ?? 0));
}

/** 张三5分: a name that runs into its points. */
function plainName(message: Message, start: number): { person: PersonRef; end: number } | undefined {
  const name = /^[\u4e00-\u9fff]{2,4}(?= ?[\d一二两三四五六七八九十])/.exec(message.text.slice(start))?.[0];
  return name ? { person: { name }, end: start + name.length } : undefined;
}

function itemIn(message: Message, words: string): string | undefined {
  return findExact(words, indexesOf(message.context.vocabulary).items)[0]?.value;
}

/** Whether words are a day, or are, or begin, the name of an item. */
function isNoName(message: Message, words: string): boolean {
  if (findDays(words, message.context.now, 'past').length > 0) return true;
  const at = message.text.indexOf(words);
  const [item] = findExact(message.text.slice(at), indexesOf(message.context.vocabulary).items);
  return item !== undefined && item.start === 0;
}

function conclude(
  message: Message,
  _name: Name,
  person: PersonRef,
  written: string | undefined,
  from: number,
): Reading<Award> {
  const value = written ? readNumeral(written) : undefined;
  const reason = message
    .rest(from)
    .replace(/^[,，:：。 ]*(?:(?:原因|理由|因为|由于|for|because)[:： 是]*)?/i, '')
    .trim();
  const item = itemIn(message, message.text.slice(from));
  // 3号 in a reason may be a building; a day is meant where it is spelt as one.
  const text = message.text.slice(from);
  const day = findDays(text, message.context.now, 'past').find(({ start, end }) =>
    /[天日周月]|yesterday|day/.test(text.slice(start, end)),
  );
  const told = day ? message.original(from + day.start, from + day.end) : '';
  const slots = compact({
    date: day ? isoDay(day.value) : undefined,
    person,
    points: value && value > 0 ? value : undefined,
    item,
    reason: reason.replace(told, '').trim() || undefined,
  });
  if (slots.points === undefined && !item) return { ask: 'points', draft: slots };
  return { intent: slots };
}
