import { type Connection, Schema } from 'mongoose';

/** One thing that somebody decided: who, what about, when, by which message and under which rules. Only ever added. */
export interface AuditEntry {
  _id: string;
  community: string;
  /** 1, 2, 3 … within the community, without holes. */
  seq: number;
  /** Resident id and name of who did it. */
  by: string;
  byName: string;
  action: string;
  /** What it was done to: a card's number, a person, a room. */
  subject: string;
  /** Plain JSON: what is stored is exactly what was hashed. */
  details: Record<string, unknown>;
  /** The version of the rulebook that it was decided by, where one was. */
  rulebookVersion?: string;
  messageId: string;
  at: Date;
  /** The hash of the community's entry before this one; 64 zeros for the first. */
  previous: string;
  /** SHA-256, in hex, of everything above. */
  hash: string;
}

/** Where a community's chain ends: number and hash of its last entry. `_id` is the community's id. */
export interface AuditHead {
  _id: string;
  seq: number;
  hash: string;
}

export function auditModels(connection: Connection) {
  const required = { required: true } as const;
  return {
    entries: connection.model<AuditEntry>(
      'AuditEntry',
      new Schema<AuditEntry>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          seq: { type: Number, ...required },
          by: { type: String, ...required },
          byName: { type: String, ...required },
          action: { type: String, ...required },
          subject: { type: String, ...required },
          details: { type: Schema.Types.Mixed, default: {} },
          rulebookVersion: String,
          messageId: { type: String, ...required },
          at: { type: Date, ...required },
          previous: { type: String, ...required },
          hash: { type: String, ...required },
        },
        { versionKey: false, minimize: false },
      )
        .index({ community: 1, seq: 1 }, { unique: true, partialFilterExpression: { seq: { $gt: 0 } } })
        .index({ community: 1, subject: 1, seq: 1 }),
    ),
    heads: connection.model<AuditHead>(
      'AuditHead',
      new Schema<AuditHead>(
        {
          _id: { type: String, ...required },
          seq: { type: Number, ...required },
          hash: { type: String, ...required },
        },
        { versionKey: false },
      ),
    ),
  };
}
export type AuditModels = ReturnType<typeof auditModels>;
