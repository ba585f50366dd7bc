/** Sums and products of numbers of all types, with the server's rules of promotion: int, long, double, decimal. */
import type { NumberValue } from './compare.ts';
import {
  addDecimals,
  decimalFromBigInt,
  decimalFromNumber,
  multiplyDecimals,
  negateDecimal,
} from './decimal.ts';
import { Decimal, Int32, int32 } from './types.ts';

const MIN_LONG = -(1n << 63n);
const MAX_LONG = (1n << 63n) - 1n;

export const fitsInt32 = (n: number): boolean => (n | 0) === n;
export const fitsLong = (n: bigint): boolean => n >= MIN_LONG && n <= MAX_LONG;

/** As decimal; doubles become decimals of 15 digits, as on the server. */
export const asDecimal = (v: NumberValue): Decimal =>
  v instanceof Decimal
    ? v
    : typeof v === 'bigint'
      ? decimalFromBigInt(v)
      : v instanceof Int32
        ? decimalFromBigInt(BigInt(v.value))
        : decimalFromNumber(v);

const asDouble = (v: Int32 | number | bigint): number => (v instanceof Int32 ? v.value : Number(v));
const asBigInt = (v: Int32 | bigint): bigint => (v instanceof Int32 ? BigInt(v.value) : v);

/** What becomes of integers beyond int64: a double, as in aggregation, or nothing, for update operators to refuse. */
function integer(n: bigint, a: NumberValue, b: NumberValue): NumberValue | undefined {
  if (a instanceof Int32 && b instanceof Int32) {
    const small = Number(n);
    if (fitsInt32(small)) return int32(small);
  }
  return fitsLong(n) ? n : undefined;
}

/** `a + b`; undefined when int64 overflows. */
export function addExact(a: NumberValue, b: NumberValue): NumberValue | undefined {
  if (a instanceof Int32 && b instanceof Int32) {
    const n = a.value + b.value;
    return fitsInt32(n) ? int32(n) : BigInt(n);
  }
  if (a instanceof Decimal || b instanceof Decimal) return addDecimals(asDecimal(a), asDecimal(b));
  if (typeof a === 'number' || typeof b === 'number') return asDouble(a) + asDouble(b);
  return integer(asBigInt(a) + asBigInt(b), a, b);
}

/** `a * b`; undefined when int64 overflows. */
export function multiplyExact(a: NumberValue, b: NumberValue): NumberValue | undefined {
  if (a instanceof Decimal || b instanceof Decimal) return multiplyDecimals(asDecimal(a), asDecimal(b));
  if (typeof a === 'number' || typeof b === 'number') return asDouble(a) * asDouble(b);
  return integer(asBigInt(a) * asBigInt(b), a, b);
}

export const add = (a: NumberValue, b: NumberValue): NumberValue =>
  addExact(a, b) ?? asDouble(a as bigint) + asDouble(b as bigint);

export const multiply = (a: NumberValue, b: NumberValue): NumberValue =>
  multiplyExact(a, b) ?? asDouble(a as bigint) * asDouble(b as bigint);

export function negate(v: NumberValue): NumberValue {
  if (v instanceof Decimal) return negateDecimal(v);
  if (typeof v === 'number') return -v;
  if (typeof v === 'bigint') return v === MIN_LONG ? -Number(v) : -v;
  return fitsInt32(-v.value) ? int32(-v.value) : BigInt(-v.value);
}

export const subtract = (a: NumberValue, b: NumberValue): NumberValue => add(a, negate(b));

/** An integral JavaScript number as the least integer type that holds it. */
export function integerOf(n: number): NumberValue {
  return fitsInt32(n) ? int32(n) : Math.abs(n) < 2 ** 63 ? BigInt(n) : n;
}
