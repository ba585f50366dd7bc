import type { Claim } from '#src/claims/schema.ts';
import { tellConcerned } from '#src/claims/tell-concerned.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Request, Services } from '#src/handler.ts';
import { decideObjection } from '#src/publicity/decide-objection.ts';
import { panelOf } from '#src/publicity/panel-of.ts';
import type { Objection, ObjectionVote } from '#src/publicity/schema.ts';
import { toObjector } from '#src/publicity/to-objector.ts';
import { objectionView } from '#src/publicity/view.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import { roomsOfBody } from '#src/review/rooms-of-body.ts';
import type { Body } from '#src/rulebook/schema.ts';
import type { Redemption } from '#src/supermarket/schema.ts';
import { tellCalledOff } from '#src/supermarket/tell.ts';
import { entryFor } from './objection.ts';

/** What a member's word on an objection may set in motion. */
export type VoteNeeds =
  | 'claims'
  | 'ledger'
  | 'objections'
  | 'panels'
  | 'roster'
  | 'rooms'
  | 'shelf'
  | 'wishes'
  | 'audit';
type VoteRequest = Pick<Request, 'community' | 'message' | 'at'> & { sender: Resident };
type Word = Pick<ObjectionVote, 'verdict'> & { reason?: string | undefined };

/** How the audit log calls what was said. */
const ACTIONS = {
  approve: 'objection.upheld',
  reject: 'objection.dismissed',
  abstain: 'objection.abstain',
  recuse: 'objection.recuse',
} as const;

/**
 * One member's word on an objection: that it stands, that it does not, or that they stay away from it. Written down,
 * and with the deciding word carried out and told.
 *
 * @throws Refusal when the word has no effect
 */
export async function voteOnObjection(
  objection: Objection,
  { verdict, reason: said }: Word,
  request: VoteRequest,
  services: Pick<Services, VoteNeeds>,
): Promise<Reply[]> {
  const { sender, community, message, at } = request;
  const { claims, objections, audit } = services;
  const { number } = objection;
  const [claim] = await claims.byNumbers(community.id, [objection.claim]);
  if (!claim) throw new Error(`objection ${objection._id} is about no claim`);

  const panel = await panelOf(objection, claim, community, services);
  const { body, rule } = panel;
  const staysAway = verdict === 'abstain' || verdict === 'recuse';
  const outcome = decideObjection(objection, panel, sender, verdict);
  switch (outcome.kind) {
    case 'already-settled':
      throw new Refusal('objection.already-settled', { numbers: [number] });
    case 'not-a-member':
      throw new Refusal('objection.not-a-member', { number, body: body.name });
    case 'own-affair':
      throw new Refusal('objection.own-affair', { number });
    case 'said-before':
      throw new Refusal('objection.said-before', { number });
    case 'too-few':
      if (staysAway) break;
      throw new Refusal('objection.too-few', { number, left: outcome.left, need: outcome.need });
    case 'open':
      // Where any one of several is enough, nobody waits for this one.
      if (staysAway && rule.agree === 1) throw new Refusal('objection.one-settles', { number });
  }
  const reason = said ? plainText(said, 200) : undefined;
  const vote: ObjectionVote = {
    by: sender._id,
    name: sender.name,
    seat: outcome.seat,
    verdict,
    ...(reason ? { reason } : {}),
    messageId: message.id,
    at,
  };
  const result = outcome.kind === 'too-few' ? 'open' : outcome.kind;
  if (!(await objections.vote(objection, vote, result)))
    throw new Refusal('objection.already-settled', { numbers: [number] });
  await audit.record([
    entryFor(objection, sender, ACTIONS[verdict], { ...(reason ? { reason } : {}) }, request),
  ]);
  const after: Objection = { ...objection, votes: [...objection.votes, vote] };
  if (outcome.kind === 'upheld' || outcome.kind === 'dismissed')
    return conclude(after, claim, body, outcome.kind, request, services);

  const by = plainText(sender.name, 20);
  if (verdict === 'approve' || verdict === 'reject')
    return [
      reply('objection.progress', {
        number,
        by,
        outcome: verdict === 'approve' ? 'upheld' : 'dismissed',
        have: outcome.kind === 'open' ? outcome.have : 0,
        need: outcome.need,
      }),
    ];
  const next = await panelOf(after, claim, community, services);
  if (next.body.id !== body.id) return passOn(after, claim, next.body, by, request, services);
  if (outcome.kind === 'too-few')
    return [reply('objection.too-few', { number, left: outcome.left, need: outcome.need })];
  return [reply('objection.abstained', { number, by, how: verdict })];
}

/** Too few of a body are left: the one that stands in gets the card. */
function passOn(
  objection: Objection,
  claim: Claim,
  body: Body,
  by: string,
  { community }: VoteRequest,
  { rooms }: Pick<Services, 'rooms'>,
): Reply[] {
  const { number, objectors } = objection;
  const [first] = objectors;
  const card = {
    ...objectionView(objection, claim, community),
    by: plainText(first?.name ?? '', 20),
    reason: first?.reason ?? '',
    count: objectors.length,
  };
  return [
    reply('objection.passed-on', { number, by, body: body.name }),
    ...roomsOfBody(rooms, community.id, body, objection.grid).map((room) =>
      reply(objectors.length > 1 ? 'objection.joined-card' : 'objection.card', card, { to: toRoom(room) }),
    ),
  ];
}

/** What follows the deciding word: the points, and an answer to everybody concerned. */
async function conclude(
  objection: Objection,
  claim: Claim,
  body: Body,
  outcome: 'upheld' | 'dismissed',
  request: VoteRequest,
  services: Pick<Services, VoteNeeds>,
): Promise<Reply[]> {
  const { sender, community, message, at } = request;
  const { claims, ledger, rooms, audit } = services;
  const cause = { messageId: message.id, at };
  // Somebody who stayed away may have been the last to wait for: it was the others who settled it.
  const decided = outcome === 'upheld' ? 'approve' : 'reject';
  const lastWords = [...new Map(objection.votes.map((vote) => [vote.seat, vote])).values()];
  const word = lastWords.findLast(({ verdict }) => verdict === decided);
  const settler = word ? { _id: word.by, name: word.name } : sender;
  const by = plainText(settler.name, 20);
  const reason = word?.reason;
  let waived = 0;
  let calledOff: Redemption[] = [];
  if (outcome === 'upheld') {
    // Nobody reverses by hand what is being questioned.
    const reversed = await claims.reverse(claim, community, settler, reason ?? '异议成立', cause);
    waived = reversed?.waived ?? 0;
    calledOff = reversed?.calledOff ?? [];
    if (reversed)
      await audit.record([
        {
          ...entryFor(objection, sender, 'claim.reverse', { objection: objection.number }, request),
          subject: `#${claim.number}`,
        },
      ]);
  }
  const { total, available } = await ledger.standingOf(objection.household);
  const params = {
    ...objectionView(objection, claim, community),
    outcome,
    by,
    reason,
    total,
    available,
    waived,
  };
  return [
    reply('objection.settled', params),
    ...roomsOfBody(rooms, community.id, body, objection.grid)
      .filter(({ _id }) => _id !== message.conversation.id)
      .map((room) => reply('objection.settled', params, { to: toRoom(room) })),
    ...objection.objectors
      // Who questioned their own household's result hears it with the household.
      .filter(({ household }) => household !== objection.household)
      .map((objector) => reply('objection.answer', params, toObjector(objector))),
    ...(await tellConcerned(
      objection,
      ['objection.told-result', params],
      { account: message.account },
      services,
    )),
    ...(await tellCalledOff(calledOff, services)),
  ];
}
