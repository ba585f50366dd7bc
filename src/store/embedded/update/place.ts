/** Finding and making the place in a document that an update path means. */
import { badValue, StoreError } from '../errors.ts';
import { asIndex, type Path } from '../query/path.ts';
import { type Doc, isArray, isDoc, type Maybe, type Value } from '../values/types.ts';

/** How far beyond its end an array may be written to. */
const MAX_PADDING = 1_500_000;

/** The new value for what stands at a path (`undefined`: nothing does); returning `undefined` removes it. */
export type Change = (old: Maybe) => Maybe;

const notViable = (step: string, dotted: Path) =>
  new StoreError(28, `Cannot create field '${step}' in element of path '${dotted.join('.')}'`);

/** Puts `change` to work at the path. With `create` false a path that leads nowhere changes nothing. */
export function changeAt(doc: Doc, path: Path, create: boolean, change: Change): void {
  let holder: Doc | Value[] = doc;
  for (let i = 0; ; i++) {
    const step = path[i] as string;
    const last = i === path.length - 1;
    const old: Maybe = isDoc(holder) ? holder.get(step) : holder[position(step, path, create)];
    if (last) {
      const value = change(old);
      if (value !== old || (value !== undefined && old === undefined)) put(holder, step, value, path);
      return;
    }
    if (isDoc(old) || isArray(old)) {
      holder = old;
      continue;
    }
    if (old !== undefined) {
      if (create) throw notViable(path[i + 1] as string, path);
      return;
    }
    if (!create) return;
    const made: Doc = new Map();
    // The value first: when it turns out to be nothing, the way to it is not made either.
    const value = change(undefined);
    if (value === undefined) return;
    buildInto(made, path, i + 1, value);
    put(holder, step, made, path);
    return;
  }
}

function buildInto(start: Doc, path: Path, from: number, value: Value): void {
  let holder = start;
  for (let i = from; i < path.length - 1; i++) {
    const inner: Doc = new Map();
    holder.set(path[i] as string, inner);
    holder = inner;
  }
  holder.set(path[path.length - 1] as string, value);
}

function position(step: string, path: Path, create: boolean): number {
  const index = asIndex(step);
  if (index < 0 && create) throw notViable(step, path);
  return index;
}

function put(holder: Doc | Value[], step: string, value: Maybe, path: Path): void {
  if (isDoc(holder)) {
    if (value === undefined) holder.delete(step);
    else holder.set(step, value);
    return;
  }
  const index = position(step, path, true);
  if (value === undefined) {
    // Taking away an element leaves null in its place, so that its neighbours keep theirs.
    if (index < holder.length) holder[index] = null;
    return;
  }
  if (index - holder.length > MAX_PADDING)
    throw new StoreError(2, `cannot write to element ${index}: the array would grow by too much`);
  while (holder.length < index) holder.push(null);
  holder[index] = value;
}

/** The concrete paths that a path with `$[]`, `$[name]` and `$` means in this document. */
export function resolvePositions(
  doc: Doc,
  path: Path,
  position: number,
  filters: ReadonlyMap<string, (v: Value) => boolean>,
): Path[] {
  if (!path.some((s) => s.startsWith('$'))) return [path];
  const out: Path[] = [];
  const go = (at: number, done: string[], here: Maybe): undefined => {
    if (at === path.length) {
      out.push(done);
      return;
    }
    const step = path[at] as string;
    if (step === '$') {
      if (position < 0)
        throw badValue('The positional operator did not find the match needed from the query.');
      return go(
        at + 1,
        [...done, String(position)],
        isArray(here) ? here[position] : isDoc(here) ? here.get(String(position)) : undefined,
      );
    }
    const named = /^\$\[(.*)\]$/.exec(step);
    if (!named)
      return go(
        at + 1,
        [...done, step],
        isDoc(here) ? here.get(step) : isArray(here) ? here[asIndex(step)] : undefined,
      );
    if (here === undefined)
      throw badValue(
        `The path '${done.join('.')}' must exist in the document in order to apply array updates.`,
      );
    if (!isArray(here)) throw badValue(`Cannot apply array updates to non-array element ${done.join('.')}`);
    const test = named[1] === '' ? () => true : filters.get(named[1] as string);
    if (!test)
      throw badValue(`No array filter found for identifier '${named[1]}' in path '${path.join('.')}'`);
    here.forEach((v, i) => {
      if (test(v)) go(at + 1, [...done, String(i)], v);
    });
  };
  go(0, [], doc);
  return out;
}
