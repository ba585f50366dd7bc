/**
 * Reads documents along a plan, a piece at a time. Between pieces nothing is held open in SQLite: the scan remembers
 * the last key and goes on behind it, so slow clients keep no snapshot alive.
 */
import type { KeyRange, Plan } from '../query/plan.ts';
import type { CollectionInfo } from './catalog.ts';
import type { Connection } from './connection.ts';

export interface Found {
  r: number;
  bytes: Uint8Array;
}

const PIECE_BYTES = 1024 * 1024;
const MAX_PIECE = 512;

export class Scan {
  /** How many index entries or documents were looked at; for explain. */
  examined = 0;
  private readonly connection: Connection;
  private readonly collection: CollectionInfo;
  private readonly plan: Plan;
  private readonly seen: Set<number> | undefined;
  private readonly ranges: KeyRange[];
  private range = 0;
  private lastKey: Uint8Array | undefined;
  private lastR: number | undefined;
  private size: number;
  private done = false;

  /** `expected` is how many documents will be wanted, where that is known. */
  constructor(connection: Connection, collection: CollectionInfo, plan: Plan, expected = 64) {
    this.connection = connection;
    this.collection = collection;
    this.plan = plan;
    this.ranges = plan.backward ? [...plan.ranges].reverse() : plan.ranges;
    const severalEntries = plan.index && (plan.index.multikey || overlapping(plan.ranges));
    this.seen = severalEntries ? new Set() : undefined;
    this.size = Math.max(1, Math.min(MAX_PIECE, expected));
  }

  /** The next documents; an empty list is the end. */
  next(): Found[] {
    while (!this.done) {
      const rows = this.plan.index ? this.alongIndex(this.plan.index.id) : this.alongAll();
      let bytes = 0;
      const out: Found[] = [];
      for (const row of rows) {
        const r = row.r as number;
        if (this.seen) {
          if (this.seen.has(r)) continue;
          this.seen.add(r);
        }
        const doc = row.doc as Uint8Array;
        bytes += doc.length;
        out.push({ r, bytes: doc });
      }
      this.examined += rows.length;
      if (rows.length > 0)
        this.size = Math.max(16, Math.min(MAX_PIECE, Math.floor(PIECE_BYTES / (bytes / rows.length + 1))));
      if (out.length > 0) return out;
    }
    return [];
  }

  private alongAll() {
    const table = `d${this.collection.id}`;
    const { backward } = this.plan;
    const rows = backward
      ? this.connection.all(
          `SELECT r, doc FROM ${table} WHERE r < ? ORDER BY r DESC LIMIT ?`,
          this.lastR ?? Number.MAX_SAFE_INTEGER,
          this.size,
        )
      : this.connection.all(
          `SELECT r, doc FROM ${table} WHERE r > ? ORDER BY r LIMIT ?`,
          this.lastR ?? -1,
          this.size,
        );
    if (rows.length < this.size) this.done = true;
    this.lastR = rows.at(-1)?.r as number | undefined;
    return rows;
  }

  private alongIndex(id: number) {
    const range = this.ranges[this.range];
    if (!range) {
      this.done = true;
      return [];
    }
    const d = `d${this.collection.id}`;
    if (this.plan.single) {
      this.done = true;
      return this.connection.all(
        id === 0
          ? `SELECT r, doc FROM ${d} WHERE k = ?`
          : `SELECT d.r, d.doc FROM x${id} AS x CROSS JOIN ${d} AS d ON d.r = x.r WHERE x.k = ?`,
        range.low,
      );
    }
    const from = id === 0 ? `${d} AS x` : `x${id} AS x CROSS JOIN ${d} AS d ON d.r = x.r`;
    const doc = id === 0 ? 'x.doc' : 'd.doc';
    const { connection, lastKey, lastR } = this;
    let rows: ReturnType<Connection['all']>;
    if (this.plan.backward) {
      const select = `SELECT x.k, x.r, ${doc} AS doc FROM ${from}`;
      const order = 'ORDER BY x.k DESC, x.r DESC LIMIT ?';
      rows =
        lastKey && lastR !== undefined
          ? connection.all(
              `${select} WHERE x.k >= ? AND (x.k, x.r) < (?, ?) ${order}`,
              range.low,
              lastKey,
              lastR,
              this.size,
            )
          : connection.all(`${select} WHERE x.k >= ? AND x.k < ? ${order}`, range.low, range.high, this.size);
    } else {
      const select = `SELECT x.k, x.r, ${doc} AS doc FROM ${from}`;
      const order = 'ORDER BY x.k, x.r LIMIT ?';
      rows =
        lastKey && lastR !== undefined
          ? connection.all(
              `${select} WHERE (x.k, x.r) > (?, ?) AND x.k < ? ${order}`,
              lastKey,
              lastR,
              range.high,
              this.size,
            )
          : connection.all(`${select} WHERE x.k >= ? AND x.k < ? ${order}`, range.low, range.high, this.size);
    }
    const last = rows.at(-1);
    if (rows.length < this.size || !last) {
      this.range++;
      this.lastKey = undefined;
      this.lastR = undefined;
      if (this.range >= this.ranges.length) this.done = true;
    } else {
      this.lastKey = last.k as Uint8Array;
      this.lastR = last.r as number;
    }
    return rows;
  }
}

function overlapping(ranges: KeyRange[]): boolean {
  for (let i = 1; i < ranges.length; i++) {
    if (Buffer.compare((ranges[i] as KeyRange).low, (ranges[i - 1] as KeyRange).high) < 0) return true;
  }
  return false;
}
