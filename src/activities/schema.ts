import { type Connection, Schema } from 'mongoose';
import type { Evidence } from '#src/claims/schema.ts';
import type { Repeat } from '#src/understanding/repeats.ts';
import type { Span } from './spans.ts';

/** Part of an activity with places of its own: an early shift, the people who carry. */
export interface Shift {
  /** `1`, `2`, … within its activity. An activity without shifts has one, without a name. */
  id: string;
  name?: string;
  capacity?: number;
}

/** Whom an activity is for. Age and skill are told to everybody, not checked: the bot keeps no birthdays. */
export interface Needs {
  minAge?: number;
  maxAge?: number;
  skill?: string;
  /** Name of the standing team whose members alone can sign up. */
  team?: string;
}

/** One time at which the notice is posted to the activity's rooms. */
export interface Posting {
  kind: 'notice' | 'reminder';
  dueAt: Date;
  done: boolean;
}

/** The day's code for checking in: only its hash is kept, and it opens nothing outside its window. */
export interface DayCode {
  salt: string;
  hash: string;
  from: Date;
  until: Date;
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
  note?: string;
  /** The rulebook item that its hours earn. */
  item?: string;
  needs?: Needs;
  shifts: Shift[];
  /** Places that are taken, by shift: the counter that every sign-up has to get past. */
  taken: Record<string, number>;
  /** Counts every change of the list. What is read after raising it can't change underneath the transaction. */
  turns: number;
  status: 'open' | 'cancelled' | 'closed';
  organiser: string;
  organiserName: string;
  rooms: string[];
  /** The series that it is one date of. */
  series?: string;
  postings: Posting[];
  code?: DayCode;
  photos: Evidence[];
  messageId: string;
  createdAt: Date;
  closedAt?: Date;
  /** Resident id of whoever closed it. */
  closedBy?: string;
}

/** How it is known that somebody was there. */
export type Provenance = 'checked-in' | 'organiser-list' | 'self-reported';

/** Where somebody signed up, and so where to answer them. */
export interface SaidWhere {
  account: string;
  conversation: { kind: 'room' | 'direct'; id: string };
  contactId: string;
  language: 'zh' | 'en';
}

/** What came of one person at one activity: one document from sign-up to points, so each minute is there once. */
export interface SignUp {
  /** `<activity>/<person>`: the resident's id, or the name under whoever brought them. */
  _id: string;
  activity: string;
  community: string;
  shift: string;
  name: string;
  resident?: string;
  /** Resident id of whoever signed this person up. */
  by: string;
  /** A row of its own on a #接龙: somebody in their own right, not a guest of whoever posted the list. */
  ownRow?: boolean;
  /** Those who signed up together move up together. */
  party: string;
  /** Place in the queue: the activity's `turns` when they came. */
  turn: number;
  /** `in` has a place; `waiting` is on the waitlist; `walk-in` came without either. */
  state: 'in' | 'waiting' | 'walk-in' | 'cancelled';
  /** Walked in from the waitlist. */
  waited?: boolean;
  said: SaidWhere;
  at: Date;
  /** Moved up from the waitlist, and may say no until then. */
  promotedAt?: Date;
  declineBy?: Date;
  /** That time ran out in silence, and the place was kept. */
  silentUntil?: Date;
  /** The organiser was asked whether this row, missing from somebody's list, is really gone. */
  askedAboutAt?: Date;
  checkedInAt?: Date;
  checkedOutAt?: Date;
  provenance?: Provenance;
  /** Resident id of whoever wrote down on a list that they were there, or were not. */
  markedBy?: string;
  /** Minutes of service as the organiser says; otherwise they are counted from check-in to check-out. */
  minutes?: number;
  absentAt?: Date;
  /** When the activity was closed: what was credited, under which claim, and when that was served. */
  credited?: { minutes: number; claim?: number; spans?: Span[] };
  /** Raised when hours at the same time are credited: of two activities closed at once, one has to see the other. */
  weighed?: number;
  /** The reports by hand, perhaps of the same hours, that this person is asked to merge. */
  mergeWith?: number[];
  rating?: 'good' | 'fair' | 'poor';
}

/** Rows of one #接龙 as it was posted; the next post is compared with the one that it most resembles. */
export interface PostedList {
  /** The message's id. */
  _id: string;
  activity: string;
  room: string;
  /** The list's title, folded: every copy of it means the same activity. */
  header?: string;
  /** `size` is how many came with the row; `absent` that it says that they don't come. */
  rows: { key: string; name: string; size?: number; absent?: boolean }[];
  at: Date;
}

/** Wrong codes that somebody sent for one activity. */
export interface WrongTries {
  _id: string;
  count: number;
  at: Date;
}

/** What every date of a series is like. */
export type SeriesPlan = Pick<
  Activity,
  | 'title'
  | 'minutes'
  | 'place'
  | 'note'
  | 'item'
  | 'needs'
  | 'shifts'
  | 'organiser'
  | 'organiserName'
  | 'rooms'
>;

/** Activities that come back. `_id` is `community/series/<number of the first>`. */
export interface Series {
  _id: string;
  community: string;
  plan: SeriesPlan;
  /** Its last date. */
  last: string;
  /** When that was planned for; what is moved alone does not move the series. */
  lastAt: Date;
  every: Repeat['every'];
  /** Every second week is 2. */
  step?: number;
  /** Several days of the week, 1 for Monday to 7 for Sunday. */
  weekdays?: number[];
  /** 1–4 for "the second Saturday", -1 for the last; without it a month has the same date, `monthDay`. */
  nth?: number;
  monthDay: number;
  /** How many dates are still to come; endless without it. */
  left?: number;
  stopped: boolean;
}

/** A standing team. `_id` is `community/team/name`. */
export interface Team {
  _id: string;
  community: string;
  name: string;
  captain: string;
  /** Resident ids, the captain among them. */
  members: string[];
  /** The group that its calls go to. */
  room?: string;
  /** Who serves on which day (1 = Monday), by week. */
  rosters: { week: string; duties: { weekday: number; residents: string[] }[] }[];
  createdAt: Date;
}

/** The content of the last notice in a room, as a hash. `_id` is the room. */
export interface RoomPost {
  _id: string;
  content: string;
  at: Date;
}

export function activityModels(connection: Connection) {
  const required = { required: true } as const;
  const evidence = {
    _id: false,
    sha256: { type: String, ...required },
    mediaType: { type: String, ...required },
    bytes: { type: Number, ...required },
  };
  return {
    activities: connection.model<Activity>(
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
          note: String,
          item: String,
          needs: Schema.Types.Mixed,
          shifts: [{ _id: false, id: { type: String, ...required }, name: String, capacity: Number }],
          taken: { type: Schema.Types.Mixed, ...required },
          turns: { type: Number, ...required },
          status: { type: String, ...required },
          organiser: { type: String, ...required },
          organiserName: { type: String, ...required },
          rooms: { type: [String], ...required },
          series: String,
          postings: [
            {
              _id: false,
              kind: { type: String, ...required },
              dueAt: { type: Date, ...required },
              done: { type: Boolean, ...required },
            },
          ],
          code: {
            type: new Schema<DayCode>(
              { salt: String, hash: String, from: Date, until: Date },
              { _id: false },
            ),
            required: false,
          },
          photos: [evidence],
          messageId: { type: String, ...required },
          createdAt: { type: Date, ...required },
          closedAt: Date,
          closedBy: String,
        },
        { versionKey: false, minimize: false },
      )
        .index({ community: 1, startsAt: 1 })
        .index({ community: 1, status: 1, startsAt: 1 }),
    ),
    signUps: connection.model<SignUp>(
      'SignUp',
      new Schema<SignUp>(
        {
          _id: { type: String, ...required },
          activity: { type: String, ...required },
          community: { type: String, ...required },
          shift: { type: String, ...required },
          name: { type: String, ...required },
          resident: String,
          by: { type: String, ...required },
          ownRow: Boolean,
          party: { type: String, ...required },
          turn: { type: Number, ...required },
          state: { type: String, ...required },
          waited: Boolean,
          said: { type: Schema.Types.Mixed, ...required },
          at: { type: Date, ...required },
          promotedAt: Date,
          declineBy: Date,
          silentUntil: Date,
          askedAboutAt: Date,
          checkedInAt: Date,
          checkedOutAt: Date,
          provenance: String,
          markedBy: String,
          minutes: Number,
          absentAt: Date,
          credited: Schema.Types.Mixed,
          weighed: Number,
          mergeWith: { type: [Number], default: undefined },
          rating: String,
        },
        { versionKey: false },
      )
        .index({ activity: 1, turn: 1 })
        .index({ resident: 1, at: -1 })
        .index({ declineBy: 1 }, { sparse: true })
        .index({ mergeWith: 1 }, { sparse: true }),
    ),
    lists: connection.model<PostedList>(
      'PostedList',
      new Schema<PostedList>(
        {
          _id: { type: String, ...required },
          activity: { type: String, ...required },
          room: { type: String, ...required },
          header: String,
          rows: [
            {
              _id: false,
              key: { type: String, ...required },
              name: { type: String, ...required },
              size: Number,
              absent: Boolean,
            },
          ],
          at: { type: Date, ...required },
        },
        { versionKey: false },
      )
        .index({ activity: 1, room: 1, at: -1 })
        .index({ room: 1, header: 1 })
        .index({ at: 1 }, { expireAfterSeconds: 60 * 24 * 3600 }),
    ),
    series: connection.model<Series>(
      'Series',
      new Schema<Series>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          plan: { type: Schema.Types.Mixed, ...required },
          last: { type: String, ...required },
          lastAt: { type: Date, ...required },
          every: { type: String, ...required },
          step: Number,
          weekdays: { type: [Number], default: undefined },
          nth: Number,
          monthDay: { type: Number, ...required },
          left: Number,
          stopped: { type: Boolean, ...required },
        },
        { versionKey: false },
      ).index({ community: 1, stopped: 1 }),
    ),
    teams: connection.model<Team>(
      'Team',
      new Schema<Team>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          name: { type: String, ...required },
          captain: { type: String, ...required },
          members: { type: [String], ...required },
          room: String,
          rosters: { type: Schema.Types.Mixed, default: [] },
          createdAt: { type: Date, ...required },
        },
        { versionKey: false },
      ).index({ community: 1, name: 1 }),
    ),
    roomPosts: connection.model<RoomPost>(
      'RoomPost',
      new Schema<RoomPost>(
        {
          _id: { type: String, ...required },
          content: { type: String, ...required },
          at: { type: Date, ...required },
        },
        { versionKey: false },
      ),
    ),
    tries: connection.model<WrongTries>(
      'WrongTries',
      new Schema<WrongTries>(
        {
          _id: { type: String, ...required },
          count: { type: Number, ...required },
          at: { type: Date, ...required },
        },
        { versionKey: false },
      ).index({ at: 1 }, { expireAfterSeconds: 7 * 24 * 3600 }),
    ),
  };
}
export type ActivityModels = ReturnType<typeof activityModels>;
