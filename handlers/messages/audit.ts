import { trailReplies } from '#src/audit/trail-replies.ts';
import type { Claim } from '#src/claims/schema.ts';
import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { type Reply, reply } from '#src/replies/reply.ts';

/** Most cards whose trail one message asks for. */
const MAX_CARDS = 5;

/**
 * 查证 1023: who reported and decided what, when, by which message and under which rules, and what it put into the
 * ledger. For the household concerned and for those who review and look after its grid; a residents' group hears
 * only that it was sent in private. A card that is not one's business is answered like one that is not there.
 */
export const showAudit: MessageHandler<'audit.show', 'claims' | 'ledger' | 'audit' | 'objections'> = {
  intent: 'audit.show',
  may: { resident: 'own', committee: 'all', 'grid-worker': 'all', admin: 'all' },
  effect: 'reads',
  discreet: 'outside-offices',

  async handle({ intent, sender, community, room, at }, services) {
    const numbers = [...new Set(intent.numbers)];
    if (numbers.length > MAX_CARDS) throw new Refusal('audit.too-many', { limit: MAX_CARDS });
    // The number of an objection asks for the claim that it is about.
    const about = (await services.objections.byNumbers(community.id, numbers)).map(({ claim }) => claim);
    const found = await services.claims.byNumbers(community.id, [...new Set([...numbers, ...about])]);
    const shown = found.filter((claim) => maySee(sender, claim));
    if (shown.length === 0) throw new Refusal('audit.not-found', { numbers });

    const replies: Reply[] = [];
    for (const claim of shown) {
      const namesObjectors = room?.purpose !== 'grid-workers' && mayKnowObjectors(sender, claim);
      replies.push(...(await trailReplies(claim, { community, at, namesObjectors }, services)));
    }
    const missing = numbers.filter((number) => !shown.some((claim) => claim.number === number));
    if (about.length > 0) return replies;
    if (missing.length > 0) replies.push(reply('audit.not-found', { numbers: missing }));

    return replies;
  },
};

function maySee(sender: Resident, claim: Claim): boolean {
  return isOwn(sender, claim) || decides(sender, claim) || holds(sender, 'grid-worker', claim.grid);
}

/** Who objected is for those who decide, and not about their own household. */
function mayKnowObjectors(sender: Resident, claim: Claim): boolean {
  return decides(sender, claim) && !isOwn(sender, claim);
}

function decides(sender: Resident, { grid }: Claim): boolean {
  return holds(sender, 'committee', grid) || holds(sender, 'admin', grid);
}

function isOwn(sender: Resident, { household }: Claim): boolean {
  return sender.household !== undefined && household === sender.household;
}
