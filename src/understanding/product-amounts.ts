import { readNumeral } from './reading/numerals.ts';
import { findQuantities } from './reading/quantities.ts';

/** Most units of anything that one message can name. */
export const MAX_AMOUNT = 100_000;

/** 一下 and its like have a numeral in them and no number. */
const noNumber = /一(?:下|点|些|样|起|直|定|共)|第一/g;
/** 5kg, 1.5升: how large one of it is, not how many there are. */
const size = /(?<![\d.\-负])\d+(?:\.\d+)? ?(?:kg|公斤|千克|毫升|ml|斤|克|升|g|l)(?![a-z])/g;
/** 10斤大米, where nothing else is counted: what is sold by the jin. */
const byWeight = /^(\d{1,6}) ?斤$/;
const amount =
  /(?<sign>[-−–负] ?)?(?<n>\d+(?:\.\d+)?[万千百]?|\.\d+|[零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟廿卅俩仨半]+(?:点[零一二三四五六七八九]+)?)(?<after> ?(?:积?分(?!钟)|元|月|日|号|点|年|%|points?|yuan|半|多|几|来[袋瓶个件桶盒包]|余|分之|折|.半))?/g;

/**
 * How many of something, in what is said beside its name: `undefined` when no number is said at all, `unclear` when
 * there is one that is no whole number from 0 to {@link MAX_AMOUNT}, or when there are several. 5kg 20袋 is 20.
 */
export function readWholeAmount(words: string): number | 'unclear' | undefined {
  if (/\b(?:half|minus)\b/.test(words)) return 'unclear';
  const sizes = words.match(size) ?? [];
  const said = words.replace(noNumber, ' ').replace(size, ' ');
  const found = [...said.matchAll(amount)];
  const [first, second] = found;
  if (second) return 'unclear';
  if (!first) {
    if (sizes.length === 0) return findQuantities(said)[0]?.value;
    const weight = byWeight.exec(sizes[0]?.trim() ?? '')?.[1];
    return sizes.length === 1 && weight && Number(weight) > 0 ? Number(weight) : 'unclear';
  }
  const { sign, n = '', after } = first.groups ?? {};
  const value = readNumeral(n);
  const isCount =
    !sign && !after && value !== undefined && Number.isInteger(value) && value >= 0 && value <= MAX_AMOUNT;
  return isCount ? value : 'unclear';
}

/** A clause of nothing but a number and a measure word. */
export const bareAmount = /^\s*-?[\d.零〇一二两俩三四五六七八九十百千万半]+ ?[\u4e00-\u9fff]{0,2}\s*$/;

/** Whether a number was said, and enough of it. */
export function isAmount(value: ReturnType<typeof readWholeAmount>, least: 0 | 1 = 1): value is number {
  return typeof value === 'number' && value >= least;
}
