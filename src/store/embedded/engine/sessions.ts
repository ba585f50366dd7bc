/** Client sessions: transactions that are open, and the numbers of those that are done. */
import { StoreError } from '../errors.ts';
import type { Connection } from '../storage/connection.ts';
import type { Writer } from '../storage/writer.ts';
import { decodeBlob } from '../values/decode.ts';
import { encode } from '../values/encode.ts';
import type { Doc } from '../values/types.ts';

/** A transaction may take this long in all. */
export const LIFETIME_LIMIT_MS = 60_000;
/** A transaction whose client says nothing for this long is aborted when others wait for it. */
export const IDLE_LIMIT_MS = 10_000;
const WAIT_MS = 30_000;
/** Session records older than this are swept away. */
export const RECORD_LIMIT_MS = 60 * 60_000;

export interface Transaction {
  lsid: string;
  number: bigint;
  state: 'waiting' | 'open' | 'committed' | 'aborted';
  startedMs: number;
  lastUsedMs: number;
  busy: boolean;
}

const TRANSIENT = { labels: ['TransientTransactionError'] };
const noSuch = (number: bigint, why: string) =>
  new StoreError(
    251,
    `Given transaction number ${number} does not match any in-progress transactions: ${why}`,
    TRANSIENT,
  );

export class Sessions {
  private readonly transactions = new Map<string, Transaction>();
  private readonly writer: Writer;
  private readonly now: () => number;
  private readonly onEnd: (t: Transaction) => void;
  private readonly warn: (message: string) => void;

  constructor(
    writer: Writer,
    now: () => number,
    onEnd: (t: Transaction) => void,
    warn: (message: string) => void,
  ) {
    this.writer = writer;
    this.now = now;
    this.onEnd = onEnd;
    this.warn = warn;
  }

  async start(lsid: string, number: bigint): Promise<Transaction> {
    const old = this.transactions.get(lsid);
    if (old) {
      if (old.number > number) throw tooOld(number, old.number);
      if (old.number === number)
        throw new StoreError(117, `Given transaction number ${number} was already used`);
      this.abort(old);
    }
    const t: Transaction = {
      lsid,
      number,
      state: 'waiting',
      startedMs: this.now(),
      lastUsedMs: this.now(),
      busy: true,
    };
    this.transactions.set(lsid, t);
    try {
      await this.writer.hold(WAIT_MS);
    } catch (error) {
      t.state = 'aborted';
      throw error;
    }
    // It may have been given up while it waited.
    if ((t.state as Transaction['state']) === 'aborted') {
      this.writer.release('rollback');
      throw noSuch(number, 'it was aborted while it waited');
    }
    t.state = 'open';
    t.startedMs = t.lastUsedMs = this.now();
    return t;
  }

  /** The open transaction that a statement belongs to. */
  resume(lsid: string, number: bigint): Transaction {
    const t = this.transactions.get(lsid);
    if (!t || t.number < number) throw noSuch(number, 'it was never started here');
    if (t.number > number) throw tooOld(number, t.number);
    if (t.state === 'committed')
      throw new StoreError(256, `Transaction with { txnNumber: ${number} } has been committed.`);
    if (t.state !== 'open') throw noSuch(number, 'it has been aborted');
    if (t.busy) throw new StoreError(117, 'another statement of this transaction is still running');
    return t;
  }

  commit(lsid: string, number: bigint, reader: Connection): void {
    const t = this.transactions.get(lsid);
    if (t?.number === number && t.state === 'committed') return;
    if (!t || t.number !== number) {
      // After a restart the record on disk tells whether it had been committed.
      const record = readRecord(reader, lsid);
      if (record?.number === number) return;
    }
    const open = this.resume(lsid, number);
    try {
      writeRecord(this.writer.connection, lsid, number, undefined, this.now());
    } catch (error) {
      this.abort(open);
      throw error;
    }
    open.state = 'aborted';
    this.writer.release('commit');
    open.state = 'committed';
    this.onEnd(open);
  }

  abortByClient(lsid: string, number: bigint): void {
    const t = this.resume(lsid, number);
    this.abort(t);
  }

  abort(t: Transaction): void {
    const { state } = t;
    if (state === 'committed' || state === 'aborted') return;
    t.state = 'aborted';
    if (state === 'open') {
      this.writer.release('rollback');
      this.onEnd(t);
    }
  }

  endSession(lsid: string): void {
    const t = this.transactions.get(lsid);
    if (t && !t.busy) this.abort(t);
  }

  /** Aborts transactions that are over their limits; forgets old ones. */
  expire(): void {
    const now = this.now();
    for (const [lsid, t] of this.transactions) {
      if (t.state === 'open' && !t.busy) {
        const idle = now - t.lastUsedMs;
        if (now - t.startedMs > LIFETIME_LIMIT_MS || (idle > IDLE_LIMIT_MS && this.writer.contended)) {
          this.warn(
            `a transaction was aborted after ${Math.round((now - t.startedMs) / 1000)} s (idle for ${Math.round(idle / 1000)} s); others may have waited for it, perhaps a write inside it without its session`,
          );
          this.abort(t);
        }
      } else if (t.state !== 'open' && t.state !== 'waiting' && now - t.lastUsedMs > RECORD_LIMIT_MS)
        this.transactions.delete(lsid);
    }
  }
}

const tooOld = (number: bigint, last: bigint) =>
  new StoreError(
    225,
    `Cannot start transaction or write with number ${number}: a newer one, ${last}, has begun in this session`,
  );

/** What a session last did: the number of its last retryable write or transaction, and the write's answer. */
export interface SessionRecord {
  number: bigint;
  reply: Doc | undefined;
}

export function readRecord(connection: Connection, lsid: string): SessionRecord | undefined {
  const row = connection.get(
    'SELECT number, reply FROM sessions WHERE lsid = ?',
    Buffer.from(lsid, 'latin1'),
  );
  if (!row) return undefined;
  return {
    number: BigInt(row.number as number),
    reply: row.reply ? decodeBlob(row.reply as Uint8Array) : undefined,
  };
}

export function writeRecord(
  connection: Connection,
  lsid: string,
  number: bigint,
  reply: Doc | undefined,
  nowMs: number,
): void {
  connection.run(
    'INSERT INTO sessions(lsid, number, reply, at) VALUES(?, ?, ?, ?) ON CONFLICT(lsid) DO UPDATE SET number = excluded.number, reply = excluded.reply, at = excluded.at',
    Buffer.from(lsid, 'latin1'),
    number,
    reply ? encode(reply) : null,
    nowMs,
  );
}

/** A retryable write that was done already answers as it did; one that is older than the last is refused. */
export function doneBefore(connection: Connection, lsid: string, number: bigint): Doc | undefined {
  const record = readRecord(connection, lsid);
  if (!record || record.number < number) return undefined;
  if (record.number > number) throw tooOld(number, record.number);
  if (!record.reply) throw new StoreError(50768, `txnNumber ${number} was used by a transaction`);
  return record.reply;
}
