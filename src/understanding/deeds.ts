import type { Draft } from './define.ts';
import type { Deed } from './intent.ts';
import type { Message } from './message.ts';
import { findAddresses } from './reading/addresses.ts';
import { findClockTimes } from './reading/clock-times.ts';
import { dayOf, findDays, isoDay } from './reading/days.ts';
import { findDurations } from './reading/durations.ts';
import { readNumeral } from './reading/numerals.ts';
import { findQuantities } from './reading/quantities.ts';
import { blank, type Found, findAll } from './reading/span.ts';
import { findExact, findFuzzy, indexesOf } from './vocabulary.ts';

/** What a stretch of words says about deeds, before it is known whether they are reported. */
export interface ReadDeeds {
  deeds: Draft<Deed>[];
  /** The first thing that is missing, for a question back. */
  missing?: 'item' | 'minutes' | 'quantity' | 'choice';
  /** Whether an item of the rulebook was named (not guessed from the hours). */
  named: boolean;
  /** Whether a length of time, clear or vague, was said. */
  timed: boolean;
  /** Whether some day lies ahead: a plan, not a deed. */
  ahead: boolean;
}

type Kind = 'item' | 'minutes' | 'range' | 'vague' | 'day' | 'quantity';
interface Element {
  kind: Kind;
  start: number;
  end: number;
  id?: string;
  value?: number;
}

interface Part {
  start: number;
  item?: Element;
  amount?: Element;
  quantity?: Element;
  day?: Element;
}

const strong = /[,，;；。\n、]|还有|另外|以及|再加|加上|然后|同时|\band\b|&|\+/;
const separator = /[\s,，;；。\n、:：.!！()/|]/;

/** Reads the deeds told in `message.text` from `from` to `to`. Days look back. */
export function readDeeds(message: Message, from = 0, to = message.text.length): ReadDeeds {
  const text = message.text.slice(from, to);
  const elements = findElements(text, message);
  const parts = divide(text, elements);
  const { pays, choices } = indexesOf(message.context.vocabulary);
  const today = dayOf(message.context.now);
  const spans = elements.map(({ start, end }) => ({ start, end }));
  const levels = findLevels(text, parts, spans, message);
  spans.push(...levels.values());

  const deeds: Draft<Deed>[] = [];
  let missing: ReadDeeds['missing'];
  let named = false;
  let carriedDay: number | undefined;
  let carriedItem: Element | undefined;
  parts.forEach((part, i) => {
    const next = parts[i + 1];
    const deed: Draft<Deed> = {
      note: noteOf(message, from, text, spans, part.start, next?.start ?? text.length),
    };
    const item = part.item ?? (part.amount ? carriedItem : undefined);
    if (item?.id) {
      deed.item = item.id;
      deed.itemText = message.original(from + item.start, from + item.end);
      named = true;
      carriedItem = item;
    } else {
      deed.itemText = '';
      if (part.amount) deed.item = defaultHours(message);
      if (!deed.item) deed.itemText = deed.note ?? '';
    }
    if (part.amount && part.amount.kind !== 'vague') deed.minutes = part.amount.value;
    const paid = deed.item ? pays.get(deed.item) : undefined;
    if (part.quantity && paid !== 'hour') {
      const quantity = inUnits(deed.item, part.quantity, text, message);
      if (quantity !== undefined) deed.quantity = quantity;
    }
    const level = levels.get(part);
    if (level) deed.choice = level.value;
    if (part.day?.value !== undefined) {
      deed.date = isoDay(part.day.value);
      const firstContent = Math.min(part.item?.start ?? Infinity, part.amount?.start ?? Infinity);
      if (part.day.start < firstContent) carriedDay = part.day.value;
    } else if (carriedDay !== undefined) deed.date = isoDay(carriedDay);
    if (deed.date === isoDay(today)) deed.date = undefined;
    if (deed.date === undefined) delete deed.date;
    deeds.push(deed);
    if (!missing) {
      if (!deed.item) missing = 'item';
      else if (paid === 'hour' && deed.minutes === undefined) missing = 'minutes';
      else if (paid === 'unit' && deed.quantity === undefined) missing = 'quantity';
      else if (choices.has(deed.item) && deed.choice === undefined) missing = 'choice';
    }
  });
  return {
    deeds,
    named,
    timed: elements.some(({ kind }) => kind === 'minutes' || kind === 'range' || kind === 'vague'),
    ahead: elements.some(({ kind, value }) => kind === 'day' && (value ?? 0) > today),
    ...(missing ? { missing } : {}),
  };
}

/** The level that each part names, for items that pay by one. */
function findLevels(
  text: string,
  parts: Part[],
  spans: { start: number; end: number }[],
  message: Message,
): Map<Part, Found<string>> {
  const { choices } = indexesOf(message.context.vocabulary);
  const levels = new Map<Part, Found<string>>();
  parts.forEach((part, i) => {
    const index = part.item?.id === undefined ? undefined : choices.get(part.item.id);
    if (!index) return;
    const until = parts[i + 1]?.start ?? text.length;
    const stretch = blank(text, spans).slice(part.start, until);
    const [level] = findExact(stretch, index);
    const found = level ?? findFuzzy(stretch.replaceAll('\ue000', ' '), index);
    if (found) levels.set(part, { ...found, start: found.start + part.start, end: found.end + part.start });
  });
  return levels;
}

/** A number of the item's own units in words that name no item: 2人, 10斤. */
export function readUnits(item: string, words: string, message: Message): number | undefined {
  const unit = indexesOf(message.context.vocabulary).units.get(item);
  const counted = unit ? findAll(words, unit, ({ groups }) => wholeNumber(groups?.n)) : [];
  const [first] = [...counted, ...findQuantities(words)];
  return first && inUnits(item, { kind: 'quantity', ...first }, words, message);
}

/** A quantity in the item's own unit: 10斤 of what counts by the 公斤 are 5. Undefined when it comes to a half. */
function inUnits(
  item: string | undefined,
  { value = 0, start, end }: Element,
  text: string,
  message: Message,
): number | undefined {
  const unit = message.context.vocabulary.items.find(({ id }) => id === item)?.unit;
  const halved =
    unit !== undefined && /^(?:公斤|千克|kg)$/i.test(unit) && /(?<!公)斤$/.test(text.slice(start, end));
  if (!halved) return value;
  return value % 2 === 0 ? value / 2 : undefined;
}

/** Hours without an item are volunteering: the item paid per hour that is called so, or the only one there is. */
export function defaultHours(message: Message): string | undefined {
  const hourly = message.context.vocabulary.items.filter(({ pays }) => pays === 'hour');
  const volunteering = hourly.find(({ id, name }) => /志愿|义工/.test(name) || /volunteer/.test(id));
  return (volunteering ?? (hourly.length === 1 ? hourly[0] : undefined))?.id;
}

function findElements(text: string, message: Message): Element[] {
  const { items } = indexesOf(message.context.vocabulary);
  const addresses = findAddresses(text);
  const days = findDays(blank(text, addresses), message.context.now, 'past');
  let rest = blank(text, [...addresses, ...days]);
  const named = findExact(rest, items);
  rest = blank(rest, named);
  const ranges = findClockTimes(rest).filter(({ value }) => value.end !== undefined);
  rest = blank(rest, ranges);
  // "2 volunteer hours" has the item inside the length.
  const durations = findDurations(
    /[a-z]{3}/.test(text) ? blank(text, [...addresses, ...days, ...ranges]) : rest,
  );
  rest = blank(rest, durations);
  const clocks = findClockTimes(rest);
  rest = blank(rest, clocks);
  const { units } = indexesOf(message.context.vocabulary);
  const counted = named.flatMap(({ value }) => {
    const unit = units.get(value);
    return unit ? findAll(rest, unit, ({ groups }) => wholeNumber(groups?.n)) : [];
  });
  const quantities = [...counted, ...findQuantities(blank(rest, counted))];
  if (named.length === 0) {
    const guess = findFuzzy(rest.replaceAll('\ue000', ' '), items);
    if (guess) named.push(guess);
  }
  const of = <T>(kind: Kind, found: Found<T>[], read: (value: T) => Partial<Element>): Element[] =>
    found.map(({ start, end, value }) => ({ kind, start, end, ...read(value) }));
  return [
    ...of('item', named, (id) => ({ id })),
    ...of('day', days, (value) => ({ value })),
    ...of('range', ranges, ({ start, end = start }) => ({ value: end - start })),
    ...durations.map(
      ({ start, end, value }): Element => ({
        kind: value.vague ? 'vague' : 'minutes',
        start,
        end,
        value: value.minutes,
      }),
    ),
    ...of('quantity', quantities, (value) => ({ value })),
  ].sort((a, b) => a.start - b.start || a.end - b.end);
}

function wholeNumber(words: string | undefined): number | undefined {
  const value = readNumeral(words ?? '');
  return value !== undefined && Number.isInteger(value) && value > 0 ? value : undefined;
}

const isAmount = (element: Element) => ['minutes', 'range', 'vague'].includes(element.kind);

/** Puts the elements together: one part for each deed. */
function divide(text: string, elements: Element[]): Part[] {
  const parts: Part[] = [];
  let part: Part = { start: 0 };
  let lastEnd = 0;
  const open = (start: number) => {
    if (part.item || part.amount || part.quantity) parts.push(part);
    else start = Math.min(start, part.start);
    part = { start };
  };
  elements.forEach((element, i) => {
    const gap = text.slice(lastEnd, element.start);
    const apart = strong.test(gap);
    const start = apart ? element.start - afterLast(gap) : element.start;
    if (element.kind === 'item') {
      const amountFollows = followedByAmount(text, elements, i);
      if (!part.item) {
        if (part.amount && apart && amountFollows) open(start);
        part.item = element;
      } else if (part.item.id !== element.id || part.amount || part.quantity) {
        const own = amountFollows || (apart && standsAlone(text, element, elements));
        if (own && !part.amount && !part.quantity && !apart) part.item = element;
        else if (own) {
          open(start);
          part.item = element;
        }
      }
    } else if (isAmount(element)) {
      if (!part.amount) part.amount = element;
      else if (part.amount.kind === 'range' && element.kind === 'minutes' && !apart) part.amount = element;
      else if (element.kind === 'minutes' && part.amount.kind === 'vague') part.amount = element;
      else if (part.amount.kind === 'minutes' && element.kind !== 'minutes') return;
      else {
        open(start);
        part.amount = element;
      }
    } else if (element.kind === 'quantity') {
      part.quantity ??= element;
    } else {
      const contentFollows = apart && amountOrItemFollows(text, elements, i);
      if (part.day || (contentFollows && (part.item || part.amount))) {
        if (part.day && !amountOrItemFollows(text, elements, i)) return;
        if (!part.item && !part.amount && !part.quantity) return;
        open(start);
      }
      part.day = element;
    }
    lastEnd = element.end;
  });
  if (part.item || part.amount || part.quantity || parts.length === 0) parts.push(part);
  else {
    const last = parts.at(-1);
    if (last && !last.day && part.day) last.day = part.day;
  }
  return parts;
}

/** How many characters of a gap come after its last separator. */
function afterLast(gap: string): number {
  const pieces = gap.split(/[,，;；。\n、]|还有|另外|以及|然后|同时/);
  return pieces.at(-1)?.length ?? 0;
}

function followedByAmount(text: string, elements: Element[], i: number): boolean {
  for (let k = i + 1; k < elements.length; k++) {
    const element = elements[k] as Element;
    if (element.kind === 'item') return false;
    if (strong.test(text.slice((elements[i] as Element).end, element.start))) return false;
    if (isAmount(element) || element.kind === 'quantity') return true;
  }
  return false;
}

function amountOrItemFollows(text: string, elements: Element[], i: number): boolean {
  const next = elements[i + 1];
  if (!next || next.kind === 'day') return false;
  return !strong.test(text.slice((elements[i] as Element).end, next.start));
}

/** Whether an item is the whole of its clause, give or take a day or 参加. */
function standsAlone(text: string, item: Element, elements: Element[]): boolean {
  let start = item.start;
  while (start > 0 && !/[,，;；。\n、]/.test(text[start - 1] ?? '')) start--;
  let end = item.end;
  while (end < text.length && !/[,，;；。\n、]/.test(text[end] ?? '')) end++;
  const spans = elements
    .filter((e) => e.start >= start && e.end <= end)
    .map((e) => ({ start: e.start - start, end: e.end - start }));
  return edge.test(blank(text.slice(start, end), spans));
}

const filler =
  '(?:我们?|俺们?|咱们?|本人|参加了?|参与了?|做了?|干了?|完成了?|花了?|用了?|花费了?|耗费|进行了?|搞了?|去了?|还有|另外|以及|再加上?|加上|同时|然后|一共|总共|合计|共|大概|大约|差不多|约|左右|时间|时长|工时|用时|历时|耗时|服务时长|日期|项目|的|了|是|从|都|也|各|for|from|on|of|did|i|we|have|spent|doing|and|at|in|was|were|it|my|about|approximately|around|total|a|the|hours?|volunteer(?:ed|ing)?)';
const edge = new RegExp(`^(?:${filler}|[\\ue000\\s])*$`);
const leading = new RegExp(`^(?:${filler}(?![a-z])|[\\ue000\\s+&])+`);
const trailing = new RegExp(`(?:(?<![a-z])${filler}|[\\ue000\\s+&])+$`);

/**
 * The free words of one part: chunks between blanks and commas, without the item, day and amount at their edges.
 * What stands in the middle of a chunk stays, so that 扫了两个小时楼道 is kept as it was said.
 */
function noteOf(
  message: Message,
  from: number,
  text: string,
  spans: { start: number; end: number }[],
  start: number,
  end: number,
): string {
  const marked = blank(text, spans);
  const kept: [number, number][] = [];
  let at = start;
  while (at < end) {
    while (at < end && separator.test(text[at] ?? '')) at++;
    let stop = at;
    while (stop < end && (!separator.test(text[stop] ?? '') || marked[stop] === '\ue000')) stop++;
    if (stop > at) {
      const chunk = marked.slice(at, stop);
      if (!chunk.includes('\ue000')) {
        if (!edge.test(chunk)) kept.push([at, stop]);
      } else {
        const head =
          /^\ue000/.test(chunk) || /^[^\ue000]*\ue000/.test(chunk)
            ? (leading.exec(chunk)?.[0].length ?? 0)
            : 0;
        const tail = trailing.exec(chunk.slice(head))?.[0].length ?? 0;
        if (head + tail < chunk.length) kept.push([at + head, stop - tail]);
      }
    }
    at = stop + 1;
  }
  const notes: string[] = [];
  for (let i = 0; i < kept.length; i++) {
    const [first] = kept[i] as [number, number];
    let last = (kept[i] as [number, number])[1];
    // Chunks with nothing but blanks and commas between them were one note.
    while (
      i + 1 < kept.length &&
      !marked.slice(last, kept[i + 1]?.[0]).includes('\ue000') &&
      edge.test(marked.slice(last, kept[i + 1]?.[0]).replace(/[,，;；。、:.!()/|]/g, ' '))
    ) {
      i++;
      last = (kept[i] as [number, number])[1];
    }
    const final = i === kept.length - 1 && end === text.length && last === text.length;
    notes.push(final ? message.rest(from + first) : message.original(from + first, from + last));
  }
  return notes.filter((note) => note !== '').join(' ');
}
