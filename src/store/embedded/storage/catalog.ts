/** What collections and indexes there are. */
import { randomBytes } from 'node:crypto';
import { type Filter, parseFilter } from '../query/filter.ts';
import { compileFilter, type Matcher } from '../query/match.ts';
import { type Path, parsePath } from '../query/path.ts';
import { asNumber } from '../values/compare.ts';
import { decodeBlob } from '../values/decode.ts';
import { encode } from '../values/encode.ts';
import { type Doc, isDoc, type Value } from '../values/types.ts';
import type { Connection } from './connection.ts';

export interface IndexInfo {
  /** 0 is the `_id` index, which is part of the documents' table. */
  readonly id: number;
  readonly name: string;
  readonly key: Doc;
  readonly paths: readonly Path[];
  readonly directions: readonly number[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly hidden: boolean;
  readonly partial: { filter: Filter; matches: Matcher } | undefined;
  readonly expireAfterSeconds: number | undefined;
  /** The definition as it was given, for listIndexes. */
  readonly spec: Doc;
  /** True once a document had an array on one of the paths; the index then has several entries per document. */
  readonly multikey: boolean;
}

export interface CollectionInfo {
  readonly id: number;
  readonly db: string;
  readonly name: string;
  readonly uuid: Buffer;
  readonly options: Doc;
  /** The first is the `_id` index. */
  readonly indexes: readonly IndexInfo[];
}

export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS collections(
    id INTEGER PRIMARY KEY AUTOINCREMENT, db TEXT NOT NULL, name TEXT NOT NULL,
    uuid BLOB NOT NULL, options BLOB NOT NULL, UNIQUE(db, name));
  CREATE TABLE IF NOT EXISTS indexes(
    id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, spec BLOB NOT NULL, multikey INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS sessions(
    lsid BLOB PRIMARY KEY, number INTEGER NOT NULL, reply BLOB, at INTEGER NOT NULL) WITHOUT ROWID;
`;

/** The index that a definition describes. */
export function readIndex(id: number, spec: Doc, multikey: boolean): IndexInfo {
  const key = spec.get('key') as Doc;
  const partial = spec.get('partialFilterExpression');
  const filter = isDoc(partial) ? parseFilter(partial, {}) : undefined;
  return {
    id,
    name: spec.get('name') as string,
    key,
    paths: [...key.keys()].map(parsePath),
    directions: [...key.values()].map((v) => ((asNumber(v) ?? 1) < 0 ? -1 : 1)),
    unique: spec.get('unique') === true || id === 0,
    sparse: spec.get('sparse') === true,
    hidden: spec.get('hidden') === true,
    partial: filter && { filter, matches: compileFilter(filter) },
    expireAfterSeconds: asNumber(spec.get('expireAfterSeconds')),
    spec,
    multikey,
  };
}

export const idIndex = (): IndexInfo =>
  readIndex(
    0,
    new Map<string, Value>([
      ['key', new Map([['_id', 1 as Value]])],
      ['name', '_id_'],
    ]),
    false,
  );

/** Collections by database and name. A committed catalog is never changed; the writer works on a copy. */
export class Catalog {
  private readonly byName: Map<string, CollectionInfo>;
  constructor(collections: Iterable<CollectionInfo> = []) {
    this.byName = new Map([...collections].map((c) => [`${c.db}.${c.name}`, c]));
  }

  static load(connection: Connection): Catalog {
    const indexes = new Map<number, IndexInfo[]>();
    for (const row of connection.all('SELECT id, collection, spec, multikey FROM indexes ORDER BY id')) {
      const list = indexes.get(row.collection as number) ?? [];
      list.push(readIndex(row.id as number, decodeBlob(row.spec as Uint8Array), row.multikey === 1));
      indexes.set(row.collection as number, list);
    }
    return new Catalog(
      connection.all('SELECT id, db, name, uuid, options FROM collections').map((row) => ({
        id: row.id as number,
        db: row.db as string,
        name: row.name as string,
        uuid: Buffer.from(row.uuid as Uint8Array),
        options: decodeBlob(row.options as Uint8Array),
        indexes: [idIndex(), ...(indexes.get(row.id as number) ?? [])],
      })),
    );
  }

  find(db: string, name: string): CollectionInfo | undefined {
    return this.byName.get(`${db}.${name}`);
  }

  list(): CollectionInfo[] {
    return [...this.byName.values()];
  }

  copy(): Catalog {
    return new Catalog(this.byName.values());
  }

  put(c: CollectionInfo): void {
    this.byName.set(`${c.db}.${c.name}`, c);
  }

  remove(c: CollectionInfo): void {
    this.byName.delete(`${c.db}.${c.name}`);
  }
}

export function createCollectionTables(
  connection: Connection,
  db: string,
  name: string,
  options: Doc,
): CollectionInfo {
  const uuid = randomBytes(16);
  connection.run(
    'INSERT INTO collections(db, name, uuid, options) VALUES(?, ?, ?, ?)',
    db,
    name,
    uuid,
    encode(options),
  );
  const id = connection.get('SELECT last_insert_rowid() AS id')?.id as number;
  connection.exec(`CREATE TABLE d${id}(r INTEGER PRIMARY KEY, k BLOB NOT NULL, doc BLOB NOT NULL);
    CREATE UNIQUE INDEX u${id} ON d${id}(k)`);
  return { id, db, name, uuid, options, indexes: [idIndex()] };
}

export function createIndexTable(connection: Connection, collection: CollectionInfo, spec: Doc): IndexInfo {
  connection.run(
    'INSERT INTO indexes(collection, spec, multikey) VALUES(?, ?, 0)',
    collection.id,
    encode(spec),
  );
  const id = connection.get('SELECT last_insert_rowid() AS id')?.id as number;
  connection.exec(
    `CREATE TABLE x${id}(k BLOB NOT NULL, r INTEGER NOT NULL, PRIMARY KEY(k, r)) WITHOUT ROWID`,
  );
  return readIndex(id, spec, false);
}

export function dropIndexTable(connection: Connection, index: IndexInfo): void {
  connection.forget(`x${index.id}`);
  connection.run('DELETE FROM indexes WHERE id = ?', index.id);
  connection.exec(`DROP TABLE x${index.id}`);
}

export function dropCollectionTables(connection: Connection, collection: CollectionInfo): void {
  for (const index of collection.indexes) if (index.id !== 0) dropIndexTable(connection, index);
  connection.forget(`d${collection.id}`);
  connection.run('DELETE FROM collections WHERE id = ?', collection.id);
  connection.exec(`DROP TABLE d${collection.id}`);
}
