/** aggregate, with `$out` and `$merge`. */
import { compilePipelineUpdate, withVariables } from '../aggregate/index.ts';
import { compilePipeline, type Pipeline, type Sources } from '../aggregate/pipeline.ts';
import type { Scope } from '../engine/engine.ts';
import { findCandidates } from '../engine/find.ts';
import { unpaused } from '../engine/slices.ts';
import { notSupported, StoreError, typeMismatch } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import { getPlain, parsePath } from '../query/path.ts';
import { type CollectionInfo, createCollectionTables, dropCollectionTables } from '../storage/catalog.ts';
import { buildIndex, encodeRecord, insertRecord, replaceRecord, withIdFirst } from '../storage/records.ts';
import { clone, doc, newObjectId } from '../values/clone.ts';
import { asNumber } from '../values/compare.ts';
import { type Doc, isArray, isDoc, isNullish, type Value } from '../values/types.ts';
import {
  type Context,
  checkName,
  collectionName,
  fields,
  integerField,
  onlyFields,
  readScope,
  write,
} from './context.ts';
import { cursorReply, explain } from './reads.ts';

const AGGREGATE = fields(
  'pipeline',
  'cursor',
  'explain',
  'allowDiskUse',
  'hint',
  'let',
  'collation',
  'bypassDocumentValidation',
);

export async function aggregate(context: Context): Promise<Doc> {
  onlyFields(context, AGGREGATE, fields('needsMerge', 'fromMongos', 'exchange', 'isMapReduceCommand'));
  const { command, engine } = context;
  if (asNumber(command.get('aggregate')) === 1) throw notSupported('aggregate on a whole database');
  const name = collectionName(context);
  const stages = command.get('pipeline');
  if (!isArray(stages)) throw typeMismatch("'pipeline' option must be specified as an array");
  if (command.get('explain') === true) {
    const inner = new Map([...command].filter(([k]) => k !== 'explain'));
    return explain({ ...context, name: 'explain', command: new Map([['explain', inner]]) }, engine);
  }
  const cursor = command.get('cursor');
  if (!isDoc(cursor))
    throw new StoreError(
      9,
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  const { env, vars } = withVariables(context);
  const hint = isNullish(command.get('hint')) ? undefined : command.get('hint');
  const last = stages.at(-1);
  const target = isDoc(last)
    ? last.has('$out')
      ? '$out'
      : last.has('$merge')
        ? '$merge'
        : undefined
    : undefined;
  const pipeline = compilePipeline(target ? stages.slice(0, -1) : stages, env);
  const namespace = `${context.db}.${name}`;
  if (target && isDoc(last)) {
    const arg = last.get(target) as Value;
    let failed: StoreError | undefined;
    await write(context, (scope) => {
      const sources: Sources = { scope, db: context.db, vars };
      if (target === '$out') out(context, pipeline, name, sources, arg, hint);
      else failed = merging(() => merge(context, pipeline, name, sources, arg, hint), context);
      return doc({ ok: 1 });
    });
    if (failed) throw failed;
    return cursorReply(context, namespace, [][Symbol.iterator](), undefined);
  }
  const sources: Sources = { scope: readScope(context), db: context.db, vars };
  const batchSize = isNullish(cursor.get('batchSize'))
    ? undefined
    : integerField(cursor, 'aggregate.cursor', 'batchSize', 0);
  return cursorReply(
    context,
    namespace,
    pipeline.onCollection(name, sources, hint)[Symbol.iterator](),
    batchSize,
  );
}

function targetName(context: Context, arg: Value | undefined, stage: string): string {
  const spec = isDoc(arg) ? arg : undefined;
  if (spec && spec.get('db') !== undefined && spec.get('db') !== context.db)
    throw notSupported(`${stage} into another database`);
  const name = spec ? spec.get('coll') : arg;
  if (typeof name !== 'string') throw new StoreError(16990, `${stage} needs a collection name`);
  checkName(context.db, name);
  return name;
}

/** Replaces a collection by what the pipeline gives; its indexes stay. */
function out(
  context: Context,
  pipeline: Pipeline,
  from: string,
  sources: Sources,
  arg: Value,
  hint: Value | undefined,
): void {
  const { engine } = context;
  const name = targetName(context, arg, '$out');
  const documents = [...unpaused(pipeline.onCollection(from, sources, hint))].map((d) => clone(d));
  const { connection } = sources.scope;
  const old = engine.writer.catalog.find(context.db, name);
  if (old) dropCollectionTables(connection, old);
  let made = createCollectionTables(connection, context.db, name, old?.options ?? new Map());
  for (const index of old?.indexes ?? [])
    if (index.id !== 0)
      made = { ...made, indexes: [...made.indexes, buildIndex(connection, made, index.spec)] };
  engine.change((catalog) => catalog.put(made));
  for (const d of documents) insertInto(context, sources.scope, name, d);
}

function insertInto(context: Context, scope: Scope, name: string, d: Doc): void {
  const { engine } = context;
  const ready = withIdFirst(d, () => newObjectId(engine.now()));
  insertRecord(
    scope.connection,
    engine.ensureCollection(context.db, name),
    ready,
    encodeRecord(ready),
    engine.markMultikey,
  );
}

/** A `$merge` that fails leaves what it has merged; only within a transaction all of it is undone. */
function merging(work: () => void, context: Context): StoreError | undefined {
  try {
    work();
  } catch (error) {
    if (context.transaction || !(error instanceof StoreError)) throw error;
    return error;
  }
  return undefined;
}

const WHEN_MATCHED = ['replace', 'keepExisting', 'merge', 'fail'];

function merge(
  context: Context,
  pipeline: Pipeline,
  from: string,
  sources: Sources,
  arg: Value,
  hint: Value | undefined,
): void {
  const spec: Doc = isDoc(arg) ? arg : new Map([['into', arg]]);
  for (const k of spec.keys())
    if (!['into', 'on', 'let', 'whenMatched', 'whenNotMatched'].includes(k))
      throw new StoreError(40415, `BSON field '$merge.${k}' is an unknown field.`);
  const name = targetName(context, spec.get('into'), '$merge');
  const whenMatched = spec.get('whenMatched') ?? 'merge';
  const whenNotMatched = spec.get('whenNotMatched') ?? 'insert';
  if (!isArray(whenMatched) && !WHEN_MATCHED.includes(String(whenMatched)))
    throw new StoreError(
      2,
      `Enumeration value '${String(whenMatched)}' for field 'whenMatched' is not a valid value.`,
    );
  if (!['insert', 'discard', 'fail'].includes(String(whenNotMatched)))
    throw new StoreError(
      2,
      `Enumeration value '${String(whenNotMatched)}' for field 'whenNotMatched' is not a valid value.`,
    );
  const given = spec.get('on') ?? '_id';
  const on = (isArray(given) ? given : [given]).map(String);
  const { engine } = context;
  const existing = engine.writer.catalog.find(context.db, name);
  if (
    !(on.length === 1 && on[0] === '_id') &&
    !existing?.indexes.some((i) => i.unique && !i.partial && sameNames([...i.key.keys()], on))
  ) {
    throw new StoreError(51183, 'Cannot find index to verify that join fields will be unique');
  }
  const documents = [...unpaused(pipeline.onCollection(from, sources, hint))].map((d) => clone(d));
  const letSpec = spec.get('let');
  const { connection } = sources.scope;
  let failed: StoreError | undefined;
  for (const given_ of documents) {
    const d =
      given_.has('_id') || !on.includes('_id')
        ? given_
        : withIdFirst(given_, () => newObjectId(engine.now()));
    const filter: Filter = {
      op: 'and',
      of: on.map((field) => {
        const value = getPlain(d, parsePath(field));
        if (isNullish(value) || isArray(value))
          throw new StoreError(
            51132,
            `$merge write error: 'on' field '${field}' cannot be missing, null, undefined or an array`,
          );
        return { op: 'eq', path: parsePath(field), value } as Filter;
      }),
    };
    const collection = engine.writer.catalog.find(context.db, name);
    const [found] = collection
      ? [...unpaused(findCandidates(connection, collection, { filter, limit: 1 }))]
      : [];
    if (!found) {
      if (whenNotMatched === 'fail')
        throw new StoreError(
          13113,
          '$merge could not find a matching document in the target collection for at least one document in the source collection',
        );
      if (whenNotMatched === 'insert') insertInto(context, sources.scope, name, d);
      continue;
    }
    if (whenMatched === 'fail') {
      // The others are merged all the same, as by an unordered batch.
      failed ??= new StoreError(11000, `E11000 duplicate key error collection: ${context.db}.${name}`, {
        keyPattern: new Map(on.map((k) => [k, 1 as Value])),
        keyValue: new Map(on.map((k) => [k, getPlain(d, parsePath(k)) as Value])),
      });
      continue;
    }
    if (whenMatched === 'keepExisting') continue;
    const before = found.doc;
    let after: Doc;
    if (whenMatched === 'replace')
      after = d.has('_id')
        ? withIdFirst(d, () => null)
        : new Map<string, Value>([['_id', before.get('_id') as Value], ...d]);
    else if (whenMatched === 'merge') after = new Map([...before, ...d]);
    else
      after = compilePipelineUpdate(context)(
        whenMatched as Value[],
        new Map([['new', d as Value], ...(isDoc(letSpec) ? letSpec : [])]),
      )(clone(before));
    const bytes = encodeRecord(after);
    if (!bytes.equals(found.bytes))
      replaceRecord(
        connection,
        collection as CollectionInfo,
        found.r,
        before,
        after,
        bytes,
        engine.markMultikey,
      );
  }
  if (failed) throw failed;
}

const sameNames = (a: string[], b: string[]) => a.length === b.length && a.every((x) => b.includes(x));
