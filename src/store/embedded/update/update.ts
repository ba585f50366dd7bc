/**
 * Updates: operators, a replacement document, or a pipeline. An update is compiled once per statement and applied to
 * decoded documents in place; whether anything changed is seen by comparing the encoded bytes.
 */
import { badValue, failedToParse, StoreError } from '../errors.ts';
import { type Filter, parseFilter } from '../query/filter.ts';
import { compileFilter } from '../query/match.ts';
import { asIndex, type Path, parsePath } from '../query/path.ts';
import { clone, newObjectId } from '../values/clone.ts';
import { compareStrings, equal } from '../values/compare.ts';
import { type Doc, isArray, isDoc, Timestamp, type Value } from '../values/types.ts';
import { makeOperator, OPERATORS, type Operator, type UpdateClock } from './operators.ts';
import { changeAt, resolvePositions } from './place.ts';

/** Applies a pipeline-style update to one document; handed in by the aggregation side. */
export type CompilePipeline = (stages: Value[], constants: Doc | undefined) => (doc: Doc) => Doc;

export interface UpdateOptions {
  arrayFilters?: Value[] | undefined;
  constants?: Doc | undefined;
  clock: UpdateClock;
  pipeline: CompilePipeline;
}

/** What to apply: `position` is where the filter found its array element, `inserting` is true for an upsert. */
export interface Update {
  kind: 'operators' | 'replacement' | 'pipeline';
  /** A `$push` counts as a change even where `$slice` takes away what it added. */
  always: boolean;
  apply(doc: Doc, position: number, inserting: boolean): Doc;
}

export function compileUpdate(spec: Value, options: UpdateOptions): Update {
  if (isArray(spec)) {
    if (options.arrayFilters?.length)
      throw failedToParse('arrayFilters may not be specified for pipeline-syle updates');
    const run = options.pipeline(spec, options.constants);
    return { kind: 'pipeline', always: false, apply: (doc) => keepId(doc, run(clone(doc))) };
  }
  if (!isDoc(spec)) throw failedToParse('Update argument must be either an object or an array');
  if (options.constants) throw failedToParse('Constant values may only be specified for pipeline updates');
  const first = spec.keys().next().value as string | undefined;
  if (first?.startsWith('$')) return compileOperators(spec, options);
  if (options.arrayFilters?.length)
    throw failedToParse('arrayFilters may not be specified for replacement-style updates');
  return compileReplacement(spec, options.clock);
}

function keepId(before: Doc, after: Doc): Doc {
  const id = before.get('_id');
  if (id === undefined) return after;
  const now = after.get('_id');
  if (now === undefined) return new Map<string, Value>([['_id', id], ...after]);
  if (!equal(id, now)) throw immutableId();
  if (after.keys().next().value === '_id') return after;
  return new Map<string, Value>([['_id', id], ...[...after].filter(([k]) => k !== '_id')]);
}

const immutableId = () =>
  new StoreError(66, "After applying the update, the (immutable) field '_id' was found to have been altered");

function compileReplacement(spec: Doc, clock: UpdateClock): Update {
  for (const name of spec.keys())
    if (name.startsWith('$'))
      throw new StoreError(
        52,
        `The dollar ($) prefixed field '${name}' is not allowed in the context of an update's replacement document.`,
      );
  return {
    kind: 'replacement',
    always: false,
    apply: (doc) => keepId(doc, stampTimestamps(clone(spec), clock)),
  };
}

/** A zero timestamp at the top level of an inserted document means now. */
export function stampTimestamps(doc: Doc, clock: UpdateClock): Doc {
  for (const [name, v] of doc) {
    if (v instanceof Timestamp && v.value === 0n && name !== '_id') {
      doc.set(name, new Timestamp((BigInt(Math.floor(clock.nowMs / 1000)) << 32n) | 1n));
    }
  }
  return doc;
}

type Step = { path: Path; onInsert: boolean } & ({ operator: Operator } | { renameTo: Path });

function compileOperators(spec: Doc, options: UpdateOptions): Update {
  const steps: Step[] = [];
  const filters = compileArrayFilters(options.arrayFilters ?? []);
  const used = new Set<string>();
  for (const [name, fields] of spec) {
    if (!OPERATORS.has(name)) {
      throw failedToParse(
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDoc(fields))
      throw failedToParse(`Modifiers operate on fields but we found another type for ${name}`);
    for (const [dotted, arg] of fields) {
      const path = updatePath(dotted);
      for (const step of path) if (step.startsWith('$[')) used.add(step.slice(2, -1));
      if (name === '$rename') steps.push(renameStep(path, dotted, arg));
      else
        steps.push({
          path,
          onInsert: name === '$setOnInsert',
          operator: makeOperator(name, dotted, arg, options.clock),
        });
    }
  }
  for (const id of filters.keys())
    if (!used.has(id))
      throw failedToParse(`The array filter for identifier '${id}' was not used in the update`);
  refuseConflicts(steps);
  steps.sort((a, b) => comparePaths(a.path, b.path));
  const touchesId = steps.some((s) => s.path[0] === '_id' || ('renameTo' in s && s.renameTo[0] === '_id'));
  return {
    kind: 'operators',
    always: [...((spec.get('$push') as Doc | undefined) ?? [])].some(
      ([, v]) => !isDoc(v) || !isArray(v.get('$each')) || (v.get('$each') as Value[]).length > 0,
    ),
    apply(doc, position, inserting) {
      const id = touchesId ? clone(doc.get('_id') ?? null) : null;
      const hadId = doc.has('_id');
      for (const step of steps) {
        if (step.onInsert && !inserting) continue;
        if ('renameTo' in step) rename(doc, step.path, step.renameTo);
        else {
          for (const path of resolvePositions(doc, step.path, position, filters)) {
            changeAt(doc, path, step.operator.create, step.operator.change);
          }
        }
      }
      if (touchesId && hadId && !(doc.has('_id') && equal(doc.get('_id'), id))) {
        throw new StoreError(
          66,
          "Performing an update on the path '_id' would modify the immutable field '_id'",
        );
      }
      return doc;
    },
  };
}

function updatePath(dotted: string): Path {
  if (dotted === '') throw new StoreError(56, 'An empty update path is not valid.');
  const path = parsePath(dotted);
  for (const [i, step] of path.entries()) {
    if (step === '')
      throw new StoreError(
        56,
        `The update path '${dotted}' contains an empty field name, which is not allowed.`,
      );
    if (!step.startsWith('$')) continue;
    if (i === 0) {
      throw step === '$' || step.startsWith('$[')
        ? badValue(`Cannot have positional (i.e. '$') element in the first position in path '${dotted}'`)
        : new StoreError(
            52,
            `The dollar ($) prefixed field '${step}' in '${dotted}' is not allowed in the context of an update`,
          );
    }
    if (step !== '$' && !/^\$\[.*\]$/.test(step)) {
      throw new StoreError(
        52,
        `The dollar ($) prefixed field '${step}' in '${dotted}' is not valid for storage.`,
      );
    }
  }
  if (path.filter((s) => s === '$').length > 1)
    throw badValue(`Too many positional (i.e. '$') elements found in path '${dotted}'`);
  return path;
}

function renameStep(path: Path, dotted: string, arg: Value): Step {
  if (typeof arg !== 'string') throw badValue(`The 'to' field for $rename must be a string: ${dotted}`);
  const renameTo = updatePath(arg);
  if (dotted === arg) throw badValue(`The source and target field for $rename must differ: ${dotted}`);
  for (const p of [path, renameTo]) {
    if (p.some((s) => s.startsWith('$')))
      throw badValue(`The source or destination field for $rename may not be dynamic: ${p.join('.')}`);
  }
  if (isPrefix(path, renameTo) || isPrefix(renameTo, path))
    throw badValue(`The source and target field for $rename must not be on the same path: ${dotted}`);
  return { path, renameTo, onInsert: false };
}

function rename(doc: Doc, from: Path, to: Path): void {
  let moved: Value | undefined;
  refuseArrays(doc, from, 'source');
  changeAt(doc, from, false, (old) => {
    moved = old;
    return undefined;
  });
  if (moved === undefined) return;
  const value = moved;
  refuseArrays(doc, to, 'destination');
  changeAt(doc, to, true, () => value);
}

function refuseArrays(doc: Doc, path: Path, which: string): void {
  let v: Value | undefined = doc;
  for (const step of path) {
    if (isArray(v))
      throw badValue(`The ${which} field of a $rename cannot be an array element: '${path.join('.')}'`);
    v = isDoc(v) ? v.get(step) : undefined;
  }
}

function compileArrayFilters(list: Value[]): Map<string, (v: Value) => boolean> {
  const filters = new Map<string, (v: Value) => boolean>();
  for (const spec of list) {
    if (!isDoc(spec)) throw new StoreError(14, 'array filters must be documents');
    const names = identifiers(spec);
    const [id] = names;
    if (names.size > 1)
      throw failedToParse(
        `Error parsing array filter :: Expected a single top-level field name, found ${[...names].map((n) => `'${n}'`).join(' and ')}`,
      );
    if (id === undefined)
      throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
    if (!/^[a-z][A-Za-z0-9]*$/.test(id))
      throw badValue(
        `Error parsing array filter :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${id}'`,
      );
    if (filters.has(id))
      throw failedToParse(`Found multiple array filters with the same top-level field name ${id}`);
    // The identifier stands for the element, so the element is looked at as the only field of a document.
    const test = compileFilter(parseFilter(spec, {}));
    filters.set(id, (v) => test(new Map([[id, v]])));
  }
  return filters;
}

function identifiers(spec: Doc): Set<string> {
  const out = new Set<string>();
  for (const [name, v] of spec) {
    if (name === '$and' || name === '$or' || name === '$nor') {
      if (isArray(v)) for (const part of v) if (isDoc(part)) for (const id of identifiers(part)) out.add(id);
    } else if (!name.startsWith('$')) out.add(parsePath(name)[0] as string);
  }
  return out;
}

const isPrefix = (a: Path, b: Path): boolean => a.length <= b.length && a.every((s, i) => s === b[i]);

function refuseConflicts(steps: Step[]): void {
  interface Node {
    end: boolean;
    inner: Map<string, Node>;
  }
  const root: Node = { end: false, inner: new Map() };
  for (const step of steps) {
    for (const path of 'renameTo' in step ? [step.path, step.renameTo] : [step.path]) {
      let node = root;
      for (const [i, name] of path.entries()) {
        let next = node.inner.get(name);
        if (!next) {
          next = { end: false, inner: new Map() };
          node.inner.set(name, next);
        }
        node = next;
        const last = i === path.length - 1;
        if (node.end || (last && node.inner.size > 0)) {
          throw new StoreError(
            40,
            `Updating the path '${path.join('.')}' would create a conflict at '${path.slice(0, i + 1).join('.')}'`,
          );
        }
        if (last) node.end = true;
      }
    }
  }
}

/** The order in which fields are changed, and so in which new ones are added: numbers as numbers, else by bytes. */
function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const x = a[i] as string;
    const y = b[i] as string;
    if (x === y) continue;
    const m = asIndex(x);
    const n = asIndex(y);
    return m >= 0 && n >= 0 ? m - n : compareStrings(x, y);
  }
  return a.length - b.length;
}

/** The document that an upsert begins with: the values that the filter demands by equality. */
export function upsertBase(filter: Filter, onlyId: boolean): Doc {
  const base: Doc = new Map();
  const seen: Path[] = [];
  const take = (f: Filter): void => {
    if (f.op === 'and') for (const part of f.of) take(part);
    else if (f.op === 'or' && f.of.length === 1) take(f.of[0] as Filter);
    else {
      const value =
        f.op === 'eq'
          ? f.value
          : f.op === 'in' && f.values.length === 1 && f.regexes.length === 0
            ? f.values[0]
            : undefined;
      if (value === undefined || !('path' in f)) return;
      const { path } = f;
      if (onlyId && !(path.length === 1 && path[0] === '_id')) return;
      for (const other of seen) {
        if (isPrefix(other, path) || isPrefix(path, other)) {
          throw new StoreError(
            54,
            `cannot infer query fields to set, path '${path.join('.')}' is matched twice`,
          );
        }
      }
      seen.push(path);
      changeAt(base, path, true, () => clone(value));
    }
  };
  take(filter);
  return base;
}

/** The document that an upsert inserts. */
export function upsertDocument(filter: Filter, update: Update, clock: UpdateClock): Doc {
  const base = upsertBase(filter, update.kind === 'replacement');
  const made = update.apply(base, -1, true);
  const id = made.get('_id') ?? newObjectId(clock.nowMs);
  return new Map<string, Value>([['_id', id], ...[...made].filter(([k]) => k !== '_id')]);
}
