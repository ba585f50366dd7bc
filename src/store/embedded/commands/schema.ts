/** Collections and indexes: create, drop, list, rename. */
import type { Engine } from '../engine/engine.ts';
import { notSupported, StoreError, typeMismatch } from '../errors.ts';
import { parseFilter } from '../query/filter.ts';
import { compileFilter } from '../query/match.ts';
import {
  type CollectionInfo,
  dropCollectionTables,
  dropIndexTable,
  type IndexInfo,
  readIndex,
} from '../storage/catalog.ts';
import { buildIndex } from '../storage/records.ts';
import { doc } from '../values/clone.ts';
import { asNumber, equal } from '../values/compare.ts';
import { encode } from '../values/encode.ts';
import { Binary, type Doc, int32, isArray, isDoc, isNullish, type Value } from '../values/types.ts';
import { readCollation } from './collation.ts';
import {
  booleanField,
  type Context,
  checkName,
  collectionName,
  fields,
  onlyFields,
  optionalDoc,
  readScope,
  requiredDocs,
  write,
} from './context.ts';
import { cursorReply } from './reads.ts';

const noCollection = (context: Context, name: string) =>
  new StoreError(26, `ns does not exist: ${context.db}.${name}`);

function refuseInTransaction(context: Context): void {
  if (context.transaction)
    throw new StoreError(263, `Cannot run '${context.name}' in a multi-document transaction.`);
}

const CREATE_REFUSED = fields(
  'capped',
  'timeseries',
  'viewOn',
  'pipeline',
  'size',
  'max',
  'validator',
  'validationLevel',
  'validationAction',
  'storageEngine',
  'indexOptionDefaults',
  'clusteredIndex',
  'encryptedFields',
  'changeStreamPreAndPostImages',
  'expireAfterSeconds',
  'autoIndexId',
  'idIndex',
);

export function create(context: Context): Promise<Doc> {
  onlyFields(context, fields('collation'), CREATE_REFUSED);
  const name = collectionName(context);
  if (readCollation(context.command.get('collation'))) throw notSupported('a default collation');
  return write(context, () => {
    if (context.engine.writer.catalog.find(context.db, name))
      throw new StoreError(48, `Collection ${context.db}.${name} already exists.`);
    context.engine.ensureCollection(context.db, name);
    return doc({ ok: 1 });
  });
}

function dropCollection(engine: Engine, collection: CollectionInfo): void {
  dropCollectionTables(engine.writer.connection, collection);
  engine.change((catalog) => catalog.remove(collection));
}

export function drop(context: Context): Promise<Doc> {
  refuseInTransaction(context);
  onlyFields(context, new Set());
  const name = collectionName(context);
  return write(context, () => {
    const collection = context.engine.writer.catalog.find(context.db, name);
    if (!collection) return doc({ ok: 1 });
    dropCollection(context.engine, collection);
    return doc({ nIndexesWas: int32(collection.indexes.length), ns: `${context.db}.${name}`, ok: 1 });
  });
}

export function dropDatabase(context: Context): Promise<Doc> {
  refuseInTransaction(context);
  onlyFields(context, new Set());
  return write(context, () => {
    const all = context.engine.writer.catalog.list().filter((c) => c.db === context.db);
    for (const c of all) dropCollection(context.engine, c);
    return doc({ dropped: all.length > 0 ? context.db : undefined, ok: 1 });
  });
}

export function renameCollection(context: Context): Promise<Doc> {
  refuseInTransaction(context);
  onlyFields(context, fields('to', 'dropTarget'));
  const { engine, command } = context;
  const [from, to] = [command.get('renameCollection'), command.get('to')].map((v) => {
    const at = typeof v === 'string' ? v.indexOf('.') : -1;
    if (typeof v !== 'string' || at < 1)
      throw new StoreError(73, `Invalid namespace specified '${String(v)}'`);
    checkName(v.slice(0, at), v.slice(at + 1));
    return { db: v.slice(0, at), name: v.slice(at + 1) };
  }) as [{ db: string; name: string }, { db: string; name: string }];
  return write(context, () => {
    const collection = engine.writer.catalog.find(from.db, from.name);
    if (!collection) throw new StoreError(26, `Source collection ${from.db}.${from.name} does not exist`);
    const target = engine.writer.catalog.find(to.db, to.name);
    if (target && !booleanField(command, 'renameCollection', 'dropTarget', false))
      throw new StoreError(48, 'target namespace exists');
    if (target) dropCollection(engine, target);
    engine.writer.connection.run(
      'UPDATE collections SET db = ?, name = ? WHERE id = ?',
      to.db,
      to.name,
      collection.id,
    );
    engine.change((catalog) => {
      catalog.remove(collection);
      catalog.put({ ...collection, ...to });
    });
    return doc({ ok: 1 });
  });
}

const INDEX_FIELDS = fields(
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'hidden',
  'background',
  'v',
  'ns',
  'collation',
);
const INDEX_REFUSED = fields(
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'bucketSize',
  'storageEngine',
  'wildcardProjection',
  'clustered',
  'prepareUnique',
  'dropDups',
);

/** A definition in the form in which it is kept; refuses kinds of indexes that this engine has not. */
function normalise(given: Doc): Doc {
  for (const [k, v] of given) {
    if (INDEX_REFUSED.has(k) && !isNullish(v)) throw notSupported(`the index option ${k}`);
    if (!INDEX_FIELDS.has(k))
      throw new StoreError(197, `The field '${k}' is not valid for an index specification.`);
  }
  const key = given.get('key');
  if (!isDoc(key))
    throw new StoreError(9, "The 'key' field is a required property of an index specification");
  if (key.size === 0) throw new StoreError(67, 'Index keys cannot be an empty object.');
  if (key.size > 32) throw new StoreError(13103, 'too many compound keys');
  for (const [field, kind] of key) {
    if (field === '' || field.split('.').includes(''))
      throw new StoreError(67, 'Index keys cannot contain an empty field.');
    if (field === '$**' || field.endsWith('.$**')) throw notSupported('a wildcard index');
    if (field.split('.').some((s) => s.startsWith('$') && !['$ref', '$id', '$db'].includes(s)))
      throw new StoreError(
        67,
        `Index key contains an illegal field name: field name starts with '$': ${field}`,
      );
    if (typeof kind === 'string')
      throw ['text', '2d', '2dsphere', 'hashed'].includes(kind)
        ? notSupported(`an index of type ${kind}`)
        : new StoreError(67, `Unknown index plugin '${kind}'`);
    const n = asNumber(kind);
    if (n === undefined || n === 0 || Number.isNaN(n))
      throw new StoreError(67, 'Values in the index key pattern must be positive or negative numbers');
  }
  if (!given.has('name'))
    throw new StoreError(9, "The 'name' field is a required property of an index specification");
  const name = given.get('name') ?? [...key].map(([k, v]) => `${k}_${asNumber(v)}`).join('_');
  if (typeof name !== 'string') throw typeMismatch("The field 'name' must be a string");
  if (name === '' || name === '*' || name.includes('\0'))
    throw new StoreError(name === '*' ? 2 : 67, 'an index needs a proper name');
  for (const flag of ['unique', 'sparse', 'hidden']) {
    const v = given.get(flag);
    if (v !== undefined && typeof v !== 'boolean' && asNumber(v) === undefined)
      throw new StoreError(
        14,
        `The field '${flag}' has value of wrong type, which is not convertible to bool`,
      );
  }
  const partial = given.get('partialFilterExpression');
  if (partial !== undefined) {
    if (!isDoc(partial)) throw new StoreError(14, "The field 'partialFilterExpression' must be an object");
    if (given.get('sparse') === true)
      throw new StoreError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
    checkPartial(partial);
  }
  const ttl = given.get('expireAfterSeconds');
  if (ttl !== undefined) {
    const n = asNumber(ttl);
    if (n === undefined || n < 0 || n > 2147483647)
      throw new StoreError(67, "TTL index 'expireAfterSeconds' option must be within 0 to 2147483647");
    if (key.size > 1)
      throw new StoreError(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL');
    if (key.has('_id'))
      throw new StoreError(67, "The field 'expireAfterSeconds' is not valid for an _id index specification.");
  }
  if (readCollation(given.get('collation'))) throw notSupported('an index with a collation');
  const truthy = (k: string) =>
    given.get(k) === true || (asNumber(given.get(k)) ?? 0) !== 0 ? true : undefined;
  return doc({
    v: int32(2),
    key,
    name,
    unique: truthy('unique'),
    sparse: truthy('sparse'),
    partialFilterExpression: partial,
    expireAfterSeconds: ttl,
    hidden: truthy('hidden'),
  });
}

const PARTIAL = new Set(['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$and', '$or', '$in']);

function checkPartial(filter: Doc): void {
  parseFilter(filter, {});
  const visit = (v: Value): void => {
    if (isArray(v)) v.forEach(visit);
    if (!isDoc(v)) return;
    for (const [k, x] of v) {
      if (k.startsWith('$') && !PARTIAL.has(k))
        throw new StoreError(67, `Expression not supported in partial index: ${k}`);
      if (k === '$exists' && x !== true && !(asNumber(x) ?? 0))
        throw new StoreError(67, 'Expression not supported in partial index: $exists: false');
      visit(x);
    }
  };
  visit(filter);
}

const sameOptions = (a: Doc, b: Doc) =>
  ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds'].every(
    (k) => (isNullish(a.get(k)) && isNullish(b.get(k))) || equal(a.get(k), b.get(k)),
  );

export function createIndexes(context: Context): Promise<Doc> {
  onlyFields(context, fields('indexes', 'ignoreUnknownIndexOptions'), fields('commitQuorum'));
  const name = collectionName(context);
  const given = requiredDocs(context.command, 'createIndexes', 'indexes');
  if (given.length === 0) throw new StoreError(2, 'Must specify at least one index to create');
  const specs = given.map(normalise);
  const { engine } = context;
  return write(context, (scope) => {
    const existed = engine.writer.catalog.find(context.db, name) !== undefined;
    let collection = engine.ensureCollection(context.db, name);
    const before = collection.indexes.length;
    for (const spec of specs) {
      if (isKnown(collection, spec)) continue;
      const index = buildIndex(scope.connection, collection, spec);
      collection = { ...collection, indexes: [...collection.indexes, index] };
      engine.change((catalog) => catalog.put(collection));
    }
    return doc({
      numIndexesBefore: int32(before),
      numIndexesAfter: int32(collection.indexes.length),
      createdCollectionAutomatically: !existed,
      note: collection.indexes.length === before ? 'all indexes already exist' : undefined,
      ok: 1,
    });
  });
}

/** True when the very index is there; an error when another has its name, or it has another name. */
function isKnown(collection: CollectionInfo, spec: Doc): boolean {
  const key = spec.get('key') as Doc;
  for (const index of collection.indexes) {
    const sameKey = equal(index.key, key) && [...index.key.keys()].join() === [...key.keys()].join();
    // Two indexes on the same fields may be, if they hold other documents or promise other things.
    const sameKind = ['partialFilterExpression', 'unique', 'sparse'].every((k) =>
      equal(index.spec.get(k) ?? null, spec.get(k) ?? null),
    );
    if (index.id === 0 && sameKey) {
      if (spec.has('sparse') || spec.has('partialFilterExpression'))
        throw new StoreError(197, 'The _id index takes no such options');
      return true;
    }
    if (index.name === spec.get('name')) {
      if (sameKey && sameOptions(index.spec, spec)) return true;
      throw new StoreError(
        86,
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${index.name}`,
      );
    }
    if (sameKey && sameKind) {
      if (sameOptions(index.spec, spec))
        throw new StoreError(85, `Index already exists with a different name: ${index.name}`);
      throw new StoreError(85, `An equivalent index already exists with different options: ${index.name}`);
    }
  }
  return false;
}

export function dropIndexes(context: Context): Promise<Doc> {
  refuseInTransaction(context);
  onlyFields(context, fields('index'));
  const name = collectionName(context);
  const { engine, command } = context;
  const which = command.get('index');
  return write(context, (scope) => {
    const collection = engine.writer.catalog.find(context.db, name);
    if (!collection) throw noCollection(context, name);
    const gone = new Set<IndexInfo>();
    for (const w of isArray(which) ? which : [which]) {
      if (w === '*') for (const i of collection.indexes) if (i.id !== 0) gone.add(i);
      if (w === '*') continue;
      const index = collection.indexes.find((i) =>
        typeof w === 'string' ? i.name === w : isDoc(w) && equal(i.key, w),
      );
      if (!index)
        throw new StoreError(27, `index not found with name [${typeof w === 'string' ? w : 'key'}]`);
      if (index.id === 0) throw new StoreError(72, 'cannot drop _id index');
      gone.add(index);
    }
    for (const index of gone) dropIndexTable(scope.connection, index);
    engine.change((catalog) =>
      catalog.put({ ...collection, indexes: collection.indexes.filter((i) => !gone.has(i)) }),
    );
    return doc({ nIndexesWas: int32(collection.indexes.length), ok: 1 });
  });
}

export function listIndexes(context: Context): Promise<Doc> {
  onlyFields(context, fields('cursor', 'includeBuildUUIDs', 'includeIndexBuildInfo'));
  const name = collectionName(context);
  const collection = readScope(context).catalog.find(context.db, name);
  if (!collection) throw noCollection(context, name);
  const list = collection.indexes.map((i) =>
    i.id === 0 ? doc({ v: int32(2), key: new Map([['_id', int32(1) as Value]]), name: '_id_' }) : i.spec,
  );
  return cursorReply(context, `${context.db}.${name}`, list[Symbol.iterator](), undefined);
}

export function listCollections(context: Context): Promise<Doc> {
  onlyFields(context, fields('filter', 'nameOnly', 'authorizedCollections', 'cursor'));
  const filter = compileFilter(parseFilter(optionalDoc(context, 'filter') ?? new Map(), {}));
  const nameOnly = booleanField(context.command, 'listCollections', 'nameOnly', false);
  const list = readScope(context)
    .catalog.list()
    .filter((c) => c.db === context.db)
    .map((c) => {
      const brief = { name: c.name, type: 'collection' };
      return doc(
        nameOnly
          ? brief
          : {
              ...brief,
              options: c.options,
              info: doc({ readOnly: false, uuid: new Binary(4, c.uuid) }),
              idIndex: doc({ v: int32(2), key: new Map([['_id', int32(1) as Value]]), name: '_id_' }),
            },
      );
    })
    .filter((d) => filter(d));
  return cursorReply(context, `${context.db}.$cmd.listCollections`, list[Symbol.iterator](), undefined);
}

/** Changes the time to live, or hides an index; nothing else of collMod. */
export function collMod(context: Context): Promise<Doc> {
  refuseInTransaction(context);
  onlyFields(
    context,
    fields('index'),
    fields(
      'validator',
      'validationLevel',
      'validationAction',
      'viewOn',
      'pipeline',
      'expireAfterSeconds',
      'changeStreamPreAndPostImages',
    ),
  );
  const name = collectionName(context);
  const change = optionalDoc(context, 'index');
  const { engine } = context;
  return write(context, (scope) => {
    const collection = engine.writer.catalog.find(context.db, name);
    if (!collection) throw noCollection(context, name);
    if (!change) return doc({ ok: 1 });
    for (const k of change.keys())
      if (!['name', 'keyPattern', 'expireAfterSeconds', 'hidden'].includes(k))
        throw notSupported(`collMod.index.${k}`);
    const index = collection.indexes.find(
      (i) =>
        i.name === change.get('name') || (change.has('keyPattern') && equal(i.key, change.get('keyPattern'))),
    );
    if (!index || index.id === 0) throw new StoreError(27, 'cannot find index for collMod');
    const spec = new Map(index.spec);
    for (const k of ['expireAfterSeconds', 'hidden']) if (change.has(k)) spec.set(k, change.get(k) as Value);
    scope.connection.run('UPDATE indexes SET spec = ? WHERE id = ?', encode(spec), index.id);
    const changed = readIndex(index.id, spec, index.multikey);
    engine.change((catalog) =>
      catalog.put({
        ...collection,
        indexes: collection.indexes.map((i) => (i.id === index.id ? changed : i)),
      }),
    );
    return doc({ ok: 1 });
  });
}
