/**
 * Long reads give way to other requests: whatever reads many documents offers a pause now and then, and whoever
 * drives it lets the event loop turn before it goes on.
 */
import { StoreError } from '../errors.ts';
import type { Doc, Raw } from '../values/types.ts';

export const PAUSE: unique symbol = Symbol('pause');
export type Pausable<T> = Iterable<T | typeof PAUSE>;
export type Output = Doc | Raw;

const SLICE_MS = 8;
let started = 0;

/** True when this turn has taken long enough. */
export const sliceIsOver = (): boolean => performance.now() - started > SLICE_MS;

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export interface DriveOptions {
  /** Stops after so many items, or after about so many bytes. */
  maxItems: number;
  maxBytes?: number;
  sizeOf?: (item: Output) => number;
  /** By `performance.now()`; MaxTimeMSExpired after it. */
  deadline?: number | undefined;
  stopped?: () => boolean;
}

/** Takes items until there are enough; `done` when there are no more. */
export async function drive<T extends Output>(
  iterator: Iterator<T | typeof PAUSE>,
  options: DriveOptions,
): Promise<{ items: T[]; done: boolean }> {
  const items: T[] = [];
  let bytes = 0;
  started = performance.now();
  while (items.length < options.maxItems) {
    const next = iterator.next();
    if (next.done) return { items, done: true };
    if (next.value === PAUSE) {
      if (options.deadline !== undefined && performance.now() > options.deadline)
        throw new StoreError(50, 'operation exceeded time limit');
      await turn();
      if (options.stopped?.()) throw new StoreError(11601, 'operation was interrupted');
      started = performance.now();
      continue;
    }
    items.push(next.value);
    if (options.maxBytes !== undefined && options.sizeOf) {
      bytes += options.sizeOf(next.value);
      if (bytes >= options.maxBytes) return { items, done: false };
    }
  }
  return { items, done: false };
}

/** Everything at once, for work that holds the writer anyway. */
export function* unpaused<T>(items: Pausable<T>): Generator<T> {
  for (const item of items) if (item !== PAUSE) yield item;
}
