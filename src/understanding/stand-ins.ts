import type { Draft, Reading } from './define.ts';
import type { PersonRef } from './intent.ts';
import type { Message } from './message.ts';
import { dayNumber, findDays, isoDay } from './reading/days.ts';
import { fold } from './reading/fold.ts';
import { numeral, readNumeral, wholeNumeral } from './reading/numerals.ts';
import { looksLikeName } from './reading/people.ts';
import { compact } from './rules.ts';

interface StandIn {
  person: PersonRef;
  standIn: PersonRef;
  from?: string;
  until: string;
}

const away =
  '(?:要|得|需要|临时|有事|因事|因公|因病|下周|这周|本周)*(?:请假|休假|出差|外出|不在|有事|住院|生病|离岗|探亲|回老家|休息|休产假)(?:了|几天)?';
const covers =
  '(?:暂时|临时|来|先)?(?:代理|代班|顶班|替班|暂代|代为评审|代为评议|代为处理|代审|代评|代替|替|代|顶)(?:他|她|一下|评审|评议|工作|职务)*';
const blanks = '[ ,;。:]*';
const who = '(?<who>@?[^ ,;。:]{2,24}?)';
const other = '(?<other>@?[^ ,;。:]{2,24}?)';

const shapes = [
  `(?:代理|代班|设置代理|安排代理|stand-?in(?: for)?|substitute(?: for)?|deputy for)[ :,]+${who}(?:请假|不在|出差)?${blanks}(?:由|请|让|交给|给|by|is|→|->|=>)${blanks}${other}${blanks}(?:${covers})?${blanks}`,
  `(?:由|请|让)${blanks}${other}${blanks}(?:代理|代替|替|顶替|代)${blanks}${who}${blanks}`,
  `${who}${blanks}(?:${away})?${blanks}(?:期间)?${blanks}(?:由|请|让|交给)${blanks}${other}${blanks}${covers}${blanks}`,
  `${who}${blanks}${away}${blanks}(?:期间)?${blanks}(?:由|请|让)?${blanks}${other}${blanks}${covers}${blanks}`,
  `${other} (?:stands in|covers|is standing in|will stand in|steps in|fills in) for ${who}${blanks}`,
  `(?:代理|设置代理|安排代理|stand-?in(?: for)?)[ :,]+${who}${blanks}`,
].map((source) => new RegExp(`^(?:${source})$`));

/** From which day until which: 12月1日到12月7日, 12.1-12.7, 明天起3天, 到12月7日. */
function readSpan(text: string, now: Date): { from?: number; until?: number; start: number; end: number }[] {
  const days = findDays(text, now, 'future');
  const [first] = days;
  const length = new RegExp(
    `(?:共|请假|为期|代班|代理)?[ ]?(${numeral}) ?(天|日|周|个?星期|个?礼拜|days?|weeks?)(?!前|后|[一二三四五六日])`,
  ).exec(text.slice(first?.end ?? 0));
  if (!first) return [];
  const upTo = new RegExp(
    `^ ?(?:到|至|-|~|–|—|to|until|till|through) ?(?:本月|当月)?(?:(${wholeNumeral})[日号]?(?![\\d月个天周./]))?`,
  ).exec(text.slice(first.end));
  const second = days[1];
  if (upTo && second && second.start <= first.end + upTo[0].length) {
    // 12月1日到7日: the seventh after the first.
    const until =
      second.value >= first.value
        ? second.value
        : findDays(text.slice(second.start, second.end), new Date(first.value * 86_400_000), 'future')[0]
            ?.value;
    return [
      { from: first.value, ...(until === undefined ? {} : { until }), start: first.start, end: second.end },
    ];
  }
  if (upTo?.[1]) {
    const until = sameMonth(first.value, readNumeral(upTo[1]));
    if (until !== undefined)
      return [{ from: first.value, until, start: first.start, end: first.end + upTo[0].length }];
  }
  const before = /(?:截止|直|一直)?(?:到|至|until|till|by|through) ?$/.exec(text.slice(0, first.start));
  if (before) return [{ until: first.value, start: before.index, end: first.end }];
  const since = /^ ?(?:开始|起)?,? ?/.exec(text.slice(first.end))?.[0].length ?? 0;
  if (length && first.end + length.index <= first.end + since + 6) {
    const count = (readNumeral(length[1] ?? '') ?? 0) * (/天|日|day/.test(length[2] ?? '') ? 1 : 7);
    if (Number.isInteger(count) && count > 0 && count < 400)
      return [
        {
          from: first.value,
          until: first.value + count - 1,
          start: first.start,
          end: first.end + length.index + length[0].length,
        },
      ];
  }
  const end = first.end + (/^ ?(?:开始|起|当天)/.exec(text.slice(first.end))?.[0].length ?? 0);
  // 12月1日 alone is that one day; 12月1日起 has no end.
  return [
    {
      from: first.value,
      ...(/起|开始/.test(text.slice(first.end, end)) ? {} : { until: first.value }),
      start: first.start,
      end,
    },
  ];
}

function sameMonth(day: number, date: number | undefined): number | undefined {
  if (date === undefined) return undefined;
  const [year, month] = isoDay(day).split('-').map(Number);
  const until = dayNumber(year ?? 0, month ?? 0, date);
  return until !== undefined && until >= day ? until : dayNumber(year ?? 0, (month ?? 0) + 1, date);
}

/** Mentions blanked out, so that no day is found in a name. */
function withoutMentions(message: Message): string {
  let { text } = message;
  for (const { name } of message.context.mentions ?? []) {
    const folded = `@${fold(name).text}`;
    text = text.replaceAll(folded, '\ue001'.repeat(folded.length));
  }
  return text;
}

/** Who is away, who stands in, and for how long. Not said to the bot, both must be known people or look like names. */
export function readStandIn(message: Message): Reading<StandIn> | undefined {
  if (message.asks) return undefined;
  const [span] = readSpan(withoutMentions(message), message.context.now);
  const text = span
    ? message.text.slice(0, span.start) + ' '.repeat(span.end - span.start) + message.text.slice(span.end)
    : message.text;
  for (const expression of shapes) {
    const match = expression.exec(text.trimEnd());
    if (!match?.groups?.who) continue;
    const person = personIn(message, text, match.groups.who);
    const standIn = match.groups.other ? personIn(message, text, match.groups.other) : undefined;
    if (!person || (match.groups.other && !standIn)) continue;
    const sure = (each: PersonRef | undefined) =>
      each === undefined ||
      each.contactId !== undefined ||
      each.address !== undefined ||
      looksLikeName(each.name ?? '');
    const ordered = /^(?:代理|设置代理|安排代理|stand-?in|substitute|deputy)/.test(text);
    if (!message.addressed) {
      if (!sure(person) || !sure(standIn)) continue;
      const mentioned = person.contactId !== undefined || standIn?.contactId !== undefined;
      if (!ordered && !(standIn && span?.until !== undefined) && !(mentioned && standIn)) continue;
      if (!standIn && !mentioned) continue;
    }
    const draft = compact({
      person,
      standIn,
      from: span?.from === undefined ? undefined : isoDay(span.from),
      until: span?.until === undefined ? undefined : isoDay(span.until),
    });
    return settle(draft);
  }
  return undefined;
}

function settle(draft: Draft<StandIn>): Reading<StandIn> {
  if (!draft.standIn) return { ask: 'standIn', draft };
  if (!draft.until) return { ask: 'until', draft };
  return { intent: draft as StandIn };
}

function personIn(message: Message, text: string, words: string): PersonRef | undefined {
  const at = text.indexOf(words);
  const read = message.personAt(at, true, at + words.length);
  return read && read.end >= at + words.trimEnd().length ? read.person : undefined;
}

/** The answer to "until when?" or "who stands in?". */
export function answerStandIn(
  missing: string,
  known: Draft<StandIn>,
  message: Message,
): Reading<StandIn> | undefined {
  const draft = structuredClone(known);
  if (missing === 'until') {
    const from = draft.from ? new Date(`${draft.from}T12:00:00+08:00`) : message.context.now;
    const [span] = readSpan(message.text, from);
    const last = span?.until ?? span?.from;
    if (
      last === undefined ||
      !span ||
      message.text.length > (message.addressed ? 40 : span.end - span.start + 6)
    )
      return undefined;
    if (span.from !== undefined && span.until !== undefined && span.from < span.until && !draft.from)
      draft.from = isoDay(span.from);
    draft.until = isoDay(last);
    return settle(draft);
  }
  if (missing !== 'standIn') return undefined;
  const words = /^(?:由|请|让)?(.{2,30}?)(?:来|代理|代班|代|吧)*$/.exec(message.text)?.[1];
  const standIn = words ? personIn(message, message.text, words) : undefined;
  if (!standIn) return undefined;
  if (!message.addressed && !standIn.contactId && !standIn.address && !looksLikeName(standIn.name ?? ''))
    return undefined;
  return settle({ ...draft, standIn });
}

const ends = [
  '(?:取消|结束|撤销|终止|解除|停止|end|cancel|stop)(?: the)?(?:代理|代班|(?: )?stand-?in)(?: for| of)?[ :,]*(?<who>@?.{2,30}?)',
  "(?:取消|结束|撤销|终止|解除|停止|end|cancel|stop)[ ]?(?<who>@?.{2,30}?)(?:的|'s)? ?(?:代理|代班|stand-?in)",
  '(?<who>@?.{2,24}?)(?:已经|提前)?(?:回来了?|销假了?|返岗了?|上班了?)[ ,;。]*(?:取消|结束|撤销|终止|停止)(?:他的?|她的?)?(?:代理|代班)',
].map((source) => new RegExp(`^(?:${source})$`));

/** 取消代理 @赵敏: whoever was away decides again. */
export function readEndOfStandIn(message: Message): Reading<{ person: PersonRef }> | undefined {
  if (message.asks) return undefined;
  for (const expression of ends) {
    const words = expression.exec(message.text)?.groups?.who;
    const person = words ? personIn(message, message.text, words) : undefined;
    if (!person) continue;
    const sure =
      person.contactId !== undefined || person.address !== undefined || looksLikeName(person.name ?? '');
    if (sure || message.addressed) return { intent: { person } };
  }
  return undefined;
}
