import { numeral, readNumeral, wholeNumeral } from './numerals.ts';
import { type Found, findAll } from './span.ts';

/** Which way a bare 周六 or 5号 looks: deeds look back, activities look ahead. Today counts both ways. */
export type Direction = 'past' | 'future';

const dayMs = 86_400_000;
/** The communities' clock, Asia/Shanghai: UTC+8, without summer time since 1992. */
const offsetMs = 8 * 3_600_000;

/** Days since 1970-01-01 on the community's calendar. */
export function dayOf(now: Date): number {
  return Math.floor((now.getTime() + offsetMs) / dayMs);
}

/** `YYYY-MM-DD` of a day number. */
export function isoDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** Day number of a calendar date; undefined when there is no such day (2月30日). */
export function dayNumber(year: number, month: number, date: number): number | undefined {
  const ms = Date.UTC(year, month - 1, date);
  const made = new Date(ms);
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === date ? ms / dayMs : undefined;
}

/** 0 for Monday … 6 for Sunday: weeks here start on Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

function calendar(day: number): { year: number; month: number; date: number } {
  const made = new Date(day * dayMs);
  return { year: made.getUTCFullYear(), month: made.getUTCMonth() + 1, date: made.getUTCDate() };
}

/** The nearest `date`-th of a month in the given direction. */
function nearestDate(today: number, date: number, direction: Direction): number | undefined {
  if (date < 1 || date > 31) return undefined;
  const { year, month } = calendar(today);
  for (let step = 0; step < 3; step++) {
    const months = year * 12 + month - 1 + (direction === 'past' ? -step : step);
    const day = dayNumber(Math.floor(months / 12), (months % 12) + 1, date);
    if (day !== undefined && (direction === 'past' ? day <= today : day >= today)) return day;
  }
  return undefined;
}

function nearestMonthDate(
  today: number,
  month: number,
  date: number,
  direction: Direction,
): number | undefined {
  const { year } = calendar(today);
  const step = direction === 'past' ? -1 : 1;
  for (let i = 0; i < 9; i++) {
    const day = dayNumber(year + i * step, month, date);
    if (day !== undefined && (direction === 'past' ? day <= today : day >= today)) return day;
  }
  return undefined;
}

function nearestWeekday(today: number, weekday: number, direction: Direction): number {
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  return direction === 'future' || ahead === 0 ? today + ahead : today + ahead - 7;
}

const weekdayHan = '(?:[一二三四五六日天末]|[1-7](?!\\d))';
const D = wholeNumeral;

const han = new RegExp(
  [
    `(?<full>(?<y>\\d{4}|[一二][零〇一二三四五六七八九]{3})[年./-](?<ym>${D})[月./-](?<yd>${D})(?:[日号]|(?!\\d)))`,
    `(?<relMonth>上上个?月|上个?月|本月|这个?月|当月|下个?月)(?<relDate>${D})[日号]?(?!\\d)`,
    `(?<relYear>去年|今年|明年|前年)?(?<month>${D})月(?:份)?(?<date>${D})(?:[日号]|(?![\\d个点.]))`,
    `(?<weekRel>上上个?|上个?|这个?|本|下下个?|(?<!一)下个?|隔)?(?:周|星期|礼拜|禮拜|週)(?<weekday>${weekdayHan})(?![个次回趟年月期])`,
    `(?<ago>${numeral})(?<agoUnit>天|日|个?星期|个?礼拜|周)(?<agoWay>之前|以前|前|之后|以后|后)`,
    `(?<word>大前天|大后天|前天|前日|前儿|前晚|昨天|昨日|昨儿个?|昨晚上?|昨夜|昨早|昨(?=[上下中]午)|今天|今日|今儿个?|今早上?|今晚上?|今晨|今(?=[上下中]午)|明天|明日|明儿个?|明早上?|明晨|明晚上?|明(?=[上下中]午)|后天|后日|后晚|刚才|刚刚|当天)`,
    `(?<ordinal>${D})[号日](?!楼|栋|幢|单元|门|院|常|用|线|桶|码|机|称|记|子|期)`,
    `(?<![\\d.#/-])(?<m>1[0-2]|0?[1-9])(?<sep>[./])(?<d>3[01]|[12]\\d|0?[1-9])(?![\\d./]|个|小时|分|h|元|块|斤|公斤|kg|点|万|钟| ?小时|hours?| ?hours?)[日号]?`,
  ].join('|'),
  'g',
);

const monthsEnglish = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const weekdaysEnglish = 'mon|tue|wed|thu|fri|sat|sun';
const monthWord = `(?<MON>${monthsEnglish})(?:uary|ruary|ch|il|e|y|ust|t(?:ember)?|tember|ober|ember)?\\.?`;
const english = new RegExp(
  [
    `\\b(?<word>the day before yesterday|the day after tomorrow|yesterday|today|tomorrow|tonight|last night|this (?:morning|afternoon|evening))\\b`,
    `\\b(?<monthFirst>${monthWord.replace('MON', 'mon1')} (?<date1>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year1>\\d{4}))?)\\b`,
    `\\b(?<dateFirst>(?<date2>\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${monthWord.replace('MON', 'mon2')}(?: (?<year2>\\d{4}))?)\\b`,
    `\\b(?:on )?(?<rel>last |this |next |past )?(?<weekday>${weekdaysEnglish})(?:day|s|sday|nesday|rs|rsday|urday)?\\b`,
    `\\b(?<ago>\\d{1,3}|a|one|two|three|four|five|six) (?<unit>days?|weeks?) ago\\b`,
    `\\bin (?<ahead>\\d{1,3}|a|one|two|three|four|five|six) (?<aheadUnit>days?|weeks?)\\b`,
    `\\bon the (?<ordinal>\\d{1,2})(?:st|nd|rd|th)\\b`,
  ].join('|'),
  'g',
);

const wordOffsets: [RegExp, number][] = [
  [/^大前/, -3],
  [/^大后/, 3],
  [/^前/, -2],
  [/^昨/, -1],
  [/^(?:今|刚|当)/, 0],
  [/^明/, 1],
  [/^后/, 2],
];
const wordOffsetsEnglish: Record<string, number> = {
  'the day before yesterday': -2,
  'the day after tomorrow': 2,
  yesterday: -1,
  'last night': -1,
  tomorrow: 1,
};
const weekOffsets: Record<string, number> = { 上上: -2, 上: -1, 这: 0, 本: 0, 下: 1, 下下: 2, 隔: 2 };
const yearOffsets: Record<string, number> = { 前年: -2, 去年: -1, 今年: 0, 明年: 1 };

function readWeekday(character: string): number {
  const han_ = '一二三四五六日'.indexOf(character);
  if (han_ >= 0) return han_;
  if (character === '天') return 6;
  if (character === '末') return 5;
  return Number(character) - 1;
}

function readHanMatch(match: RegExpExecArray, today: number, direction: Direction): number | undefined {
  const g = match.groups ?? {};
  const n = (text: string | undefined) =>
    text === undefined ? Number.NaN : (readNumeral(text) ?? Number.NaN);
  const { year, month } = calendar(today);
  if (g.full) return dayNumber(n(g.y), n(g.ym), n(g.yd));
  if (g.relMonth) {
    const step = g.relMonth.startsWith('上上')
      ? -2
      : g.relMonth.startsWith('上')
        ? -1
        : g.relMonth.startsWith('下')
          ? 1
          : 0;
    const months = year * 12 + month - 1 + step;
    return dayNumber(Math.floor(months / 12), (months % 12) + 1, n(g.relDate));
  }
  if (g.month) {
    if (g.relYear) return dayNumber(year + (yearOffsets[g.relYear] ?? 0), n(g.month), n(g.date));
    return nearestMonthDate(today, n(g.month), n(g.date), direction);
  }
  if (g.weekday) {
    const weekday = readWeekday(g.weekday);
    const rel = g.weekRel?.replace(/个$/, '');
    if (rel === undefined) return nearestWeekday(today, weekday, direction);
    return today - weekdayOf(today) + 7 * (weekOffsets[rel] ?? 0) + weekday;
  }
  if (g.ago) {
    const days = n(g.ago) * (/周|星期|礼拜/.test(g.agoUnit ?? '') ? 7 : 1);
    if (!Number.isInteger(days) || days > 400) return undefined;
    return g.agoWay?.endsWith('后') ? today + days : today - days;
  }
  if (g.word) return today + (wordOffsets.find(([start]) => start.test(g.word ?? ''))?.[1] ?? 0);
  if (g.ordinal) return nearestDate(today, n(g.ordinal), direction);
  if (g.m) return nearestMonthDate(today, n(g.m), n(g.d), direction);
  return undefined;
}

const smallEnglish: Record<string, number> = { a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };

function readEnglishMatch(match: RegExpExecArray, today: number, direction: Direction): number | undefined {
  const g = match.groups ?? {};
  const many = (text: string) => smallEnglish[text] ?? Number(text);
  if (g.word) return today + (wordOffsetsEnglish[g.word] ?? 0);
  const monthName = g.mon1 ?? g.mon2;
  if (monthName) {
    const month = monthsEnglish.split('|').indexOf(monthName) + 1;
    const date = Number(g.date1 ?? g.date2);
    const year = g.year1 ?? g.year2;
    return year ? dayNumber(Number(year), month, date) : nearestMonthDate(today, month, date, direction);
  }
  if (g.weekday) {
    const weekday = weekdaysEnglish.split('|').indexOf(g.weekday);
    const rel = g.rel?.trim();
    const monday = today - weekdayOf(today);
    if (rel === 'this') return monday + weekday;
    if (rel === 'next') return monday + 7 + weekday;
    if (rel === 'last') return monday - 7 + weekday;
    return nearestWeekday(today, weekday, direction);
  }
  if (g.ago) return today - many(g.ago) * (g.unit?.startsWith('week') ? 7 : 1);
  if (g.ahead) return today + many(g.ahead) * (g.aheadUnit?.startsWith('week') ? 7 : 1);
  if (g.ordinal) return nearestDate(today, Number(g.ordinal), direction);
  return undefined;
}

/** Every day named in a folded text, as day numbers, in order. */
export function findDays(text: string, now: Date, direction: Direction): Found<number>[] {
  const today = dayOf(now);
  const found = findAll(text, han, (match) => readHanMatch(match, today, direction));
  if (!/[a-z]{3}/.test(text)) return found;
  const more = findAll(text, english, (match) => readEnglishMatch(match, today, direction));
  const apart = more.filter((e) => !found.some((h) => h.start < e.end && e.start < h.end));
  return [...found, ...apart].sort((a, b) => a.start - b.start);
}
