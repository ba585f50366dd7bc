import type { Draft, Reading } from './define.ts';
import type { Inspected } from './intent.ts';
import { gridName } from './lexicon.ts';
import type { Message } from './message.ts';
import { findAddresses } from './reading/addresses.ts';
import { findDays, isoDay } from './reading/days.ts';
import { blank, type Found } from './reading/span.ts';
import { compact } from './rules.ts';
import { findExact, findFuzzy, indexesOf } from './vocabulary.ts';

interface Inspection {
  item?: string;
  itemText: string;
  households: Inspected;
  date?: string;
  note?: string;
}

const verb =
  /^(?:检查结果|检查情况|检查记录|检查|评查|巡查|抽查|督查|督导检查|入户检查|入户评查|验收|核查|inspection|inspected|inspect)(?:了|登记|结果)?[ :,]*/;
const inOrder =
  '(?:均|都|全部|全|一律|已)*(?:达标|合格|通过|符合要求|符合标准|符合|过关|没问题|良好|优秀|pass(?:ed)?|in order|ok)(?:了|的)?';
const failed = '(?:不达标|未达标|没达标|不合格|未通过|不通过|不符合|没过关|没过|failed?|not in order|not ok)';
const but = '(?:除了|除去|除开|除|不含|不包括|except(?: for)?|but)';
const wholeGrid = new RegExp(
  `(?<grid>${gridName})(?:的)?(?:所有|全体)?(?:住户|户|家庭|households)?(?:全部|全都|都|均|全|all)|(?:全部|全都|所有|all)(?:的)? ?(?<grid2>${gridName})|(?<every>全社区|全村|全小区|整个社区|所有住户|所有家庭|各家各户|家家户户|全体住户|全部|全都|everybody|all households|everyone)`,
);

/** What an inspection round found: the item, and who is in order. What is not in order is not recorded here. */
export function readInspection(message: Message): Reading<Inspection> | undefined {
  const opening = verb.exec(message.text);
  if (!opening || message.asks) return undefined;
  return read(message, opening[0].length);
}

function read(message: Message, from: number): Reading<Inspection> | undefined {
  const text = ' '.repeat(from) + message.text.slice(from);
  const addresses = findAddresses(text);
  const days = findDays(blank(text, addresses), message.context.now, 'past').slice(0, 1);
  const clear = blank(text, [...addresses, ...days]);
  const item = itemIn(message, clear);
  const words = item ? { start: item.start, end: item.end } : firstWords(clear, from);
  const passed = new RegExp(`(?<!不|未|没)${inOrder}`).test(clear) && !onlyFailed(clear);
  const households = householdsIn(clear, addresses);
  const known = item !== undefined;
  if (!message.addressed && !(known && (households || passed))) return undefined;
  if (!words || (!known && !households && !passed)) return undefined;
  if (new RegExp(failed).test(clear) && !households) return undefined;
  const note = noteIn(message, clear, words);
  const draft = compact({
    item: item?.value,
    itemText: message.original(words.start, words.end),
    households,
    date: days[0] && isoDay(days[0].value),
    note,
  });
  if (!households || !passed) return { ask: 'households', draft: { ...draft } as Draft<Inspection> };
  return { intent: draft as Inspection };
}

function onlyFailed(clear: string): boolean {
  return (
    new RegExp(failed).test(clear) &&
    !new RegExp(`(?<!不|未|没)${inOrder}`).test(clear.replace(new RegExp(failed, 'g'), ''))
  );
}

/** The item that is looked at: lasting states come first, since they are what inspections are about. */
function itemIn(message: Message, clear: string): Found<string> | undefined {
  const { items, pays } = indexesOf(message.context.vocabulary);
  const found = findExact(clear, items);
  const state = found.find(({ value }) => pays.get(value) === 'state');
  return state ?? found[0] ?? findFuzzy(clear.replaceAll('\ue000', ' '), items);
}

function firstWords(clear: string, from: number): { start: number; end: number } | undefined {
  const match = /[^\s,;。:、\ue000]{2,16}/.exec(clear.slice(from));
  return match ? { start: from + match.index, end: from + match.index + match[0].length } : undefined;
}

/** Who is in order: the addresses, or a whole grid without those who are excepted or failed. */
function householdsIn(clear: string, addresses: Found<string>[]): Inspected | undefined {
  const whole = wholeGrid.exec(clear);
  const exception = new RegExp(`${but}[ :]*(?=[\\ue000])`).exec(clear)?.index;
  const bad = new RegExp(failed, 'g');
  const excepted = addresses.filter(({ start, end }) => {
    if (exception !== undefined && start > exception) return true;
    // 3-2-501、3-2-502 不达标: addresses up to the word that fails them.
    const after = clear.slice(end);
    const match = bad.exec(after);
    bad.lastIndex = 0;
    return (
      match !== null &&
      !new RegExp(`(?<!不|未|没)${inOrder}|[;。]`).test(after.slice(0, match.index)) &&
      start >= 0
    );
  });
  const good = addresses.filter((each) => !excepted.includes(each)).map(({ value }) => value);
  if (whole && good.length === 0) {
    const grid = whole.groups?.grid ?? whole.groups?.grid2;
    return { kind: 'grid', ...(grid ? { grid } : {}), except: excepted.map(({ value }) => value) };
  }
  return good.length > 0 ? { kind: 'addresses', addresses: [...new Set(good)] } : undefined;
}

/** The words that are nothing else: what was noted beside it. */
function noteIn(message: Message, clear: string, words: { start: number; end: number }): string | undefined {
  const marked = /(?:备注|说明|注|note)[ :]+/.exec(clear);
  if (marked) return message.rest(marked.index + marked[0].length) || undefined;
  const tail = new RegExp(`(?:${inOrder}|\\ue000)[ ,;。]+(?<note>[^\\ue000\\s,;。][^\\ue000]*)$`).exec(clear);
  const note = tail?.groups?.note;
  if (!tail || !note || words.start >= clear.length - note.length) return undefined;
  if (new RegExp(`^(?:${inOrder}|${failed}|${but}|${wholeGrid.source.replace(/\?<\w+>/g, '?:')})`).test(note))
    return undefined;
  return message.rest(clear.length - note.length) || undefined;
}

/** The answer to "which households?": addresses or a grid; here they need no 达标. */
export function answerInspection(
  known: Draft<Inspection>,
  message: Message,
): Reading<Inspection> | undefined {
  if (message.asks) return undefined;
  const addresses = findAddresses(message.text);
  const clear = blank(message.text, addresses);
  if (onlyFailed(clear)) return undefined;
  const households = householdsIn(clear, addresses) ?? gridAlone(clear);
  if (!households || (!message.addressed && clear.replace(/[\ue000\s,;。、]/g, '').length > 16))
    return undefined;
  return { intent: { ...(known as Inspection), households } };
}

function gridAlone(clear: string): Inspected | undefined {
  const grid = new RegExp(`^${gridName}$`).exec(clear)?.[0];
  return grid ? { kind: 'grid', grid, except: [] } : undefined;
}
