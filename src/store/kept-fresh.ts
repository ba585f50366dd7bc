/** How often what other processes changed is read again, in milliseconds. */
const REFRESH_MS = 30_000;

/**
 * Something small that every line of chatter asks for, and that is therefore held in memory: read at the start,
 * after each change made here, and every half minute for what other processes did.
 */
export abstract class KeptFresh {
  #timer: NodeJS.Timeout | undefined;

  /** Reads it again from the store. Call once a transaction that changed it has committed. */
  abstract refresh(): Promise<void>;

  async start(onError: (error: unknown) => void): Promise<void> {
    await this.refresh();
    this.#timer = setInterval(() => this.refresh().catch(onError), REFRESH_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
