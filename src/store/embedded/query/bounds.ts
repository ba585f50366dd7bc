/** The stretches of an index part's keys within which the values lie that a condition can accept. */
import { isNumber, type NumberValue } from '../values/compare.ts';
import { keyOf } from '../values/key.ts';
import { Decimal, isArray, Regex, rank, UNDEFINED, type Value } from '../values/types.ts';
import type { Filter } from './filter.ts';
import { literalPrefix } from './regex.ts';

/** Keys that begin with `low` or lie above it, up to those that begin with `high` (`highIn`) or only before it. */
export interface Stretch {
  low: Buffer;
  lowIn: boolean;
  high: Buffer;
  highIn: boolean;
  point: boolean;
}

export interface Bounds {
  stretches: Stretch[];
  /** Every entry within the stretches meets the condition, so the condition need not be tested again. */
  exact: boolean;
  /** Documents without the field can meet the condition: a sparse index would miss them. */
  takesMissing: boolean;
}

const point = (v: Value): Stretch => {
  const key = keyOf([v]);
  return { low: key, lowIn: true, high: key, highIn: true, point: true };
};
const typeStretch = (r: number): Stretch => ({
  low: Buffer.from([r]),
  lowIn: true,
  high: Buffer.from([r]),
  highIn: true,
  point: false,
});

/** The bounds of a condition on one path; undefined when an index does not help. */
export function boundsOf(filter: Filter): Bounds | undefined {
  switch (filter.op) {
    case 'eq':
      return equalTo(filter.value);
    case 'in':
      return oneOf(filter);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return range(filter.op, filter.value);
    case 'regex':
      return byRegex(filter.source);
  }
  return undefined;
}

function equalTo(v: Value): Bounds {
  if (v === null) return { stretches: [point(UNDEFINED), point(null)], exact: false, takesMissing: true };
  if (isArray(v)) {
    // The index holds an array's elements, and nested arrays whole.
    return {
      stretches: sorted([point(v.length > 0 ? (v[0] as Value) : UNDEFINED), point(v)]),
      exact: false,
      takesMissing: true,
    };
  }
  return { stretches: [point(v)], exact: true, takesMissing: false };
}

function oneOf(filter: Extract<Filter, { op: 'in' }>): Bounds | undefined {
  const all = filter.values.map(equalTo);
  for (const source of filter.sources) all.push(byRegex(source));
  return {
    stretches: sorted(all.flatMap((b) => b.stretches)),
    exact: all.every((b) => b.exact),
    takesMissing: all.some((b) => b.takesMissing),
  };
}

function byRegex(source: Regex): Bounds {
  const prefix = literalPrefix(source.pattern, source.options);
  const itself = point(new Regex(source.pattern, source.options));
  if (!prefix) return { stretches: [typeStretch(rank('')), itself], exact: false, takesMissing: false };
  const low = keyOf([prefix]).subarray(0, -2);
  return {
    stretches: [{ low, lowIn: true, high: low, highIn: true, point: false }, itself],
    exact: false,
    takesMissing: false,
  };
}

const isNaNValue = (v: NumberValue) =>
  typeof v === 'number' ? Number.isNaN(v) : v instanceof Decimal && v.kind === 'nan';

function range(op: 'gt' | 'gte' | 'lt' | 'lte', v: Value): Bounds | undefined {
  const r = rank(v);
  // minKey, maxKey and null compare in their own ways, arrays with whole arrays.
  if (r <= 3 || r === 7 || r === 17) return undefined;
  if (isNumber(v) && isNaNValue(v)) return undefined;
  const key = keyOf([v]);
  const floor = isNumber(v) ? Buffer.from([r, 1]) : Buffer.from([r]);
  const ceiling = Buffer.from([r]);
  const upwards = op === 'gt' || op === 'gte';
  const stretch: Stretch = upwards
    ? { low: key, lowIn: op === 'gte', high: ceiling, highIn: true, point: false }
    : { low: floor, lowIn: true, high: key, highIn: op === 'lte', point: false };
  return { stretches: [stretch], exact: true, takesMissing: false };
}

function sorted(list: Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const s of list.sort((a, b) => Buffer.compare(a.low, b.low))) {
    const last = out.at(-1);
    if (last?.point && s.point && last.low.equals(s.low)) continue;
    out.push(s);
  }
  return out;
}

/** Both conditions at once, for an index without arrays: lists of points are kept as they are. */
export function intersect(a: Bounds, b: Bounds): Bounds {
  const takesMissing = a.takesMissing && b.takesMissing;
  const [x, y] = [a.stretches, b.stretches];
  if (x.length === 1 && y.length === 1 && !x[0]?.point && !y[0]?.point) {
    const p = x[0] as Stretch;
    const q = y[0] as Stretch;
    // Both ends are prefixes; a longer one within a shorter one is the narrower.
    const low = narrowerLow(p, q);
    const high = narrowerHigh(p, q);
    return {
      stretches: [{ low: low.low, lowIn: low.lowIn, high: high.high, highIn: high.highIn, point: false }],
      exact: a.exact && b.exact,
      takesMissing,
    };
  }
  // Fewer stretches first; what is left over is tested on the documents.
  const keep = x.every((s) => s.point) && (!y.every((s) => s.point) || x.length <= y.length) ? a : b;
  return { stretches: keep.stretches, exact: false, takesMissing };
}

function narrowerLow(p: Stretch, q: Stretch): Stretch {
  const c = Buffer.compare(p.low, q.low);
  if (c === 0) return p.lowIn ? q : p;
  // An excluded prefix lies above everything that begins with it.
  const [lower, upper] = c < 0 ? [p, q] : [q, p];
  return !lower.lowIn && upper.low.subarray(0, lower.low.length).equals(lower.low) ? lower : upper;
}

function narrowerHigh(p: Stretch, q: Stretch): Stretch {
  const c = Buffer.compare(p.high, q.high);
  if (c === 0) return p.highIn ? q : p;
  const [lower, upper] = c < 0 ? [p, q] : [q, p];
  return lower.highIn && upper.high.subarray(0, lower.high.length).equals(lower.high) ? upper : lower;
}
