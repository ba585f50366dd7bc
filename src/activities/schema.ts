import { type Connection, Schema } from 'mongoose';

/** Somebody who comes along; `resident` is set when the name is on the roster. */
export interface SignUp {
  name: string;
  resident?: string;
  /** Resident id of whoever signed this person up. */
  by: string;
  at: Date;
}

/** One time at which the notice is posted to the activity's rooms. */
export interface Posting {
  kind: 'notice' | 'reminder';
  dueAt: Date;
  done: boolean;
}

/** Something that people are recruited for (活动). `_id` is `community/activity/number`. */
export interface Activity {
  _id: string;
  community: string;
  number: number;
  title: string;
  startsAt: Date;
  minutes?: number;
  place?: string;
  capacity?: number;
  note?: string;
  organiser: string;
  organiserName: string;
  rooms: string[];
  signUps: SignUp[];
  /** Names and resident ids of those who cancelled: a stale list does not bring them back. */
  cancelled: string[];
  postings: Posting[];
  messageId: string;
  createdAt: Date;
}

export function activityModel(connection: Connection) {
  const required = { required: true } as const;
  return connection.model<Activity>(
    'Activity',
    new Schema<Activity>(
      {
        _id: { type: String, ...required },
        community: { type: String, ...required },
        number: { type: Number, ...required },
        title: { type: String, ...required },
        startsAt: { type: Date, ...required },
        minutes: Number,
        place: String,
        capacity: Number,
        note: String,
        organiser: { type: String, ...required },
        organiserName: { type: String, ...required },
        rooms: { type: [String], ...required },
        signUps: [
          {
            _id: false,
            name: { type: String, ...required },
            resident: String,
            by: { type: String, ...required },
            at: { type: Date, ...required },
          },
        ],
        cancelled: { type: [String], default: [] },
        postings: [
          {
            _id: false,
            kind: { type: String, ...required },
            dueAt: { type: Date, ...required },
            done: { type: Boolean, ...required },
          },
        ],
        messageId: { type: String, ...required },
        createdAt: { type: Date, ...required },
      },
      { versionKey: false },
    ).index({ community: 1, startsAt: 1 }),
  );
}
export type ActivityModel = ReturnType<typeof activityModel>;
