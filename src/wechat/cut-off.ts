/** The promise, or a rejection with `late()` when it has not settled after `timeoutMs`. */
export async function withDeadline<T>(promise: Promise<T>, timeoutMs: number, late: () => Error): Promise<T> {
  return new CutOff().guard(promise, timeoutMs, late);
}

/**
 * Bounds on waiting for something that may never answer: a deadline for each wait, and an end for all of them at
 * once. (`Promise.race` against one promise that lives long would keep every wait in memory until it settles.)
 */
export class CutOff {
  readonly #waiting = new Set<(error: Error) => void>();
  #end: Error | undefined;

  /** Rejects everything that waits now or later. */
  end(error: Error): void {
    this.#end ??= error;
    for (const reject of this.#waiting) reject(this.#end);
  }

  async guard<T>(promise: Promise<T>, timeoutMs: number, late: () => Error): Promise<T> {
    const { promise: bound, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(late()), timeoutMs);
    this.#waiting.add(reject);
    if (this.#end) reject(this.#end);
    try {
      return await Promise.race([promise, bound]);
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(reject);
    }
  }
}
