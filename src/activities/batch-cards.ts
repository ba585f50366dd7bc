import { cardsOf } from '#src/claims/cards.ts';
import type { Community } from '#src/community/community.ts';
import type { Room } from '#src/community/schema.ts';
import type { Services } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import { roomsOfBody } from '#src/review/rooms-of-body.ts';
import type { Credited } from './claims-of-attendance.ts';
import type { Activity } from './schema.ts';
import { activityView } from './view.ts';

/** Most lines of one card. */
const LINES = 20;
type Claimed = Extract<Credited, { kind: 'claimed' }>;

/**
 * The claims of one activity as one card to each body that decides on them, with the photos of the site. Stages that
 * decide by list get their list instead. One claim alone gets the card that every claim gets.
 */
export async function batchCards(
  activity: Activity,
  claimed: readonly Claimed[],
  community: Community,
  now: Date,
  services: Pick<Services, 'claims' | 'rooms' | 'evidence'>,
): Promise<Reply[]> {
  const { claims, rooms, evidence } = services;
  const [only, ...others] = claimed;
  if (only && others.length === 0) return cardsOf(only.claim, community, now, services);
  const byRoom = new Map<Room, Claimed[]>();
  for (const one of claimed) {
    if (one.claim.status !== 'waiting' || claims.stageOf(one.claim, community).stage.list) continue;
    const { body } = await claims.panelOf(one.claim, community);
    for (const room of roomsOfBody(rooms, community.id, body, one.claim.grid))
      byRoom.set(room, [...(byRoom.get(room) ?? []), one]);
  }
  return [...byRoom].flatMap(([room, all]) => [
    ...chunks(all).map((some) =>
      reply(
        'activity.batch-card',
        { activity: activityView(activity), lines: some.map(lineOf) },
        { to: toRoom(room) },
      ),
    ),
    ...activity.photos.map((photo) =>
      reply(
        'activity.photo',
        { activity: activityView(activity) },
        { to: toRoom(room), attachment: { kind: 'evidence' as const, name: evidence.nameOf(photo) } },
      ),
    ),
  ]);
}

function lineOf({ claim, signUp, minutes }: Claimed) {
  return {
    number: claim.number,
    name: plainText(claim.residentName, 20),
    address: claim.address,
    minutes,
    points: claim.points,
    provenance: signUp.provenance ?? ('organiser-list' as const),
    ...(claim.alsoThatDay ? { also: claim.alsoThatDay } : {}),
  };
}

function chunks<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / LINES) }, (_, index) =>
    all.slice(index * LINES, (index + 1) * LINES),
  );
}
