/** How fast one WeChat account may speak; see "Pace" in docs/operating.md for where the figures come from. */
export interface Pace {
  /** Shortest time between two messages to the same group or person. */
  conversationMs: number;
  /** Messages of the whole account a minute, and how many may go out at once after a quiet time. */
  perMinute: number;
  burst: number;
  /** Acknowledgements of one kind that a group hears one by one; from then on they are gathered for `gatherMs`. */
  singles: number;
  gatherMs: number;
  /**
   * Shortest time between whatever was said last in a group and the next acknowledgement or notice, of any kind: what
   * comes meanwhile is gathered. Answers do not wait for it.
   */
  acknowledgementMs: number;
  /** Time between groups when one post goes to several. */
  betweenGroupsMs: number;
  /** Up to so much is added at random to every wait. */
  jitterMs: number;
}

/** About one message a second to a group, 40 a minute in all, four seconds between groups of one broadcast. */
export const GENTLE_PACE: Pace = {
  conversationMs: 1000,
  perMinute: 40,
  burst: 12,
  singles: 3,
  gatherMs: 30_000,
  acknowledgementMs: 5000,
  betweenGroupsMs: 4000,
  jitterMs: 400,
};

/** As gentle, but nobody who tries it out waits for the fourth group, or for an answer to be gathered with another. */
export const PRACTICE_PACE: Pace = { ...GENTLE_PACE, acknowledgementMs: 0, betweenGroupsMs: 500 };

/** No waiting at all: for measuring the bot itself, never for a real account. */
export const NO_PACE: Pace = {
  conversationMs: 0,
  perMinute: Number.POSITIVE_INFINITY,
  burst: Number.POSITIVE_INFINITY,
  singles: Number.POSITIVE_INFINITY,
  gatherMs: 0,
  acknowledgementMs: 0,
  betweenGroupsMs: 0,
  jitterMs: 0,
};

/** A bucket that holds up to `capacity` permits and gains one every `everyMs`. */
export class Permits {
  readonly #capacity: number;
  readonly #everyMs: number;
  #level: number;
  #at = Number.NEGATIVE_INFINITY;

  constructor(capacity: number, everyMs: number) {
    this.#capacity = capacity;
    this.#everyMs = everyMs;
    this.#level = capacity;
  }

  available(nowMs: number): boolean {
    this.#refill(nowMs);
    return this.#level >= 1;
  }

  /** Whether nothing of the capacity is used up. */
  full(nowMs: number): boolean {
    this.#refill(nowMs);
    return this.#level >= this.#capacity;
  }

  take(nowMs: number): void {
    this.#refill(nowMs);
    this.#level -= 1;
  }

  #refill(nowMs: number): void {
    if (this.#everyMs <= 0) this.#level = this.#capacity;
    else if (nowMs > this.#at && this.#at !== Number.NEGATIVE_INFINITY) {
      this.#level = Math.min(this.#capacity, this.#level + (nowMs - this.#at) / this.#everyMs);
    }
    this.#at = Math.max(this.#at, nowMs);
  }
}
