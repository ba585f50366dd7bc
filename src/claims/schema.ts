import { type Connection, Schema } from 'mongoose';

export type ClaimStatus = 'waiting' | 'approved' | 'rejected' | 'withdrawn' | 'reversed';

/**
 * How points came to be claimed: reported by residents, given or taken by those entitled, found by an inspection
 * round, or served at an activity. `points` is never negative; a deduction takes them.
 */
export type ClaimKind = 'report' | 'award' | 'deduction' | 'inspection' | 'attendance';

/** The message that made something happen, and when it was said. */
export interface Cause {
  messageId: string;
  at: Date;
}

/** What one reviewer said about a claim. */
export interface Decision {
  /** Resident id and name of the reviewer; `regulation` when a stage counts as approved by lapse of time. */
  by: string;
  name: string;
  /** Resident id of the member whose seat it was said from, and the stage of the chain. */
  seat: string;
  stage: number;
  verdict: 'approve' | 'reject' | 'adjust' | 'abstain' | 'recuse' | 'reverse';
  reason?: string;
  /** The minutes of the meeting that decided it. */
  record?: string;
  /** What an adjustment changed it to. */
  points?: number;
  messageId: string;
  at: Date;
}

/** A picture that shows the deed; its bytes are on disk under the hash of their content. */
export interface Evidence {
  sha256: string;
  mediaType: string;
  bytes: number;
}

/** Points or times of a cap that a claim has taken up, to be given back when it comes to nothing. */
export interface CapUse {
  /** Id of the cap's counter. */
  id: string;
  amount: number;
}

/** A deed or hours that someone reported (申报). `_id` is `community#number`. */
export interface Claim {
  _id: string;
  community: string;
  number: number;
  household: string;
  address: string;
  grid: string;
  kind: ClaimKind;
  /** Who did it, and who reported it (a grid worker may report for an old neighbour). Absent for a whole household. */
  resident?: string;
  residentName: string;
  reporter: string;
  reporterName: string;
  /** Id of the rulebook's item; empty for points at discretion. */
  item: string;
  itemName: string;
  category?: string;
  rulebookVersion: string;
  minutes?: number;
  quantity?: number;
  /** Id of the level that was chosen. */
  choice?: string;
  /** Calendar day of the deed. */
  day: string;
  note: string;
  points: number;
  /** What it would be worth without caps, where they cut it down. */
  uncapped?: number;
  capUses: CapUse[];
  /** Where it comes from, when an activity's attendance is credited. */
  source?: { activity: string; provenance: 'checked-in' | 'organiser-list' | 'self-reported' };
  /** Numbers of other claims of this person's hours on this day, which may be the same hours. */
  alsoThatDay?: number[];
  /** The activity whose hours this report, credited already, stands for. */
  standsFor?: string;
  status: ClaimStatus;
  /** Id of the review chain, which of its stages the claim is in, and since when. */
  chain: string;
  stage: number;
  stageSince: Date;
  /** Number of the list on which this stage's body has it before them. */
  list?: number;
  /** When the body was last reminded, and whether another one may decide too by now. */
  remindedAt?: Date;
  escalated?: boolean;
  decisions: Decision[];
  evidence: Evidence[];
  /** Where it was reported, for the answer. */
  account: string;
  conversation: { kind: 'room' | 'direct'; id: string };
  contactId: string;
  language: 'zh' | 'en';
  messageId: string;
  reportedAt: Date;
}

export function claimModel(connection: Connection) {
  const required = { required: true } as const;
  return connection.model<Claim>(
    'Claim',
    new Schema<Claim>(
      {
        _id: { type: String, ...required },
        community: { type: String, ...required },
        number: { type: Number, ...required },
        household: { type: String, ...required },
        address: { type: String, ...required },
        grid: { type: String, ...required },
        kind: { type: String, ...required },
        resident: String,
        residentName: { type: String, default: '' },
        reporter: { type: String, ...required },
        reporterName: { type: String, ...required },
        item: { type: String, default: '' },
        itemName: { type: String, ...required },
        category: String,
        rulebookVersion: { type: String, ...required },
        minutes: Number,
        quantity: Number,
        choice: String,
        day: { type: String, ...required },
        note: { type: String, default: '' },
        points: { type: Number, ...required },
        uncapped: Number,
        capUses: [{ _id: false, id: { type: String, ...required }, amount: { type: Number, ...required } }],
        source: { type: Schema.Types.Mixed },
        alsoThatDay: { type: [Number], default: undefined },
        standsFor: String,
        status: { type: String, ...required },
        chain: { type: String, ...required },
        stage: { type: Number, ...required },
        stageSince: { type: Date, ...required },
        list: Number,
        remindedAt: Date,
        escalated: Boolean,
        decisions: [
          {
            _id: false,
            by: { type: String, ...required },
            name: { type: String, ...required },
            seat: { type: String, ...required },
            stage: { type: Number, ...required },
            verdict: { type: String, ...required },
            reason: String,
            record: String,
            points: Number,
            messageId: { type: String, ...required },
            at: { type: Date, ...required },
          },
        ],
        evidence: [
          {
            _id: false,
            sha256: { type: String, ...required },
            mediaType: { type: String, ...required },
            bytes: { type: Number, ...required },
          },
        ],
        account: { type: String, ...required },
        conversation: { kind: { type: String, ...required }, id: { type: String, ...required } },
        contactId: { type: String, ...required },
        language: { type: String, ...required },
        messageId: { type: String, ...required },
        reportedAt: { type: Date, ...required },
      },
      { versionKey: false },
    )
      .index({ community: 1, status: 1, number: 1 })
      .index({ household: 1, item: 1, day: 1, minutes: 1, quantity: 1 })
      .index({ household: 1, status: 1 })
      .index({ household: 1, day: 1, kind: 1 })
      .index({ reporter: 1, number: -1 }),
  );
}
export type ClaimModel = ReturnType<typeof claimModel>;
