/** Runs filters: a filter tree becomes one function from document to yes or no. */
import { type Collate, compare, compareNumbers, isNumber, type NumberValue } from '../values/compare.ts';
import { keyOf } from '../values/key.ts';
import {
  Binary,
  Decimal,
  type Doc,
  Int32,
  isArray,
  isDoc,
  type Maybe,
  Regex,
  rank,
  Sym,
  typeNumber,
  UNDEFINED,
  type Value,
} from '../values/types.ts';
import type { Comparison, Filter } from './filter.ts';
import { type Path, type Visitor, walk } from './path.ts';

/** Takes down where in an array the match was found, for the positional operator. */
export interface Found {
  position: number;
}

export type Matcher = (doc: Doc, found?: Found) => boolean;
type ValueTest = (v: Maybe) => boolean;

/** The matcher of a parsed filter. Strings compare by bytes unless a collation is given. */
export function compileFilter(filter: Filter, collate?: Collate): Matcher {
  switch (filter.op) {
    case 'always':
      return () => filter.value;
    case 'expr':
      return (doc) => filter.test(doc);
    case 'and': {
      const of = filter.of.map((f) => compileFilter(f, collate));
      return (doc, found) => {
        for (const m of of) if (!m(doc, found)) return false;
        return true;
      };
    }
    case 'or': {
      const of = filter.of.map((f) => compileFilter(f, collate));
      return (doc, found) => {
        for (const m of of) if (m(doc, found)) return true;
        return false;
      };
    }
    case 'nor': {
      const of = filter.of.map((f) => compileFilter(f, collate));
      return (doc) => !of.some((m) => m(doc));
    }
    case 'not': {
      const inner = compileFilter(filter.of, collate);
      return (doc) => !inner(doc);
    }
    case 'exists':
      return onPath(filter.path, 'whole', (v) => v !== undefined && v !== UNDEFINED);
    case 'size':
      return onPath(filter.path, 'whole', (v) => isArray(v) && v.length === filter.size);
    case 'elemMatch': {
      const inner = compileFilter(filter.of, collate);
      return elements(filter.path, (v) => (isDoc(v) ? inner(v) : isArray(v) && inner(asDoc(v))));
    }
    case 'elemMatchValue':
      return elements(filter.path, compileSelf(filter.of, collate));
    default:
      return onPath(filter.path, 'enter', valueTest(filter, collate));
  }
}

const asDoc = (list: Value[]): Doc => new Map(list.map((v, i) => [String(i), v]));

/** A condition that some value at the path meets. */
function onPath(path: Path, leaf: 'enter' | 'whole', test: ValueTest): Matcher {
  if (path.length === 1) {
    // Most conditions are on a plain field of the document itself.
    const name = path[0] as string;
    return (doc, found) => {
      const v = doc.get(name);
      if (!isArray(v) || leaf === 'whole') return test(v);
      for (let i = 0; i < v.length; i++) {
        if (test(v[i])) {
          if (found) found.position = i;
          return true;
        }
      }
      return test(v);
    };
  }
  return (doc, found) => {
    const visit: Visitor = (v, position) => {
      if (!test(v)) return false;
      if (found && position >= 0) found.position = position;
      return true;
    };
    return walk(doc, path, leaf, visit);
  };
}

/** A condition that some element of an array at the path meets. */
function elements(path: Path, test: ValueTest): Matcher {
  return (doc, found) =>
    walk(doc, path, 'whole', (v, position) => {
      if (!isArray(v)) return false;
      const at = v.findIndex(test);
      if (at < 0) return false;
      if (found) found.position = position >= 0 ? position : at;
      return true;
    });
}

/** A condition on a value itself, without a path: what stands in `{$elemMatch: {$gt: 1, $lt: 5}}`. */
function compileSelf(filter: Filter, collate: Collate | undefined): ValueTest {
  switch (filter.op) {
    case 'always':
      return () => filter.value;
    case 'and': {
      const of = filter.of.map((f) => compileSelf(f, collate));
      return (v) => of.every((t) => t(v));
    }
    case 'or': {
      const of = filter.of.map((f) => compileSelf(f, collate));
      return (v) => of.some((t) => t(v));
    }
    case 'nor': {
      const of = filter.of.map((f) => compileSelf(f, collate));
      return (v) => !of.some((t) => t(v));
    }
    case 'not': {
      const inner = compileSelf(filter.of, collate);
      return (v) => !inner(v);
    }
    case 'exists':
      return (v) => v !== undefined;
    case 'size':
      return (v) => isArray(v) && v.length === filter.size;
    case 'elemMatch': {
      const inner = compileFilter(filter.of, collate);
      return (v) => isArray(v) && v.some((x) => (isDoc(x) ? inner(x) : isArray(x) && inner(asDoc(x))));
    }
    case 'elemMatchValue': {
      const inner = compileSelf(filter.of, collate);
      return (v) => isArray(v) && v.some(inner);
    }
    case 'expr':
      return (v) => isDoc(v) && filter.test(v);
    default:
      return valueTest(filter, collate);
  }
}

type ValueFilter = Extract<Filter, { op: Comparison | 'in' | 'regex' | 'type' | 'mod' | 'bits' }>;

function valueTest(filter: ValueFilter, collate: Collate | undefined): ValueTest {
  switch (filter.op) {
    case 'in':
      return inTest(filter, collate);
    case 'regex':
      return (v) => regexTest(v, filter.regex, filter.source);
    case 'type':
      return (v) => v !== undefined && filter.types.has(typeNumber(v));
    case 'mod':
      return (v) => {
        if (!isNumber(v)) return false;
        const n =
          v instanceof Decimal || typeof v === 'bigint'
            ? Number(toInteger(v))
            : v instanceof Int32
              ? v.value
              : v;
        if (!Number.isFinite(n)) return false;
        if (typeof v === 'bigint') return Number(v % BigInt(filter.divisor)) === filter.remainder;
        return Math.trunc(n) % filter.divisor === filter.remainder;
      };
    case 'bits':
      return (v) => bitsTest(v, filter.test, filter.mask);
    default:
      return comparisonTest(filter.op, filter.value, collate);
  }
}

const toInteger = (v: Decimal | bigint): bigint | number => {
  if (typeof v === 'bigint') return v;
  if (v.kind !== 'finite' || v.exponent > 40) return Number.NaN;
  const c =
    v.exponent >= 0
      ? v.coefficient * 10n ** BigInt(v.exponent)
      : v.coefficient / 10n ** BigInt(Math.min(-v.exponent, 7000));
  return v.negative ? -c : c;
};

const regexTest = (v: Maybe, regex: RegExp, source: Regex): boolean =>
  typeof v === 'string'
    ? regex.test(v)
    : v instanceof Sym
      ? regex.test(v.text)
      : v instanceof Regex && v.pattern === source.pattern && v.options === source.options;

/** Ordered comparisons hold within one type only, save that null also equals missing. */
function comparisonTest(op: Comparison, wanted: Value, collate: Collate | undefined): ValueTest {
  if (wanted === null) {
    if (op === 'gt' || op === 'lt') return () => false;
    return (v) => v === null || v === undefined || v === UNDEFINED;
  }
  const type = rank(wanted);
  const whole = type === 1 || type === 17;
  if (op === 'eq') {
    if (typeof wanted === 'string' && !collate)
      return (v) => v === wanted || (v instanceof Sym && v.text === wanted);
    if (isNumber(wanted)) {
      return (v) => isNumber(v) && compareNumbers(v, wanted) === 0;
    }
    return (v) => v !== undefined && rank(v) === type && compare(v, wanted, collate) === 0;
  }
  if (isNumber(wanted)) {
    const nan = isNaNValue(wanted);
    return (v) => {
      if (!isNumber(v)) return false;
      // NaN is only ever equal to NaN.
      if (nan || isNaNValue(v)) return nan && isNaNValue(v) && (op === 'gte' || op === 'lte');
      return holds(op, compareNumbers(v, wanted));
    };
  }
  if (whole) {
    // minKey and maxKey compare with values of every type.
    return (v) => v !== undefined && holds(op, compare(v, wanted, collate));
  }
  return (v) => v !== undefined && rank(v) === type && holds(op, compare(v, wanted, collate));
}

const isNaNValue = (v: NumberValue): boolean =>
  typeof v === 'number' ? Number.isNaN(v) : v instanceof Decimal && v.kind === 'nan';

const holds = (op: Comparison, c: number): boolean =>
  op === 'gt' ? c > 0 : op === 'gte' ? c >= 0 : op === 'lt' ? c < 0 : op === 'lte' ? c <= 0 : c === 0;

function inTest(filter: Extract<Filter, { op: 'in' }>, collate: Collate | undefined): ValueTest {
  const { values, regexes, sources } = filter;
  const withNull = values.includes(null);
  const byRegex: ValueTest = (v) => regexes.some((r, i) => regexTest(v, r, sources[i] as Regex));
  if (collate || values.length < 8) {
    const tests = values.filter((w) => w !== null).map((w) => comparisonTest('eq', w, collate));
    return (v) => {
      if (v === undefined || v === null || v === UNDEFINED) return withNull;
      for (const t of tests) if (t(v)) return true;
      return regexes.length > 0 && byRegex(v);
    };
  }
  const keys = new Set(values.map((w) => keyOf([w]).toString('latin1')));
  return (v) => {
    if (v === undefined || v === null || v === UNDEFINED) return withNull;
    return keys.has(keyOf([v]).toString('latin1')) || (regexes.length > 0 && byRegex(v));
  };
}

function bitsTest(v: Maybe, test: string, mask: bigint): boolean {
  let bits: bigint;
  if (v instanceof Binary) {
    bits = 0n;
    v.bytes.forEach((b, i) => {
      bits |= BigInt(b) << BigInt(i * 8);
    });
  } else if (isNumber(v)) {
    const n =
      typeof v === 'bigint' ? v : v instanceof Decimal ? toInteger(v) : v instanceof Int32 ? v.value : v;
    if (typeof n === 'number') {
      if (!Number.isInteger(n) || Math.abs(n) >= 2 ** 63) return false;
      bits = BigInt(n);
    } else bits = n;
    // Negative numbers have all their higher bits set, as in two's complement.
  } else return false;
  const set = bits & mask;
  if (test === 'allSet') return set === mask;
  if (test === 'allClear') return set === 0n;
  if (test === 'anySet') return set !== 0n;
  return set !== mask;
}
