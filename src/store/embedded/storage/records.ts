/** Documents and their index entries, changed together. All of it runs inside an open SQLite transaction. */
import { StoreError } from '../errors.ts';
import { compare } from '../values/compare.ts';
import { decodeBlob } from '../values/decode.ts';
import { encode } from '../values/encode.ts';
import { keyOf } from '../values/key.ts';
import { type Doc, isArray, Regex, type Value } from '../values/types.ts';
import { type CollectionInfo, createIndexTable, type IndexInfo } from './catalog.ts';
import type { Connection } from './connection.ts';
import { type Entries, entriesOf } from './index-keys.ts';
import { shown } from './shown.ts';

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** Called when a document turns an index multikey, which planners have to know. */
export type MultikeyListener = (collection: CollectionInfo, index: IndexInfo) => void;

function checkDocument(doc: Doc, bytes: Buffer): void {
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new StoreError(
      10334,
      `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}`,
    );
  }
  const id = doc.get('_id');
  if (isArray(id)) throw new StoreError(53, "The '_id' value cannot be of type array");
  if (id instanceof Regex) throw new StoreError(53, "The '_id' value cannot be of type regex");
}

export function duplicateKey(
  collection: CollectionInfo,
  index: IndexInfo,
  values: readonly Value[],
): StoreError {
  const names = [...index.key.keys()];
  const keyValue: Doc = new Map(names.map((n, i) => [n, values[i] as Value]));
  const text = names.map((n, i) => `${n}: ${shown(values[i] as Value)}`).join(', ');
  return new StoreError(
    11000,
    `E11000 duplicate key error collection: ${collection.db}.${collection.name} index: ${index.name} dup key: { ${text} }`,
    { keyPattern: index.key, keyValue },
  );
}

function checkUnique(
  connection: Connection,
  collection: CollectionInfo,
  index: IndexInfo,
  entries: Entries,
  own: number,
): void {
  for (const [i, key] of entries.keys.entries()) {
    const row = connection.get(`SELECT r FROM x${index.id} WHERE k = ? AND r <> ? LIMIT 1`, key, own);
    if (row) throw duplicateKey(collection, index, entries.values[i] as Value[]);
  }
}

function addEntries(connection: Connection, index: IndexInfo, keys: readonly Buffer[], r: number): void {
  for (const key of keys) connection.run(`INSERT INTO x${index.id}(k, r) VALUES(?, ?)`, key, r);
}

/** Inserts a document whose `_id` is its first field. Nothing is written when a unique index objects. */
export function insertRecord(
  connection: Connection,
  collection: CollectionInfo,
  doc: Doc,
  bytes: Buffer,
  multikey: MultikeyListener,
): number {
  checkDocument(doc, bytes);
  const id = doc.get('_id') as Value;
  const key = keyOf([id]);
  if (connection.get(`SELECT r FROM d${collection.id} WHERE k = ?`, key)) {
    throw duplicateKey(collection, collection.indexes[0] as IndexInfo, [id]);
  }
  const all: Entries[] = [];
  for (const index of collection.indexes) {
    if (index.id === 0) continue;
    const entries = entriesOf(index, doc);
    if (index.unique) checkUnique(connection, collection, index, entries, -1);
    all.push(entries);
  }
  connection.run(`INSERT INTO d${collection.id}(k, doc) VALUES(?, ?)`, key, bytes);
  if (all.length === 0) return 0;
  const r = connection.get('SELECT last_insert_rowid() AS r')?.r as number;
  for (let i = 0; i < all.length; i++) {
    const index = collection.indexes[i + 1] as IndexInfo;
    const entries = all[i] as Entries;
    addEntries(connection, index, entries.keys, r);
    if (entries.multikey && !index.multikey) multikey(collection, index);
  }
  return r;
}

/** Replaces document `r`; entries that stay the same are not touched. */
export function replaceRecord(
  connection: Connection,
  collection: CollectionInfo,
  r: number,
  before: Doc,
  after: Doc,
  bytes: Buffer,
  multikey: MultikeyListener,
): void {
  checkDocument(after, bytes);
  const changes: { index: IndexInfo; add: Buffer[]; remove: Buffer[]; multikey: boolean }[] = [];
  for (const index of collection.indexes) {
    if (index.id === 0) continue;
    const old = entriesOf(index, before).keys;
    const entries = entriesOf(index, after);
    const add = entries.keys.filter((k) => !old.some((o) => o.equals(k)));
    const remove = old.filter((o) => !entries.keys.some((k) => k.equals(o)));
    if (index.unique && add.length > 0) checkUnique(connection, collection, index, entries, r);
    if (add.length > 0 || remove.length > 0) changes.push({ index, add, remove, multikey: entries.multikey });
  }
  connection.run(`UPDATE d${collection.id} SET doc = ? WHERE r = ?`, bytes, r);
  if (compare(before.get('_id'), after.get('_id')) !== 0)
    throw new StoreError(66, "the (immutable) field '_id' was found to have been altered");
  for (const change of changes) {
    for (const key of change.remove)
      connection.run(`DELETE FROM x${change.index.id} WHERE k = ? AND r = ?`, key, r);
    addEntries(connection, change.index, change.add, r);
    if (change.multikey && !change.index.multikey) multikey(collection, change.index);
  }
}

export function deleteRecord(
  connection: Connection,
  collection: CollectionInfo,
  r: number,
  doc: Doc | undefined,
): void {
  if (collection.indexes.length > 1) {
    const old =
      doc ??
      decodeBlob(connection.get(`SELECT doc FROM d${collection.id} WHERE r = ?`, r)?.doc as Uint8Array);
    for (const index of collection.indexes) {
      if (index.id === 0) continue;
      for (const key of entriesOf(index, old).keys)
        connection.run(`DELETE FROM x${index.id} WHERE k = ? AND r = ?`, key, r);
    }
  }
  connection.run(`DELETE FROM d${collection.id} WHERE r = ?`, r);
}

/** Makes an index over the documents that are there; a duplicate under a unique one refuses it. */
export function buildIndex(connection: Connection, collection: CollectionInfo, spec: Doc): IndexInfo {
  let index = createIndexTable(connection, collection, spec);
  let multikey = false;
  for (let last = -1; ; ) {
    const rows = connection.all(
      `SELECT r, doc FROM d${collection.id} WHERE r > ? ORDER BY r LIMIT 200`,
      last,
    );
    for (const row of rows) {
      const entries = entriesOf(index, decodeBlob(row.doc as Uint8Array));
      if (index.unique) checkUnique(connection, collection, index, entries, row.r as number);
      addEntries(connection, index, entries.keys, row.r as number);
      multikey ||= entries.multikey;
    }
    if (rows.length < 200) break;
    last = rows.at(-1)?.r as number;
  }
  if (multikey) {
    connection.run('UPDATE indexes SET multikey = 1 WHERE id = ?', index.id);
    index = { ...index, multikey };
  }
  return index;
}

/** The bytes to store for a document from a client: as they came when `_id` leads, else written anew. */
export function withIdFirst(doc: Doc, newId: () => Value): Doc {
  if (doc.keys().next().value === '_id') return doc;
  const id = doc.get('_id') ?? newId();
  return new Map<string, Value>([['_id', id], ...[...doc].filter(([k]) => k !== '_id')]);
}

export const encodeRecord = (doc: Doc): Buffer => encode(doc);
