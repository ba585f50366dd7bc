const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  幺: 1,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
  俩: 2,
  仨: 3,
};
const tens: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const bigs: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };

const hanDigit = '零〇一二两三四五六七八九幺壹贰叁肆伍陆柒捌玖俩仨';

/** Source of a regular expression for one numeral, Arabic or Chinese. Bounded, so that it cannot run away. */
export const numeral = `(?:\\d{1,7}(?:\\.\\d{1,4})?(?:[万千百](?![\\d]))?|\\.\\d{1,2}|[${hanDigit}十拾百佰千仟万亿半廿卅]{1,12}(?:点[${hanDigit}]{1,4})?)`;

/** Like `numeral`, without fractions. */
export const wholeNumeral = `(?:\\d{1,7}|[${hanDigit}十拾百佰千仟万廿卅]{1,12})`;

/**
 * The value of a numeral: 12, 1.5, 十二, 一百二 (120), 一千零五, 两, 俩, 仨, 半, 廿三, 二零二五, 一点五, 3千.
 * Undefined for what is no numeral.
 */
export function readNumeral(text: string): number | undefined {
  const arabic = /^(\d*\.?\d+)([万千百]?)$/.exec(text);
  if (arabic) return Number(arabic[1]) * (tens[arabic[2] ?? ''] ?? bigs[arabic[2] ?? ''] ?? 1);
  if (text === '半') return 0.5;
  const [whole = '', fraction] = text.split('点');
  if (fraction !== undefined) {
    const before = readHan(whole);
    const after = readDigits(fraction);
    if (before === undefined || after === undefined || after === '') return undefined;
    return Number(`${before}.${after}`);
  }
  return readHan(whole);
}

function readDigits(text: string): string | undefined {
  let read = '';
  for (const character of text) {
    const digit = digits[character];
    if (digit === undefined) return undefined;
    read += digit;
  }
  return read;
}

function readHan(source: string): number | undefined {
  if (source === '') return undefined;
  const text = source.replace(/廿/g, '二十').replace(/卅/g, '三十');
  const plain = readDigits(text);
  if (plain !== undefined) return Number(plain);

  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let lastUnit = 0;
  let zero = false;
  for (const character of text) {
    const value = digits[character];
    const unit = tens[character];
    const big = bigs[character];
    if (value !== undefined) {
      if (value === 0) zero = true;
      else if (digit !== undefined) return undefined;
      digit = value;
      if (value === 0) digit = undefined;
    } else if (unit !== undefined) {
      section += (digit ?? (unit === 10 ? 1 : Number.NaN)) * unit;
      digit = undefined;
      lastUnit = unit;
      zero = false;
    } else if (big !== undefined) {
      section += digit ?? 0;
      total = (total + section) * big;
      section = 0;
      digit = undefined;
      lastUnit = big;
      zero = false;
    } else return undefined;
  }
  // 一百二 is 120 and 两千三 is 2300, but 一百零二 is 102 and 十二 is 12.
  if (digit !== undefined) section += !zero && lastUnit >= 100 ? (digit * lastUnit) / 10 : digit;
  const value = total + section;
  return Number.isNaN(value) ? undefined : value;
}
