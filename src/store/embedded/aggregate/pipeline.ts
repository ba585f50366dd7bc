/** Pipelines: stages in a row, and the stages that run pipelines of their own. */
import type { Scope } from '../engine/engine.ts';
import { type FindRequest, findCandidates, matching, planFor } from '../engine/find.ts';
import { PAUSE, type Pausable, unpaused } from '../engine/slices.ts';
import { notSupported, StoreError } from '../errors.ts';
import { type Filter, parseFilter, truthy } from '../query/filter.ts';
import { parsePath } from '../query/path.ts';
import { setAt } from '../query/project.ts';
import { parseSort, type SortSpec } from '../query/sort.ts';
import { clone } from '../values/clone.ts';
import { compare } from '../values/compare.ts';
import { type Doc, int32, isArray, isDoc, type Maybe, Regex, type Value } from '../values/types.ts';
import { compileExpression, type Env, type Expr, fieldAt, withNames } from './expression.ts';
import {
  compileFields,
  grouping,
  SIMPLE_STAGES,
  type Stage,
  type StageCompiler,
  sortStage,
  type World,
} from './stages.ts';
import { fill, setWindowFields } from './windows.ts';

/** Reading other collections while a pipeline runs. */
export interface Sources extends World {
  scope: Scope;
  db: string;
}

const MAX_STAGES = 1000;

/** A compiled pipeline; what its first stages ask for is asked of the index already. */
export interface Pipeline {
  run(input: Pausable<Doc>, sources: Sources): Pausable<Doc>;
  /** Runs on a collection, which may not exist. */
  onCollection(name: string, sources: Sources, hint?: Value): Pausable<Doc>;
  explain(name: string, sources: Sources, hint?: Value): { plan: ReturnType<typeof planFor> | undefined };
}

const REFUSED = new Set([
  '$changeStream',
  '$collStats',
  '$currentOp',
  '$geoNear',
  '$indexStats',
  '$listLocalSessions',
  '$listSessions',
  '$planCacheStats',
  '$redact',
  '$search',
  '$searchMeta',
  '$vectorSearch',
  '$densify',
  '$documents',
  '$bucketAuto',
  '$shardedDataDistribution',
  '$changeStreamSplitLargeEvent',
  '$queryStats',
  '$listSampledQueries',
  '$rankFusion',
  '$score',
  '$scoreFusion',
]);

export function compilePipeline(stages: readonly Value[], env: Env, allowed?: ReadonlySet<string>): Pipeline {
  if (stages.length > MAX_STAGES)
    throw new StoreError(7749501, `Pipeline length must be no longer than ${MAX_STAGES} stages`);
  const parts: { name: string; arg: Value; stage: Stage }[] = [];
  for (const [i, spec] of stages.entries()) {
    if (!isDoc(spec)) throw new StoreError(14, "Each element of the 'pipeline' array must be an object");
    if (spec.size !== 1)
      throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.');
    const [[name, arg]] = [...spec] as [[string, Value]];
    const compiler = SIMPLE_STAGES[name] ?? OTHER_STAGES[name];
    if (allowed && compiler && !allowed.has(name)) throw new StoreError(72, `${name} is not allowed here`);
    if (!compiler) {
      if (name === '$out' || name === '$merge')
        throw new StoreError(40601, `${name} can only be the final stage in the pipeline`);
      if (REFUSED.has(name)) throw notSupported(`the stage ${name}`);
      throw new StoreError(40324, `Unrecognized pipeline stage name: '${name}'`);
    }
    const before = parts.at(-1);
    const stage = compiler(arg, env);
    if (name === '$limit' && before?.name === '$sort' && isDoc(before.arg)) {
      // A sort that is cut at once holds no more than will be needed.
      before.stage = sortStage(parseSort(before.arg), Number((arg as { value?: number }).value ?? arg), env);
    }
    parts.push({ name, arg, stage });
    void i;
  }
  const run = (input: Pausable<Doc>, sources: Sources, from = 0): Pausable<Doc> => {
    let out = input;
    for (const { stage } of parts.slice(from)) out = stage(out, sources);
    return out;
  };
  return {
    run,
    onCollection(name, sources, hint) {
      const collection = sources.scope.catalog.find(sources.db, name);
      if (!collection) return run([], sources);
      const { request, used } = pushDown(parts, env, sources, hint);
      return run(documents(findCandidates(sources.scope.connection, collection, request)), sources, used);
    },
    explain(name, sources, hint) {
      const collection = sources.scope.catalog.find(sources.db, name);
      return { plan: collection && planFor(collection, pushDown(parts, env, sources, hint).request) };
    },
  };
}

/** `$match`, `$sort`, `$skip`, `$limit` at the head of a pipeline are what a find can do, with indexes. */
function pushDown(
  parts: { name: string; arg: Value }[],
  env: Env,
  sources: Sources,
  hint: Value | undefined,
): { request: FindRequest; used: number } {
  const filters: Filter[] = [];
  let used = 0;
  const expr = (v: Value) => {
    const e = compileExpression(v, env);
    return (doc: Doc) => truthy(e({ root: doc, bound: sources.vars }));
  };
  while (parts[used]?.name === '$match') filters.push(parseFilter(parts[used++]?.arg as Doc, { expr }));
  let sort: SortSpec | undefined;
  let limit = 0;
  if (parts[used]?.name === '$sort') sort = parseSort(parts[used++]?.arg as Doc);
  if (parts[used]?.name === '$limit') {
    const arg = parts[used++]?.arg as Value;
    limit = Number((arg as { value?: number }).value ?? arg);
  }
  const filter: Filter =
    filters.length === 0
      ? { op: 'always', value: true }
      : filters.length === 1
        ? (filters[0] as Filter)
        : { op: 'and', of: filters };
  return { request: { filter, sort, limit, hint, collate: env.collate }, used };
}

function* documents(candidates: Pausable<{ doc: Doc }>): Generator<Doc | typeof PAUSE> {
  for (const c of candidates) yield c === PAUSE ? PAUSE : c.doc;
}

/** Options of a stage, each known. */
function options(arg: Value, stage: string, known: readonly string[]): Doc {
  if (!isDoc(arg)) throw new StoreError(9, `the ${stage} stage specification must be an object`);
  for (const k of arg.keys())
    if (!known.includes(k))
      throw new StoreError(arg.size > 0 ? 40415 : 9, `BSON field '${stage}.${k}' is an unknown field.`);
  return arg;
}

const text = (spec: Doc, stage: string, name: string): string => {
  const v = spec.get(name);
  if (typeof v !== 'string')
    throw new StoreError(v === undefined ? 40414 : 14, `${stage} needs '${name}', a string`);
  return v;
};

/** All values that a foreign field must equal one of; elements of arrays count. */
function localValues(doc: Doc, field: readonly string[]): Value[] {
  const v = fieldAt(doc, field, 0);
  if (v === undefined) return [null];
  if (isArray(v)) return v.length > 0 ? v : [null];
  return [v];
}

function equalsAny(path: readonly string[], values: Value[]): Filter {
  const regexes = values.filter((v) => v instanceof Regex);
  const plain = values.filter((v) => !(v instanceof Regex));
  if (regexes.length === 0 && plain.length === 1) return { op: 'eq', path, value: plain[0] as Value };
  return { op: 'in', path, values: plain, regexes: [], sources: [] };
}

const lookup: StageCompiler = (arg, env) => {
  const spec = options(arg, '$lookup', ['from', 'localField', 'foreignField', 'as', 'let', 'pipeline']);
  if (isDoc(spec.get('from'))) throw notSupported('$lookup from another database');
  const from = text(spec, '$lookup', 'from');
  const as = parsePath(text(spec, '$lookup', 'as'));
  const stages = spec.get('pipeline');
  const hasFields = spec.has('localField') || spec.has('foreignField');
  if (!hasFields && stages === undefined)
    throw new StoreError(
      9,
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  const local = hasFields ? parsePath(text(spec, '$lookup', 'localField')) : undefined;
  const foreign = hasFields ? parsePath(text(spec, '$lookup', 'foreignField')) : undefined;
  const lets = spec.get('let');
  if (lets !== undefined && !isDoc(lets)) throw new StoreError(9, '$lookup argument let must be an object');
  if (stages !== undefined && !isArray(stages))
    throw new StoreError(6, "'pipeline' option must be specified as an array");
  const bound = [...(lets ?? new Map<string, Value>())].map(
    ([name, v]) => [name, compileExpression(v, env)] as [string, Expr],
  );
  const pipeline = stages
    ? compilePipeline(stages, withNames(env, ...bound.map(([n]) => n)), INNER)
    : undefined;
  return function* (input, world) {
    const sources = world as Sources;
    const collection = sources.scope.catalog.find(sources.db, from);
    const first =
      stages && isDoc(stages[0]) && stages[0].has('$match') ? (stages[0].get('$match') as Doc) : undefined;
    for (const doc of input) {
      if (doc === PAUSE) {
        yield PAUSE;
        continue;
      }
      const vars = { root: doc, bound: world.vars };
      const inner: Sources = {
        ...sources,
        vars: new Map([...world.vars, ...bound.map(([n, e]) => [n, e(vars)] as [string, Maybe])]),
      };
      let found: Value[] = [];
      if (collection && local && foreign) {
        const filter = equalsAny(foreign, localValues(doc, local));
        const request: FindRequest = { filter, collate: env.collate };
        const matches = documents(
          matching(inner.scope.connection, collection, planFor(collection, request), request),
        );
        found = [...unpaused(pipeline ? pipeline.run(matches, inner) : matches)];
      } else if (pipeline && !local) found = [...unpaused(pipeline.onCollection(from, inner))];
      void first;
      yield setAt(doc, as, found);
    }
  };
};

const facet: StageCompiler = (arg, env) => {
  if (!isDoc(arg) || arg.size === 0)
    throw new StoreError(40169, 'the $facet specification must be a non-empty object');
  const parts = [...arg].map(([name, stages]) => {
    if (name.includes('.') || name.startsWith('$'))
      throw new StoreError(16410, `'${name}' is no name for a facet`);
    if (!isArray(stages)) throw new StoreError(40170, `arguments to $facet must be arrays, ${name} is not`);
    for (const s of stages)
      for (const n of isDoc(s) ? s.keys() : [])
        if (['$facet', '$out', '$merge', '$geoNear', '$indexStats', '$collStats'].includes(n))
          throw new StoreError(40600, `${n} is not allowed to be used within a $facet stage`);
    return [name, compilePipeline(stages, env)] as const;
  });
  return function* (input, world) {
    const all: Doc[] = [];
    for (const doc of input) {
      if (doc === PAUSE) yield PAUSE;
      else all.push(doc);
    }
    const out: Doc = new Map();
    for (const [name, p] of parts) out.set(name, [...unpaused(p.run(all, world as Sources))]);
    yield out;
  };
};

const bucket: StageCompiler = (arg, env) => {
  const spec = options(arg, '$bucket', ['groupBy', 'boundaries', 'default', 'output']);
  const by = spec.get('groupBy');
  const boundaries = spec.get('boundaries');
  if (by === undefined || boundaries === undefined)
    throw new StoreError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  if (!(typeof by === 'string' && by.startsWith('$')) && !isDoc(by))
    throw new StoreError(
      40202,
      "The $bucket 'groupBy' field must be defined as a $-prefixed path or an expression",
    );
  if (!isArray(boundaries)) throw new StoreError(40200, "The $bucket 'boundaries' field must be an array");
  if (boundaries.length < 2)
    throw new StoreError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  const edges = boundaries.map(
    (b) => compileExpression(b, env)({ root: new Map(), bound: new Map() }) as Value,
  );
  for (let i = 1; i < edges.length; i++) {
    if (compare(edges[i - 1], edges[i]) >= 0)
      throw new StoreError(40194, "The 'boundaries' option to $bucket must be sorted in ascending order");
  }
  const fallback = spec.get('default');
  if (fallback !== undefined && compare(fallback, edges[0]) >= 0 && compare(fallback, edges.at(-1)) < 0)
    throw new StoreError(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    );
  const group = compileExpression(by, env);
  const output = spec.get('output');
  const fields = isDoc(output)
    ? output
    : new Map<string, Value>([['count', new Map([['$sum', int32(1) as Value]])]]);
  return grouping(
    (_, vars) => {
      const v = group(vars);
      if (v !== undefined) {
        for (let i = 1; i < edges.length; i++)
          if (compare(v, edges[i - 1]) >= 0 && compare(v, edges[i]) < 0) return edges[i - 1] as Value;
      }
      if (fallback === undefined)
        throw new StoreError(
          40066,
          '$switch could not find a matching branch for an input, and no default was specified.',
        );
      return fallback;
    },
    compileFields(fields, env),
    compare,
  );
};

const unionWith: StageCompiler = (arg, env) => {
  const spec =
    typeof arg === 'string'
      ? new Map<string, Value>([['coll', arg]])
      : options(arg, '$unionWith', ['coll', 'pipeline']);
  const from = text(spec, '$unionWith', 'coll');
  const stages = spec.get('pipeline') ?? [];
  const pipeline = compilePipeline(isArray(stages) ? stages : [], env, INNER);
  return function* (input, world) {
    yield* input;
    yield* pipeline.onCollection(from, world as Sources);
  };
};

const graphLookup: StageCompiler = (arg, env) => {
  const spec = options(arg, '$graphLookup', [
    'from',
    'startWith',
    'connectFromField',
    'connectToField',
    'as',
    'maxDepth',
    'depthField',
    'restrictSearchWithMatch',
  ]);
  const from = text(spec, '$graphLookup', 'from');
  const [fromField, toField, as] = ['connectFromField', 'connectToField', 'as'].map((n) =>
    parsePath(text(spec, '$graphLookup', n)),
  ) as [string[], string[], string[]];
  const start = compileExpression(spec.get('startWith') ?? null, env);
  const maxDepth = spec.has('maxDepth')
    ? Number((spec.get('maxDepth') as { value?: number }).value ?? spec.get('maxDepth'))
    : Infinity;
  const depthField = spec.has('depthField') ? parsePath(text(spec, '$graphLookup', 'depthField')) : undefined;
  const restrict = spec.get('restrictSearchWithMatch');
  const extra = isDoc(restrict) ? parseFilter(restrict, {}) : undefined;
  return function* (input, world) {
    const sources = world as Sources;
    const collection = sources.scope.catalog.find(sources.db, from);
    for (const doc of input) {
      if (doc === PAUSE) {
        yield PAUSE;
        continue;
      }
      const found = new Map<number, Doc>();
      const first = start({ root: doc, bound: world.vars });
      let frontier: Value[] = isArray(first) ? first : first === undefined ? [] : [first];
      for (let depth = 0; collection && frontier.length > 0 && depth <= maxDepth; depth++) {
        const wanted = equalsAny(toField, frontier);
        const filter: Filter = extra ? { op: 'and', of: [wanted, extra] } : wanted;
        frontier = [];
        for (const c of unpaused(
          matching(sources.scope.connection, collection, planFor(collection, { filter }), { filter }),
        )) {
          if (found.has(c.r)) continue;
          const next = localValues(c.doc, fromField);
          found.set(c.r, depthField ? setAt(c.doc, depthField, BigInt(depth)) : c.doc);
          frontier.push(...next.filter((v) => v !== null));
          if (found.size > 200_000) throw new StoreError(40099, '$graphLookup reached too many documents');
        }
      }
      yield setAt(
        doc,
        as,
        [...found.values()].map((d) => clone(d)),
      );
    }
  };
};

const OTHER_STAGES: Record<string, StageCompiler> = {
  $lookup: lookup,
  $facet: facet,
  $bucket: bucket,
  $unionWith: unionWith,
  $graphLookup: graphLookup,
  $setWindowFields: setWindowFields,
  $fill: fill,
};

/** Stages that pipelines within pipelines may have: all but those that write, which are not compiled here at all. */
const INNER = undefined;
