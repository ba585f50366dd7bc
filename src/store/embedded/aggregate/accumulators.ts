/** What `$group` and its relatives gather over many documents. */
import { notSupported, StoreError } from '../errors.ts';
import { compareSortKeys, parseSort, type SortSpec, sortKey } from '../query/sort.ts';
import { asDecimal, fitsInt32, fitsLong } from '../values/arithmetic.ts';
import { asNumber, compare, isNumber } from '../values/compare.ts';
import { addDecimals, decimalFromBigInt, divideDecimals } from '../values/decimal.ts';
import { keyOf } from '../values/key.ts';
import {
  type Decimal,
  type Doc,
  Int32,
  int32,
  isArray,
  isDoc,
  isNullish,
  type Maybe,
  typeName,
  type Value,
} from '../values/types.ts';
import { compileExpression, type Env, type Expr, eager, register, type Vars } from './expression.ts';

export interface Gatherer {
  add(v: Maybe, vars: Vars): void;
  value(): Maybe;
}

/** An accumulator made ready: what to evaluate for each document and how to gather it. */
export interface Accumulator {
  argument: Expr;
  start(vars: Vars): Gatherer;
}

/** A sum that loses nothing between doubles, as the server's does. */
export class Sum {
  private whole = 0n;
  private high = 0;
  private low = 0;
  private special = 0;
  private decimal: Decimal | undefined;
  private anyDouble = false;
  private anyLong = false;
  count = 0;

  add(v: Maybe): void {
    if (!isNumber(v)) return;
    this.count++;
    if (v instanceof Int32) this.whole += BigInt(v.value);
    else if (typeof v === 'bigint') {
      this.whole += v;
      this.anyLong = true;
    } else if (typeof v === 'number') this.addDouble(v);
    else this.decimal = this.decimal ? addDecimals(this.decimal, v) : v;
  }

  private addDouble(v: number): void {
    this.anyDouble = true;
    if (!Number.isFinite(v)) {
      this.special += v;
      return;
    }
    const sum = this.high + v;
    const part = sum - this.high;
    this.low += this.high - (sum - part) + (v - part);
    this.high = sum;
  }

  private get double(): number {
    if (this.special !== 0) return this.special;
    const n = Number(this.whole);
    const rest = Number(this.whole - BigInt(Number.isFinite(n) ? n : 0));
    const sum = this.high + n;
    const part = sum - this.high;
    return sum + (this.low + rest + (this.high - (sum - part) + (n - part)));
  }

  get total(): Value {
    if (this.decimal) {
      const others = addDecimals(
        decimalFromBigInt(this.whole),
        asDecimal(this.special !== 0 ? this.special : this.high + this.low),
      );
      return addDecimals(this.decimal, others);
    }
    if (this.anyDouble) return this.double;
    if (!fitsLong(this.whole)) return Number(this.whole);
    const n = Number(this.whole);
    return !this.anyLong && fitsInt32(n) ? int32(n) : this.whole;
  }

  get average(): Value {
    if (this.count === 0) return null;
    if (this.decimal) return divideDecimals(this.total as Decimal, decimalFromBigInt(BigInt(this.count)));
    return this.double / this.count;
  }
}

/** Standard deviation by Welford's method. */
class Deviation {
  private n = 0;
  private mean = 0;
  private m2 = 0;
  private readonly sample: boolean;
  constructor(sample: boolean) {
    this.sample = sample;
  }
  add(v: Maybe): void {
    const x = asNumber(v);
    if (x === undefined) return;
    this.n++;
    const d = x - this.mean;
    this.mean += d / this.n;
    this.m2 += d * (x - this.mean);
  }
  get result(): Value {
    const n = this.sample ? this.n - 1 : this.n;
    return this.n === 0 || n <= 0 ? null : Math.sqrt(this.m2 / n);
  }
}

type Make = () => { add(v: Maybe): void; value(): Maybe };

const best =
  (sign: 1 | -1): Make =>
  () => {
    let found: Maybe;
    return {
      add(v) {
        if (!isNullish(v) && (found === undefined || compare(v, found) * sign > 0)) found = v;
      },
      value: () => found ?? null,
    };
  };

const SIMPLE: Record<string, Make> = {
  $sum: () => {
    const sum = new Sum();
    return { add: (v) => sum.add(v), value: () => sum.total };
  },
  $avg: () => {
    const sum = new Sum();
    return { add: (v) => sum.add(v), value: () => sum.average };
  },
  $min: best(-1),
  $max: best(1),
  $first: () => {
    let got = false;
    let found: Maybe;
    return {
      add(v) {
        if (!got) found = v;
        got = true;
      },
      value: () => found ?? null,
    };
  },
  $last: () => {
    let found: Maybe;
    return {
      add(v) {
        found = v;
      },
      value: () => found ?? null,
    };
  },
  $push: () => {
    const list: Value[] = [];
    return {
      add(v) {
        if (v !== undefined) list.push(v);
        if (list.length > 2_000_000) throw new StoreError(146, '$push used too much memory');
      },
      value: () => list,
    };
  },
  $addToSet: () => {
    const seen = new Map<string, Value>();
    return {
      add(v) {
        if (v === undefined) return;
        const key = keyOf([v]).toString('latin1');
        if (!seen.has(key)) seen.set(key, v);
        if (seen.size > 1_000_000) throw new StoreError(146, '$addToSet used too much memory');
      },
      value: () => [...seen.values()],
    };
  },
  $stdDevPop: () => {
    const d = new Deviation(false);
    return { add: (v) => d.add(v), value: () => d.result };
  },
  $stdDevSamp: () => {
    const d = new Deviation(true);
    return { add: (v) => d.add(v), value: () => d.result };
  },
  $mergeObjects: () => {
    const out: Doc = new Map();
    return {
      add(v) {
        if (isNullish(v)) return;
        if (!isDoc(v))
          throw new StoreError(
            40400,
            `$mergeObjects requires object inputs, but input is of type ${typeName(v)}`,
          );
        for (const [k, x] of v) out.set(k, x);
      },
      value: () => out,
    };
  },
};

function positive(v: Maybe): number {
  const n = asNumber(v);
  if (n === undefined || !Number.isInteger(n) || n <= 0)
    throw new StoreError(5787908, `'n' must be greater than 0`);
  return n;
}

/** `$firstN`, `$lastN`, `$minN`, `$maxN`: `{n, input}`. */
function severalOf(name: string, arg: Value, env: Env): Accumulator {
  if (!isDoc(arg) || !arg.has('n') || !arg.has('input') || arg.size !== 2)
    throw new StoreError(5787901, `${name} needs 'n' and 'input'`);
  const count = compileExpression(arg.get('n') as Value, env);
  return {
    argument: compileExpression(arg.get('input') as Value, env),
    start(vars) {
      const n = positive(count(vars));
      let list: Value[] = [];
      return {
        add(v) {
          if (name === '$minN' || name === '$maxN') {
            if (isNullish(v)) return;
            list.push(v);
            if (list.length > n * 2 + 64) trim();
          } else if (name === '$firstN') {
            if (list.length < n) list.push(v ?? null);
          } else {
            list.push(v ?? null);
            if (list.length > n) list.shift();
          }
        },
        value() {
          trim();
          return list;
        },
      };
      function trim(): void {
        if (name === '$minN') list = list.sort((a, b) => compare(a, b)).slice(0, n);
        if (name === '$maxN') list = list.sort((a, b) => compare(b, a)).slice(0, n);
      }
    },
  };
}

/** `$top`, `$bottom`, `$topN`, `$bottomN`: `{sortBy, output, n}`. */
function topOf(name: string, arg: Value, env: Env): Accumulator {
  const many = name.endsWith('N');
  const sortBy = isDoc(arg) ? arg.get('sortBy') : undefined;
  if (
    !isDoc(arg) ||
    !isDoc(sortBy) ||
    !arg.has('output') ||
    arg.has('n') !== many ||
    arg.size !== (many ? 3 : 2)
  ) {
    throw new StoreError(5788001, `${name} needs 'sortBy' and 'output'${many ? " and 'n'" : ''}`);
  }
  const spec: SortSpec = parseSort(sortBy);
  const count = many ? compileExpression(arg.get('n') as Value, env) : undefined;
  return {
    argument: compileExpression(arg.get('output') as Value, env),
    start(vars) {
      const n = count ? positive(count(vars)) : 1;
      let list: { key: Value[]; v: Value; at: number }[] = [];
      let at = 0;
      const cut = () => {
        list.sort((a, b) => compareSortKeys(a.key, b.key, spec) || a.at - b.at);
        list = name.startsWith('$top') ? list.slice(0, n) : list.slice(-n);
      };
      return {
        add(v, at_) {
          list.push({ key: sortKey(at_.root, spec), v: v ?? null, at: at++ });
          if (list.length > n * 2 + 64) cut();
        },
        value() {
          cut();
          return many ? list.map((x) => x.v) : (list[0]?.v ?? null);
        },
      };
    },
  };
}

/** `$median` and `$percentile`, which this engine computes exactly by nearest rank. */
function percentileOf(name: string, arg: Value, env: Env): Accumulator {
  if (!isDoc(arg) || !arg.has('input') || arg.get('method') !== 'approximate')
    throw new StoreError(40414, `${name} needs 'input' and method 'approximate'`);
  const p = name === '$median' ? undefined : compileExpression(arg.get('p') as Value, env);
  return {
    argument: compileExpression(arg.get('input') as Value, env),
    start(vars) {
      const numbers: number[] = [];
      const wanted = p ? p(vars) : [0.5];
      return {
        add(v) {
          const n = asNumber(v);
          if (n !== undefined && !Number.isNaN(n)) numbers.push(n);
        },
        value() {
          numbers.sort((a, b) => a - b);
          const at = (x: Maybe) => {
            const q = asNumber(x);
            if (q === undefined || q < 0 || q > 1)
              throw new StoreError(7750303, `${name} needs numbers from 0 to 1 in 'p'`);
            if (numbers.length === 0) return null;
            return numbers[Math.max(0, Math.ceil(q * numbers.length) - 1)] as number;
          };
          const list = (isArray(wanted) ? wanted : []).map(at);
          return p ? list : (list[0] ?? null);
        },
      };
    },
  };
}

export const ACCUMULATOR_NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(SIMPLE),
  '$count',
  '$firstN',
  '$lastN',
  '$minN',
  '$maxN',
  '$top',
  '$bottom',
  '$topN',
  '$bottomN',
  '$median',
  '$percentile',
]);
const REFUSED = new Set(['$accumulator', '$concatArrays', '$setUnion']);

/** The accumulator that `{name: arg}` describes. */
export function compileAccumulator(name: string, arg: Value, env: Env): Accumulator {
  const make = SIMPLE[name];
  if (make) {
    if (isArray(arg)) {
      if (arg.length !== 1) throw new StoreError(40237, `The ${name} accumulator is a unary operator`);
    }
    return { argument: compileExpression(isArray(arg) ? (arg[0] as Value) : arg, env), start: make };
  }
  if (name === '$count') {
    if (!isDoc(arg) || arg.size > 0) throw new StoreError(2, '$count takes no arguments, i.e. $count:{}');
    return { argument: () => int32(1), start: SIMPLE.$sum as Make };
  }
  if (['$firstN', '$lastN', '$minN', '$maxN'].includes(name)) return severalOf(name, arg, env);
  if (['$top', '$bottom', '$topN', '$bottomN'].includes(name)) return topOf(name, arg, env);
  if (name === '$median' || name === '$percentile') return percentileOf(name, arg, env);
  if (REFUSED.has(name)) throw notSupported(`the accumulator ${name}`);
  throw new StoreError(15952, `unknown group operator '${name}'`);
}

/** `$sum`, `$avg`, `$min`, `$max` and deviations as plain expressions: over their arguments, or over one array. */
const asExpression = (name: string) =>
  eager(0, Infinity, (args) => {
    const g = (SIMPLE[name] as Make)();
    const [only] = args;
    for (const v of args.length === 1 && isArray(only) ? only : args) g.add(v);
    return g.value();
  });

register({
  $sum: asExpression('$sum'),
  $avg: asExpression('$avg'),
  $min: asExpression('$min'),
  $max: asExpression('$max'),
  $stdDevPop: asExpression('$stdDevPop'),
  $stdDevSamp: asExpression('$stdDevSamp'),
});
