/** The stages of a pipeline that see documents one after the other, or all of one collection. */

import { MEMORY_LIMIT_BYTES, memoryExceeded } from '../engine/find.ts';
import { PAUSE, type Pausable } from '../engine/slices.ts';
import { StoreError } from '../errors.ts';
import { parseFilter, truthy } from '../query/filter.ts';
import { compileFilter } from '../query/match.ts';
import { parsePath } from '../query/path.ts';
import { compileStageProjection, removeAt, setAt } from '../query/project.ts';
import { parseSort, Sorter } from '../query/sort.ts';
import { asNumber } from '../values/compare.ts';
import { encode } from '../values/encode.ts';
import { keyOf } from '../values/key.ts';
import {
  type Doc,
  int32,
  isArray,
  isDoc,
  isNullish,
  type Maybe,
  typeName,
  type Value,
} from '../values/types.ts';
import { ACCUMULATOR_NAMES, type Accumulator, compileAccumulator, type Gatherer } from './accumulators.ts';
import { compileExpression, type Env, type Expr, type Vars } from './expression.ts';

/** What stages may need of the world: other collections, and the variables bound for the pipeline. */
export interface World {
  vars: ReadonlyMap<string, Maybe>;
}

export type Stage = (input: Pausable<Doc>, world: World) => Pausable<Doc>;
export type StageCompiler = (arg: Value, env: Env) => Stage;

export const varsFor = (root: Doc, world: World): Vars => ({ root, bound: world.vars });

/** A stage that turns each document into another, or drops it (`undefined`). */
export function each(change: (doc: Doc, vars: Vars) => Doc | undefined): Stage {
  return function* (input, world) {
    for (const doc of input) {
      if (doc === PAUSE) {
        yield PAUSE;
        continue;
      }
      const out = change(doc, varsFor(doc, world));
      if (out !== undefined) yield out;
    }
  };
}

/** Guards what a blocking stage holds; sizes are estimated from every sixteenth document. */
export class Budget {
  private bytes = 0;
  private average = 200;
  private seen = 0;
  private readonly stage: string;
  constructor(stage: string) {
    this.stage = stage;
  }
  take(doc: Doc): void {
    if (this.seen++ % 16 === 0) this.average = (this.average + encode(doc).length) / 2;
    this.bytes += this.average;
    if (this.bytes > MEMORY_LIMIT_BYTES) throw memoryExceeded(this.stage);
  }
}

const exprIn = (env: Env, world: World) => (v: Value) => {
  const e = compileExpression(v, env);
  return (doc: Doc) => truthy(e({ root: doc, bound: world.vars }));
};

export const match: StageCompiler = (arg, env) => {
  if (!isDoc(arg)) throw new StoreError(15959, 'the match filter must be an expression in an object');
  parseFilter(arg, { expr: exprIn(env, { vars: new Map() }) });
  return (input, world) => {
    const test = compileFilter(parseFilter(arg, { expr: exprIn(env, world) }), env.collate);
    return each((doc) => (test(doc) ? doc : undefined))(input, world);
  };
};

const project: StageCompiler = (arg, env) => {
  if (!isDoc(arg)) throw new StoreError(15969, '$project specification must be an object');
  const run = compileStageProjection(arg, env);
  return each((doc, vars) => run(doc, vars));
};

export const addFields: StageCompiler = (arg, env) => {
  if (!isDoc(arg)) throw new StoreError(40272, '$addFields specification stage must be an object');
  const parts: [readonly string[], Expr][] = [];
  const collect = (d: Doc, prefix: string[]): void => {
    for (const [name, v] of d) {
      if (name === '' || name.split('.').includes(''))
        throw new StoreError(40352, 'FieldPath cannot be constructed with empty string');
      if (name.startsWith('$'))
        throw new StoreError(
          16410,
          `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
        );
      const path = [...prefix, ...parsePath(name)];
      const first = isDoc(v) ? (v.keys().next().value as string | undefined) : undefined;
      if (isDoc(v) && first !== undefined && !first.startsWith('$')) collect(v, path);
      else if (
        parts.some(
          ([p]) =>
            p.join('.') === path.join('.') ||
            `${path.join('.')}.`.startsWith(`${p.join('.')}.`) ||
            `${p.join('.')}.`.startsWith(`${path.join('.')}.`),
        )
      ) {
        throw new StoreError(31250, `Path collision at ${path.join('.')}`);
      } else parts.push([path, compileExpression(v, env)]);
    }
  };
  collect(arg, []);
  if (parts.length === 0)
    throw new StoreError(
      40177,
      'Invalid $addFields :: caused by :: specification must have at least one field',
    );
  return each((doc, vars) => {
    let out: Doc = new Map(doc);
    for (const [path, e] of parts) out = setAt(out, path, e(vars));
    return out;
  });
};

export const unset: StageCompiler = (arg) => {
  const names = isArray(arg) ? arg : [arg];
  if (names.length === 0)
    throw new StoreError(31119, '$unset specification must be a string or an array with at least one field');
  const paths = names.map((n) => {
    if (typeof n !== 'string')
      throw new StoreError(
        31120,
        '$unset specification must be a string or an array containing only string values',
      );
    if (n === '' || n.split('.').includes(''))
      throw new StoreError(40352, 'FieldPath cannot be constructed with empty string');
    if (n.startsWith('$')) throw new StoreError(16410, `FieldPath field names may not start with '$'`);
    return parsePath(n);
  });
  return each((doc) => paths.reduce((d, path) => removeAt(d, path), doc));
};

const replaceRoot = (expression: Value, env: Env, name: string): Stage => {
  const e = compileExpression(expression, env);
  return each((_, vars) => {
    const v = e(vars);
    if (!isDoc(v))
      throw new StoreError(
        40228,
        `'newRoot' expression must evaluate to an object, but ${name} got ${typeName(v)}`,
      );
    return v;
  });
};

const sort: StageCompiler = (arg, env) => {
  if (!isDoc(arg)) throw new StoreError(15973, 'the $sort key specification must be an object');
  if (arg.size === 0) throw new StoreError(15976, '$sort stage must have at least one sort key');
  return sortStage(parseSort(arg), Infinity, env);
};

/** Sorts; with a limit only so many are held. */
export function sortStage(spec: ReturnType<typeof parseSort>, limit: number, env: Env): Stage {
  return function* (input) {
    const sorter = new Sorter<Doc>(spec, limit, env.collate);
    const budget = new Budget('$sort');
    for (const doc of input) {
      if (doc === PAUSE) yield PAUSE;
      else {
        if (limit === Infinity) budget.take(doc);
        sorter.add(doc, doc);
      }
    }
    yield* sorter.sorted();
  };
}

export function wholeNumber(v: Value, stage: string, min: number): number {
  const n = asNumber(v);
  if (n === undefined)
    throw new StoreError(stage === '$limit' ? 15957 : 15956, `the ${stage} must be specified as a number`);
  if (!Number.isInteger(n) || n < min)
    throw new StoreError(
      n === 0 ? 15958 : 5107201,
      `invalid argument to ${stage} stage: ${min > 0 ? 'the limit must be positive' : `Expected a non-negative number`}, got ${n}`,
    );
  return n;
}

const limit: StageCompiler = (arg) => {
  const n = wholeNumber(arg, '$limit', 1);
  return function* (input) {
    let left = n;
    for (const doc of input) {
      yield doc;
      if (doc !== PAUSE && --left === 0) return;
    }
  };
};

const skip: StageCompiler = (arg) => {
  const n = wholeNumber(arg, '$skip', 0);
  return function* (input) {
    let left = n;
    for (const doc of input) if (doc === PAUSE || left-- <= 0) yield doc;
  };
};

const unwind: StageCompiler = (arg) => {
  const spec: Doc = isDoc(arg) ? arg : new Map([['path', arg]]);
  for (const k of spec.keys())
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(k))
      throw new StoreError(28811, `unrecognized option to $unwind stage: ${k}`);
  const text = spec.get('path');
  if (text === undefined) throw new StoreError(28812, 'no path specified to $unwind stage');
  if (typeof text !== 'string')
    throw new StoreError(28808, `expected a string as the path for $unwind stage, got ${typeName(text)}`);
  if (!text.startsWith('$'))
    throw new StoreError(28818, `path option to $unwind stage should be prefixed with a '$': ${text}`);
  const indexField = spec.get('includeArrayIndex');
  if (indexField !== undefined && (typeof indexField !== 'string' || indexField === ''))
    throw new StoreError(28810, 'expected a non-empty string for the includeArrayIndex');
  if (typeof indexField === 'string' && indexField.startsWith('$'))
    throw new StoreError(28822, 'includeArrayIndex option to $unwind stage should not be prefixed with a $');
  const keep = spec.get('preserveNullAndEmptyArrays');
  if (keep !== undefined && typeof keep !== 'boolean')
    throw new StoreError(
      28809,
      'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage',
    );
  const path = parsePath(text.slice(1));
  const position = typeof indexField === 'string' ? parsePath(indexField) : undefined;
  const numbered = (doc: Doc, n: Value) => (position ? setAt(doc, position, n) : doc);
  return function* (input) {
    for (const doc of input) {
      if (doc === PAUSE) {
        yield PAUSE;
        continue;
      }
      let v: Maybe = doc;
      for (const step of path) v = isDoc(v) ? v.get(step) : undefined;
      if (isArray(v) && v.length > 0) {
        for (let i = 0; i < v.length; i++) yield numbered(setAt(doc, path, v[i] as Value), BigInt(i));
      } else if (isArray(v) || isNullish(v)) {
        if (keep) yield numbered(isArray(v) ? removeAt(doc, path) : doc, null);
      } else yield numbered(doc, null);
    }
  };
};

const group: StageCompiler = (arg, env) => {
  if (!isDoc(arg)) throw new StoreError(15947, "a group's fields must be specified in an object");
  if (!arg.has('_id')) throw new StoreError(15955, 'a group specification must include an _id');
  const id = compileExpression(arg.get('_id') as Value, env);
  return grouping((_, vars) => id(vars) ?? null, compileFields(arg, env));
};

/** The accumulated fields of a `$group` or `$bucket`. */
export function compileFields(fields: Doc, env: Env): [string, Accumulator][] {
  const out: [string, Accumulator][] = [];
  for (const [name, spec] of fields) {
    if (name === '_id') continue;
    if (name.includes('.')) throw new StoreError(40235, `The field name '${name}' cannot contain '.'`);
    if (name.startsWith('$'))
      throw new StoreError(40236, `The field name '${name}' cannot be an operator name`);
    if (!isDoc(spec)) throw new StoreError(40234, `The field '${name}' must be an accumulator object`);
    if (spec.size !== 1) throw new StoreError(40238, `The field '${name}' must specify one accumulator`);
    const [[operator, arg]] = [...spec] as [[string, Value]];
    if (!operator.startsWith('$'))
      throw new StoreError(40234, `The field '${name}' must be an accumulator object`);
    if (!ACCUMULATOR_NAMES.has(operator) && operator !== '$accumulator')
      throw new StoreError(15952, `unknown group operator '${operator}'`);
    out.push([name, compileAccumulator(operator, arg, env)]);
  }
  return out;
}

interface Group {
  id: Value;
  gatherers: Gatherer[];
}

export function grouping(
  idOf: (doc: Doc, vars: Vars) => Value,
  fields: [string, Accumulator][],
  order?: (a: Value, b: Value) => number,
): Stage {
  return function* (input, world) {
    const groups = new Map<string, Group>();
    const budget = new Budget('$group');
    for (const doc of input) {
      if (doc === PAUSE) {
        yield PAUSE;
        continue;
      }
      const vars = varsFor(doc, world);
      const id = idOf(doc, vars);
      const key = typeof id === 'string' ? `s${id}` : `k${keyOf([id]).latin1Slice()}`;
      let g = groups.get(key);
      if (!g) {
        g = { id, gatherers: fields.map(([, a]) => a.start(vars)) };
        groups.set(key, g);
        budget.take(new Map([['_id', id]]));
      }
      for (let i = 0; i < fields.length; i++) {
        const [, a] = fields[i] as [string, Accumulator];
        (g.gatherers[i] as Gatherer).add(a.argument(vars), vars);
      }
    }
    const list = [...groups.values()];
    if (order) list.sort((a, b) => order(a.id, b.id));
    for (const g of list) {
      const out: Doc = new Map([['_id', g.id]]);
      fields.forEach(([name], i) => {
        const v = (g.gatherers[i] as Gatherer).value();
        if (v !== undefined) out.set(name, v);
      });
      yield out;
    }
  };
}

const count: StageCompiler = (arg) => {
  if (typeof arg !== 'string') throw new StoreError(40156, 'the count field must be a non-empty string');
  if (arg === '') throw new StoreError(40157, 'the count field must be a non-empty string');
  if (arg.startsWith('$')) throw new StoreError(40158, 'the count field cannot be a $-prefixed path');
  if (arg.includes('.')) throw new StoreError(40160, "the count field cannot contain '.'");
  return function* (input) {
    let n = 0;
    for (const doc of input) {
      if (doc === PAUSE) yield PAUSE;
      else n++;
    }
    if (n > 0) yield new Map([[arg, int32(n)]]);
  };
};

const sample: StageCompiler = (arg) => {
  const size = isDoc(arg) ? asNumber(arg.get('size')) : undefined;
  if (!isDoc(arg) || size === undefined || arg.size !== 1)
    throw new StoreError(28749, '$sample stage must specify a size');
  if (!(size > 0)) throw new StoreError(28747, 'size argument to $sample must be a positive integer');
  return function* (input) {
    const kept: Doc[] = [];
    let seen = 0;
    for (const doc of input) {
      if (doc === PAUSE) {
        yield PAUSE;
        continue;
      }
      seen++;
      if (kept.length < size) kept.push(doc);
      else {
        const at = Math.floor(Math.random() * seen);
        if (at < size) kept[at] = doc;
      }
    }
    yield* kept.sort(() => Math.random() - 0.5);
  };
};

export const SIMPLE_STAGES: Record<string, StageCompiler> = {
  $match: match,
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $replaceRoot: (arg, env) => {
    if (!isDoc(arg) || !arg.has('newRoot'))
      throw new StoreError(
        40229,
        "expected an object with 'newRoot' as specification for $replaceRoot stage",
      );
    for (const k of arg.keys())
      if (k !== 'newRoot') throw new StoreError(40415, `BSON field '$replaceRoot.${k}' is an unknown field.`);
    return replaceRoot(arg.get('newRoot') as Value, env, '$replaceRoot');
  },
  $replaceWith: (arg, env) => replaceRoot(arg, env, '$replaceWith'),
  $sort: sort,
  $limit: limit,
  $skip: skip,
  $unwind: unwind,
  $group: group,
  $count: count,
  $sample: sample,
  $sortByCount: (arg, env) => {
    if (typeof arg === 'string' ? !arg.startsWith('$') : !isDoc(arg))
      throw new StoreError(
        40148,
        'the sortByCount field must be defined as a $-prefixed path or an expression',
      );
    if (isDoc(arg) && !(arg.keys().next().value as string)?.startsWith('$'))
      throw new StoreError(40147, 'the sortByCount field must be an expression object');
    const grouped = group(
      new Map<string, Value>([
        ['_id', arg],
        ['count', new Map([['$sum', int32(1) as Value]])],
      ]),
      env,
    );
    const sorted = sort(new Map<string, Value>([['count', int32(-1)]]), env);
    return (input, world) => sorted(grouped(input, world), world);
  },
};
