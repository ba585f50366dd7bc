/** Sort orders: how a document's sort key is found, and how keys compare. */
import { badValue, notSupported, StoreError } from '../errors.ts';
import { asNumber, type Collate, compare } from '../values/compare.ts';
import { type Doc, isArray, isDoc, type Maybe, UNDEFINED, type Value } from '../values/types.ts';
import { type Path, parsePath, walk } from './path.ts';

export interface SortPart {
  path: Path;
  direction: 1 | -1;
}
export type SortSpec = SortPart[];

export function parseSort(spec: Doc): SortSpec {
  const parts: SortSpec = [];
  for (const [name, v] of spec) {
    if (isDoc(v) && v.has('$meta')) throw notSupported('sorting by $meta');
    const n = asNumber(v);
    if (n === undefined) throw new StoreError(15974, `Illegal key in $sort specification: ${name}`);
    if (n !== 1 && n !== -1)
      throw new StoreError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    if (name === '') throw badValue('FieldPath cannot be constructed with empty string');
    const path = parsePath(name);
    if (path.some((step) => step === ''))
      throw new StoreError(15998, 'FieldPath field names may not be empty strings.');
    if (name.startsWith('$'))
      throw new StoreError(16410, `Field path component names may not start with '$': ${name}`);
    parts.push({ path, direction: n });
  }
  if (parts.length > 32) throw new StoreError(13103, 'too many compound keys');
  return parts;
}

/**
 * What a document sorts by at a path: of an array the least element (ascending) or the greatest (descending); an
 * empty array comes before null, a missing field counts as null.
 */
export function sortValue(doc: Doc, part: SortPart, collate?: Collate): Value {
  if (part.path.length === 1) {
    const v = doc.get(part.path[0] as string);
    // An `_id` is never an array in a collection, and where a $group makes one it is compared whole.
    if (!isArray(v) || part.path[0] === '_id') return v === undefined ? null : v;
  }
  let best: Maybe;
  walk(doc, part.path, 'whole', (v) => {
    for (const one of isArray(v) ? (v.length === 0 ? [UNDEFINED] : v) : [v === undefined ? null : v]) {
      if (best === undefined || compare(one, best, collate) * part.direction < 0) best = one;
    }
    return false;
  });
  return best === undefined ? null : best;
}

export const sortKey = (doc: Doc, spec: SortSpec, collate?: Collate): Value[] =>
  spec.map((p) => sortValue(doc, p, collate));

export function compareSortKeys(
  a: readonly Value[],
  b: readonly Value[],
  spec: SortSpec,
  collate?: Collate,
): number {
  for (let i = 0; i < spec.length; i++) {
    const c = compare(a[i], b[i], collate);
    if (c !== 0) return c * (spec[i] as SortPart).direction;
  }
  return 0;
}

interface Keyed<T> {
  key: Value[];
  item: T;
  order: number;
}

/** Collects items and gives them back in order; with a limit it never holds more than twice that many. */
export class Sorter<T> {
  private items: Keyed<T>[] = [];
  private count = 0;
  private readonly spec: SortSpec;
  private readonly limit: number;
  private readonly collate: Collate | undefined;

  constructor(spec: SortSpec, limit = Infinity, collate?: Collate) {
    this.spec = spec;
    this.limit = limit;
    this.collate = collate;
  }

  add(doc: Doc, item: T): void {
    const key = sortKey(doc, this.spec, this.collate);
    const entry = { key, item, order: this.count++ };
    this.items.push(entry);
    if (this.items.length > this.limit * 2 + 64) this.cut();
  }

  private cut(): void {
    this.items.sort((a, b) => compareSortKeys(a.key, b.key, this.spec, this.collate) || a.order - b.order);
    if (this.items.length > this.limit) this.items.length = this.limit;
  }

  sorted(): T[] {
    this.cut();
    return this.items.map((e) => e.item);
  }
}
