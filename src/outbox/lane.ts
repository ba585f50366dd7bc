import type { Conversation } from '#src/wechat/incoming-message.ts';
import { type Batch, isAcknowledgement, nextBatch } from './batch.ts';
import { type Pace, Permits } from './pace.ts';
import type { OutboxEntry } from './schema.ts';

/**
 * One conversation: what waits to be said there, and when the next message may be.
 *
 * An answer waits for its turn only. In a group, acknowledgements and notices keep a gap to whatever was said there
 * last, counted from when that had been sent: a hurrying group hears few messages, of whichever kinds they are.
 */
export class Lane {
  readonly conversation: Conversation;
  readonly #pace: Pace;
  #waiting: OutboxEntry[] = [];
  #sending = false;
  #nextAtMs = 0;
  /** Until then a group hears answers only. */
  #quietUntilMs = 0;
  readonly #gathering = new Map<string, Permits>();

  constructor(conversation: Conversation, pace: Pace) {
    this.conversation = conversation;
    this.#pace = pace;
  }

  get waiting(): readonly OutboxEntry[] {
    return this.#waiting;
  }

  /** Whether somebody waits for an answer. */
  get hasAnswers(): boolean {
    return this.#waiting.some((entry) => !this.#canWait(entry));
  }

  add(entry: OutboxEntry): void {
    this.#waiting.push(entry);
  }

  /** The next message, when it may be sent now. It waits no longer, and none follows before `sent`. */
  take(nowMs: number): Batch | undefined {
    if (this.#sending || this.#nextAtMs > nowMs) return undefined;
    const due = this.#waiting.filter(({ notBefore }) => notBefore.getTime() <= nowMs);
    const batch = nextBatch(due, (entry) => this.#isHeldBack(entry, nowMs));
    if (!batch) return undefined;
    this.#sending = true;
    const settled = new Set(batch.entries);
    this.#waiting = this.#waiting.filter((entry) => !settled.has(entry));
    const [head] = batch.entries;
    if (head && isAcknowledgement(head) && this.#canWait(head)) this.#permits(head.key).take(nowMs);
    return batch;
  }

  /** The message has gone out, or failed, at `nowMs`. @param jitterMs added to every wait */
  sent({ entries }: Batch, nowMs: number, jitterMs: number): void {
    this.#sending = false;
    this.#nextAtMs = nowMs + this.#pace.conversationMs + jitterMs;
    // Where people ask all the time, their answers put off the rest for a while, not for ever.
    const isAnswer = entries.some((entry) => !this.#canWait(entry));
    if (!isAnswer || !this.#isOverdue(nowMs))
      this.#quietUntilMs = nowMs + this.#pace.acknowledgementMs + jitterMs;
  }

  /** Nothing waits, nothing is under way, and no pace has to be remembered. */
  isAtRest(nowMs: number): boolean {
    const isRested = [...this.#gathering.values()].every((permits) => permits.full(nowMs));
    const isFree = this.#nextAtMs <= nowMs && this.#quietUntilMs <= nowMs;
    return this.#waiting.length === 0 && !this.#sending && isFree && isRested;
  }

  #canWait(entry: OutboxEntry): boolean {
    return this.conversation.kind === 'room' && (!entry.isAwaited || isAcknowledgement(entry));
  }

  #isHeldBack(entry: OutboxEntry, nowMs: number): boolean {
    if (!this.#canWait(entry)) return false;
    if (this.#quietUntilMs > nowMs) return true;
    return isAcknowledgement(entry) && !this.#permits(entry.key).available(nowMs);
  }

  #isOverdue(nowMs: number): boolean {
    const longestMs = 2 * this.#pace.gatherMs;
    return this.#waiting.some(
      (entry) => this.#canWait(entry) && nowMs - entry.notBefore.getTime() >= longestMs,
    );
  }

  #permits(key: string): Permits {
    let permits = this.#gathering.get(key);
    if (!permits) {
      permits = new Permits(this.#pace.singles, this.#pace.gatherMs);
      this.#gathering.set(key, permits);
    }
    return permits;
  }
}
