import type { Draft, Reading } from './define.ts';
import type { PersonRef } from './intent.ts';
import type { Message } from './message.ts';
import { isoDay } from './reading/days.ts';
import { fold } from './reading/fold.ts';
import { looksLikeName } from './reading/people.ts';
import { compact } from './rules.ts';
import { readDaySpan } from './spans-of-days.ts';

interface StandIn {
  person: PersonRef;
  standIn: PersonRef;
  from?: string;
  until: string;
}

const away =
  '(?:要|得|需要|临时|有事|因事|因公|因病){0,3}(?:请假|休假|出差|外出|不在|有事|住院|生病|离岗|探亲|回老家|休产假|学习|培训)(?:了|几天)?';
const covers =
  '(?:暂时|临时|来|先)?(?:代理|代班|顶班|替班|暂代|代审|代评|代替|顶替|替|代)(?:他|她|一下|评审|评议|工作|职务){0,2}';
const gap = '[ ,;。:]{0,6}';
/** A name, an @mention, or `1-1-301 赵敏`. */
const somebody = '@?(?:\\d[\\d-]{2,12} )?[^ ,;。:]{2,24}?';
const who = `(?<who>${somebody})`;
const other = `(?<other>${somebody})`;
const set = '(?:代理|代班|设置代理|设代理|安排代理|代理人|stand-?in(?: for)?|substitute(?: for)?|deputy for)';

const shapes = [
  `${set}[ :,]+${who}(?:请假|不在|出差)?${gap}(?:由|请|让|交给|给|为|by|is|->|=>)${gap}${other}${gap}(?:${covers})?`,
  `(?:由|请|让)${gap}${other}${gap}(?:代理|代替|顶替|替|代)${gap}${who}(?:评审|评议|的工作)?`,
  `${who}${gap}(?:${away})?${gap}(?:期间)?${gap}(?:由|请|让|交给|改由)${gap}${other}${gap}${covers}`,
  `${who}${gap}${away}${gap}(?:期间)?${gap}${other}${gap}${covers}`,
  `${other} (?:stands in|covers|is standing in|will stand in|steps in|fills in) for ${who}`,
  `${set}[ :,]+${who}`,
].map((source) => new RegExp(`^(?:${source})${gap}$`));
const ordered = new RegExp(`^${set}`);

/** Who is away, who stands in, and for how long. */
export function readStandIn(message: Message): Reading<StandIn> | undefined {
  if (message.asks) return undefined;
  const span = readDaySpan(withoutMentions(message), message.context.now);
  // The days may stand anywhere: 赵敏12月1日到7日由周建国代理.
  const text = span
    ? `${message.text.slice(0, span.start).replace(/(?:从|自|from) ?$/, '')} ${message.text.slice(span.end)}`
        .replace(/\s+/g, ' ')
        .trim()
    : message.text;
  for (const expression of shapes) {
    const { groups } = expression.exec(text) ?? {};
    if (!groups?.who) continue;
    const person = personIn(message, groups.who);
    const standIn = groups.other ? personIn(message, groups.other) : undefined;
    if (!person || (groups.other && !standIn)) continue;
    if (!message.addressed && !isMeant(text, person, standIn, span?.until !== undefined)) continue;
    return settle(
      compact({
        person,
        standIn,
        from: span?.from === undefined ? undefined : isoDay(span.from),
        until: span?.until === undefined ? undefined : isoDay(span.until),
      }),
    );
  }
  return undefined;
}

/** Not said to the bot, it must be put as an order, or speak of people beyond doubt and of days. */
function isMeant(text: string, person: PersonRef, standIn: PersonRef | undefined, hasEnd: boolean): boolean {
  if (!isSure(person) || (standIn && !isSure(standIn))) return false;
  if (!standIn) return ordered.test(text) && person.contactId !== undefined;
  const mentioned = person.contactId !== undefined && standIn.contactId !== undefined;
  return hasEnd || mentioned || ordered.test(text);
}

function isSure({ contactId, address, name }: PersonRef): boolean {
  return contactId !== undefined || address !== undefined || looksLikeName(name ?? '');
}

function settle(draft: Draft<StandIn>): Reading<StandIn> {
  if (!draft.standIn) return { ask: 'standIn', draft };
  if (!draft.until) return { ask: 'until', draft };
  return { intent: draft as StandIn };
}

function personIn(message: Message, words: string): PersonRef | undefined {
  const at = message.text.indexOf(words);
  if (at < 0) return undefined;
  const read = message.personAt(at, true, at + words.length);
  return read && read.end >= at + words.trimEnd().length ? read.person : undefined;
}

/** The text with mentions made unreadable, so that no day is found in a name. Positions stay. */
function withoutMentions({ text, context }: Message): string {
  return (context.mentions ?? []).reduce((left, { name }) => {
    const mention = `@${fold(name).text}`;
    return left.replaceAll(mention, '\ue001'.repeat(mention.length));
  }, text);
}

/** The answer to "until when?" or "who stands in?". */
export function answerStandIn(
  missing: string,
  known: Draft<StandIn>,
  message: Message,
): Reading<StandIn> | undefined {
  if (missing === 'until') return answerUntil(known, message);
  if (missing !== 'standIn') return undefined;
  const words = /^(?:由|请|让)?(?<who>.{2,30}?)(?:来|代理|代班|代)*$/.exec(message.text)?.groups?.who;
  const standIn = words ? personIn(message, words) : undefined;
  return standIn && (message.addressed || isSure(standIn)) ? settle({ ...known, standIn }) : undefined;
}

function answerUntil(known: Draft<StandIn>, message: Message): Reading<StandIn> | undefined {
  const since = known.from ? new Date(`${known.from}T12:00:00+08:00`) : message.context.now;
  const span = readDaySpan(message.text, since);
  if (span?.until === undefined) return undefined;
  const beside = message.text.length - (span.end - span.start);
  if (beside > (message.addressed ? 20 : 6)) return undefined;
  const from =
    known.from ?? (span.from !== span.until && span.from !== undefined ? isoDay(span.from) : undefined);
  return settle({ ...known, ...compact({ from, until: isoDay(span.until) }) });
}

const ends = [
  '(?:取消|结束|撤销|终止|解除|停止|end|cancel|stop)(?: the)?[ ]?(?:代理|代班|stand-?in)(?: for| of)?[ :,]*(?<who>@?.{2,30}?)',
  "(?:取消|结束|撤销|终止|解除|停止|end|cancel|stop)[ ]?(?<who>@?.{2,30}?)(?:的|'s)? ?(?:代理|代班|stand-?in)",
  '(?<who>@?.{2,24}?)[ ]?(?:已经|提前)?(?:回来|销假|返岗|上班)了?[ ,;。]*(?:取消|结束|撤销|终止|停止)(?:他的?|她的?)?(?:代理|代班)',
].map((source) => new RegExp(`^(?:${source})$`));

/** 取消代理 @赵敏: whoever was away decides again. */
export function readEndOfStandIn(message: Message): Reading<{ person: PersonRef }> | undefined {
  if (message.asks) return undefined;
  for (const expression of ends) {
    const words = expression.exec(message.text)?.groups?.who;
    const person = words ? personIn(message, words) : undefined;
    if (person && (isSure(person) || message.addressed)) return { intent: { person } };
  }
  return undefined;
}
