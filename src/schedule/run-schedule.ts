import { type Connection, Schema } from 'mongoose';
import type { Clock } from '#src/clock.ts';
import type { Community } from '#src/community/community.ts';
import type { Services } from '#src/handler.ts';
import type { Log } from '#src/log.ts';
import { entry, inPages } from '#src/outbox/entries.ts';
import type { Outbox } from '#src/outbox/outbox.ts';
import type { OutboxEntry } from '#src/outbox/schema.ts';
import { isDuplicateId, type Store } from '#src/store/store.ts';
import type { DuePost, ScheduledPost } from './scheduled-post.ts';

/** A post that was missed (the bot was away) is still made within a day; later it would only puzzle people. */
const LATEST_MS = 24 * 3_600_000;
const INSTALLED = 'installed';

interface Job {
  _id: string;
  doneAt: Date;
}

export interface ScheduleParts {
  connection: Connection;
  store: Store;
  communities: ReadonlyMap<string, Community>;
  posts: readonly ScheduledPost[];
  services: Services;
  outbox: Outbox;
  clock: Clock;
  log: Log;
  /** Time between groups when one post goes to several, in milliseconds. */
  betweenGroupsMs: number;
}

/**
 * The journey of a scheduled post: what is due is claimed by a record in the store (job and period), composed and
 * queued in one transaction. So it is made once, whichever process comes first and whatever is started again.
 */
export class ScheduleRunner {
  readonly #parts: ScheduleParts;
  readonly #jobs;
  readonly #done = new Set<string>();
  #installedAt: Date | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: ScheduleParts) {
    this.#parts = parts;
    this.#jobs = parts.connection.model<Job>(
      'Job',
      new Schema<Job>(
        { _id: { type: String, required: true }, doneAt: { type: Date, required: true } },
        { versionKey: false },
      ),
    );
  }

  /** Makes every post that is due. Calls that overlap wait for each other. */
  runDue(): Promise<void> {
    this.#running = this.#running
      .then(() => this.#runDue())
      .catch((error) => {
        this.#parts.log.error({ err: error }, 'schedule: could not run, will try again');
      });
    return this.#running;
  }

  async #runDue(): Promise<void> {
    const now = this.#parts.clock.now();
    const installedAt = await this.#firstStart(now);
    for (const post of this.#parts.posts) {
      for (const community of this.#parts.communities.values()) {
        for (const due of await post.due({ community, now }, this.#parts.services)) {
          const late = now.getTime() - due.dueAt.getTime() > (due.latestMs ?? LATEST_MS);
          // What fell due before the bot was there is nobody's business.
          if (late || due.dueAt < installedAt || this.#done.has(due.id)) continue;
          await this.#make(due, now).catch((error) => {
            this.#parts.log.error({ err: error, post: due.id }, 'schedule: a post failed, will try again');
          });
        }
      }
    }
  }

  async #make(due: DuePost, now: Date): Promise<void> {
    const { store, outbox, betweenGroupsMs, log } = this.#parts;
    try {
      const entries = await store.inTransaction(async () => {
        await this.#jobs.insertMany([{ _id: due.id, doneAt: now }], { lean: true });
        const replies = await due.compose();
        const entries: OutboxEntry[] = replies.flatMap((reply, index) => {
          if (!reply.to) throw new Error(`scheduled post ${due.id} does not say where it goes`);
          const notBefore = new Date(now.getTime() + index * betweenGroupsMs);
          return inPages(entry(`${due.id}:${index}`, { ...reply, to: reply.to, notBefore }, now, 'never'));
        });
        await outbox.queue(entries);
        return entries;
      });
      outbox.push(entries);
      await due.afterCommit?.();
      log.info({ post: due.id, messages: entries.length }, 'schedule: posted');
    } catch (error) {
      if (!isDuplicateId(error, this.#jobs.collection.name)) throw error;
    }
    this.#done.add(due.id);
  }

  /** When this community's bot was started for the first time. */
  async #firstStart(now: Date): Promise<Date> {
    if (!this.#installedAt) {
      await this.#jobs.updateOne({ _id: INSTALLED }, { $setOnInsert: { doneAt: now } }, { upsert: true });
      this.#installedAt = (await this.#jobs.findById(INSTALLED).lean())?.doneAt ?? now;
    }
    return this.#installedAt;
  }
}
