import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#src/clock.ts';
import type { Log } from '#src/log.ts';
import type { Attachment } from '#src/pictures/attachment.ts';
import { isDuplicateKey } from '#src/store/store.ts';
import type { Conversation } from '#src/wechat/incoming-message.ts';
import type { Batch } from './batch.ts';
import { isGone, newHolder } from './holder.ts';
import { Lane } from './lane.ts';
import { type Pace, Permits } from './pace.ts';
import type { OutboxEntry, OutboxModels } from './schema.ts';

/** What the outbox needs of the connection to WeChat. A rejection named `AmbiguousSend` may have gone out all the same. */
export interface Transport {
  readonly ready: boolean;
  sendText(conversation: Conversation, text: string, options: { mentions: string[] }): Promise<void>;
  /** Makes the attachment and sends it. @throws {CannotMake} when it can't be made, now or ever. */
  sendAttachment(conversation: Conversation, attachment: Attachment): Promise<void>;
}

const LEASE_MS = 15_000;
const POLL_MS = 1000;
const TICK_MS = 100;
const MAX_ATTEMPTS = 12;
/** Given through the driver, whose options carry a write concern; mongoose's do not. */
const NOT_WAITING_FOR_THE_DISK = { writeConcern: { w: 1, journal: false } };
const REMEMBERED = 10_000;
/** What was owed is marked soon, so that a crash repeats little; answers to questions can wait for company. */
const MARK_OWED_AFTER_MS = 20;
const RECORD_ANSWERS_AFTER_MS = 250;

/**
 * Says what is owed: in order within a conversation, at a pace that a WeChat account survives, and again after a
 * failure or restart. One process speaks for an account at a time (a lease in the store says which); the others
 * only queue.
 */
export class Outbox {
  readonly #models: OutboxModels;
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #log: Log;
  readonly #random: () => number;
  readonly #holder = newHolder();
  readonly #lanes = new Map<string, Lane>();
  /** Entries that wait here or are being sent. */
  readonly #held = new Set<string>();
  /** Entries said lately: a poll that began before they were marked must not bring them back. */
  readonly #said = new Set<string>();
  /** Entries whose text went out, and whose attachment did not yet: the text is not said again. */
  readonly #captioned = new Set<string>();
  /** Answers that are in no store yet. */
  readonly #unrecorded = new Set<string>();
  /** What has been said and has to be written down. */
  #toMark: OutboxEntry[] = [];
  #marking: Promise<void> | undefined;
  /** Aborted to write down at once what has been said. */
  #hurry = new AbortController();
  #account: string | undefined;
  #transport: Transport | undefined;
  #budget: Permits;
  #leased = false;
  #timers: NodeJS.Timeout[] = [];
  readonly #working = new Set<Promise<void>>();

  constructor({ models, clock, pace, log, random = Math.random }: OutboxParts) {
    this.#models = models;
    this.#clock = clock;
    this.#pace = pace;
    this.#log = log;
    this.#random = random;
    this.#budget = new Permits(pace.burst, 60_000 / pace.perMinute);
  }

  /** The collection that entries are kept in. */
  get collection(): string {
    return this.#models.outbox.collection.name;
  }

  /** How many entries this process still has to say. */
  get backlog(): number {
    return [...this.#lanes.values()].reduce((sum, { waiting }) => sum + waiting.length, 0);
  }

  /** Writes entries, inside the caller's transaction. @throws a duplicate key error when the same cause queued before. */
  async queue(entries: OutboxEntry[]): Promise<void> {
    if (entries.length > 0) await this.#models.outbox.insertMany(entries, { lean: true });
  }

  /**
   * Writes entries that tell of no change, such as a refusal. They need not survive a power cut, so the store does
   * not wait for the disk.
   *
   * @returns false when this cause was answered before.
   */
  async queueRefusal(entries: OutboxEntry[]): Promise<boolean> {
    try {
      await this.#models.outbox.collection.insertMany(entries as never[], NOT_WAITING_FOR_THE_DISK);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /**
   * Says the answer to a question, which changed nothing and is not owed: it is kept in memory, and recorded only
   * when it has been said, so that the question is not answered again when it is delivered again.
   */
  answer(entries: OutboxEntry[]): void {
    // Another process speaks for this account, and was asked the same.
    if (this.#account !== undefined && !this.#leased) return;
    for (const entry of entries) {
      this.#unrecorded.add(entry._id);
      this.#admit(entry);
    }
    this.deliverDue();
  }

  /** Ids of the entries that were queued or said since a moment. */
  async idsSince(since: Date): Promise<string[]> {
    const entries = await this.#models.outbox.find({ queuedAt: { $gte: since } }, { _id: 1 }).lean();
    return entries.map(({ _id }) => _id);
  }

  /** Hands over entries that have been committed, so that they need not be found by polling. */
  push(entries: OutboxEntry[]): void {
    if (!this.#leased) return;
    for (const entry of entries) if (entry.account === this.#account) this.#admit(entry);
    this.deliverDue();
  }

  /** Begins to speak for an account. */
  async start(account: string, transport: Transport): Promise<void> {
    this.#account = account;
    this.#transport = transport;
    await this.#renewLease();
    await this.poll();
    const every = (ms: number, work: () => Promise<void> | void) => {
      const timer = setInterval(() => {
        Promise.resolve(work()).catch((error) =>
          this.#log.error({ err: error }, 'outbox: store failed, will try again'),
        );
      }, ms);
      this.#timers.push(timer);
    };
    every(LEASE_MS / 3, () => this.#renewLease());
    every(POLL_MS, () => this.poll());
    every(TICK_MS, () => this.deliverDue());
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    await this.settled();
    await this.#keepUnsaid();
    if (this.#leased) await this.#models.leases.deleteOne({ _id: this.#leaseId, holder: this.#holder });
    this.#leased = false;
  }

  /** Resolves when everything that may be said by now has been said and marked. */
  async settled(): Promise<void> {
    while (this.#working.size > 0 || this.#marking) {
      if (this.#working.size > 0) await Promise.all(this.#working);
      else {
        this.#markNow();
        await this.#marking;
      }
    }
  }

  /** Fetches what other processes, or this one before a restart, have queued. */
  async poll(): Promise<void> {
    if (!this.#leased || !this.#account) return;
    const due = await this.#models.outbox
      .find({ account: this.#account, state: 'queued', notBefore: { $lte: this.#clock.now() } })
      .sort({ notBefore: 1 })
      .limit(500)
      .lean();
    for (const entry of due) this.#admit(entry);
    this.deliverDue();
  }

  /** Starts every send that is allowed now. */
  deliverDue(): void {
    if (!this.#leased || !this.#transport?.ready) return;
    const nowMs = this.#clock.now().getTime();
    for (const [key, lane] of this.#lanes) if (lane.isAtRest(nowMs)) this.#lanes.delete(key);
    // What the account may still say goes to those first who wait for an answer.
    for (const lane of this.#lanes.values()) if (lane.hasAnswers) this.#deliver(lane);
    for (const lane of this.#lanes.values()) this.#deliver(lane);
  }

  get #leaseId(): string {
    return `outbox:${this.#account}`;
  }

  async #renewLease(): Promise<void> {
    const now = Date.now();
    const held = this.#leased;
    const holder = held ? undefined : (await this.#models.leases.findById(this.#leaseId).lean())?.holder;
    // A holder that was killed on this machine need not be waited for.
    const free = holder && isGone(holder) ? [{ holder }] : [];
    try {
      await this.#models.leases.findOneAndUpdate(
        { _id: this.#leaseId, $or: [{ holder: this.#holder }, { until: { $lt: new Date(now) } }, ...free] },
        { $set: { holder: this.#holder, until: new Date(now + LEASE_MS) } },
        { upsert: true },
      );
      this.#leased = true;
    } catch (error) {
      this.#leased = false;
      this.#lanes.clear();
      this.#held.clear();
      if (!isDuplicateKey(error)) throw error;
    }
    if (this.#leased && !held) await this.#recover();
  }

  /** What a stopped process left in the middle of a send: again, or never, as each entry says. */
  async #recover(): Promise<void> {
    const account = this.#account;
    await this.#models.outbox.updateMany(
      { account, state: 'sending', whenUnsure: 'again' },
      { $set: { state: 'queued' } },
    );
    await this.#models.outbox.updateMany(
      { account, state: 'sending', whenUnsure: 'never' },
      { $set: { state: 'sent' } },
    );
  }

  #admit(entry: OutboxEntry): void {
    if (this.#held.has(entry._id) || this.#said.has(entry._id)) return;
    this.#held.add(entry._id);
    const key = keyOf(entry.conversation);
    const lane = this.#lanes.get(key) ?? new Lane(entry.conversation, this.#pace);
    this.#lanes.set(key, lane);
    lane.add(entry);
  }

  #deliver(lane: Lane): void {
    const nowMs = this.#clock.now().getTime();
    if (!this.#budget.available(nowMs)) return;
    const batch = lane.take(nowMs);
    if (!batch) return;
    this.#budget.take(nowMs);
    // To the end of the row: every conversation gets its turn.
    const key = keyOf(lane.conversation);
    this.#lanes.delete(key);
    this.#lanes.set(key, lane);
    const work = this.#send(lane, batch)
      .catch((error) => this.#log.error({ err: error }, 'outbox: could not mark what was sent'))
      .finally(() => {
        lane.sent(batch, this.#clock.now().getTime(), this.#random() * this.#pace.jitterMs);
        this.#working.delete(work);
        this.deliverDue();
      });
    this.#working.add(work);
  }

  async #send(lane: Lane, { text, mentions, attachment, entries }: Batch): Promise<void> {
    const ids = entries.map(({ _id }) => _id);
    const once = entries.some(({ whenUnsure }) => whenUnsure === 'never');
    if (once && !(await this.#markSending(ids))) return this.#forget(ids);
    try {
      if (!entries.every(({ _id }) => this.#captioned.has(_id)))
        await this.#transport?.sendText(lane.conversation, text, { mentions });
      for (const id of attachment ? ids : []) this.#captioned.add(id);
      if (attachment) await this.#transport?.sendAttachment(lane.conversation, attachment);
      for (const id of ids) this.#captioned.delete(id);
    } catch (error) {
      return this.#failed(entries, error as Error, once);
    }
    for (const id of ids) this.#said.add(id);
    this.#forget(ids);
    this.#mark(entries);
  }

  /** Writes down what has been said, as many at a time as have gathered; nobody waits for it. */
  #mark(entries: OutboxEntry[]): void {
    this.#toMark.push(...entries);
    // Something owed does not wait for answers to gather.
    if (this.#marking && entries.some(({ _id }) => !this.#unrecorded.has(_id))) this.#markNow();
    this.#marking ??= this.#markAll()
      .catch((error) => this.#log.error({ err: error }, 'outbox: could not mark what was said'))
      .finally(() => {
        this.#marking = undefined;
      });
  }

  #markNow(): void {
    this.#hurry.abort();
    this.#hurry = new AbortController();
  }

  async #markAll(): Promise<void> {
    // A little while, so that what is said in one breath is written down in one go.
    const isOwed = this.#toMark.some(({ _id }) => !this.#unrecorded.has(_id));
    await sleep(isOwed ? MARK_OWED_AFTER_MS : RECORD_ANSWERS_AFTER_MS, undefined, {
      signal: this.#hurry.signal,
    }).catch(() => undefined);
    while (this.#toMark.length > 0) {
      const entries = this.#toMark.splice(0);
      const unrecorded = entries.filter(({ _id }) => this.#unrecorded.delete(_id));
      const recorded = entries.filter((entry) => !unrecorded.includes(entry));
      if (recorded.length > 0) {
        await this.#models.outbox.collection.updateMany(
          { _id: { $in: recorded.map(({ _id }) => _id) } } as never,
          { $set: { state: 'sent' } },
          NOT_WAITING_FOR_THE_DISK,
        );
      }
      if (unrecorded.length > 0) await this.#insert(unrecorded.map((entry) => ({ ...entry, state: 'sent' })));
    }
  }

  /** Answers that are still waiting for their turn are kept for the next start. */
  async #keepUnsaid(): Promise<void> {
    const waiting = [...this.#lanes.values()].flatMap((lane) => lane.waiting);
    const unsaid = waiting.filter(({ _id }) => this.#unrecorded.has(_id));
    await this.#insert(unsaid);
  }

  async #insert(entries: OutboxEntry[]): Promise<void> {
    if (entries.length === 0) return;
    try {
      await this.#models.outbox.collection.insertMany(entries as never[], {
        ordered: false,
        ...NOT_WAITING_FOR_THE_DISK,
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async #markSending(ids: string[]): Promise<boolean> {
    const marked = await this.#models.outbox.updateMany(
      { _id: { $in: ids }, state: 'queued' },
      { $set: { state: 'sending' } },
    );
    return marked.modifiedCount === ids.length;
  }

  async #failed(entries: OutboxEntry[], error: Error, once: boolean): Promise<void> {
    const unsure = error.name === 'AmbiguousSend';
    // A file that is gone and a picture that can't be drawn stay so; the lane goes on to what comes after.
    const isHopeless = (error as NodeJS.ErrnoException).code === 'ENOENT' || error.name === 'CannotMake';
    await this.#insert(entries.filter(({ _id }) => this.#unrecorded.delete(_id)));
    for (const entry of entries) {
      const attempts = entry.attempts + 1;
      const givenUp = (once && unsure) || isHopeless || attempts >= MAX_ATTEMPTS;
      const wait = Math.min(300_000, 1000 * 2 ** attempts);
      await this.#models.outbox.updateOne(
        { _id: entry._id },
        {
          $set: {
            state: givenUp ? 'failed' : 'queued',
            attempts,
            notBefore: new Date(this.#clock.now().getTime() + wait),
          },
        },
      );
      if (givenUp) this.#captioned.delete(entry._id);
      if (givenUp) this.#log.error({ entry: entry._id, err: error }, 'outbox: gave up on an entry');
    }
    this.#log.warn({ err: error, entries: entries.length }, 'outbox: a send failed, it will be tried again');
    this.#forget(entries.map(({ _id }) => _id));
  }

  #forget(ids: string[]): void {
    for (const id of ids) this.#held.delete(id);
    for (const id of this.#said) {
      if (this.#said.size <= REMEMBERED) break;
      this.#said.delete(id);
    }
  }
}

function keyOf({ kind, id }: Conversation): string {
  return `${kind}:${id}`;
}

export interface OutboxParts {
  models: OutboxModels;
  clock: Clock;
  pace: Pace;
  log: Log;
  /** For the jitter; between 0 and 1. */
  random?: () => number;
}
