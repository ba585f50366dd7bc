import type { Community } from '#src/community/community.ts';
import type { Services } from '#src/handler.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import { roomsOfBody } from '#src/review/rooms-of-body.ts';
import type { Claim } from './schema.ts';
import { claimView } from './view.ts';

/**
 * The card that puts a waiting claim before the body of its stage, with its photos. Stages that decide by list get
 * their list instead.
 */
export async function cardsOf(
  claim: Claim,
  community: Community,
  now: Date,
  { claims, rooms, evidence }: Pick<Services, 'claims' | 'rooms' | 'evidence'>,
): Promise<Reply[]> {
  if (claim.status !== 'waiting') return [];
  const { stage } = claims.stageOf(claim, community);
  if (stage.list) return [];
  const body = await claims.bodyOf(claim, community);
  const view = claimView(claim, community, now);
  return roomsOfBody(rooms, community.id, body, claim.grid).flatMap((room) => [
    reply('claim.card', view, { to: toRoom(room) }),
    ...claim.evidence.map((picture) =>
      reply(
        'claim.evidence-card',
        { number: claim.number, person: view.person },
        { to: toRoom(room), attachment: { kind: 'evidence', name: evidence.nameOf(picture) } },
      ),
    ),
  ]);
}
