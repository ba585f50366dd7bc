import { type Connection, Schema } from 'mongoose';
import type { Role } from '#src/understanding/intent.ts';

/** A household (户): what owns points. `_id` is `community/address`. */
export interface Household {
  _id: string;
  community: string;
  grid: string;
  address: string;
}

/** A role that somebody holds, in the whole community or in one grid of it. Every resident is a `resident`. */
export interface Grant {
  role: Exclude<Role, 'resident'>;
  grid?: string;
  /** Id of the rulebook's body that the person was appointed to. */
  body?: string;
  /** Resident id of somebody who is away, for whom this person stands in from one day to another (`YYYY-MM-DD`). */
  standsFor?: string;
  from?: string;
  until?: string;
}

/** Somebody on the roster. Officials who live elsewhere have no household. */
export interface Resident {
  _id: string;
  community: string;
  name: string;
  household?: string;
  address?: string;
  grid?: string;
  /** Contact ids under which this person writes; empty for those without a phone. */
  contactIds: string[];
  grants: Grant[];
  /** True when the person asked not to be named on leaderboards. */
  offLeaderboard: boolean;
  joinedAt: Date;
}

/** A group that is bound to a community, and to a grid or a purpose. `_id` is the gateway's room id. */
export interface Room {
  _id: string;
  community: string;
  purpose: RoomPurpose;
  grid?: string;
  /** The rulebook's body that meets here, in a committee's room. */
  body?: string;
  /** Contact id of the bot account that sits in this room and posts there. */
  account: string;
  topic: string;
  boundAt: Date;
}
export type RoomPurpose = 'residents' | 'committee' | 'grid-workers' | 'merchant';

/** A request to join the roster, waiting for a grid worker. `_id` is `community#number`. */
export interface Registration {
  _id: string;
  community: string;
  number: number;
  name: string;
  address: string;
  grid: string;
  contactId: string;
  status: 'waiting' | 'approved' | 'rejected';
  /** Whether the person asked, or the bot read it from the group nickname. */
  source: 'asked' | 'nickname';
  room?: string;
  account: string;
  language: 'zh' | 'en';
  requestedAt: Date;
}

/** A one-time code that makes its sender the first admin; only its hash is kept. */
export interface AdminCode {
  _id: string;
  hash: string;
  wrongTries: number;
  createdAt: Date;
}

export function communityModels(connection: Connection) {
  const required = { required: true } as const;
  return {
    households: connection.model<Household>(
      'Household',
      new Schema<Household>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          grid: { type: String, ...required },
          address: { type: String, ...required },
        },
        { versionKey: false },
      ),
    ),
    residents: connection.model<Resident>(
      'Resident',
      new Schema<Resident>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          name: { type: String, ...required },
          household: String,
          address: String,
          grid: String,
          contactIds: { type: [String], ...required },
          grants: [
            {
              _id: false,
              role: { type: String, ...required },
              grid: String,
              body: String,
              standsFor: String,
              from: String,
              until: String,
            },
          ],
          offLeaderboard: { type: Boolean, default: false },
          joinedAt: { type: Date, ...required },
        },
        { versionKey: false },
      )
        .index({ contactIds: 1 })
        .index({ household: 1 })
        .index({ community: 1, 'grants.role': 1 })
        .index({ community: 1, address: 1, name: 1 })
        .index({ community: 1, name: 1 }),
    ),
    rooms: connection.model<Room>(
      'Room',
      new Schema<Room>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          purpose: { type: String, ...required },
          grid: String,
          body: String,
          account: { type: String, ...required },
          topic: { type: String, default: '' },
          boundAt: { type: Date, ...required },
        },
        { versionKey: false },
      ).index({ community: 1, purpose: 1 }),
    ),
    registrations: connection.model<Registration>(
      'Registration',
      new Schema<Registration>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          number: { type: Number, ...required },
          name: { type: String, ...required },
          address: { type: String, ...required },
          grid: { type: String, ...required },
          contactId: { type: String, ...required },
          status: { type: String, ...required },
          source: { type: String, ...required },
          room: String,
          account: { type: String, ...required },
          language: { type: String, ...required },
          requestedAt: { type: Date, ...required },
        },
        { versionKey: false },
      )
        .index({ community: 1, status: 1, number: 1 })
        .index(
          { community: 1, contactId: 1 },
          { unique: true, partialFilterExpression: { status: 'waiting' } },
        ),
    ),
    adminCodes: connection.model<AdminCode>(
      'AdminCode',
      new Schema<AdminCode>(
        {
          _id: { type: String, ...required },
          hash: { type: String, ...required },
          wrongTries: { type: Number, ...required },
          createdAt: { type: Date, ...required },
        },
        { versionKey: false },
      ),
    ),
  };
}
export type CommunityModels = ReturnType<typeof communityModels>;
