/** Decimal128: its bytes (BID encoding), its text form, and arithmetic to 34 digits, half to even. */
import { Decimal } from './types.ts';

const BIAS = 6176;
const MAX_EXPONENT = 6111;
const MIN_EXPONENT = -6176;
const DIGITS = 34;
const LIMIT = 10n ** 34n;

export const DECIMAL_NAN = new Decimal('nan', false, 0n, 0);
export const decimalInfinity = (negative: boolean) => new Decimal('infinity', negative, 0n, 0);

const pow10 = (n: number): bigint => 10n ** BigInt(n);

/** Divides and rounds half to even; both arguments not negative. */
function divideHalfEven(n: bigint, d: bigint): bigint {
  const q = n / d;
  const twice = (n % d) * 2n;
  return twice > d || (twice === d && q % 2n === 1n) ? q + 1n : q;
}

/** A finite decimal, rounded to 34 digits; becomes an infinity or zero where the exponent runs out. */
export function finite(negative: boolean, coefficient: bigint, exponent: number): Decimal {
  let c = coefficient;
  let e = exponent;
  while (c >= LIMIT) {
    const over = c.toString().length - DIGITS;
    c = divideHalfEven(c, pow10(over));
    e += over;
  }
  if (e < MIN_EXPONENT) {
    const shift = MIN_EXPONENT - e;
    c = shift > DIGITS + 1 ? 0n : divideHalfEven(c, pow10(shift));
    e = MIN_EXPONENT;
  }
  while (e > MAX_EXPONENT && c !== 0n && c * 10n < LIMIT) {
    c *= 10n;
    e--;
  }
  if (e > MAX_EXPONENT)
    return c === 0n ? new Decimal('finite', negative, 0n, MAX_EXPONENT) : decimalInfinity(negative);
  return new Decimal('finite', negative, c, e);
}

export function decimalFromBytes(low: bigint, high: bigint): Decimal {
  const negative = high >> 63n === 1n;
  const top = Number((high >> 58n) & 31n);
  if (top === 31) return new Decimal('nan', negative, 0n, 0);
  if (top === 30) return decimalInfinity(negative);
  if (top >> 3 === 3) return new Decimal('finite', negative, 0n, Number((high >> 47n) & 0x3fffn) - BIAS);
  const coefficient = ((high & 0x1ffffffffffffn) << 64n) | low;
  return new Decimal(
    'finite',
    negative,
    coefficient < LIMIT ? coefficient : 0n,
    Number((high >> 49n) & 0x3fffn) - BIAS,
  );
}

export function decimalToBytes(d: Decimal): { low: bigint; high: bigint } {
  const sign = d.negative ? 1n << 63n : 0n;
  if (d.kind === 'nan') return { low: 0n, high: sign | (31n << 58n) };
  if (d.kind === 'infinity') return { low: 0n, high: sign | (30n << 58n) };
  const high = sign | (BigInt(d.exponent + BIAS) << 49n) | (d.coefficient >> 64n);
  return { low: d.coefficient & 0xffffffffffffffffn, high };
}

/** Reads a decimal as the server's `$toDecimal` does; undefined when the text is no number. */
export function parseDecimal(text: string): Decimal | undefined {
  const special = /^([+-]?)(nan|inf|infinity)$/i.exec(text);
  if (special) {
    return /^nan$/i.test(special[2] as string) ? DECIMAL_NAN : decimalInfinity(special[1] === '-');
  }
  const m = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/.exec(text);
  if (!m || (!m[2] && !m[3])) return undefined;
  const fraction = m[3] ?? '';
  if (text.length > 20_000) return undefined;
  return finite(m[1] === '-', BigInt((m[2] ?? '') + fraction), Number(m[4] ?? 0) - fraction.length);
}

export function decimalToString(d: Decimal): string {
  const sign = d.negative ? '-' : '';
  if (d.kind === 'nan') return 'NaN';
  if (d.kind === 'infinity') return `${sign}Infinity`;
  const digits = d.coefficient.toString();
  const adjusted = d.exponent + digits.length - 1;
  if (d.exponent > 0 || adjusted < -6) {
    const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${sign}${mantissa}E${adjusted >= 0 ? '+' : ''}${adjusted}`;
  }
  if (d.exponent === 0) return sign + digits;
  const point = digits.length + d.exponent;
  return point > 0
    ? `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
    : `${sign}0.${'0'.repeat(-point)}${digits}`;
}

export const decimalToNumber = (d: Decimal): number => Number(decimalToString(d));

export const decimalFromBigInt = (n: bigint): Decimal => finite(n < 0n, n < 0n ? -n : n, 0);

/** A double as a decimal of 15 significant digits, as the server converts it in arithmetic. */
export function decimalFromNumber(n: number): Decimal {
  if (Number.isNaN(n)) return DECIMAL_NAN;
  if (!Number.isFinite(n)) return decimalInfinity(n < 0);
  if (Number.isInteger(n) && Math.abs(n) < 1e15)
    return finite(n < 0 || Object.is(n, -0), BigInt(Math.abs(n)), 0);
  return parseDecimal(n.toExponential(14)) as Decimal;
}

const signed = (d: Decimal): bigint => (d.negative ? -d.coefficient : d.coefficient);

export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.kind === 'nan' || b.kind === 'nan') return a.kind === b.kind ? 0 : a.kind === 'nan' ? -1 : 1;
  if (a.kind === 'infinity' || b.kind === 'infinity') {
    const of = (d: Decimal) => (d.kind === 'infinity' ? (d.negative ? -1 : 1) : 0);
    return of(a) - of(b);
  }
  if (a.coefficient === 0n || b.coefficient === 0n || a.negative !== b.negative) {
    const of = (d: Decimal) => (d.coefficient === 0n ? 0 : d.negative ? -1 : 1);
    return of(a) - of(b);
  }
  const high = (d: Decimal) => d.exponent + d.coefficient.toString().length;
  const magnitude = high(a) - high(b);
  if (magnitude !== 0) return (magnitude > 0 ? 1 : -1) * (a.negative ? -1 : 1);
  const e = Math.min(a.exponent, b.exponent);
  const x = signed(a) * pow10(a.exponent - e);
  const y = signed(b) * pow10(b.exponent - e);
  return x < y ? -1 : x > y ? 1 : 0;
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.kind === 'nan' || b.kind === 'nan') return DECIMAL_NAN;
  if (a.kind === 'infinity') return b.kind === 'infinity' && a.negative !== b.negative ? DECIMAL_NAN : a;
  if (b.kind === 'infinity') return b;
  const gap = a.exponent - b.exponent;
  if (Math.abs(gap) > 7000) return gap > 0 ? (a.coefficient ? a : b) : b.coefficient ? b : a;
  const e = Math.min(a.exponent, b.exponent);
  const sum = signed(a) * pow10(a.exponent - e) + signed(b) * pow10(b.exponent - e);
  return finite(sum < 0n || (sum === 0n && a.negative && b.negative), sum < 0n ? -sum : sum, e);
}

export const negateDecimal = (d: Decimal): Decimal =>
  new Decimal(d.kind, !d.negative, d.coefficient, d.exponent);

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.kind === 'nan' || b.kind === 'nan') return DECIMAL_NAN;
  const negative = a.negative !== b.negative;
  if (a.kind === 'infinity' || b.kind === 'infinity') {
    const zero = (d: Decimal) => d.kind === 'finite' && d.coefficient === 0n;
    return zero(a) || zero(b) ? DECIMAL_NAN : decimalInfinity(negative);
  }
  return finite(negative, a.coefficient * b.coefficient, a.exponent + b.exponent);
}

export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.kind === 'nan' || b.kind === 'nan') return DECIMAL_NAN;
  const negative = a.negative !== b.negative;
  if (a.kind === 'infinity') return b.kind === 'infinity' ? DECIMAL_NAN : decimalInfinity(negative);
  if (b.kind === 'infinity') return finite(negative, 0n, MIN_EXPONENT);
  if (b.coefficient === 0n) return a.coefficient === 0n ? DECIMAL_NAN : decimalInfinity(negative);
  const wanted = a.exponent - b.exponent;
  if (a.coefficient % b.coefficient === 0n) return finite(negative, a.coefficient / b.coefficient, wanted);
  const shift = DIGITS + 4 + Math.max(0, b.coefficient.toString().length - a.coefficient.toString().length);
  const n = a.coefficient * pow10(shift);
  let q = n / b.coefficient;
  let e = wanted - shift;
  if (n % b.coefficient !== 0n) {
    // A sticky digit keeps half-to-even right when the quotient is cut to 34 digits.
    q = q * 10n + 1n;
    e -= 1;
  } else {
    while (q % 10n === 0n && e < wanted) {
      q /= 10n;
      e++;
    }
  }
  return finite(negative, q, e);
}

/** Rounds to `place` decimal places (negative: tens, hundreds), half to even, or towards zero. */
export function roundDecimal(
  d: Decimal,
  place: number,
  mode: 'half-even' | 'truncate' | 'floor' | 'ceil',
): Decimal {
  if (d.kind !== 'finite' || d.exponent >= -place) return d;
  const unit = pow10(Math.min(-place - d.exponent, 7000));
  let q = d.coefficient / unit;
  const rest = d.coefficient % unit !== 0n;
  if (mode === 'half-even') q = divideHalfEven(d.coefficient, unit);
  else if (mode === 'floor' && d.negative && rest) q += 1n;
  else if (mode === 'ceil' && !d.negative && rest) q += 1n;
  return finite(d.negative, q, -place);
}

/** The remainder of the truncated division. */
export function remainderDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.kind !== 'finite' || b.kind === 'nan') return DECIMAL_NAN;
  if (b.kind === 'infinity') return a;
  if (b.coefficient === 0n || Math.abs(a.exponent - b.exponent) > 7000) return DECIMAL_NAN;
  const e = Math.min(a.exponent, b.exponent);
  const r = (a.coefficient * pow10(a.exponent - e)) % (b.coefficient * pow10(b.exponent - e));
  return finite(a.negative, r, e);
}
