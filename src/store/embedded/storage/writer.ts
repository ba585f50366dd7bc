/**
 * The one writer. SQLite has one write transaction at a time, so writes queue here, first come first served:
 * independent writes that arrive together share one commit (and one fsync), a client's transaction has the writer
 * for itself until it ends.
 */
import { StoreError } from '../errors.ts';
import { Catalog } from './catalog.ts';
import type { Connection } from './connection.ts';

interface Waiting {
  start: () => void;
  fail: (error: Error) => void;
  timer?: NodeJS.Timeout;
}

interface Member {
  resolve: () => void;
  reject: (error: Error) => void;
}

/** After how many writes a group is committed even while more are waiting. */
const MAX_GROUP = 256;

export class Writer {
  readonly connection: Connection;
  /** What readers see. */
  committed: Catalog;
  /** What the open transaction sees. */
  catalog: Catalog;
  private state: 'idle' | 'group' | 'held' = 'idle';
  private durable = true;
  private members: Member[] = [];
  private queue: Waiting[] = [];
  private closed = false;
  private readonly onCommit: () => void;

  constructor(connection: Connection, onCommit: () => void) {
    this.connection = connection;
    this.committed = Catalog.load(connection);
    this.catalog = this.committed;
    this.onCommit = onCommit;
  }

  /** Others wait for the holder of the writer. */
  get contended(): boolean {
    return this.queue.length > 0;
  }

  /**
   * Runs an independent write and resolves when it is on disk (`durable` false: when it is committed). When `work`
   * throws, only what it did is undone.
   */
  run<T>(work: () => T, durable: boolean, waitMs = 60_000): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const start = () => {
        let result: T;
        try {
          this.openGroup(durable);
          result = this.savepoint(work);
        } catch (error) {
          return reject(error as Error);
        }
        this.members.push({ resolve: () => resolve(result), reject });
        if (this.members.length >= MAX_GROUP) this.commitGroup();
      };
      if (this.closed) return reject(shutDown());
      if (this.state === 'held' || this.queue.length > 0) this.wait({ start, fail: reject }, waitMs);
      else start();
    });
  }

  /** Takes the writer for a client's transaction. */
  hold(waitMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = () => {
        try {
          if (this.state === 'group') this.commitGroup();
          this.begin(true);
          this.state = 'held';
        } catch (error) {
          reject(error as Error);
          return;
        }
        resolve();
      };
      if (this.closed) return reject(shutDown());
      if (this.state === 'held' || this.queue.length > 0) this.wait({ start, fail: reject }, waitMs);
      else start();
    });
  }

  /** Ends the held transaction; when the commit fails, nothing of it has happened. */
  release(outcome: 'commit' | 'rollback'): void {
    try {
      if (outcome === 'commit') this.commit();
      else this.rollback();
    } catch (error) {
      this.rollback();
      throw error;
    } finally {
      this.state = 'idle';
      this.proceed();
    }
  }

  /** Commits what is open, refuses what waits. */
  close(): void {
    this.closed = true;
    for (const w of this.queue.splice(0)) {
      clearTimeout(w.timer);
      w.fail(shutDown());
    }
    if (this.state === 'group') this.commitGroup();
    else if (this.state === 'held') this.rollback();
    this.state = 'idle';
  }

  private wait(w: Waiting, waitMs: number): void {
    w.timer = setTimeout(() => {
      this.queue = this.queue.filter((x) => x !== w);
      w.fail(
        new StoreError(112, 'waited too long for another transaction to end', {
          labels: ['TransientTransactionError'],
        }),
      );
    }, waitMs);
    w.timer.unref();
    this.queue.push(w);
  }

  private proceed(): void {
    while (this.queue.length > 0 && this.state !== 'held') {
      const next = this.queue.shift() as Waiting;
      clearTimeout(next.timer);
      next.start();
    }
  }

  private begin(durable: boolean): void {
    if (durable !== this.durable) {
      this.connection.exec(`PRAGMA synchronous=${durable ? 'FULL' : 'NORMAL'}`);
      this.durable = durable;
    }
    this.connection.run('BEGIN IMMEDIATE');
    this.catalog = this.committed;
  }

  private openGroup(durable: boolean): void {
    if (this.state === 'group') {
      if (!durable || this.durable) return;
      // A write that wants to be on disk does not share a commit that need not be.
      this.commitGroup();
    }
    this.begin(durable);
    this.state = 'group';
    // After all requests that have already arrived: they take part.
    setImmediate(() => this.commitGroup());
  }

  private savepoint<T>(work: () => T): T {
    const before = this.catalog;
    this.connection.run('SAVEPOINT s');
    try {
      const result = work();
      this.connection.run('RELEASE s');
      return result;
    } catch (error) {
      this.catalog = before;
      if (!this.connection.db.isTransaction) {
        // SQLite has undone everything by itself, as it may when the disk is full.
        this.state = 'idle';
        this.catalog = this.committed;
        this.settle(error as Error);
      } else {
        this.connection.run('ROLLBACK TO s');
        this.connection.run('RELEASE s');
      }
      throw error;
    }
  }

  private commitGroup(): void {
    if (this.state !== 'group') return;
    this.state = 'idle';
    try {
      this.commit();
    } catch (error) {
      this.rollback();
      this.settle(error as Error);
      return;
    }
    this.settle(undefined);
  }

  private settle(error: Error | undefined): void {
    for (const m of this.members.splice(0)) {
      if (error) m.reject(error);
      else m.resolve();
    }
  }

  private commit(): void {
    // Readers let go of the old state first, so that the log can be written back.
    this.onCommit();
    this.connection.run('COMMIT');
    if (this.catalog !== this.committed) this.committed = this.catalog;
  }

  private rollback(): void {
    this.catalog = this.committed;
    if (this.connection.db.isTransaction) this.connection.run('ROLLBACK');
  }
}

const shutDown = () => new StoreError(91, 'the embedded store is shutting down');
