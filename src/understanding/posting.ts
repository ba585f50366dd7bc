import { evening, isoMoment, readMoment } from './moments.ts';
import { findClockTimes } from './reading/clock-times.ts';
import { dayOf, findDays, isoDay } from './reading/days.ts';
import { blank } from './reading/span.ts';

/** Where and when a notice is to be posted, as its organiser says in passing: 只发二网格, 周五早上8点再发. */
export interface Posting {
  /** What is left of the text. */
  text: string;
  /** Words for the groups. */
  rooms?: string[];
  /** ISO time; only a day when no hour was said. */
  publishAt?: string;
  /** What was spoken of and can't be read: it has to be asked, because nobody wants it in the notice. */
  unclear?: 'rooms' | 'publishAt';
}

const ends = '(?=$|[\\s,;。!)\\ue000])';
const aRoom = `(?!只|仅|发|布|推送|同步|范围)[^\\s,;。、和及跟\\ue000]{1,16}?(?:群|网格)(?=$|[\\s,;。!)、和及跟里内中就即居发\\ue000])(?:居民群?)?`;
const someRooms = `${aRoom}(?:[、和及跟 ]${aRoom}){0,6}`;
const only = '(?:请|先|就|仅限?|只限?|只要|单独?|并|同时|统一|直接|定时|准时|再|才){0,4}';
/** 发, but not of 出发 and 分发, and not 发放, 发传单. */
const post = '(?<!不要|[不别勿出分颁下开])(?:转?发布?(?![放动现起展言传])|推送|同步)';
const toRooms = new RegExp(
  `${only}(?:${post}(?:到|往|在|给|至)?[ :]*(?<rooms>${someRooms})|(?<!不要|[不别勿])在(?<rooms2>${someRooms})(?:里|内|中)?${post})(?:里|内|中)?(?:就行|就好|就可以|即可)?`,
);
const atItsTime = new RegExp(
  `(?:再|才|准时|定时|统一|自动|给我|帮我){0,3}(?:${post}(?:送|出去?|群里?|通知)?(?:就行|就好|即可)?(?:${ends}|(?=(?:到|往|在|给|至)?[ :]*${aRoom})))`,
  'g',
);
const toRoomsEnglish = new RegExp(
  `\\b(?:only )?post(?:ed)?(?: it)?(?: only)? to (?<rooms>${aRoom}(?:(?:,| and) ?${aRoom}){0,6})(?: only)?`,
);
const unclearRooms =
  /(?:(?<![出分颁下开])发(?![放动现起展言传])|推送|同步)[^\s,;。]{0,8}(?:群|网格)|(?:群|网格)[^\s,;。]{0,4}(?:发|推送)(?![放动现起展言传])/;
const publishEnglish =
  /\b(?:publish|post|send)(?: it)? (?<when>(?:tomorrow|today|tonight|(?:on )?(?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: (?:morning|at))*(?: \d{1,2}(?::\d\d)? ?(?:am|pm)?)?)/;
const unclearTime = new RegExp(
  `(?:再|先|别|不要?|勿|晚[点些]|迟[点些]|稍后|过后|以后|到时候?|定时|通知)(?:再|先|别|不要?)*(?<!出)(?:发(?:布|送|出去?)?|推送)(?:${ends}|(?=吧|了))`,
);

/** Reads what a notice says of its own posting; the rest is the notice. */
export function readPosting(said: string, now: Date): Posting {
  const found: Posting = { text: said };
  const order = publishEnglish.exec(said);
  const moment = order && readMoment(order.groups?.when ?? '', now);
  if (order && moment && isAhead(moment, now)) {
    found.publishAt = moment;
    found.text = blank(found.text, [{ start: order.index, end: order.index + order[0].length }]);
  }
  for (const verb of said.matchAll(atItsTime)) {
    const moment = momentBefore(said, verb.index, now);
    if (!moment) continue;
    found.text = blank(found.text, [{ start: moment.start, end: verb.index + verb[0].length }]);
    if (isAhead(moment.at, now)) found.publishAt = moment.at;
    if (!found.publishAt?.includes('T')) found.unclear = 'publishAt';
    break;
  }
  // The verb of 周五8点发到二网格 says both; where it was blanked with the time, the groups stand behind it.
  const rooms =
    (/[a-z]/.test(said) ? toRoomsEnglish.exec(found.text) : null) ??
    toRooms.exec(found.publishAt || found.unclear ? said : found.text);
  const named = rooms?.groups?.rooms ?? rooms?.groups?.rooms2;
  if (rooms && named) {
    found.rooms = readRooms(named);
    found.text = blank(found.text, [{ start: rooms.index, end: rooms.index + rooms[0].length }]);
  }
  for (const [asked, expression] of [
    ['publishAt', unclearTime],
    ['rooms', unclearRooms],
  ] as const) {
    const order = expression.exec(found.text);
    if (!order) continue;
    found.unclear = asked;
    found.text = blank(found.text, [clauseAround(found.text, order.index, order[0].length)]);
  }
  return found;
}

/** One moment that is still to come, in words that name nothing else; only a day when no hour is said. */
export function isAhead(moment: string, now: Date): boolean {
  return moment.includes('T') ? new Date(moment) > now : moment >= isoDay(dayOf(now));
}

/** The day and hour that stand right before a position. */
function momentBefore(text: string, end: number, now: Date): { at: string; start: number } | undefined {
  const before = text.slice(0, end);
  const clock = findClockTimes(before).findLast((one) => touches(before, one.end, end));
  const until = clock?.start ?? end;
  // 明早8点: the day's word may reach into the hour's.
  const day = findDays(before, now, 'future').findLast(
    (one) => one.start < until && (one.end >= until || touches(before, one.end, until)),
  );
  if (!clock && !day) return undefined;
  const on = isoDay(day?.value ?? dayOf(now));
  const start = day?.start ?? until;
  const opens =
    /(?:请|先|等到?|到了?|定在|定于|计划|于|在){0,3}$/.exec(text.slice(0, start))?.[0].length ?? 0;
  return {
    at: clock ? isoMoment(on, evening(text.slice(start, end), clock.value.start)) : on,
    start: start - opens,
  };
}

function touches(text: string, from: number, to: number): boolean {
  return /^[ 的左右钟]*$/.test(text.slice(from, to));
}

/** What stands between blanks and commas around a stretch. */
function clauseAround(text: string, start: number, length: number): { start: number; end: number } {
  const before = /[^\s,;。!\ue000]{0,20}$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const after = /^[^\s,;。!\ue000]{0,20}/.exec(text.slice(start + length))?.[0].length ?? 0;
  return { start: start - before, end: start + length + after };
}

const englishList = /\s*(?:[,;、]|\band\b)\s*/;

/** 一网格居民群、二网格群, as several. */
export function readRooms(words: string): string[] {
  return words.split(/[a-z]/.test(words) ? englishList : /[、,和及跟 ]+/).filter((room) => room !== '');
}
