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
  /^(?:(?:入户)?(?:检查|评查|巡查|抽查|督查|核查|评比)|督导检查|验收|inspection|inspected|inspect)(?:结果|情况|记录|登记|了)?[ :,]*/;
const failed =
  /不达标|未达标|没达标|不合格|未通过|不通过|没通过|不符合(?:要求|标准)?|没过关|没过(?!期)|有问题|fail(?:ed)?|not (?:in order|ok|passed)/g;
const passed =
  /(?:均|都|全部|全|一律|已)*(?:达标|合格|通过|符合要求|符合标准|符合|过关|没问题|没有问题|良好|优秀|pass(?:ed)?|in order|ok)(?:了|的)?/;
const but = /(?:除了|除去|除开|除|不含|不包括|except(?: for)?|but)[ :]*(?=\ue000)/;
const everybody = new RegExp(
  [
    `(?<grid>${gridName})(?:的)?(?:所有|全体)?(?:住户|户|家庭|households)?(?:全部|全都|都|均|全|all)`,
    `(?:全部|全都|所有|all)(?:的|of)? ?(?<grid2>${gridName})`,
    '全社区|全村|全小区|整个社区|所有住户|所有家庭|各家各户|家家户户|全体住户|各户|全部|全都|everybody|everyone|all households',
  ].join('|'),
);

/** What an inspection round found: the item, and who is in order. What is not in order is not recorded. */
export function readInspection(message: Message): Reading<Inspection> | undefined {
  const opening = verb.exec(message.text)?.[0].length;
  if (opening === undefined || message.asks) return undefined;
  const text = ' '.repeat(opening) + message.text.slice(opening);
  const addresses = findAddresses(text);
  const days = findDays(blank(text, addresses), message.context.now, 'past').slice(0, 1);
  const clear = blank(text, [...addresses, ...days]);
  const item = itemIn(message, clear);
  const isPassed = passed.test(clear.replace(failed, ''));
  const households = householdsIn(clear, addresses);
  if (!item && !(message.addressed && isPassed && households)) return undefined;
  const words = item ?? firstWords(clear);
  if (!words || (!message.addressed && !isPassed && addresses.length === 0)) return undefined;
  const known = compact({
    item: item?.value,
    itemText: message.original(words.start, words.end),
    date: days[0] && isoDay(days[0].value),
    note: noteIn(message, clear, words.end),
  });
  if (!households || !isPassed) return { ask: 'households', draft: known };
  return { intent: { ...known, households } };
}

/** The item that was looked at: lasting states come first, since they are what inspections are about. */
function itemIn(message: Message, clear: string): Found<string> | undefined {
  const { items, pays } = indexesOf(message.context.vocabulary);
  const found = findExact(clear, items);
  const state = found.find(({ value }) => pays.get(value) === 'state');
  return state ?? found[0] ?? findFuzzy(clear.replaceAll('\ue000', ' '), items);
}

function firstWords(clear: string): { start: number; end: number } | undefined {
  const match = /[^\s,;。:、\ue000]{2,16}/.exec(clear);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}

/** Who is in order: the addresses, or everybody without those who are excepted or failed. */
function householdsIn(clear: string, addresses: Found<string>[]): Inspected | undefined {
  const exception = but.exec(clear)?.index ?? Number.POSITIVE_INFINITY;
  const excepted = addresses.filter(({ start, end }) => start > exception || isFailed(clear.slice(end)));
  const good = addresses.filter((each) => !excepted.includes(each)).map(({ value }) => value);
  if (good.length > 0) return { kind: 'addresses', addresses: [...new Set(good)] };
  const whole = everybody.exec(clear);
  if (!whole) return undefined;
  const grid = whole.groups?.grid ?? whole.groups?.grid2;
  return { kind: 'grid', ...compact({ grid }), except: [...new Set(excepted.map(({ value }) => value))] };
}

/** Whether the words after an address fail it: 3-2-501、3-2-502 不达标. */
function isFailed(after: string): boolean {
  const [clause = ''] = after.split(/[;。\n]/);
  failed.lastIndex = 0;
  const bad = failed.exec(clause)?.index ?? Number.POSITIVE_INFINITY;
  failed.lastIndex = 0;
  const good = passed.exec(clause.replace(failed, (words) => '\ue001'.repeat(words.length)))?.index;
  return bad < (good ?? Number.POSITIVE_INFINITY);
}

const nothing = new RegExp(
  `^(?:[\\s,;。:、.!()\\ue000]|${passed.source}|${failed.source}|${but.source}|${everybody.source.replace(/\?<\w+>/g, '?:')}|${gridName}|住户|户|以外|之外|外|其余|其他|and|的|和)*`,
);

/** What is said beside it, after everything else or after 备注. */
function noteIn(message: Message, clear: string, from: number): string | undefined {
  const marked = /(?:备注|说明|note)[ :]+/.exec(clear);
  const start = marked
    ? marked.index + marked[0].length
    : from + (nothing.exec(clear.slice(from))?.[0].length ?? 0);
  const words = clear.slice(start);
  return words === '' || words.includes('\ue000') ? undefined : message.rest(start) || undefined;
}

/** The answer to "which households?": addresses or a grid; here they need no 达标. */
export function answerInspection(
  known: Draft<Inspection>,
  message: Message,
): Reading<Inspection> | undefined {
  if (message.asks) return undefined;
  const addresses = findAddresses(message.text);
  const clear = blank(message.text, addresses);
  const grid = new RegExp(`^${gridName}$`).exec(clear)?.[0];
  const households = grid ? { kind: 'grid' as const, grid, except: [] } : householdsIn(clear, addresses);
  const beside = clear.replace(/[\ue000\s,;。、]/g, '').length;
  if (!households || beside > (message.addressed ? 40 : 16)) return undefined;
  return { intent: { ...(known as Inspection), households } };
}
