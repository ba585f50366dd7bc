/** Open cursors: what is left of answers that are fetched in batches. */
import { StoreError } from '../errors.ts';
import { encode } from '../values/encode.ts';
import { Raw } from '../values/types.ts';
import { drive, type Output, type PAUSE } from './slices.ts';

export const IDLE_LIMIT_MS = 10 * 60_000;
const MAX_CURSORS = 10_000;
/** An answer stays within the greatest message a driver takes, with room for one more document. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024 - 64 * 1024;

export interface Cursor {
  id: bigint;
  namespace: string;
  iterator: Iterator<Output | typeof PAUSE>;
  /** The session's transaction that the cursor belongs to, if any. */
  owner: string | undefined;
  lsid: string | undefined;
  lastUsedMs: number;
  busy: boolean;
  killed: boolean;
  /** An item that did not fit into the last batch. */
  noTimeout: boolean;
}

export class Cursors {
  private readonly open = new Map<bigint, Cursor>();
  private last = BigInt(Math.floor(Math.random() * 2 ** 40)) << 16n;

  get count(): number {
    return this.open.size;
  }

  make(
    namespace: string,
    iterator: Cursor['iterator'],
    options: { owner?: string | undefined; lsid?: string | undefined; noTimeout?: boolean; nowMs: number },
  ): Cursor {
    if (this.open.size >= MAX_CURSORS) throw new StoreError(2, 'too many open cursors');
    this.last += 1n + BigInt(Math.floor(Math.random() * 1000));
    const cursor: Cursor = {
      id: this.last,
      namespace,
      iterator,
      owner: options.owner,
      lsid: options.lsid,
      lastUsedMs: options.nowMs,
      busy: false,
      killed: false,
      noTimeout: options.noTimeout ?? false,
    };
    return cursor;
  }

  /** The next batch; keeps the cursor for later when there is more, else lets it go. */
  async batch(
    cursor: Cursor,
    size: number,
    options: { single?: boolean; deadline?: number | undefined; nowMs: () => number },
  ): Promise<Output[]> {
    cursor.busy = true;
    try {
      const { items, done } = await drive(cursor.iterator, {
        maxItems: size,
        maxBytes: MAX_BATCH_BYTES,
        sizeOf: (item) => (item instanceof Raw ? item.bytes.length : encode(item).length),
        deadline: options.deadline,
        stopped: () => cursor.killed,
      });
      if (done || options.single) this.remove(cursor);
      else this.open.set(cursor.id, cursor);
      return items;
    } catch (error) {
      this.remove(cursor);
      throw error;
    } finally {
      cursor.busy = false;
      cursor.lastUsedMs = options.nowMs();
    }
  }

  isOpen(cursor: Cursor): boolean {
    return this.open.has(cursor.id);
  }

  get(id: bigint, namespace: string): Cursor {
    const cursor = this.open.get(id);
    if (!cursor) throw new StoreError(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace)
      throw new StoreError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    if (cursor.busy) throw new StoreError(12051, `cursor id ${id} is already in use`);
    return cursor;
  }

  kill(id: bigint): boolean {
    const cursor = this.open.get(id);
    if (!cursor) return false;
    this.remove(cursor);
    return true;
  }

  killWhere(which: (c: Cursor) => boolean): void {
    for (const cursor of [...this.open.values()]) if (which(cursor)) this.remove(cursor);
  }

  expire(nowMs: number): void {
    this.killWhere((c) => !c.busy && !c.noTimeout && nowMs - c.lastUsedMs > IDLE_LIMIT_MS);
  }

  private remove(cursor: Cursor): void {
    cursor.killed = true;
    this.open.delete(cursor.id);
    if (!cursor.busy) cursor.iterator.return?.();
  }
}
