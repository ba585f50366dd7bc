/** find, getMore, killCursors, count, distinct, explain. */
import { exprCompiler, withVariables } from '../aggregate/index.ts';
import { compilePipeline } from '../aggregate/pipeline.ts';
import { type Engine, ownerOf } from '../engine/engine.ts';
import { type FindRequest, findByKey, findCandidates, findOutput, planFor } from '../engine/find.ts';
import { drive, type Output, PAUSE, type Pausable } from '../engine/slices.ts';
import { notSupported, StoreError, typeMismatch } from '../errors.ts';
import { parseFilter } from '../query/filter.ts';
import { parsePath, walk } from '../query/path.ts';
import type { Plan } from '../query/plan.ts';
import { compileProjection } from '../query/project.ts';
import { parseSort } from '../query/sort.ts';
import type { CollectionInfo } from '../storage/catalog.ts';
import { doc } from '../values/clone.ts';
import { asNumber } from '../values/compare.ts';
import { keyOf } from '../values/key.ts';
import { type Doc, int32, isArray, isDoc, isNullish, type Value } from '../values/types.ts';
import { readCollation } from './collation.ts';
import {
  booleanField,
  type Context,
  collectionName,
  deadlineOf,
  fields,
  findCollection,
  integerField,
  onlyFields,
  optionalDoc,
  readScope,
} from './context.ts';

const FIRST_BATCH = 101;
const ANY = Number.MAX_SAFE_INTEGER;

const FIND = fields(
  'filter',
  'sort',
  'projection',
  'hint',
  'skip',
  'limit',
  'batchSize',
  'singleBatch',
  'noCursorTimeout',
  'allowDiskUse',
  'allowPartialResults',
  'collation',
  'let',
  'ntoreturn',
);
const FIND_REFUSED = fields(
  'returnKey',
  'showRecordId',
  'tailable',
  'oplogReplay',
  'awaitData',
  'min',
  'max',
  'readOnce',
  'includeQueryStatsMetrics',
  'rawData',
);

/** The answer that begins a cursor. */
export async function cursorReply(
  context: Context,
  namespace: string,
  iterator: Iterator<Output | typeof PAUSE>,
  batchSize: number | undefined,
  options: { single?: boolean; noTimeout?: boolean } = {},
): Promise<Doc> {
  const { engine, transaction } = context;
  const cursor = engine.cursors.make(namespace, iterator, {
    owner: transaction && ownerOf(transaction.lsid, transaction.number),
    lsid: context.lsid,
    noTimeout: options.noTimeout ?? false,
    nowMs: engine.now(),
  });
  const batch = await engine.cursors.batch(cursor, batchSize ?? FIRST_BATCH, {
    single: options.single ?? false,
    deadline: deadlineOf(context),
    nowMs: engine.now,
  });
  const id = engine.cursors.isOpen(cursor) ? cursor.id : 0n;
  return doc({ cursor: doc({ firstBatch: batch, id, ns: namespace }), ok: 1 });
}

export function readFind(context: Context): FindRequest & { batchSize: number | undefined; single: boolean } {
  const { command } = context;
  const filter = parseFilter(optionalDoc(context, 'filter') ?? new Map(), { expr: exprCompiler(context) });
  const sort = optionalDoc(context, 'sort');
  const projection = optionalDoc(context, 'projection');
  const limit = integerField(command, 'find', 'limit', 0);
  const single = booleanField(command, 'find', 'singleBatch', false);
  const natural = sort?.has('$natural') ? asNumber(sort.get('$natural')) : undefined;
  if (natural !== undefined && sort && sort.size > 1)
    throw new StoreError(2, '$natural sort cannot be set to a value other than -1 or 1, nor combined');
  return {
    filter,
    sort: sort && sort.size > 0 && natural === undefined ? parseSort(sort) : undefined,
    skip: integerField(command, 'find', 'skip', 0),
    limit,
    hint: natural !== undefined ? new Map([['$natural', int32(natural)]]) : hintOf(command.get('hint')),
    collate: readCollation(command.get('collation')),
    project:
      projection && projection.size > 0
        ? compileProjection(projection, withVariables(context), filter)
        : undefined,
    batchSize: isNullish(command.get('batchSize'))
      ? undefined
      : integerField(command, 'find', 'batchSize', 0),
    single,
  };
}

const hintOf = (v: Value | undefined): Value | undefined =>
  isNullish(v) || (isDoc(v) && v.size === 0) ? undefined : v;

export function find(context: Context): Promise<Doc> | Doc {
  onlyFields(context, FIND, FIND_REFUSED);
  const name = collectionName(context);
  const scope = readScope(context);
  const request = readFind(context);
  const collection = findCollection(scope, context, name);
  const known = collection && request.batchSize !== 0 && findByKey(scope.connection, collection, request);
  if (known) return doc({ cursor: doc({ firstBatch: known, id: 0n, ns: `${context.db}.${name}` }), ok: 1 });
  const iterator: Iterator<Output | typeof PAUSE> = collection
    ? findOutput(scope.connection, collection, request)
    : [][Symbol.iterator]();
  const options = {
    single: request.single,
    noTimeout: booleanField(context.command, 'find', 'noCursorTimeout', false),
  };
  return cursorReply(context, `${context.db}.${name}`, iterator, request.batchSize, options);
}

export async function getMore(context: Context): Promise<Doc> {
  onlyFields(context, fields('collection', 'batchSize', 'term', 'lastKnownCommittedOpTime'));
  const { engine, command } = context;
  const id = command.get('getMore');
  const name = command.get('collection');
  if (asNumber(id) === undefined || typeof name !== 'string')
    throw typeMismatch("getMore needs a cursor id and 'collection'");
  const namespace = `${context.db}.${name}`;
  const cursor = engine.cursors.get(typeof id === 'bigint' ? id : BigInt(asNumber(id) as number), namespace);
  if (
    cursor.owner &&
    cursor.owner !== (context.transaction && ownerOf(context.transaction.lsid, context.transaction.number))
  ) {
    throw new StoreError(50740, 'the cursor belongs to a transaction');
  }
  const size = integerField(command, 'getMore', 'batchSize', 0) || ANY;
  const batch = await engine.cursors.batch(cursor, size, {
    deadline: deadlineOf(context),
    nowMs: engine.now,
  });
  return doc({
    cursor: doc({ nextBatch: batch, id: engine.cursors.isOpen(cursor) ? cursor.id : 0n, ns: namespace }),
    ok: 1,
  });
}

export function killCursors(context: Context): Doc {
  onlyFields(context, fields('cursors'));
  const ids = context.command.get('cursors');
  if (!isArray(ids)) throw typeMismatch("'cursors' must be an array");
  const killed: Value[] = [];
  const notFound: Value[] = [];
  for (const id of ids) (context.engine.cursors.kill(BigInt(asNumber(id) ?? 0)) ? killed : notFound).push(id);
  return doc({
    cursorsKilled: killed,
    cursorsNotFound: notFound,
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  });
}

export async function count(context: Context): Promise<Doc> {
  onlyFields(context, fields('query', 'limit', 'skip', 'hint', 'collation', 'fields'));
  const name = collectionName(context);
  const scope = readScope(context);
  const collection = findCollection(scope, context, name);
  if (!collection) return doc({ n: int32(0), ok: 1 });
  const query = optionalDoc(context, 'query') ?? new Map();
  const limit = Math.abs(integerField(context.command, 'count', 'limit', 0, -ANY));
  const skip = integerField(context.command, 'count', 'skip', 0);
  let n: number;
  if (query.size === 0) n = scope.connection.get(`SELECT count(*) AS n FROM d${collection.id}`)?.n as number;
  else {
    const request: FindRequest = {
      filter: parseFilter(query, { expr: exprCompiler(context) }),
      hint: hintOf(context.command.get('hint')),
      collate: readCollation(context.command.get('collation')),
    };
    n = await countAll(findCandidates(scope.connection, collection, request), context);
  }
  n = Math.max(0, n - skip);
  return doc({ n: int32(limit ? Math.min(limit, n) : n), ok: 1 });
}

/** Counts without keeping anything, in slices. */
async function countAll(candidates: Pausable<unknown>, context: Context): Promise<number> {
  let n = 0;
  const counting = (function* (): Generator<typeof PAUSE> {
    for (const c of candidates) {
      if (c === PAUSE) yield PAUSE;
      else n++;
    }
  })();
  await drive(counting, { maxItems: 1, deadline: deadlineOf(context) });
  return n;
}

export async function distinct(context: Context): Promise<Doc> {
  onlyFields(context, fields('key', 'query', 'hint', 'collation'));
  const name = collectionName(context);
  const scope = readScope(context);
  const key = context.command.get('key');
  if (typeof key !== 'string')
    throw typeMismatch("BSON field 'distinct.key' is the wrong type, expected type 'string'");
  if (key === '' || key.includes('\0'))
    throw new StoreError(key === '' ? 40352 : 31032, 'FieldPath cannot be constructed with empty string');
  const path = parsePath(key);
  const collection = findCollection(scope, context, name);
  const query = optionalDoc(context, 'query') ?? new Map();
  const collate = readCollation(context.command.get('collation'));
  if (collate) throw notSupported('distinct with a collation');
  const filter = parseFilter(query, { expr: exprCompiler(context) });
  const values = new Map<string, Value>();
  if (collection) {
    const source = findCandidates(scope.connection, collection, {
      filter,
      hint: hintOf(context.command.get('hint')),
    });
    const collecting = (function* (): Generator<typeof PAUSE> {
      for (const c of source) {
        if (c === PAUSE) {
          yield PAUSE;
          continue;
        }
        walk(c.doc, path, 'whole', (v) => {
          for (const x of isArray(v) ? v : [v]) {
            if (x === undefined) continue;
            const id = keyOf([x]).latin1Slice();
            if (!values.has(id)) values.set(id, x);
          }
          return false;
        });
        if (values.size > 1_000_000) throw new StoreError(17217, 'distinct too big, 16mb cap');
      }
    })();
    await drive(collecting, { maxItems: 1, deadline: deadlineOf(context) });
  }
  return doc({ values: [...values].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([, v]) => v), ok: 1 });
}

/** A plan in the words of explain. */
export function describePlan(namespace: string, plan: Plan | undefined): Doc {
  if (!plan) return doc({ namespace, winningPlan: doc({ stage: 'EOF' }), rejectedPlans: [] });
  const { index } = plan;
  const scan = index
    ? doc({
        stage: plan.exact ? 'FETCH' : 'FETCH',
        filterTested: !plan.exact,
        inputStage: doc({
          stage: 'IXSCAN',
          indexName: index.name,
          keyPattern: index.key,
          isMultiKey: index.multikey,
          direction: plan.backward ? 'backward' : 'forward',
          ranges: int32(plan.ranges.length),
        }),
      })
    : doc({ stage: 'COLLSCAN', direction: plan.backward ? 'backward' : 'forward' });
  const winningPlan = plan.ordered ? scan : doc({ stage: 'SORT', inputStage: scan });
  return doc({ namespace, winningPlan, rejectedPlans: [] });
}

export function explain(context: Context, engine: Engine): Doc {
  onlyFields(context, fields('verbosity'));
  const inner = context.command.get('explain');
  if (!isDoc(inner)) throw typeMismatch("'explain' must be a command");
  const [name] = inner.keys();
  const sub: Context = { ...context, name: name as string, command: inner };
  const scope = engine.readScope;
  const coll = collectionName(sub);
  const collection: CollectionInfo | undefined = scope.catalog.find(context.db, coll);
  let plan: Plan | undefined;
  if (name === 'aggregate') {
    const { env, vars } = withVariables(sub);
    const stages = inner.get('pipeline');
    plan = compilePipeline(isArray(stages) ? stages : [], env).explain(
      coll,
      { scope, db: context.db, vars },
      hintOf(inner.get('hint')),
    ).plan;
  } else if (name === 'find' || name === 'count' || name === 'distinct') {
    const request =
      name === 'find'
        ? readFind(sub)
        : { filter: parseFilter(optionalDoc(sub, 'query') ?? new Map(), { expr: exprCompiler(sub) }) };
    plan = collection && planFor(collection, request);
  } else if (name === 'update' || name === 'delete') {
    const list = inner.get(name === 'update' ? 'updates' : 'deletes');
    const q = isArray(list) && isDoc(list[0]) ? list[0].get('q') : undefined;
    plan =
      collection &&
      planFor(collection, { filter: parseFilter(isDoc(q) ? q : new Map(), { expr: exprCompiler(sub) }) });
  } else throw notSupported(`explain of ${name}`);
  return doc({ queryPlanner: describePlan(`${context.db}.${coll}`, plan), explainVersion: '1', ok: 1 });
}
