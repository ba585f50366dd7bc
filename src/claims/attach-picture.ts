import type { Services } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import { MAX_PICTURES } from './claims.ts';
import type { Claim, Evidence } from './schema.ts';

/**
 * Adds a kept picture to claims that still wait, tells the sender, and shows it to the committee. The same picture
 * again is kept once and nobody is told. Runs inside the caller's transaction.
 */
export async function attachPicture(
  waiting: Claim[],
  picture: Evidence,
  { claims, rooms, evidence }: Pick<Services, 'claims' | 'rooms' | 'evidence'>,
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
    for (const committee of rooms.for(claim.community, 'committee', claim.grid)) {
      const card = { number: claim.number, person };
      const name = evidence.nameOf(picture);
      replies.push(
        reply('claim.evidence-card', card, { to: toRoom(committee), attachment: { kind: 'evidence', name } }),
      );
    }
  }
  return replies;
}
