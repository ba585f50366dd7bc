/** The database: connections, catalog, cursors, sessions, and the clockwork that cleans up. */
import path from 'node:path';
import {
  type Catalog,
  type CollectionInfo,
  createCollectionTables,
  type IndexInfo,
  SCHEMA,
} from '../storage/catalog.ts';
import { Connection } from '../storage/connection.ts';
import { Writer } from '../storage/writer.ts';
import type { Doc } from '../values/types.ts';
import { Cursors } from './cursors.ts';
import { RECORD_LIMIT_MS, Sessions } from './sessions.ts';
import { removeExpired } from './ttl.ts';

export const DATABASE_FILE = 'store.sqlite';
const SWEEP_MS = 1000;
const TTL_MS = 60_000;
/** The WAL is written back when it has so many pages, and shortened to this size. */
const CHECKPOINT_PAGES = 2000;
const JOURNAL_LIMIT_BYTES = 64 * 1024 * 1024;

export interface EngineOptions {
  folder: string;
  now: () => number;
  warn: (message: string) => void;
}

/** Where a statement reads and what collections it sees. */
export interface Scope {
  connection: Connection;
  catalog: Catalog;
}

export class Engine {
  readonly now: () => number;
  readonly warn: (message: string) => void;
  readonly file: string;
  readonly reader: Connection;
  readonly writer: Writer;
  readonly cursors = new Cursors();
  readonly sessions: Sessions;
  readonly startedMs: number;
  /** What the server says its own address is. */
  address = 'localhost:27017';
  readonly counters = { queries: 0, writes: 0, commits: 0 };
  private readonly sweeper: NodeJS.Timeout;
  private nextTtlMs: number;
  private nextRecordsMs: number;

  constructor(options: EngineOptions) {
    this.now = options.now;
    this.warn = options.warn;
    this.file = path.join(options.folder, DATABASE_FILE);
    const connection = new Connection(this.file, { readOnly: false, cacheKiB: 24 * 1024 });
    connection.exec(
      `PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES};
       PRAGMA journal_size_limit=${JOURNAL_LIMIT_BYTES}; ${SCHEMA}`,
    );
    this.reader = new Connection(this.file, { readOnly: true, cacheKiB: 24 * 1024 });
    this.writer = new Writer(connection, () => {
      this.counters.commits++;
      this.reader.leaveSnapshot();
    });
    this.sessions = new Sessions(
      this.writer,
      this.now,
      (t) => this.cursors.killWhere((c) => c.owner === ownerOf(t.lsid, t.number)),
      this.warn,
    );
    this.startedMs = this.now();
    this.nextTtlMs = this.startedMs + TTL_MS;
    this.nextRecordsMs = this.startedMs + RECORD_LIMIT_MS;
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS);
    this.sweeper.unref();
  }

  get readScope(): Scope {
    this.reader.enterSnapshot();
    return { connection: this.reader, catalog: this.writer.committed };
  }

  get writeScope(): Scope {
    return { connection: this.writer.connection, catalog: this.writer.catalog };
  }

  /** The collection to write to, made if it does not exist. Inside a write only. */
  ensureCollection(db: string, name: string, options: Doc = new Map()): CollectionInfo {
    const known = this.writer.catalog.find(db, name);
    if (known) return known;
    const made = createCollectionTables(this.writer.connection, db, name, options);
    this.change((catalog) => catalog.put(made));
    return made;
  }

  /** Changes the catalog of the open write. */
  change(edit: (catalog: Catalog) => void): void {
    const copy = this.writer.catalog.copy();
    edit(copy);
    this.writer.catalog = copy;
  }

  /** Notes that an index has come to hold arrays. */
  readonly markMultikey = (collection: CollectionInfo, index: IndexInfo): void => {
    const now = this.writer.catalog.find(collection.db, collection.name);
    if (!now || now.indexes.find((i) => i.id === index.id)?.multikey) return;
    this.writer.connection.run('UPDATE indexes SET multikey = 1 WHERE id = ?', index.id);
    this.change((catalog) =>
      catalog.put({
        ...now,
        indexes: now.indexes.map((i) => (i.id === index.id ? { ...i, multikey: true } : i)),
      }),
    );
  };

  private sweep(): void {
    const now = this.now();
    this.sessions.expire();
    this.cursors.expire(now);
    if (now >= this.nextTtlMs) {
      this.nextTtlMs = now + TTL_MS;
      void this.expireDocuments();
    }
    if (now >= this.nextRecordsMs) {
      this.nextRecordsMs = now + RECORD_LIMIT_MS;
      this.writer
        .run(
          () => this.writer.connection.run('DELETE FROM sessions WHERE at < ?', now - RECORD_LIMIT_MS),
          false,
        )
        .catch((error: Error) => this.warn(`old session records stay for now: ${error.message}`));
    }
  }

  /** Deletes the documents whose time is up under a TTL index; returns how many. */
  async expireDocuments(): Promise<number> {
    try {
      return await removeExpired(this);
    } catch (error) {
      this.warn(`expired documents stay for now: ${(error as Error).message}`);
      return 0;
    }
  }

  close(): void {
    clearInterval(this.sweeper);
    this.cursors.killWhere(() => true);
    this.writer.close();
    this.reader.close();
    this.writer.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.writer.connection.close();
  }
}

export const ownerOf = (lsid: string, number: bigint): string => `${lsid}/${number}`;
