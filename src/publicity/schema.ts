import { type Connection, Schema } from 'mongoose';

/** One period of one grid, posted for everybody to see and question (公示). `_id` is `community/period/grid`. */
export interface Publication {
  _id: string;
  community: string;
  /** A key of `periodKey`. */
  period: string;
  grid: string;
  /** Points that count in `[from, to)` are posted. */
  from: Date;
  to: Date;
  names: 'masked' | 'full';
  /** The rulebook version that was in force at the posting. */
  rulebookVersion: string;
  opensAt: Date;
  /** Objections are heard before this moment; from then on the period is closed. */
  closesAt: Date;
  /** Set when it was found closed. */
  closed?: Date;
}

/** Somebody who objects, with what they said. Their name is for the deciding body only. */
export interface Objector {
  resident: string;
  name: string;
  household: string;
  reason: string;
  /** Where to answer in private. */
  account: string;
  contactId: string;
  language: 'zh' | 'en';
  messageId: string;
  at: Date;
}

/** What one member of the body said: `approve` upholds the objection, `reject` dismisses it; or they stay away. */
export interface ObjectionVote {
  by: string;
  name: string;
  /** Resident id of the member whose seat it was said from. */
  seat: string;
  verdict: 'approve' | 'reject' | 'abstain' | 'recuse';
  reason?: string;
  messageId: string;
  at: Date;
}

/** A posted result that is questioned (异议). `_id` is `community#number`; at most one is open for a claim. */
export interface Objection {
  _id: string;
  community: string;
  number: number;
  /** Number of the claim that is questioned. */
  claim: number;
  household: string;
  address: string;
  grid: string;
  /** Points that are frozen meanwhile; 0 for a deduction. */
  frozen: number;
  /** The version whose rule for objections is followed. */
  rulebookVersion: string;
  status: 'open' | 'upheld' | 'dismissed' | 'withdrawn';
  objectors: Objector[];
  votes: ObjectionVote[];
  openedAt: Date;
  settledAt?: Date;
}

export function publicityModels(connection: Connection) {
  const required = { required: true } as const;
  return {
    publications: connection.model<Publication>(
      'Publication',
      new Schema<Publication>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          period: { type: String, ...required },
          grid: { type: String, ...required },
          from: { type: Date, ...required },
          to: { type: Date, ...required },
          names: { type: String, ...required },
          rulebookVersion: { type: String, ...required },
          opensAt: { type: Date, ...required },
          closesAt: { type: Date, ...required },
          closed: Date,
        },
        { versionKey: false },
      ).index({ community: 1, grid: 1, from: -1 }),
    ),
    objections: connection.model<Objection>(
      'Objection',
      new Schema<Objection>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          number: { type: Number, ...required },
          claim: { type: Number, ...required },
          household: { type: String, ...required },
          address: { type: String, ...required },
          grid: { type: String, ...required },
          frozen: { type: Number, ...required },
          rulebookVersion: { type: String, ...required },
          status: { type: String, ...required },
          objectors: [
            {
              _id: false,
              resident: { type: String, ...required },
              name: { type: String, ...required },
              household: { type: String, ...required },
              reason: { type: String, ...required },
              account: { type: String, ...required },
              contactId: { type: String, ...required },
              language: { type: String, ...required },
              messageId: { type: String, ...required },
              at: { type: Date, ...required },
            },
          ],
          votes: [
            {
              _id: false,
              by: { type: String, ...required },
              name: { type: String, ...required },
              seat: { type: String, ...required },
              verdict: { type: String, ...required },
              reason: String,
              messageId: { type: String, ...required },
              at: { type: Date, ...required },
            },
          ],
          openedAt: { type: Date, ...required },
          settledAt: Date,
        },
        { versionKey: false },
      )
        .index({ community: 1, status: 1, number: 1 })
        .index({ community: 1, claim: 1, number: 1 })
        .index({ community: 1, claim: 1 }, { unique: true, partialFilterExpression: { status: 'open' } }),
    ),
  };
}
export type PublicityModels = ReturnType<typeof publicityModels>;
