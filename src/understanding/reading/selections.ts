import type { Selection } from '../intent.ts';

const one = '(?:#|no\\.? ?|№|编号|单号|第)?\\d{1,7}(?!\\d|[.:]\\d)(?:号|#(?!\\d)|那?条|那?单|那个)?';
const range = `${one}(?: ?(?:-|~|到|至|to|through) ?#?\\d{1,7}(?!\\d|[.:]\\d| ?(?:个?小时|分|h|min|个|次|点))号?)?`;
const joiner = '(?: ?(?:,|、|;|和|跟|与|及|还有|以及|&|and|,? ?and) ?| {1,3}|)';

/** Source of a regular expression for a list of card numbers: 1023、1025-1027 和 #1030. */
export const numberList = `${range}(?:${joiner}(?=[#\\dn№编单第])${range}){0,60}`;

const mostInRange = 200;

/** The numbers in a list, ranges spelled out, each once, in the order written. */
export function readNumberList(text: string): number[] {
  const numbers = new Set<number>();
  const expression = /(\d{1,7})(?:号|#)?(?: ?(?:-|~|到|至|to|through) ?#?(\d{1,7}))?/g;
  for (const match of text.matchAll(expression)) {
    const from = Number(match[1]);
    let to = match[2] === undefined ? from : Number(match[2]);
    // 1025-27 means 1025 to 1027.
    if (match[2] !== undefined && to < from && match[2].length < (match[1]?.length ?? 0)) {
      to = Number((match[1] ?? '').slice(0, -match[2].length) + match[2]);
    }
    if (to < from) [numbers.add(from), numbers.add(to)];
    else for (let n = from; n <= to && n - from < mostInRange; n++) numbers.add(n);
  }
  numbers.delete(0);
  return [...numbers];
}

/** The #numbers on a quoted card. */
export function numbersOnCard(text: string): number[] {
  const numbers = new Set<number>();
  for (const match of text.matchAll(/[#＃](\d{1,7})(?!\d)/g)) numbers.add(Number(match[1]));
  numbers.delete(0);
  return [...numbers];
}

/** A selection of these numbers; undefined when there are none. */
export function selectNumbers(numbers: number[]): Selection | undefined {
  return numbers.length > 0 ? { kind: 'numbers', numbers } : undefined;
}
