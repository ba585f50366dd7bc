/** Which entries an index has for a document. */
import { StoreError } from '../errors.ts';
import { asIndex } from '../query/path.ts';
import { keyOf } from '../values/key.ts';
import { type Doc, isArray, isDoc, type Maybe, UNDEFINED, type Value } from '../values/types.ts';
import type { IndexInfo } from './catalog.ts';

export interface Entries {
  keys: Buffer[];
  /** The values behind each key, for messages about duplicates. */
  values: Value[][];
  /** An array was on one of the paths. */
  multikey: boolean;
}

interface Part {
  here: Maybe;
  path: readonly string[];
  at: number;
}

const NONE: Entries = { keys: [], values: [], multikey: false };

/** The entries of one document, each key once; none when a sparse or partial index leaves the document out. */
export function entriesOf(index: IndexInfo, doc: Doc): Entries {
  if (index.partial && !index.partial.matches(doc)) return NONE;
  const out: Entries = { keys: [], values: [], multikey: false };
  const rows: Maybe[][] = [];
  expand(
    index.paths.map((path) => ({ here: doc, path, at: 0 })),
    rows,
    out,
  );
  if (index.sparse && rows.every((row) => row.every((v) => v === undefined)))
    return { ...NONE, multikey: out.multikey };
  const seen = new Set<string>();
  for (const row of rows) {
    const values = row.map((v) => (v === undefined ? null : v));
    const key = keyOf(values, index.directions);
    if (rows.length > 1) {
      const text = key.latin1Slice();
      if (seen.has(text)) continue;
      seen.add(text);
    }
    out.keys.push(key);
    out.values.push(values);
  }
  return out;
}

/** Goes down all paths at once: paths through one array take its elements together, `{a: [{b, c}]}` for `a.b, a.c`. */
function expand(parts: Part[], rows: Maybe[][], out: Entries): void {
  const moved = parts.map(advance);
  let list: Value[] | undefined;
  for (const p of moved) {
    if (!isArray(p.here) || p.at < 0) continue;
    if (list && list !== p.here) {
      throw new StoreError(171, 'cannot index parallel arrays');
    }
    list = p.here;
  }
  if (!list) {
    rows.push(moved.map((p) => p.here));
    return;
  }
  out.multikey = true;
  if (list.length === 0) {
    rows.push(
      moved.map((p) =>
        p.here === list && p.at >= 0 ? (p.at === p.path.length ? UNDEFINED : undefined) : p.here,
      ),
    );
    return;
  }
  for (const element of list) {
    expand(
      moved.map((p) => {
        if (p.here !== list || p.at < 0) return { ...p, at: -1 };
        if (p.at === p.path.length) return { here: element, path: p.path, at: -1 };
        return isDoc(element)
          ? { here: element, path: p.path, at: p.at }
          : { here: undefined, path: p.path, at: -1 };
      }),
      rows,
      out,
    );
  }
}

/** Follows a path to its end or to the next array. A part with `at` -1 has its value already. */
function advance(part: Part): Part {
  let { here, at } = part;
  const { path } = part;
  if (at < 0) return part;
  while (at < path.length) {
    if (isDoc(here)) here = here.get(path[at++] as string);
    else if (isArray(here)) {
      const index = asIndex(path[at] as string);
      if (index < 0 || index >= here.length) return { here, path, at };
      here = here[index];
      at++;
    } else return { here: undefined, path, at: -1 };
  }
  return isArray(here) ? { here, path, at } : { here, path, at: -1 };
}
