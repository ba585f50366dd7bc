import { type AuditRecord, link, NOTHING_BEFORE } from './chain.ts';
import type { AuditEntry, AuditHead, AuditModels } from './schema.ts';

export type { AuditRecord } from './chain.ts';
export type { AuditEntry } from './schema.ts';

/**
 * The audit log: every approval, rejection, reversal, binding and change of roles, as one chain for each community.
 * Entries are only ever added; `verifyAudit` tells whether anybody has touched them since.
 */
export class Audit {
  readonly #models: AuditModels;

  constructor(models: AuditModels) {
    this.#models = models;
  }

  /**
   * Adds entries to the end of their communities' chains, inside the caller's transaction. The id is made from
   * message, action and subject. When two processes record at once, one of them is undone and tries again.
   */
  async record(records: AuditRecord[]): Promise<void> {
    for (const [community, own] of Map.groupBy(records, (record) => record.community))
      await this.#extend(community, own);
  }

  /** What was done to one subject, in order. */
  of(community: string, subject: string): Promise<AuditEntry[]> {
    return this.#models.entries.find({ community, subject }).sort({ seq: 1 }).lean();
  }

  /** Where the chain of a community ends; absent before its first entry. */
  headOf(community: string): Promise<AuditHead | null> {
    return this.#models.heads.findById(community).lean();
  }

  async #extend(community: string, records: AuditRecord[]): Promise<void> {
    // The head is taken before anything is read from it: it is what two writers collide on.
    const { seq, hash } = await this.#models.heads
      .findOneAndUpdate(
        { _id: community },
        { $inc: { seq: records.length }, $setOnInsert: { hash: NOTHING_BEFORE } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
    const entries = link(records, { seq: seq - records.length, hash });
    await this.#models.entries.insertMany(entries, { lean: true });
    const last = entries.at(-1) as AuditEntry;
    const moved = await this.#models.heads.updateOne(
      { _id: community, seq, hash },
      { $set: { hash: last.hash } },
    );
    if (moved.modifiedCount !== 1)
      throw new Error(`the audit log of ${community} was written to outside of a transaction`);
  }
}
