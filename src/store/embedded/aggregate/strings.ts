/** Expressions on strings, and conversions. */
import { StoreError } from '../errors.ts';
import { truthy } from '../query/filter.ts';
import { compileRegex } from '../query/regex.ts';
import { fitsLong } from '../values/arithmetic.ts';
import { asNumber, compareStrings, isNumber } from '../values/compare.ts';
import { decimalFromBigInt, decimalFromNumber, decimalToString, parseDecimal } from '../values/decimal.ts';
import {
  Binary,
  Decimal,
  type Doc,
  Int32,
  int32,
  isDoc,
  isNullish,
  type Maybe,
  ObjectId,
  Regex,
  Special,
  Sym,
  Timestamp,
  TYPE_NAMES,
  typeName,
  type Value,
} from '../values/types.ts';
import { parseDate } from './date-text.ts';
import { compileExpression, eager, named, type OperatorCompiler, register } from './expression.ts';

/** A value where the server wants a string: numbers, dates and null are turned into one. */
function coerced(v: Maybe, name: string): string {
  if (isNullish(v)) return '';
  if (typeof v === 'string') return v;
  if (v instanceof Sym) return v.text;
  if (isNumber(v) || v instanceof Date) return toText(v) as string;
  throw new StoreError(16007, `can't convert from BSON type ${typeName(v)} to String in ${name}`);
}

export function toText(v: Value): string | undefined {
  if (typeof v === 'string') return v;
  if (v instanceof Int32) return String(v.value);
  if (typeof v === 'bigint' || typeof v === 'boolean') return String(v);
  if (typeof v === 'number') return doubleText(v);
  if (v instanceof Decimal) return decimalToString(v);
  if (v instanceof Date) return v.toISOString();
  if (v instanceof ObjectId) return v.hex;
  if (v instanceof Sym) return v.text;
  if (v instanceof Binary) return v.bytes.toString('base64');
  return undefined;
}

function doubleText(n: number): string {
  if (Number.isNaN(n)) return 'NaN';
  if (!Number.isFinite(n)) return n > 0 ? 'inf' : '-inf';
  if (Object.is(n, -0)) return '-0';
  const text = String(n);
  if (!text.includes('e') && Math.abs(n) < 1e16) return text;
  const [mantissa, exponent] = n.toExponential().split('e') as [string, string];
  const e = Number(exponent);
  return `${mantissa}e${e < 0 ? '-' : '+'}${String(Math.abs(e)).padStart(2, '0')}`;
}

const needText = (v: Maybe, name: string, code: number): string => {
  if (typeof v !== 'string')
    throw new StoreError(code, `${name} requires a string argument, found: ${typeName(v)}`);
  return v;
};

const points = (s: string): string[] => [...s];
const utf8 = (s: string): Buffer => Buffer.from(s, 'utf8');
const isContinuation = (b: number | undefined) => b !== undefined && (b & 0xc0) === 0x80;

function substrBytes(args: Maybe[]): Maybe {
  const [v, from, count] = args;
  const bytes = utf8(coerced(v, '$substrBytes'));
  const [a, n] = [from, count].map((x) => {
    const k = asNumber(x);
    if (k === undefined) throw new StoreError(16034, '$substrBytes: the start and length must be numeric');
    return Math.trunc(k);
  }) as [number, number];
  if (a < 0) throw new StoreError(50752, '$substrBytes: the starting index must be non-negative');
  if (a >= bytes.length) return '';
  if (isContinuation(bytes[a]))
    throw new StoreError(28656, '$substrBytes: Invalid range, starting index is a UTF-8 continuation byte.');
  const end = n < 0 ? bytes.length : Math.min(bytes.length, a + n);
  if (end < bytes.length && isContinuation(bytes[end]))
    throw new StoreError(
      28657,
      '$substrBytes: Invalid range, ending index is in the middle of a UTF-8 character.',
    );
  return bytes.subarray(a, end).toString('utf8');
}

function substrCP(args: Maybe[]): Maybe {
  const list = points(coerced(args[0], '$substrCP'));
  const [a, n] = [args[1], args[2]].map((x) => {
    const k = asNumber(x);
    if (k === undefined || !Number.isInteger(k))
      throw new StoreError(34450, '$substrCP: the start and length must be integers');
    if (k < 0) throw new StoreError(34454, '$substrCP: the start and length must not be negative');
    return k;
  }) as [number, number];
  return list.slice(a, a + n).join('');
}

function indexIn(
  name: string,
  split: (s: string) => ArrayLike<unknown>,
  join: (s: string, from: number, to: number) => string,
): OperatorCompiler {
  return eager(2, 4, ([v, wanted, from, to]) => {
    if (isNullish(v)) return null;
    const text = needText(v, name, 40091);
    const token = needText(wanted, name, 40092);
    const length = split(text).length;
    const bound = (x: Maybe, fallback: number) => {
      if (isNullish(x)) return fallback;
      const n = asNumber(x);
      if (n === undefined || !Number.isInteger(n))
        throw new StoreError(40096, `${name} requires an integral index`);
      if (n < 0) throw new StoreError(40097, `${name} requires a nonnegative index`);
      return n;
    };
    const start = bound(from, 0);
    const end = Math.min(length, bound(to, length));
    if (start > length || start > end) return int32(-1);
    const at = join(text, start, end).indexOf(token);
    return int32(at < 0 ? -1 : start + split(join(text, start, end).slice(0, at)).length);
  });
}

const WHITE = '\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';

function trimmer(left: boolean, right: boolean): OperatorCompiler {
  return named(['input'], ['chars'], ({ input, chars }) => {
    if (isNullish(input) || chars === null) return null;
    const text = points(needText(input, '$trim', 50699));
    const set = new Set(points(chars === undefined ? WHITE : needText(chars, '$trim', 50700)));
    let [a, b] = [0, text.length];
    while (left && a < b && set.has(text[a] as string)) a++;
    while (right && b > a && set.has(text[b - 1] as string)) b--;
    return text.slice(a, b).join('');
  });
}

const replacer = (all: boolean): OperatorCompiler =>
  named(['input', 'find', 'replacement'], [], ({ input, find, replacement }) => {
    if (isNullish(input) || isNullish(find) || isNullish(replacement)) return null;
    const text = needText(input, '$replaceOne', 51746);
    const wanted = needText(find, '$replaceOne', 51745);
    const by = needText(replacement, '$replaceOne', 51744);
    return all ? text.split(wanted).join(by) : text.replace(wanted, () => by);
  });

function regexOperator(run: (text: string, regex: RegExp) => Value, whenNull: Value): OperatorCompiler {
  return named(['input', 'regex'], ['options'], ({ input, regex, options }) => {
    if (isNullish(input) || isNullish(regex)) return whenNull;
    const text = needText(input, '$regexMatch', 51104);
    if (typeof regex !== 'string' && !(regex instanceof Regex))
      throw new StoreError(51105, '$regexMatch needs a string or a regex');
    const flags = isNullish(options) ? '' : needText(options, '$regexMatch', 51106);
    if (regex instanceof Regex && regex.options && flags)
      throw new StoreError(51107, '$regexMatch: options given in both places');
    return run(
      text,
      regex instanceof Regex
        ? compileRegex(regex.pattern, regex.options || flags)
        : compileRegex(regex, flags),
    );
  });
}

function matchDoc(m: RegExpExecArray): Doc {
  return new Map<string, Value>([
    ['match', m[0]],
    ['idx', int32(points(m.input.slice(0, m.index)).length)],
    ['captures', m.slice(1).map((c) => c ?? null)],
  ]);
}

function findAll(text: string, regex: RegExp): Value[] {
  return [...text.matchAll(new RegExp(regex.source, `${regex.flags}g`))].map((m) =>
    matchDoc(m as RegExpExecArray),
  );
}

// ---- conversions

const fails = (v: Value, to: string, why = '') =>
  new StoreError(241, `Failed to convert ${typeName(v)} to ${to} in $convert${why && `: ${why}`}`);

function toInteger(v: Value, to: 'int' | 'long'): Value {
  let n: bigint;
  if (typeof v === 'boolean') n = v ? 1n : 0n;
  else if (v instanceof Int32) n = BigInt(v.value);
  else if (typeof v === 'bigint') n = v;
  else if (typeof v === 'number') {
    if (!Number.isFinite(v)) throw fails(v, to, 'not a finite number');
    n = BigInt(Math.trunc(v));
  } else if (v instanceof Decimal) {
    if (v.kind !== 'finite' || v.exponent > 40) throw fails(v, to, 'out of range');
    const c =
      v.exponent >= 0
        ? v.coefficient * 10n ** BigInt(v.exponent)
        : v.coefficient / 10n ** BigInt(-v.exponent);
    n = v.negative ? -c : c;
  } else if (typeof v === 'string') {
    if (!/^[+-]?\d{1,25}$/.test(v)) throw fails(v, to, `Failed to parse number '${v}'`);
    n = BigInt(v.replace(/^\+/, ''));
  } else if (v instanceof Date && to === 'long') n = BigInt(v.getTime());
  else throw fails(v, to, `Unsupported conversion from ${typeName(v)} to ${to}`);
  if (to === 'int') {
    if (n < -2147483648n || n > 2147483647n) throw fails(v, to, 'out of range');
    return int32(Number(n));
  }
  if (!fitsLong(n)) throw fails(v, to, 'out of range');
  return n;
}

function toDouble(v: Value): Value {
  if (typeof v === 'boolean') return v ? 1 : 0;
  if (isNumber(v)) {
    const n = asNumber(v) as number;
    if (v instanceof Decimal && v.kind === 'finite' && !Number.isFinite(n))
      throw fails(v, 'double', 'out of range');
    return n;
  }
  if (v instanceof Date) return v.getTime();
  if (typeof v === 'string') {
    if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(v)) {
      const n = Number(v);
      if (Number.isFinite(n)) return n;
    }
    const special = /^([+-]?)(inf|infinity|nan)$/i.exec(v);
    if (special) return /nan/i.test(v) ? Number.NaN : special[1] === '-' ? -Infinity : Infinity;
    throw fails(v, 'double', `Failed to parse number '${v}'`);
  }
  throw fails(v, 'double', 'unsupported conversion');
}

function toDecimal(v: Value): Value {
  if (v instanceof Decimal) return v;
  if (typeof v === 'boolean') return decimalFromBigInt(v ? 1n : 0n);
  if (typeof v === 'number') return decimalFromNumber(v);
  if (v instanceof Int32) return decimalFromBigInt(BigInt(v.value));
  if (typeof v === 'bigint') return decimalFromBigInt(v);
  if (v instanceof Date) return decimalFromBigInt(BigInt(v.getTime()));
  const d = typeof v === 'string' ? parseDecimal(v) : undefined;
  if (!d) throw fails(v, 'decimal');
  return d;
}

function toDate(v: Value): Value {
  if (v instanceof Date) return v;
  let ms: number | undefined;
  if (v instanceof ObjectId) ms = Buffer.from(v.id, 'latin1').readUInt32BE(0) * 1000;
  else if (v instanceof Timestamp) ms = Number(v.value >> 32n) * 1000;
  else if (typeof v === 'string') return parseDate(v, 'UTC');
  else if (typeof v === 'bigint' || typeof v === 'number' || v instanceof Decimal)
    ms = Math.trunc(asNumber(v) as number);
  const date = ms === undefined ? undefined : new Date(ms);
  if (!date || Number.isNaN(date.getTime())) throw fails(v, 'date');
  return date;
}

/** A value as another type; ConversionFailure where that cannot be. */
export function convert(v: Value, to: string): Value {
  switch (to) {
    case 'int':
    case 'long':
      return toInteger(v, to);
    case 'double':
      return toDouble(v);
    case 'decimal':
      return toDecimal(v);
    case 'date':
      return toDate(v);
    case 'bool':
      return v instanceof Special ? true : truthy(v);
    case 'string': {
      const text = toText(v);
      if (text === undefined) throw fails(v, to);
      return text;
    }
    case 'objectId':
      if (v instanceof ObjectId) return v;
      if (typeof v === 'string' && /^[0-9a-fA-F]{24}$/.test(v))
        return new ObjectId(Buffer.from(v, 'hex').toString('latin1'));
      throw fails(v, to);
  }
  throw fails(v, to, 'unsupported conversion');
}

const conversion = (to: string): OperatorCompiler =>
  eager(1, 1, ([v]) => (isNullish(v) ? null : convert(v, to)));

const convertOperator: OperatorCompiler = (arg, env) => {
  if (!isDoc(arg)) throw new StoreError(9, '$convert expects an object of named arguments');
  for (const key of arg.keys())
    if (!['input', 'to', 'onError', 'onNull'].includes(key))
      throw new StoreError(
        key === 'format' || key === 'byteOrder' || key === 'base' ? 238 : 9,
        `$convert argument ${key} is unknown or not supported`,
      );
  if (!arg.has('input')) throw new StoreError(9, "Missing 'input' parameter to $convert");
  if (!arg.has('to')) throw new StoreError(9, "Missing 'to' parameter to $convert");
  const part = (name: string) => (arg.has(name) ? compileExpression(arg.get(name) as Value, env) : undefined);
  const [input, to, onError, onNull] = ['input', 'to', 'onError', 'onNull'].map(part);
  return (vars) => {
    const type = to?.(vars);
    const v = input?.(vars);
    if (isNullish(v)) return onNull ? onNull(vars) : null;
    if (isNullish(type)) return null;
    const name = isNumber(type) ? TYPE_NAMES.get(asNumber(type) as number) : type;
    if (typeof name !== 'string' || ![...TYPE_NAMES.values()].includes(name))
      throw new StoreError(2, `Unknown type name: ${String(name)}`);
    try {
      return convert(v, name);
    } catch (error) {
      if (onError && error instanceof StoreError && (error.code === 241 || error.code === 2))
        return onError(vars);
      throw error;
    }
  };
};

register({
  $concat: eager(0, Infinity, (args) => {
    let out = '';
    for (const v of args) {
      if (isNullish(v)) return null;
      out += needText(v, '$concat', 16702);
    }
    return out;
  }),
  $toUpper: eager(1, 1, ([v]) => coerced(v, '$toUpper').replace(/[a-z]+/g, (s) => s.toUpperCase())),
  $toLower: eager(1, 1, ([v]) => coerced(v, '$toLower').replace(/[A-Z]+/g, (s) => s.toLowerCase())),
  $strcasecmp: eager(2, 2, ([a, b]) => {
    const upper = (v: Maybe) => coerced(v, '$strcasecmp').replace(/[a-z]+/g, (s) => s.toUpperCase());
    return int32(Math.sign(compareStrings(upper(a), upper(b))));
  }),
  $strLenBytes: eager(1, 1, ([v]) => int32(utf8(needText(v, '$strLenBytes', 34473)).length)),
  $strLenCP: eager(1, 1, ([v]) => int32(points(needText(v, '$strLenCP', 34471)).length)),
  $substr: eager(3, 3, substrBytes),
  $substrBytes: eager(3, 3, substrBytes),
  $substrCP: eager(3, 3, substrCP),
  $indexOfBytes: indexIn('$indexOfBytes', utf8, (s, a, b) => utf8(s).subarray(a, b).toString('utf8')),
  $indexOfCP: indexIn('$indexOfCP', points, (s, a, b) => points(s).slice(a, b).join('')),
  $split: eager(2, 2, ([v, by]) => {
    if (isNullish(v) || isNullish(by)) return null;
    const text = needText(v, '$split', 40085);
    const separator = needText(by, '$split', 40086);
    if (separator === '') throw new StoreError(40087, '$split requires a non-empty separator');
    return text.split(separator);
  }),
  $trim: trimmer(true, true),
  $ltrim: trimmer(true, false),
  $rtrim: trimmer(false, true),
  $replaceOne: replacer(false),
  $replaceAll: replacer(true),
  $regexMatch: regexOperator((text, regex) => regex.test(text), false),
  $regexFind: regexOperator((text, regex) => {
    const m = regex.exec(text);
    return m ? matchDoc(m) : null;
  }, null),
  $regexFindAll: regexOperator(findAll, []),
  $toInt: conversion('int'),
  $toLong: conversion('long'),
  $toDouble: conversion('double'),
  $toDecimal: conversion('decimal'),
  $toBool: conversion('bool'),
  $toString: conversion('string'),
  $toObjectId: conversion('objectId'),
  $toDate: conversion('date'),
  $convert: convertOperator,
});
