import { numeral, readNumeral } from './numerals.ts';
import { type Found, findAll } from './span.ts';

/** A length of time in minutes. `vague` is true for 半天, 两三个小时, 一个多小时: worth a question. */
export interface Duration {
  minutes: number;
  vague: boolean;
}

const N = numeral;
const hourUnit =
  '(?:小时|钟头|个钟(?![头点])|h(?:ours?|rs?|r)?(?![a-z])|时(?![间候段期刻长不常而代装尚])(?!\\d{1,2}(?![\\d分])))';
const minuteUnit = '(?:分钟|分种|mins?(?:utes?)?(?![a-z])|minutes?(?![a-z])|m(?![a-z\\d]))';

const han = new RegExp(
  [
    // 2-3小时, 两到三个小时, 两三个小时, 一个多小时, 十几分钟
    `(?<range>${N}个?(?:小时|钟头)?[-~到至]${N}个?(?:半)?(?:小时|钟头|个钟|分钟|h(?![a-z])|hours?|hrs?))`,
    `(?<vagueRange>(?:一两|两三|三四|四五|五六|六七|七八|好几|几|十几|若干|个把)个?(?:多)?(?:小时|钟头|钟(?!头)|分钟))`,
    `(?<more>${N})个?多个?(?:小时|钟头|分钟)`,
    `(?<moreAfter>${N})个?(?:小时|钟头)多`,
    // 两个半小时, 2个半钟头
    `(?<halfHours>${N})个?半个?(?:小时|钟头|钟(?![头点]))`,
    // 1小时15分, 一小时半, 一个小时零一刻, 2h30m, 1.5h
    `(?<hours>${N})个?\\s?${hourUnit}(?:(?<andHalf>半(?!天|年|月|个月|小时))|\\s?(?:又|零|加|and)?\\s?(?:(?<minutesAfter>${N})\\s?(?:${minuteUnit}|分(?!数|类|别|享|局|给|开|到)|(?<quarterAfter>刻钟?|刻))|(?<bareAfter>(?<![\\s])\\d{2})(?![\\d:.点号月日/组个人名位件份盒-])))?`,
    `(?<half>半个?(?:多)?(?:小时|钟头|钟(?![头点])))`,
    `(?<quarters>${N})刻钟`,
    `(?<minutes>${N})个?\\s?${minuteUnit}`,
    `(?<vagueDay>(?:大半|多半|小半|老半|半|整整?一?|一整|一|两|俩|三|\\d)(?:个)?(?:天(?!前|后|内|到|津|气)|上午|下午|晚上|早上|早晨|白天|宿)|整天|好半天|一阵子?|一会儿?)`,
  ].join('|'),
  'gi',
);

const smallWords: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  'forty-five': 45,
  fifty: 50,
  sixty: 60,
  ninety: 90,
};
/** English words for small numbers, longest first. */
export const englishNumber = `(?:${Object.keys(smallWords)
  .sort((a, b) => b.length - a.length)
  .join('|')})`;
/** The value of an English number word or an Arabic numeral. */
export function readEnglishNumber(text: string): number | undefined {
  return smallWords[text] ?? (/^\d*\.?\d+$/.test(text) ? Number(text) : undefined);
}

const W = `(?:${englishNumber}|\\d{1,4}(?:\\.\\d{1,3})?)`;
const hourWord = '(?:[a-z]{2,12} )?(?:hours?|hrs?)';
const english = new RegExp(
  [
    `(?<andAHalf>\\b${W}) and (?:a )?half ${hourWord}\\b`,
    `(?<hourAndHalf>\\b(?:an|one)) hour and (?:a )?half\\b`,
    `(?<threeQuarters>\\b(?:three|3) quarters of an hour\\b)`,
    `(?<quarter>\\b(?:a |one )?quarter (?:of )?(?:an )?hour\\b)`,
    `(?<halfHour>\\b(?:half (?:an |a )?hour|a half hour|1/2 hour)\\b)`,
    `(?<halfDay>\\b(?:half a day|all day|the whole (?:day|morning|afternoon)|a couple of hours|a few hours|several hours|some hours|(?:a|one|two) days?)\\b)`,
    `(?<wordRange>\\b${W} ?(?:-|to|or) ?${W} (?:hours?|hrs?|minutes?|mins?)\\b)`,
    `(?<hours>\\b${W})[ -]?(?:[a-z]{2,12} )?(?:hours?|hrs?)(?:,? (?:and )?(?<minutesAfter>${W}) ?(?:minutes?|mins?)\\b)?(?![a-z])`,
    `(?<minutes>\\b${W})[ -]?(?:minutes?|mins?)\\b`,
  ].join('|'),
  'gi',
);

const most = 60 * 24 * 31;

function duration(minutes: number | undefined, vague = false): Duration | undefined {
  if (minutes === undefined || Number.isNaN(minutes)) return undefined;
  const whole = Math.round(minutes);
  return whole > 0 && whole <= most ? { minutes: whole, vague } : undefined;
}

function readHanMatch({ groups: g = {} }: RegExpExecArray): Duration | undefined {
  const n = (text: string | undefined) => (text === undefined ? undefined : readNumeral(text));
  const times = (text: string | undefined, by: number, plus = 0) => {
    const value = n(text);
    return value === undefined ? undefined : value * by + plus;
  };
  if (g.range || g.vagueRange || g.vagueDay) return { minutes: 1, vague: true };
  if (g.more || g.moreAfter) return { minutes: 1, vague: true };
  if (g.halfHours) return duration(times(g.halfHours, 60, 30));
  if (g.hours) {
    if (/^(?:一两|两三|三四|四五|五六|六七|七八|八九)$/.test(g.hours)) return { minutes: 1, vague: true };
    const after = g.quarterAfter ? times(g.minutesAfter, 15) : n(g.minutesAfter ?? g.bareAfter);
    if (after !== undefined && after >= 60) return undefined;
    return duration(times(g.hours, 60, g.andHalf ? 30 : (after ?? 0)));
  }
  if (g.half) return duration(30);
  if (g.quarters) return duration(times(g.quarters, 15));
  if (g.minutes) return duration(n(g.minutes));
  return undefined;
}

function readEnglishMatch({ groups: g = {} }: RegExpExecArray): Duration | undefined {
  const n = (text: string | undefined) =>
    text === undefined ? undefined : readEnglishNumber(text.toLowerCase());
  if (g.andAHalf) return duration((n(g.andAHalf) ?? Number.NaN) * 60 + 30);
  if (g.hourAndHalf) return duration(90);
  if (g.threeQuarters) return duration(45);
  if (g.quarter) return duration(15);
  if (g.halfHour) return duration(30);
  if (g.halfDay || g.wordRange) return { minutes: 1, vague: true };
  if (g.hours) return duration((n(g.hours) ?? Number.NaN) * 60 + (n(g.minutesAfter) ?? 0));
  if (g.minutes) return duration(n(g.minutes));
  return undefined;
}

/** Every length of time in a folded text, in order. */
export function findDurations(text: string): Found<Duration>[] {
  const found = /[a-z]{3}/.test(text) ? findAll(text, english, readEnglishMatch) : [];
  const han_ = findAll(text, han, readHanMatch).filter(
    (h) => !found.some((e) => h.start < e.end && e.start < h.end),
  );
  return [...found, ...han_].sort((a, b) => a.start - b.start);
}

/** The duration that a text is, give or take 大概, 一共, 左右. */
export function readDuration(text: string): Duration | undefined {
  const bare = text
    .replace(/^(?:大概|大约|差不多|约|一共|总共|共|合计|是|就|about|around) ?/, '')
    .replace(/(?:左右|吧|的|哈|了|时间)*[。.!]?$/, '');
  const [first] = findDurations(bare);
  return first && first.start === 0 && first.end === bare.length ? first.value : undefined;
}
