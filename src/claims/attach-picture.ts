import type { Services } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import { roomsOfBody } from '#src/review/rooms-of-body.ts';
import { MAX_PICTURES } from './claims.ts';
import type { Claim, Evidence } from './schema.ts';

/**
 * Adds a kept picture to claims that still wait, tells the sender, and shows it to the body that decides. The same picture
 * again is kept once and nobody is told. Runs inside the caller's transaction.
 */
export async function attachPicture(
  waiting: Claim[],
  picture: Evidence,
  { communities, claims, rooms, evidence }: Pick<Services, 'communities' | 'claims' | 'rooms' | 'evidence'>,
): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (const claim of waiting) {
    const person = plainText(claim.residentName, 20);
    const attached = await claims.attach(claim, picture);
    if (!attached) {
      if (claim.evidence.length >= MAX_PICTURES)
        replies.push(reply('claim.evidence-refused', { why: 'count' }));
      continue;
    }
    const pictures = attached.evidence.length;
    replies.push(reply('claim.evidence-added', { number: claim.number, person, pictures }));
    const community = communities.get(claim.community);
    // Its pictures follow the list when it is opened; what comes later is shown then.
    if (!community || (claims.stageOf(claim, community).stage.list && claim.list === undefined)) continue;
    const { body } = await claims.panelOf(claim, community);
    const card = { number: claim.number, person };
    const name = evidence.nameOf(picture);
    for (const room of roomsOfBody(rooms, claim.community, body, claim.grid))
      replies.push(
        reply('claim.evidence-card', card, { to: toRoom(room), attachment: { kind: 'evidence', name } }),
      );
  }
  return replies;
}
