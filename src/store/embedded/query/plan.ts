/**
 * Chooses how to find the documents for a filter and a sort order: through an index or by looking at all. Filters
 * are tested on the documents besides, unless the index's bounds say all there is to say.
 */
import { StoreError } from '../errors.ts';
import type { CollectionInfo, IndexInfo } from '../storage/catalog.ts';
import { changeAt } from '../update/place.ts';
import { equal } from '../values/compare.ts';
import { type Doc, isDoc, type Value } from '../values/types.ts';
import { type Bounds, boundsOf, intersect, type Stretch } from './bounds.ts';
import type { Filter } from './filter.ts';
import { compileFilter } from './match.ts';
import type { SortSpec } from './sort.ts';

/** Keys from `low` (included) up to `high` (excluded). */
export interface KeyRange {
  low: Buffer;
  high: Buffer;
}

export interface Plan {
  /** Undefined: all documents, in the order of insertion. */
  index: IndexInfo | undefined;
  ranges: KeyRange[];
  backward: boolean;
  /** The documents come in the wanted order. */
  ordered: boolean;
  /** The one range is one whole key of a unique index: at most one document. */
  single: boolean;
  /** Every document found meets the filter. */
  exact: boolean;
}

const MAX_RANGES = 20_000;
const EVERYTHING: KeyRange = { low: Buffer.alloc(0), high: Buffer.from([0xff, 0xff]) };

/** The least key above all keys that begin with `prefix`. */
function after(prefix: Buffer): Buffer {
  const out = Buffer.from(prefix);
  for (let i = out.length - 1; i >= 0; i--) {
    if (out[i] !== 0xff) {
      out[i] = (out[i] as number) + 1;
      return out.subarray(0, i + 1);
    }
  }
  return Buffer.from([0xff, 0xff]);
}

const inverted = (b: Buffer): Buffer => Buffer.from(b.map((x) => ~x & 255));

export interface PlanRequest {
  filter: Filter;
  sort?: SortSpec | undefined;
  hint?: Value | undefined;
}

export const collectionScan = (backward = false): Plan => ({
  index: undefined,
  ranges: [],
  backward,
  ordered: false,
  single: false,
  exact: false,
});

export function choosePlan(collection: CollectionInfo, request: PlanRequest): Plan {
  const { filter, sort } = request;
  const hinted = request.hint === undefined ? undefined : readHint(collection, request.hint);
  if (hinted && 'natural' in hinted) return { ...collectionScan(hinted.natural < 0), ordered: !sort?.length };
  const conditions = conjuncts(filter);
  let best: { plan: Plan; score: number } | undefined;
  for (const index of hinted ? [hinted.index] : collection.indexes) {
    if (index.hidden && !hinted) continue;
    const candidate = planIndex(index, conditions, sort);
    if (!candidate) continue;
    if (!best || candidate.score > best.score) best = candidate;
  }
  if (hinted && !best) {
    return {
      index: hinted.index,
      ranges: [EVERYTHING],
      backward: false,
      ordered: !sort?.length,
      exact: false,
      single: false,
    };
  }
  if (best && (best.score > 0 || hinted)) return best.plan;
  return { ...collectionScan(), ordered: !sort?.length };
}

function readHint(collection: CollectionInfo, hint: Value): { index: IndexInfo } | { natural: number } {
  if (isDoc(hint) && hint.has('$natural')) return { natural: equal(hint.get('$natural'), -1) ? -1 : 1 };
  const index = collection.indexes.find((i) =>
    typeof hint === 'string' ? i.name === hint : isDoc(hint) && equal(i.key, hint),
  );
  if (!index)
    throw new StoreError(
      2,
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  return { index };
}

const conjuncts = (filter: Filter): Filter[] =>
  filter.op === 'and' ? filter.of.flatMap(conjuncts) : [filter];

interface Condition {
  dotted: string;
  bounds: Bounds;
  source: Filter;
}

function conditionsOn(filters: Filter[], prefix: string): Condition[] {
  const out: Condition[] = [];
  for (const f of filters) {
    if (f.op === 'elemMatch') {
      const inner = conditionsOn(conjuncts(f.of), `${prefix}${f.path.join('.')}.`);
      out.push(...inner.map((c) => ({ ...c, bounds: { ...c.bounds, exact: false } })));
    } else if (f.op === 'elemMatchValue') {
      for (const part of conjuncts(f.of)) {
        const bounds = boundsOf(part);
        if (bounds)
          out.push({ dotted: prefix + f.path.join('.'), bounds: { ...bounds, exact: false }, source: f });
      }
    } else if ('path' in f) {
      const bounds = boundsOf(f);
      if (bounds) out.push({ dotted: prefix + f.path.join('.'), bounds, source: f });
    }
  }
  return out;
}

function planIndex(
  index: IndexInfo,
  filters: Filter[],
  sort: SortSpec | undefined,
): { plan: Plan; score: number } | undefined {
  if (index.partial && !conjuncts(index.partial.filter).every((p) => filters.some((q) => implies(q, p))))
    return undefined;
  const conditions = conditionsOn(filters, '');
  const used = new Set<Filter>();
  let exact = !index.multikey;
  let skipsMissing = false;
  let score = 0;
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let tail: Stretch[] | undefined;
  let equals = 0;
  let part = 0;
  for (; part < index.paths.length && !tail; part++) {
    const dotted = (index.paths[part] as string[]).join('.');
    const here = conditions.filter((c) => c.dotted === dotted);
    if (here.length === 0) break;
    // Paths through one array may be met by different elements of it.
    if (index.multikey && index.paths.slice(0, part).some((p) => p[0] === index.paths[part]?.[0])) break;
    // With arrays each condition may be met by another element: only one of them can bound the scan.
    const first = here.reduce((a, b) => (rankBounds(b.bounds) > rankBounds(a.bounds) ? b : a));
    const bounds = index.multikey ? first.bounds : here.map((c) => c.bounds).reduce(intersect);
    for (const c of index.multikey ? [first] : here) used.add(c.source);
    if (!bounds.exact) exact = false;
    if (!bounds.takesMissing) skipsMissing = true;
    const points = bounds.stretches.every((s) => s.point);
    if (points && prefixes.length * bounds.stretches.length <= MAX_RANGES) {
      const direction = index.directions[part];
      const keys = bounds.stretches.map((s) => (direction === -1 ? inverted(s.low) : s.low));
      if (direction === -1) keys.reverse();
      prefixes = prefixes.flatMap((p) => keys.map((k) => Buffer.concat([p, k])));
      if (bounds.stretches.length === 1) equals++;
      score += 10 + (bounds.stretches.length === 1 ? 2 : 0);
    } else {
      tail = bounds.stretches;
      score += 5;
    }
  }
  if (index.sparse && !skipsMissing) return undefined;
  const ranges = makeRanges(prefixes, tail, index.directions[part - 1] ?? 1);
  const order = sort?.length ? orderBy(index, sort, equals, prefixes.length === 1) : 'forward';
  const plan: Plan = {
    index,
    ranges,
    backward: order === 'backward',
    ordered: order !== undefined,
    single:
      index.unique && ranges.length === 1 && part === index.paths.length && !tail && prefixes.length === 1,
    exact: exact && filters.every((f) => used.has(f)),
  };
  if (order && sort?.length) score += 7;
  if (index.unique && prefixes.length > 0 && part === index.paths.length && !tail)
    score += index.id === 0 ? 60 : 50;
  if (score === 0) return undefined;
  return { plan, score: score - index.paths.length * 0.01 };
}

const rankBounds = (b: Bounds) =>
  b.stretches.length === 1 && b.stretches[0]?.point ? 3 : b.stretches.every((s) => s.point) ? 2 : 1;

function makeRanges(prefixes: Buffer[], tail: Stretch[] | undefined, direction: number): KeyRange[] {
  if (!tail) return prefixes.map((p) => (p.length === 0 ? EVERYTHING : { low: p, high: after(p) }));
  const stretches = direction === -1 ? [...tail].reverse() : tail;
  return prefixes.flatMap((p) => stretches.map((s) => range(p, s, direction)));
}

function range(prefix: Buffer, s: Stretch, direction: number): KeyRange {
  const with_ = (b: Buffer) => Buffer.concat([prefix, b]);
  if (direction !== -1) {
    return {
      low: s.lowIn ? with_(s.low) : after(with_(s.low)),
      high: s.highIn ? after(with_(s.high)) : with_(s.high),
    };
  }
  const [low, high] = [inverted(s.high), inverted(s.low)];
  return { low: s.highIn ? with_(low) : after(with_(low)), high: s.lowIn ? after(with_(high)) : with_(high) };
}

/** Whether reading the index gives the wanted order, and which way round. */
function orderBy(
  index: IndexInfo,
  sort: SortSpec,
  equals: number,
  single: boolean,
): 'forward' | 'backward' | undefined {
  if (index.multikey) return undefined;
  const fixed = single ? equals : 0;
  const fixedNames = new Set(index.paths.slice(0, fixed).map((p) => p.join('.')));
  let way: number | undefined;
  let part = fixed;
  for (const wanted of sort) {
    const dotted = wanted.path.join('.');
    if (fixedNames.has(dotted)) continue;
    if (part >= index.paths.length || (index.paths[part] as string[]).join('.') !== dotted) {
      // Everything after a unique _id is settled.
      if (index.id === 0 && part > 0) break;
      return undefined;
    }
    const same = index.directions[part] === wanted.direction ? 1 : -1;
    if (way !== undefined && way !== same) return undefined;
    way = same;
    part++;
  }
  return way === -1 ? 'backward' : 'forward';
}

/** Whether every document that meets `q` meets `p` too; only the plain cases are seen. */
function implies(q: Filter, p: Filter): boolean {
  if (p.op === 'always') return p.value;
  if (q.op !== p.op && !('path' in q && 'path' in p)) return false;
  if ('path' in q && 'path' in p && q.path.join('.') === p.path.join('.')) {
    if (q.op === p.op && same(q, p)) return true;
    if (q.op === 'eq' && !isDoc(q.value) && q.value !== null && !Array.isArray(q.value)) {
      const doc: Doc = new Map();
      changeAt(doc, q.path, true, () => q.value);
      return compileFilter(p)(doc);
    }
    if (p.op === 'exists')
      return ['gt', 'gte', 'lt', 'lte'].includes(q.op) && 'value' in q && q.value !== null;
    if ((p.op === 'gt' || p.op === 'gte') && (q.op === 'gt' || q.op === 'gte'))
      return q.op === 'gt' && equal(q.value, p.value);
  }
  return q.op === 'or' && p.op === 'or' && same(q, p);
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (a instanceof Map || b instanceof Map || Array.isArray(a) !== Array.isArray(b))
    return a instanceof Map && b instanceof Map && equal(a, b);
  if (a instanceof RegExp || b instanceof RegExp) return String(a) === String(b);
  if (a instanceof Set || b instanceof Set)
    return a instanceof Set && b instanceof Set && a.size === b.size && [...a].every((x) => b.has(x));
  const x = a as Record<string, unknown>;
  const y = b as Record<string, unknown>;
  const keys = Object.keys(x);
  return (
    a.constructor === b.constructor &&
    keys.length === Object.keys(y).length &&
    keys.every((k) => same(x[k], y[k]))
  );
}
