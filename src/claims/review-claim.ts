import { doneBy } from '#src/audit/done-by.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Request, Services } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import type { LeftOut } from '#src/replies/views.ts';
import { cardsOf } from './cards.ts';
import type { Result } from './claims.ts';
import type { Channel, Verdict } from './decide.ts';
import type { Claim } from './schema.ts';
import { tellConcerned } from './tell-concerned.ts';
import { claimView } from './view.ts';

/** The services by which a verdict takes effect. */
export type ReviewServices = 'claims' | 'ledger' | 'audit' | 'rooms' | 'evidence' | 'roster';
type ReviewRequest = Pick<Request, 'community' | 'message' | 'at'> & { sender: Resident };

/** Why a verdict had no effect, or what is said about its effect. */
export type Reviewed =
  | { leftOut: keyof LeftOut }
  | { replies: Reply[]; result: Result['kind']; claim: Claim };

const WITHOUT_EFFECT: Partial<Record<Result['kind'], keyof LeftOut>> = {
  'own-household': 'own',
  'heard-before': 'heard',
  'already-decided': 'decided',
  'not-yours': 'others',
  'said-before': 'said',
  'on-list': 'listed',
  'needs-record': 'unrecorded',
  'not-adjustable': 'fixed',
  'no-evidence': 'withoutPicture',
};

/** One verdict on one claim: decided, written into the audit log, and told to all whom it concerns. */
export async function reviewClaim(
  claim: Claim,
  verdictOn: () => Verdict,
  channel: Channel,
  { sender, community, message, at }: ReviewRequest,
  services: Pick<Services, ReviewServices>,
): Promise<Reviewed> {
  const { claims, audit } = services;
  if (claim.status !== 'waiting') return { leftOut: 'decided' };
  const verdict = verdictOn();
  const { outcome, claim: after } = await claims.decide(claim, community, sender, verdict, channel, {
    messageId: message.id,
    at,
  });
  const why = WITHOUT_EFFECT[outcome.kind];
  if (why) return { leftOut: why };

  const reason = 'reason' in verdict ? verdict.reason : undefined;
  await audit.record([
    doneBy(
      { community, sender, message, at },
      `claim.${verdict.kind}`,
      `#${claim.number}`,
      {
        points: after.points,
        stage: claim.stage + 1,
        ...(reason ? { reason } : {}),
        ...(channel.list ? { list: channel.list } : {}),
        ...(channel.record ? { record: channel.record } : {}),
      },
      claim.rulebookVersion,
    ),
  ]);
  const view = claimView(after, community, at);
  const by = plainText(sender.name, 20);
  const replies: Reply[] = [];
  switch (outcome.kind) {
    case 'counted':
      replies.push(
        verdict.kind === 'abstain' || verdict.kind === 'recuse'
          ? reply('review.abstained', { ...view, by, how: verdict.kind })
          : reply('review.progress', {
              ...view,
              by,
              have: outcome.have,
              need: outcome.need,
              against: verdict.kind === 'reject',
            }),
      );
      break;
    case 'too-few': {
      const { body } = await claims.panelOf(after, community);
      const { stage } = claims.stageOf(after, community);
      replies.push(
        ...(body.id === stage.body
          ? [reply('review.too-few', { number: view.number, left: outcome.left, need: outcome.need })]
          : [
              reply('review.passed-on', { number: view.number, by, body: body.name }),
              ...(await cardsOf(after, community, at, services)),
            ]),
      );
      break;
    }
    case 'advanced':
      replies.push(
        reply('review.advanced', { ...view, by }),
        ...(await cardsOf(after, community, at, services)),
      );
      break;
    case 'approved':
    case 'rejected':
      replies.push(
        ...(await resultOf(
          claim,
          after,
          { by, reason, here: message.conversation.id, community, at },
          services,
        )),
      );
  }
  return { replies, result: outcome.kind, claim: after };
}

/** A settled claim, told where it was decided and where it was reported; a deduction also to its household. */
export async function resultOf(
  before: Claim,
  after: Claim,
  {
    by,
    reason,
    here,
    community,
    at,
  }: { by: string; reason?: string | undefined; here: string | undefined } & Pick<
    Request,
    'community' | 'at'
  >,
  services: Pick<Services, 'claims' | 'ledger' | 'roster' | 'rooms'>,
): Promise<Reply[]> {
  const adjusted = after.decisions.some(({ verdict }) => verdict === 'adjust');
  const approved = adjusted ? ('adjusted' as const) : ('approved' as const);
  const verdict = after.status === 'rejected' ? ('rejected' as const) : approved;
  const params = { ...claimView(after, community, at), verdict, by, reason };
  const balance = await services.ledger.balanceOf(before.household);
  const result = reply('claim.result', { ...params, balance }, toReporter(before));
  const household =
    after.kind === 'deduction' && verdict !== 'rejected'
      ? await tellConcerned(
          after,
          ['deduction.told', { ...params, balance }],
          { account: after.account },
          services,
        )
      : [];
  const nobodyTold = after.kind === 'deduction' && verdict !== 'rejected' && household.length === 0;
  return [
    ...(result.to?.conversation.id === here ? [] : [reply('review.decided', params)]),
    result,
    ...household,
    ...(nobodyTold ? [reply('deduction.no-phone', { number: after.number, address: after.address })] : []),
  ];
}

/**
 * Where whoever reported a claim hears of it: where they reported it. A deduction is nobody else's business; they
 * hear of it in private.
 */
export function toReporter(claim: Claim): Pick<Reply, 'to' | 'mentions'> {
  const { account, language, contactId } = claim;
  const conversation =
    claim.kind === 'deduction' ? { kind: 'direct' as const, id: contactId } : claim.conversation;
  return {
    to: { account, conversation, language },
    mentions: conversation.kind === 'room' ? [contactId] : [],
  };
}
