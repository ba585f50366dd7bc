import { englishNumber, readEnglishNumber } from './durations.ts';
import { numeral, readNumeral } from './numerals.ts';
import { type Found, findAll } from './span.ts';

const measures =
  '人次|公斤|千克|袋|瓶|桶|个|件|盒|包|箱|份|张|次|趟|回|条|斤|kg|户|本|支|把|提|卷|块|只|套|副|双|台|壶|罐|场|遍|处|起(?=.{0,8}(?:纠纷|矛盾|调解|事|$))|篇|棵|盆|页|例|篮|筐|吨|组|盏|根|节|车|名|位';

const han = new RegExp(
  `(?:[x×*] ?(?<times>\\d{1,4})(?!\\d)|(?<n>${numeral}) ?(?<measure>${measures})(?!月|星期|礼拜|小时|钟|半|单元|分|多|数|路))`,
  'g',
);
const english = new RegExp(
  `\\b(?:(?<word>once|twice|thrice)|(?<n>${englishNumber}|\\d{1,4}) (?:times?|bags?|bottles?|boxes|box|packs?|pieces?|items?|units?|kg|rolls?|cans?|households?|people|persons?|copies|copy|sacks?|cartons?|bars?|tubes?))\\b`,
  'g',
);
const words: Record<string, number> = { once: 1, twice: 2, thrice: 3 };

function whole(value: number | undefined): number | undefined {
  return value !== undefined && Number.isInteger(value) && value > 0 && value <= 100_000 ? value : undefined;
}

/** Quantities with a measure word: 两袋, 3瓶, ×2, twice, 3 bags. Whole numbers only. */
export function findQuantities(text: string): Found<number>[] {
  const found = findAll(text, han, ({ groups: g = {} }) =>
    whole(g.times ? Number(g.times) : readNumeral(g.n ?? '')),
  );
  if (!/[a-z]{3}/.test(text)) return found;
  const more = findAll(text, english, ({ groups: g = {} }) =>
    whole(words[g.word ?? ''] ?? readEnglishNumber(g.n ?? '')),
  );
  return [...found, ...more].sort((a, b) => a.start - b.start);
}
