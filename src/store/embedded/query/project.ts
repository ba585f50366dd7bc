/** Projections, of `find` and of `$project`. */

import { compileExpression, type Env, type Expr, type Vars } from '../aggregate/expression.ts';
import { notSupported, StoreError } from '../errors.ts';
import { asNumber } from '../values/compare.ts';
import { type Doc, isArray, isDoc, type Maybe, type Value } from '../values/types.ts';
import { type Filter, isOperators, parseFilter, parseOperators, SELF, truthy } from './filter.ts';
import { compileFilter } from './match.ts';
import { type Path, parsePath } from './path.ts';

/** A copy of the document with `v` at the path; inside arrays in every element. Missing removes. */
export function setAt(doc: Doc, path: Path, v: Maybe, at = 0): Doc {
  const name = path[at] as string;
  const out = new Map(doc);
  if (at === path.length - 1) {
    if (v === undefined) out.delete(name);
    else out.set(name, v);
    return out;
  }
  const old = out.get(name);
  if (v === undefined && !isDoc(old) && !isArray(old)) {
    // MongoDB makes the way even to a field that then is not there.
    out.set(name, setAt(new Map(), path, v, at + 1));
    return out;
  }
  out.set(name, setIn(old, path, v, at + 1));
  return out;
}

function setIn(old: Maybe, path: Path, v: Maybe, at: number): Value {
  if (isArray(old)) return old.map((x) => setIn(x, path, v, at));
  return setAt(isDoc(old) ? old : new Map(), path, v, at);
}

/** A copy without what is at the path. */
export function removeAt(doc: Doc, path: Path, at = 0): Doc {
  const name = path[at] as string;
  const old = doc.get(name);
  if (old === undefined) return doc;
  const out = new Map(doc);
  if (at === path.length - 1) out.delete(name);
  else out.set(name, removeIn(old, path, at + 1));
  return out;
}

function removeIn(v: Value, path: Path, at: number): Value {
  if (isArray(v)) return v.map((x) => removeIn(x, path, at));
  return isDoc(v) ? removeAt(v, path, at) : v;
}

/** What is wanted at one name: the whole, nothing, a computed value, or parts. */
interface Node {
  inner: Map<string, Node>;
  leaf: 'in' | 'out' | Computed | undefined;
}
type Computed = (doc: Doc, vars: Vars, position: number) => Maybe;

const node = (): Node => ({ inner: new Map(), leaf: undefined });

interface Parsed {
  root: Node;
  inclusive: boolean;
  id: 'in' | 'out' | 'default';
  /** `$slice`, `$elemMatch` and `a.$`, which change arrays in place. */
  arrays: { path: Path; change: (v: Value, position: number) => Maybe; includes: boolean }[];
}

function put(root: Node, path: Path, leaf: Node['leaf']): void {
  let here = root;
  for (const [i, step] of path.entries()) {
    if (here.leaf !== undefined) throw new StoreError(31249, `Path collision at ${path.join('.')}`);
    let next = here.inner.get(step);
    if (!next) {
      next = node();
      here.inner.set(step, next);
    } else if (i === path.length - 1) throw new StoreError(31250, `Path collision at ${path.join('.')}`);
    here = next;
  }
  here.leaf = leaf;
}

/** Numbers and booleans say in or out; anything else is computed. */
const flag = (v: Value): 'in' | 'out' | undefined =>
  typeof v === 'boolean' || asNumber(v) !== undefined ? (truthy(v) ? 'in' : 'out') : undefined;

function parse(spec: Doc, env: Env, filter: Filter | undefined, inFind: boolean): Parsed {
  const out: Parsed = { root: node(), inclusive: false, id: 'default', arrays: [] };
  let mode: 'in' | 'out' | undefined;
  const decide = (wanted: 'in' | 'out', name: string) => {
    if (mode && mode !== wanted) {
      throw wanted === 'out'
        ? new StoreError(31254, `Cannot do exclusion on field ${name} in inclusion projection`)
        : new StoreError(31253, `Cannot do inclusion on field ${name} in exclusion projection`);
    }
    mode = wanted;
  };
  const visit = (d: Doc, prefix: string[]): void => {
    for (const [name, v] of d) {
      if (name === '') throw new StoreError(40352, 'FieldPath cannot be constructed with empty string');
      if (name.startsWith('$'))
        throw new StoreError(16410, `FieldPath field names may not start with '$': ${name}`);
      const path = [...prefix, ...parsePath(name)];
      if (path.includes(''))
        throw new StoreError(
          path.at(-1) === '' ? 40353 : 15998,
          'FieldPath field names may not be empty strings.',
        );
      const dotted = path.join('.');
      if (path.at(-1) === '$') {
        if (!inFind) throw new StoreError(16410, `FieldPath field names may not start with '$': ${dotted}`);
        if (flag(v) === 'out')
          throw new StoreError(31395, `positional projection cannot be used with exclusion`);
        if (flag(v) !== 'in')
          throw new StoreError(31271, 'positional projection cannot be used with a literal');
        if (out.arrays.some((a) => a.includes && a.path.at(-1) === '$'))
          throw new StoreError(31276, 'Cannot specify more than one positional projection per query.');
        decide('in', dotted);
        out.arrays.push({ path: path.slice(0, -1), change: positional(dotted), includes: true });
        put(out.root, path.slice(0, -1), 'in');
        continue;
      }
      const first = isDoc(v) ? (v.keys().next().value as string | undefined) : undefined;
      if (
        inFind &&
        isDoc(v) &&
        (first === '$slice' || first === '$elemMatch') &&
        v.size === 1 &&
        !(first === '$slice' && isExpressionSlice(v))
      ) {
        if (first === '$slice') {
          out.arrays.push({ path, change: sliceOf(v.get('$slice') as Value), includes: false });
          continue;
        }
        if (dotted.includes('.'))
          throw new StoreError(31275, 'Cannot use $elemMatch projection on a nested field.');
        decide('in', dotted);
        out.arrays.push({ path, change: elemMatch(v.get('$elemMatch') as Value), includes: true });
        put(out.root, path, 'in');
        continue;
      }
      if (first === '$meta') throw notSupported('$meta in a projection');
      const f = flag(v);
      if (f) {
        if (dotted === '_id') out.id = f;
        else {
          decide(f, dotted);
        }
        if (dotted !== '_id') put(out.root, path, f);
      } else if (isDoc(v) && first !== undefined && !first.startsWith('$')) visit(v, path);
      else if (isDoc(v) && v.size === 0)
        throw new StoreError(
          51270,
          'An empty sub-projection is not a valid value. Found empty object at path',
        );
      else {
        decide('in', dotted);
        const e: Expr = compileExpression(v, env);
        put(out.root, path, (_, vars) => e(vars));
        if (dotted === '_id') out.id = 'out';
      }
    }
  };
  visit(spec, []);
  if (out.arrays.some((a) => a.includes && a.path.length > 0) && mode === 'out')
    throw new StoreError(31395, 'positional projection cannot be used with exclusion');
  if (!mode) mode = out.id === 'in' && out.arrays.length === 0 ? 'in' : 'out';
  if (mode === 'in' && out.id === 'default') out.id = 'in';
  out.inclusive = mode === 'in';
  void filter;
  return out;
}

/** `{$slice: ['$a', 1]}` is the aggregation expression; `{$slice: [1, 2]}` skips and limits. */
function isExpressionSlice(v: Doc): boolean {
  const arg = v.get('$slice');
  return isArray(arg) && (arg.length > 2 || asNumber(arg[0]) === undefined);
}

function sliceOf(arg: Value): (v: Value) => Maybe {
  const [a, b] = isArray(arg) ? arg.map((x) => asNumber(x)) : [asNumber(arg), undefined];
  if (a === undefined)
    throw new StoreError(28667, 'Invalid $slice syntax. The given syntax did not match the find() syntax');
  if (isArray(arg)) {
    if (arg.length !== 2 || b === undefined)
      throw new StoreError(28724, 'First argument to $slice must be an array');
    if (b <= 0) throw new StoreError(28724, '$slice limit must be positive');
  }
  return (v) => {
    if (!isArray(v)) return v;
    const from = Math.trunc(a);
    if (b === undefined) return from >= 0 ? v.slice(0, from) : v.slice(from);
    const start = from < 0 ? Math.max(0, v.length + from) : from;
    return v.slice(start, start + Math.trunc(b));
  };
}

function elemMatch(arg: Value): (v: Value) => Maybe {
  if (!isDoc(arg)) throw new StoreError(31274, 'elemMatch: Invalid argument, object required');
  const onValue = isOperators(arg) && !['$and', '$or', '$nor'].includes(arg.keys().next().value as string);
  const of: Filter = onValue
    ? { op: 'elemMatchValue', path: ['v'], of: { op: 'and', of: parseOperators(SELF, arg, {}) } }
    : { op: 'elemMatch', path: ['v'], of: parseFilter(arg, {}) };
  const test = compileFilter(of);
  return (v) => {
    if (!isArray(v)) return undefined;
    const found = v.find((x) => test(new Map([['v', [x]]])));
    return found === undefined ? undefined : [found];
  };
}

const positional =
  (dotted: string) =>
  (v: Value, position: number): Maybe => {
    if (!isArray(v)) return v;
    if (position < 0)
      throw new StoreError(
        51246,
        `Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array (${dotted})`,
      );
    const x = v[position];
    return x === undefined ? [] : [x];
  };

function included(doc: Doc, n: Node, vars: Vars, position: number): Doc {
  const out: Doc = new Map();
  for (const [name, v] of doc) {
    const inner = n.inner.get(name);
    if (!inner) continue;
    if (inner.leaf === 'in') out.set(name, v);
    else if (inner.leaf === undefined) {
      const part = includedValue(v, inner, vars, position);
      if (part !== undefined) out.set(name, part);
    }
  }
  addComputed(out, n, vars, position);
  return out;
}

function addComputed(out: Doc, n: Node, vars: Vars, position: number): void {
  for (const [name, inner] of n.inner) {
    if (typeof inner.leaf === 'function') {
      const v = inner.leaf(vars.root, vars, position);
      if (v === undefined) out.delete(name);
      else out.set(name, v);
    } else if (inner.leaf === undefined && !out.has(name) && hasComputed(inner)) {
      const made: Doc = new Map();
      addComputed(made, inner, vars, position);
      out.set(name, made);
    }
  }
}

const hasComputed = (n: Node): boolean =>
  [...n.inner.values()].some((x) => typeof x.leaf === 'function' || hasComputed(x));

function includedValue(v: Value, n: Node, vars: Vars, position: number): Maybe {
  if (isDoc(v)) return included(v, n, vars, position);
  if (isArray(v))
    return v.map((x) => includedValue(x, n, vars, position)).filter((x): x is Value => x !== undefined);
  if (hasComputed(n)) return included(new Map(), n, vars, position);
  return undefined;
}

function excluded(doc: Doc, n: Node): Doc {
  const out: Doc = new Map();
  for (const [name, v] of doc) {
    const inner = n.inner.get(name);
    if (!inner) out.set(name, v);
    else if (inner.leaf === undefined) out.set(name, excludedValue(v, inner));
  }
  return out;
}

function excludedValue(v: Value, n: Node): Value {
  if (isDoc(v)) return excluded(v, n);
  return isArray(v) ? v.map((x) => excludedValue(x, n)) : v;
}

function changeArray(doc: Doc, path: Path, at: number, change: (v: Value) => Maybe): Doc {
  const name = path[at] as string;
  const old = doc.get(name);
  if (old === undefined) return doc;
  const out = new Map(doc);
  if (at === path.length - 1) {
    const v = change(old);
    if (v === undefined) out.delete(name);
    else out.set(name, v);
  } else if (isDoc(old)) out.set(name, changeArray(old, path, at + 1, change));
  else if (isArray(old))
    out.set(
      name,
      old.map((x) => (isDoc(x) ? changeArray(x, path, at + 1, change) : x)),
    );
  return out;
}

function run(p: Parsed, doc: Doc, vars: Vars, position: number): Doc {
  let out: Doc;
  if (p.inclusive) {
    out = included(doc, p.root, vars, position);
    const id = doc.get('_id');
    if (p.id === 'in' && id !== undefined && !p.root.inner.has('_id'))
      out = new Map<string, Value>([['_id', id], ...out]);
  } else {
    out = excluded(doc, p.root);
    if (p.id === 'out') out.delete('_id');
  }
  for (const a of p.arrays) out = changeArray(out, a.path, 0, (v) => a.change(v, position));
  return out;
}

/** The projection of a `find`; `filter` is what the positional `$` refers to. */
export function compileProjection(
  spec: Doc,
  scope: { env: Env; vars: ReadonlyMap<string, Maybe> },
  filter?: Filter,
): (doc: Doc, position: number) => Doc {
  const parsed = parse(spec, scope.env, filter, true);
  return (doc, position) => run(parsed, doc, { root: doc, bound: scope.vars }, position);
}

/** The projection of a `$project` stage. */
export function compileStageProjection(spec: Doc, env: Env): (doc: Doc, vars: Vars) => Doc {
  if (spec.size === 0)
    throw new StoreError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  const parsed = parse(spec, env, undefined, false);
  return (doc, vars) => run(parsed, doc, vars, -1);
}
