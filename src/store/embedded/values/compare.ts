/** The order of BSON values: by type first, then by value; numbers of all types compare by value. */
import { compareDecimals, decimalFromBigInt, decimalToNumber, parseDecimal } from './decimal.ts';
import {
  Binary,
  Code,
  DbPointer,
  Decimal,
  type Doc,
  Int32,
  type Maybe,
  ObjectId,
  Regex,
  rank,
  Sym,
  Timestamp,
  type Value,
} from './types.ts';

export type NumberValue = Int32 | number | bigint | Decimal;

/** Compares strings otherwise than by their bytes, for a collation. */
export type Collate = (a: string, b: string) => number;

/** By UTF-8 bytes, which is by code point; JavaScript's `<` differs where surrogate pairs meet U+E000 and above. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    if (x >= 0xd800 && y >= 0xd800) {
      if (x < 0xe000) x += 0x10000;
      if (y < 0xe000) y += 0x10000;
    }
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

/** The exact decimal value of a double, to 34 digits. */
function exactDecimal(n: number): Decimal {
  if (!Number.isFinite(n)) return parseDecimal(String(n)) as Decimal;
  if (Number.isInteger(n)) return decimalFromBigInt(BigInt(n));
  return parseDecimal(n.toPrecision(34)) as Decimal;
}

const toDecimal = (v: NumberValue): Decimal =>
  v instanceof Decimal
    ? v
    : typeof v === 'bigint'
      ? decimalFromBigInt(v)
      : exactDecimal(v instanceof Int32 ? v.value : v);

export function compareNumbers(a: NumberValue, b: NumberValue): number {
  const x = a instanceof Int32 ? a.value : a;
  const y = b instanceof Int32 ? b.value : b;
  if (typeof x === 'number' && typeof y === 'number') {
    if (x < y) return -1;
    if (x > y) return 1;
    if (x === y) return 0;
    return Number.isNaN(x) ? (Number.isNaN(y) ? 0 : -1) : 1;
  }
  if (x instanceof Decimal || y instanceof Decimal) return compareDecimals(toDecimal(x), toDecimal(y));
  if (Number.isNaN(x)) return -1;
  if (Number.isNaN(y)) return 1;
  // JavaScript compares bigint and number exactly.
  return x < y ? -1 : x > y ? 1 : 0;
}

function compareDocs(a: Doc, b: Doc, collate: Collate | undefined): number {
  const y = b.entries();
  for (const [name, v] of a) {
    const other = y.next();
    if (other.done) return 1;
    const [otherName, w] = other.value;
    const order = rank(v) - rank(w);
    if (order !== 0) return order;
    if (name !== otherName) return compareStrings(name, otherName);
    const inner = compare(v, w, collate);
    if (inner !== 0) return inner;
  }
  return y.next().done ? 0 : -1;
}

/** Negative, zero or positive; zero means equal to the server, e.g. int 1, long 1 and double 1.0. */
export function compare(a: Maybe, b: Maybe, collate?: Collate): number {
  if (a === b) return 0;
  const order = rank(a) - rank(b);
  if (order !== 0) return order;
  return compareSameRank(a as Value, b as Value, collate);
}

function compareSameRank(a: Value, b: Value, collate: Collate | undefined): number {
  if (typeof a === 'number' || typeof a === 'bigint' || a instanceof Int32 || a instanceof Decimal) {
    return compareNumbers(a, b as NumberValue);
  }
  if (typeof a === 'string' || a instanceof Sym) {
    const x = typeof a === 'string' ? a : a.text;
    const y = typeof b === 'string' ? b : (b as Sym).text;
    return collate ? collate(x, y) : compareStrings(x, y);
  }
  if (a instanceof ObjectId) {
    const y = (b as ObjectId).id;
    return a.id < y ? -1 : a.id > y ? 1 : 0;
  }
  if (a instanceof Date) return a.getTime() - (b as Date).getTime();
  if (a instanceof Map) return compareDocs(a, b as Doc, collate);
  if (Array.isArray(a)) {
    const y = b as Value[];
    for (let i = 0; i < a.length; i++) {
      if (i >= y.length) return 1;
      const c = compare(a[i], y[i], collate);
      if (c !== 0) return c;
    }
    return a.length - y.length;
  }
  if (typeof a === 'boolean') return a === b ? 0 : a ? 1 : -1;
  if (a instanceof Binary) {
    const y = b as Binary;
    return a.bytes.length - y.bytes.length || a.subtype - y.subtype || Buffer.compare(a.bytes, y.bytes);
  }
  if (a instanceof Timestamp)
    return a.value < (b as Timestamp).value ? -1 : a.value > (b as Timestamp).value ? 1 : 0;
  if (a instanceof Regex) {
    const y = b as Regex;
    return compareStrings(a.pattern, y.pattern) || compareStrings(a.options, y.options);
  }
  if (a instanceof Code) {
    const y = b as Code;
    return (
      compareStrings(a.code, y.code) || (a.scope && y.scope ? compareDocs(a.scope, y.scope, collate) : 0)
    );
  }
  if (a instanceof DbPointer) {
    const y = b as DbPointer;
    return compareStrings(a.namespace, y.namespace) || compare(a.id, y.id);
  }
  return 0;
}

export const equal = (a: Maybe, b: Maybe, collate?: Collate): boolean => compare(a, b, collate) === 0;

/** A number of any BSON type as a JavaScript number; undefined for anything else. */
export function asNumber(v: Maybe): number | undefined {
  if (typeof v === 'number') return v;
  if (v instanceof Int32) return v.value;
  if (typeof v === 'bigint') return Number(v);
  if (v instanceof Decimal) return decimalToNumber(v);
  return undefined;
}

export const isNumber = (v: Maybe): v is NumberValue =>
  typeof v === 'number' || v instanceof Int32 || typeof v === 'bigint' || v instanceof Decimal;
