import { type Connection, Schema } from 'mongoose';
import type { PeriodKind } from '#src/calendar.ts';

/** One side of a journal. Points are whole; positive entries add to the account. */
export interface Entry {
  /**
   * `household:<household id>`: what a household can spend; `frozen:<household id>`: what an objection holds back;
   * `held:<household id>`: what a redemption has reserved; `issued:<community>`: where points come from and go back to;
   * `redeemed:<community>` and `expired:<community>`: what was spent, and what was not spent in time.
   */
  account: string;
  points: number;
}

/** What a journal does. Only earned points (`credit`, `deduction` and their reversals) count on boards and lists. */
export type JournalKind =
  | 'credit'
  | 'deduction'
  | 'reversal'
  | 'freeze'
  | 'release'
  | 'hold'
  | 'redemption'
  | 'expiry'
  | 'correction';

/**
 * One event in the ledger (记账). Journals are only ever added, and their entries sum to zero.
 * `_id` says what it is for (`claim:guihuali#1023`, `reversal:guihuali#1023`), so that nothing is recorded twice.
 */
export interface Journal {
  _id: string;
  community: string;
  kind: JournalKind;
  entries: Entry[];
  household: string;
  grid: string;
  /** Who earned the points; absent where a whole household did or lost. */
  resident?: string;
  /** The number of the card that it comes from: a claim, an objection, a redemption. */
  claim: number;
  /** The rulebook's item and its category, and how long it took, for earned points. */
  item?: string;
  category?: string;
  minutes?: number;
  /** What for, as people read it. */
  memo: string;
  /** The rulebook version that it was judged by. */
  rulebookVersion: string;
  /** Resident ids of those who decided. */
  decidedBy: string[];
  /** The message that caused it. */
  messageId: string;
  recordedAt: Date;
  /**
   * The moment whose week, month and scoring period these points count in; absent for points that only move.
   * A reversal counts where the credit did, or now when that month is closed.
   */
  countsAt?: Date;
  /** The journal that this one takes back. */
  reverses?: string;
}

/** The balance of an account: a projection of its entries, kept in the same transaction. */
export interface Account {
  _id: string;
  community: string;
  balance: number;
}

/** Points earned by one household or person in one period: what leaderboards read. */
export interface Tally {
  _id: string;
  community: string;
  grid: string;
  of: 'households' | 'people';
  /** A household id or a resident id. */
  subject: string;
  /** A key of `periodKey`. */
  period: string;
  points: number;
  /** Minutes of service behind these points. */
  minutes: number;
}

export const TALLIED_PERIODS: readonly PeriodKind[] = ['week', 'month', 'quarter', 'year', 'total'];

export function ledgerModels(connection: Connection) {
  const required = { required: true } as const;
  return {
    journals: connection.model<Journal>(
      'Journal',
      new Schema<Journal>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          kind: { type: String, ...required },
          entries: [
            { _id: false, account: { type: String, ...required }, points: { type: Number, ...required } },
          ],
          household: { type: String, ...required },
          grid: { type: String, ...required },
          resident: String,
          claim: { type: Number, ...required },
          item: String,
          category: String,
          minutes: Number,
          memo: { type: String, ...required },
          rulebookVersion: { type: String, ...required },
          decidedBy: { type: [String], ...required },
          messageId: { type: String, ...required },
          recordedAt: { type: Date, ...required },
          countsAt: Date,
          reverses: String,
        },
        { versionKey: false },
      )
        .index({ household: 1, recordedAt: -1, _id: -1 })
        .index({ household: 1, countsAt: 1, _id: 1 })
        .index({ community: 1, countsAt: 1, _id: 1 }),
    ),
    accounts: connection.model<Account>(
      'Account',
      new Schema<Account>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          balance: { type: Number, ...required },
        },
        { versionKey: false },
      ),
    ),
    tallies: connection.model<Tally>(
      'Tally',
      new Schema<Tally>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          grid: { type: String, ...required },
          of: { type: String, ...required },
          subject: { type: String, ...required },
          period: { type: String, ...required },
          points: { type: Number, ...required },
          minutes: { type: Number, default: 0 },
        },
        { versionKey: false },
      )
        .index({ community: 1, of: 1, period: 1, points: -1, subject: 1 })
        .index({ community: 1, grid: 1, of: 1, period: 1, points: -1, subject: 1 }),
    ),
  };
}
export type LedgerModels = ReturnType<typeof ledgerModels>;
