/** insert, update, delete, findAndModify. */

import { compilePipelineUpdate, exprCompiler, withVariables } from '../aggregate/index.ts';
import type { Engine, Scope } from '../engine/engine.ts';
import { type Candidate, type FindRequest, findCandidates } from '../engine/find.ts';
import { unpaused } from '../engine/slices.ts';
import { StoreError } from '../errors.ts';
import { type Filter, parseFilter } from '../query/filter.ts';
import { compileProjection } from '../query/project.ts';
import { parseSort } from '../query/sort.ts';
import type { CollectionInfo } from '../storage/catalog.ts';
import { deleteRecord, encodeRecord, insertRecord, replaceRecord, withIdFirst } from '../storage/records.ts';
import { compileUpdate, stampTimestamps, type Update, upsertDocument } from '../update/update.ts';
import { doc, newObjectId } from '../values/clone.ts';
import { asNumber } from '../values/compare.ts';
import { decodeBlob } from '../values/decode.ts';
import { type Doc, int32, isArray, isDoc, type Value } from '../values/types.ts';
import { asStoreError, writeError } from '../wire/error-reply.ts';
import { readCollation } from './collation.ts';
import {
  booleanField,
  type Context,
  collectionName,
  fields,
  integerField,
  onlyFields,
  optionalDoc,
  requiredDocs,
  write,
} from './context.ts';

const MAX_BATCH = 100_000;

/** Does statements in turn; an error of one ends an ordered batch, and always a transaction. */
function runBatch(
  context: Context,
  statements: readonly Doc[],
  ordered: boolean,
  one: (statement: Doc, index: number) => void,
): Doc[] {
  const errors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      one(statement, index);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const e = asStoreError(error, context.engine.warn);
      errors.push(writeError(index, e));
      failedInTransaction(context);
      if (ordered || context.transaction) break;
    }
  }
  return errors;
}

/** Marks that a statement failed, on which the whole transaction is aborted after the answer is made. */
function failedInTransaction(context: Context): void {
  if (context.transaction) context.command.set('$failed', true);
}

function checkBatch(statements: readonly Doc[]): void {
  if (statements.length === 0)
    throw new StoreError(16, 'Write batch sizes must be between 1 and 100000. Got 0 operations.');
  if (statements.length > MAX_BATCH)
    throw new StoreError(
      16,
      `Write batch sizes must be between 1 and 100000. Got ${statements.length} operations.`,
    );
}

function checkFieldNames(d: Doc): void {
  for (const name of (d.get('_id') instanceof Map
    ? (d.get('_id') as Doc)
    : new Map<string, Value>()
  ).keys()) {
    if (name.startsWith('$'))
      throw new StoreError(
        52,
        `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
      );
  }
}

const INSERT = fields('documents', 'ordered', 'bypassDocumentValidation');

export function insert(context: Context): Promise<Doc> {
  onlyFields(context, INSERT);
  const name = collectionName(context);
  const documents = requiredDocs(context.command, 'insert', 'documents');
  checkBatch(documents);
  const ordered = booleanField(context.command, 'insert', 'ordered', true);
  const { engine, db } = context;
  return write(context, ({ connection }) => {
    let n = 0;
    const errors = runBatch(context, documents, ordered, (given) => {
      const d = stampTimestamps(
        withIdFirst(given, () => newObjectId(engine.now())),
        clockOf(engine),
      );
      checkFieldNames(d);
      const collection = engine.ensureCollection(db, name);
      insertRecord(connection, collection, d, encodeRecord(d), engine.markMultikey);
      n++;
    });
    return doc({ n: int32(n), writeErrors: errors.length > 0 ? errors : undefined, ok: 1 });
  });
}

const clockOf = (engine: Engine) => ({ nowMs: engine.now() });

const UPDATE = fields('updates', 'ordered', 'bypassDocumentValidation', 'let');
const UPDATE_STATEMENT = fields(
  'q',
  'u',
  'c',
  'multi',
  'upsert',
  'collation',
  'arrayFilters',
  'hint',
  'sort',
  'upsertSupplied',
);

function onlyStatementFields(statement: Doc, where: string, known: ReadonlySet<string>): void {
  for (const name of statement.keys())
    if (!known.has(name)) throw new StoreError(40415, `BSON field '${where}.${name}' is an unknown field.`);
}

/** The parts of an update, ready to be applied. */
interface UpdateStatement {
  filter: Filter;
  update: Update;
  request: FindRequest;
  multi: boolean;
  upsert: boolean;
}

function readFilter(context: Context, q: Value | undefined): Filter {
  if (!isDoc(q)) throw new StoreError(14, 'a filter must be a document');
  return parseFilter(q, { expr: exprCompiler(context) });
}

function readUpdate(context: Context, statement: Doc): UpdateStatement {
  const filter = readFilter(context, statement.get('q'));
  const arrayFilters = statement.get('arrayFilters');
  if (arrayFilters !== undefined && !isArray(arrayFilters))
    throw new StoreError(14, 'arrayFilters must be an array');
  const constants = statement.get('c');
  const update = compileUpdate(statement.get('u') as Value, {
    arrayFilters,
    constants: isDoc(constants) ? constants : undefined,
    clock: clockOf(context.engine),
    pipeline: compilePipelineUpdate(context),
  });
  const multi = booleanField(statement, 'update.updates', 'multi', false);
  if (multi && update.kind === 'replacement')
    throw new StoreError(9, 'multi update is not supported for replacement-style update');
  const sort = statement.get('sort');
  if (sort !== undefined && multi) throw new StoreError(9, 'Cannot specify sort with multi=true');
  return {
    filter,
    update,
    multi,
    upsert: booleanField(statement, 'update.updates', 'upsert', false),
    request: {
      filter,
      limit: multi ? 0 : 1,
      sort: isDoc(sort) ? parseSort(sort) : undefined,
      hint: statement.get('hint'),
      collate: readCollation(statement.get('collation')),
    },
  };
}

export function update(context: Context): Promise<Doc> {
  onlyFields(context, UPDATE);
  const name = collectionName(context);
  const updates = requiredDocs(context.command, 'update', 'updates');
  checkBatch(updates);
  const ordered = booleanField(context.command, 'update', 'ordered', true);
  const { engine } = context;
  return write(context, (scope) => {
    let n = 0;
    let modified = 0;
    const upserted: Doc[] = [];
    const errors = runBatch(context, updates, ordered, (statement, index) => {
      onlyStatementFields(statement, 'update.updates', UPDATE_STATEMENT);
      const s = readUpdate(context, statement);
      const collection = engine.writer.catalog.find(context.db, name);
      const found = collection ? candidates(scope, collection, s.request) : [];
      let [matched, changes] = [0, 0];
      for (const candidate of found) {
        const changed = applyTo(context, scope, name, candidate, s.update);
        if (changed === undefined) continue;
        matched++;
        if (changed.modified) changes++;
      }
      // What a statement did before it failed is done, but it is not counted.
      n += matched;
      modified += changes;
      if (found.length === 0 && s.upsert) {
        const made = insertUpserted(context, scope, name, s);
        n++;
        upserted.push(doc({ index: int32(index), _id: made.get('_id') }));
      }
    });
    return doc({
      n: int32(n),
      nModified: int32(modified),
      upserted: upserted.length > 0 ? upserted : undefined,
      writeErrors: errors.length > 0 ? errors : undefined,
      ok: 1,
    });
  });
}

/** All that is to be changed is found before anything is: a change may move a document along the index scanned. */
const candidates = (scope: Scope, collection: CollectionInfo, request: FindRequest): Candidate[] => {
  const out: Candidate[] = [];
  for (const c of unpaused(findCandidates(scope.connection, collection, request))) {
    if (request.limit !== 1) c.shrink();
    out.push(c);
  }
  return out;
};

interface Applied {
  before: Doc;
  after: Doc;
  modified: boolean;
}

function applyTo(
  context: Context,
  { connection }: Scope,
  name: string,
  candidate: Candidate,
  u: Update,
): Applied | undefined {
  const collection = context.engine.writer.catalog.find(context.db, name) as CollectionInfo;
  const before = candidate.doc;
  const after = u.apply(decodeBlob(candidate.bytes), candidate.position, false);
  const bytes = encodeRecord(after);
  if (bytes.equals(candidate.bytes) && !u.always) return { before, after, modified: false };
  replaceRecord(connection, collection, candidate.r, before, after, bytes, context.engine.markMultikey);
  return { before, after, modified: true };
}

function insertUpserted(context: Context, { connection }: Scope, name: string, s: UpdateStatement): Doc {
  const { engine } = context;
  const made = upsertDocument(s.filter, s.update, clockOf(engine));
  const collection = engine.ensureCollection(context.db, name);
  insertRecord(connection, collection, made, encodeRecord(made), engine.markMultikey);
  return made;
}

const DELETE = fields('deletes', 'ordered', 'let');
const DELETE_STATEMENT = fields('q', 'limit', 'collation', 'hint');

export function remove(context: Context): Promise<Doc> {
  onlyFields(context, DELETE);
  const name = collectionName(context);
  const deletes = requiredDocs(context.command, 'delete', 'deletes');
  checkBatch(deletes);
  const ordered = booleanField(context.command, 'delete', 'ordered', true);
  for (const statement of deletes) {
    const limit = asNumber(statement.get('limit'));
    if (limit !== 0 && limit !== 1)
      throw new StoreError(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  }
  return write(context, (scope) => {
    let n = 0;
    const errors = runBatch(context, deletes, ordered, (statement) => {
      onlyStatementFields(statement, 'delete.deletes', DELETE_STATEMENT);
      const limit = asNumber(statement.get('limit'));
      if (limit !== 0 && limit !== 1)
        throw new StoreError(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
      const filter = readFilter(context, statement.get('q'));
      const collection = context.engine.writer.catalog.find(context.db, name);
      if (!collection) return;
      const request = {
        filter,
        limit,
        hint: statement.get('hint'),
        collate: readCollation(statement.get('collation')),
      };
      for (const candidate of candidates(scope, collection, request)) {
        deleteRecord(
          scope.connection,
          collection,
          candidate.r,
          collection.indexes.length > 1 ? candidate.doc : undefined,
        );
        candidate.shrink();
        n++;
      }
    });
    return doc({ n: int32(n), writeErrors: errors.length > 0 ? errors : undefined, ok: 1 });
  });
}

const FIND_AND_MODIFY = fields(
  'query',
  'sort',
  'remove',
  'update',
  'new',
  'fields',
  'upsert',
  'arrayFilters',
  'bypassDocumentValidation',
  'hint',
  'collation',
  'let',
);

export function findAndModify(context: Context): Promise<Doc> {
  onlyFields(context, FIND_AND_MODIFY);
  const name = collectionName(context);
  const { command, engine } = context;
  const removing = booleanField(command, 'findAndModify', 'remove', false);
  const upsert = booleanField(command, 'findAndModify', 'upsert', false);
  const wantNew = booleanField(command, 'findAndModify', 'new', false);
  const u = command.get('update');
  if (removing && u !== undefined) throw new StoreError(9, 'Cannot specify both an update and remove=true');
  if (removing && upsert) throw new StoreError(9, 'Cannot specify both upsert=true and remove=true');
  if (removing && wantNew)
    throw new StoreError(
      9,
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
  if (!removing && u === undefined)
    throw new StoreError(9, 'Either an update or remove=true must be specified');
  const q = optionalDoc(context, 'query') ?? new Map();
  const sort = optionalDoc(context, 'sort');
  const selected = optionalDoc(context, 'fields');
  integerField(command, 'findAndModify', 'maxTimeMS', 0);
  return write(context, (scope) => {
    const collection = engine.writer.catalog.find(context.db, name);
    const filter = parseFilter(q, { expr: exprCompiler(context) });
    const project =
      selected && selected.size > 0 ? compileProjection(selected, withVariables(context), filter) : undefined;
    const request: FindRequest = {
      filter,
      limit: 1,
      sort: sort && sort.size > 0 ? parseSort(sort) : undefined,
      hint: command.get('hint'),
      collate: readCollation(command.get('collation')),
    };
    const show = (d: Doc | undefined, position = -1): Value =>
      d ? (project ? project(d, position) : d) : null;
    if (removing) {
      const [candidate] = collection ? candidates(scope, collection, request) : [];
      if (candidate && collection) deleteRecord(scope.connection, collection, candidate.r, candidate.doc);
      return doc({
        lastErrorObject: doc({ n: int32(candidate ? 1 : 0) }),
        value: show(candidate?.doc, candidate?.position),
        ok: 1,
      });
    }
    const statement = new Map<string, Value>([
      ['q', q],
      ['u', u as Value],
    ]);
    if (command.has('arrayFilters')) statement.set('arrayFilters', command.get('arrayFilters') as Value);
    const s = readUpdate(context, statement);
    const [candidate] = collection ? candidates(scope, collection, request) : [];
    if (candidate) {
      const applied = applyTo(context, scope, name, candidate, s.update) as Applied;
      return doc({
        lastErrorObject: doc({ n: int32(1), updatedExisting: true }),
        value: show(wantNew ? applied.after : applied.before, candidate.position),
        ok: 1,
      });
    }
    if (!upsert)
      return doc({ lastErrorObject: doc({ n: int32(0), updatedExisting: false }), value: null, ok: 1 });
    const made = insertUpserted(context, scope, name, s);
    return doc({
      lastErrorObject: doc({ n: int32(1), updatedExisting: false, upserted: made.get('_id') }),
      value: wantNew ? show(made) : null,
      ok: 1,
    });
  });
}
