import { type Connection, Schema } from 'mongoose';

/** One thing that somebody decided: who, what about, when, and by which message. Only ever added. */
export interface AuditEntry {
  _id: string;
  community: string;
  /** Resident id and name of who did it. */
  by: string;
  byName: string;
  action: string;
  /** What it was done to: a card's number, a person, a room. */
  subject: string;
  details: Record<string, unknown>;
  messageId: string;
  at: Date;
}

/** The audit log: every approval, rejection, reversal, binding and change of roles. */
export class Audit {
  readonly #model;

  constructor(connection: Connection) {
    const required = { required: true } as const;
    this.#model = connection.model<AuditEntry>(
      'AuditEntry',
      new Schema<AuditEntry>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          by: { type: String, ...required },
          byName: { type: String, ...required },
          action: { type: String, ...required },
          subject: { type: String, ...required },
          details: { type: Schema.Types.Mixed, default: {} },
          messageId: { type: String, ...required },
          at: { type: Date, ...required },
        },
        { versionKey: false, minimize: false },
      ).index({ community: 1, at: -1 }),
    );
  }

  /** Adds entries, inside the caller's transaction. The id is made from message, action and subject. */
  async record(entries: Omit<AuditEntry, '_id'>[]): Promise<void> {
    if (entries.length === 0) return;
    const withIds = entries.map((entry) => ({
      ...entry,
      _id: `${entry.messageId}:${entry.action}:${entry.subject}`,
    }));
    await this.#model.insertMany(withIds, { lean: true });
  }

  of(community: string, subject: string): Promise<AuditEntry[]> {
    return this.#model.find({ community, subject }).sort({ at: 1 }).lean();
  }
}
