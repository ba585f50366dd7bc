import { type Connection, Schema } from 'mongoose';

export type ClaimStatus = 'waiting' | 'approved' | 'rejected' | 'withdrawn' | 'reversed';

/** What one reviewer said about a claim. */
export interface Decision {
  /** Resident id and name of the reviewer. */
  by: string;
  name: string;
  verdict: 'approve' | 'reject' | 'adjust' | 'reverse';
  reason?: string;
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

/** A deed or hours that someone reported (申报). `_id` is `community#number`. */
export interface Claim {
  _id: string;
  community: string;
  number: number;
  household: string;
  address: string;
  grid: string;
  /** Who did it, and who reported it (a grid worker may report for an old neighbour). */
  resident: string;
  residentName: string;
  reporter: string;
  reporterName: string;
  item: string;
  itemName: string;
  rulebookVersion: string;
  minutes?: number;
  quantity?: number;
  /** Calendar day of the deed. */
  day: string;
  note: string;
  points: number;
  status: ClaimStatus;
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
        resident: { type: String, ...required },
        residentName: { type: String, ...required },
        reporter: { type: String, ...required },
        reporterName: { type: String, ...required },
        item: { type: String, ...required },
        itemName: { type: String, ...required },
        rulebookVersion: { type: String, ...required },
        minutes: Number,
        quantity: Number,
        day: { type: String, ...required },
        note: { type: String, default: '' },
        points: { type: Number, ...required },
        status: { type: String, ...required },
        decisions: [
          {
            _id: false,
            by: { type: String, ...required },
            name: { type: String, ...required },
            verdict: { type: String, ...required },
            reason: String,
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
      .index({ reporter: 1, number: -1 }),
  );
}
export type ClaimModel = ReturnType<typeof claimModel>;
