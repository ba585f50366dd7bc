/**
 * How a dotted path finds its values in a document, for queries: through objects by name, through arrays into
 * every object in them and, where a step is a number, to that element.
 */
import type { Doc, Maybe, Value } from '../values/types.ts';

export type Path = readonly string[];

export const parsePath = (dotted: string): Path => dotted.split('.');

/** The array position that a step of a path names, or -1. */
export function asIndex(step: string): number {
  const c = step.charCodeAt(0);
  if (!(c >= 48 && c <= 57) || step.length > 9) return -1;
  if (step.length > 1 && c === 48) return -1;
  for (let i = 1; i < step.length; i++) {
    const d = step.charCodeAt(i);
    if (d < 48 || d > 57) return -1;
  }
  return Number(step);
}

/**
 * Sees one value; true ends the walk. `position` is the index in the outermost array that was entered, or -1;
 * that is what the positional operator `$` means.
 */
export type Visitor = (value: Maybe, position: number) => boolean;

/** What happens at an array where the path ends: its elements and then itself, or only itself. */
export type LeafArrays = 'enter' | 'whole';

/** Shows `visit` every value that the path stands for; `undefined` where there is none. True when `visit` was. */
export function walk(doc: Doc, path: Path, leaf: LeafArrays, visit: Visitor): boolean {
  return fromObject(doc, path, 0, leaf, -1, visit);
}

function fromObject(
  start: Doc,
  path: Path,
  at: number,
  leaf: LeafArrays,
  position: number,
  visit: Visitor,
): boolean {
  let current: Doc = start;
  for (let i = at; ; i++) {
    const v = current.get(path[i] as string);
    const last = i === path.length - 1;
    if (Array.isArray(v)) {
      if (!last) return inArray(v, path, i + 1, leaf, position, visit);
      if (leaf === 'whole') return visit(v, position);
      for (let k = 0; k < v.length; k++) if (visit(v[k], position < 0 ? k : position)) return true;
      return visit(v, position);
    }
    if (last) return visit(v, position);
    if (!(v instanceof Map)) return visit(undefined, position);
    current = v;
  }
}

/** The path goes on at `path[at]`, inside an array. */
function inArray(
  list: Value[],
  path: Path,
  at: number,
  leaf: LeafArrays,
  position: number,
  visit: Visitor,
): boolean {
  const index = asIndex(path[at] as string);
  const last = at === path.length - 1;
  // An empty array has nothing at the path, which counts as null; one with scalars only does not even have that.
  if (list.length === 0) return visit(undefined, position);
  for (let k = 0; k < list.length; k++) {
    const v = list[k] as Value;
    const outer = position < 0 ? k : position;
    if (v instanceof Map && fromObject(v, path, at, leaf, outer, visit)) return true;
    if (k !== index) continue;
    if (last) {
      // `a.0` on [[1, 2]] means the inner array, not what it holds.
      if (visit(v, outer)) return true;
    } else if (v instanceof Map) {
      if (fromObject(v, path, at + 1, leaf, outer, visit)) return true;
    } else if (Array.isArray(v)) {
      if (inArray(v, path, at + 1, leaf, outer, visit)) return true;
    }
  }
  return false;
}

/** The value at a path through objects only. */
export function getPlain(doc: Doc, path: Path): Maybe {
  let v: Maybe = doc;
  for (const step of path) {
    if (!(v instanceof Map)) return undefined;
    v = v.get(step);
  }
  return v;
}
