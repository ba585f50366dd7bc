import type { Claim } from '#src/claims/schema.ts';
import { claimView } from '#src/claims/view.ts';
import type { Community } from '#src/community/community.ts';
import type { Services } from '#src/handler.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import { trailOf } from './trail.ts';

/** So many steps fit into one message, with their message ids and reasons. */
const STEPS_A_PAGE = 10;

/** What 查证 says of one claim: a message, or several where its way was long. */
export async function trailReplies(
  claim: Claim,
  { community, at, namesObjectors }: { community: Community; at: Date; namesObjectors: boolean },
  { audit, ledger, objections }: Pick<Services, 'audit' | 'ledger' | 'objections'>,
): Promise<Reply<'audit.trail'>[]> {
  const raised = await objections.ofClaim(claim.community, claim.number);
  const cards = [claim.number, ...raised.map(({ number }) => number)];
  const entries = [];
  for (const number of cards) entries.push(...(await audit.of(claim.community, `#${number}`)));
  const journals = await ledger.ofCards(claim.household, cards);
  const steps = trailOf({ claim, journals, entries, objections: raised }, { namesObjectors });
  const pages = Math.ceil(steps.length / STEPS_A_PAGE);
  return Array.from({ length: pages }, (_, index) =>
    reply('audit.trail', {
      claim: claimView(claim, community, at),
      status: claim.status,
      version: claim.rulebookVersion,
      steps: steps.slice(index * STEPS_A_PAGE, (index + 1) * STEPS_A_PAGE),
      page: index + 1,
      pages,
    }),
  ) as Reply<'audit.trail'>[];
}
