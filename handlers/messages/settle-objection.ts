import type { Claim } from '#src/claims/schema.ts';
import { tellConcerned } from '#src/claims/tell-concerned.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Answer, MessageHandler, Request, Services } from '#src/handler.ts';
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

type Needs =
  | 'claims'
  | 'ledger'
  | 'objections'
  | 'panels'
  | 'roster'
  | 'rooms'
  | 'shelf'
  | 'wishes'
  | 'audit';
type SettleRequest = Request<'objection.resolve'> & { sender: Resident };

/**
 * 异议成立 1031, 异议不成立 1031 有签到记录: the body's members say whether an objection stands. Upheld, the claim is
 * reversed; dismissed, with a reason, its points are free again.
 */
export const settleObjection: MessageHandler<'objection.resolve', Needs> = {
  intent: 'objection.resolve',
  discreet: 'outside-offices',
  forStandIns: true,
  may: { committee: 'others', 'grid-worker': 'others', storekeeper: 'others', admin: 'others' },
  effect: 'records',

  async handle(request, services): Promise<Answer> {
    const { intent, community } = request;
    if (intent.outcome === 'dismissed' && !intent.reason)
      return {
        replies: [reply('objection.reason', { numbers: intent.numbers })],
        asks: { intent: 'objection.resolve', missing: 'reason', draft: { ...intent } },
      };
    const found = await services.objections.byNumbers(community.id, intent.numbers);
    if (found.length === 0) throw new Refusal('objection.unknown', { numbers: intent.numbers });
    const replies: Reply[] = [];
    for (const objection of found) replies.push(...(await settle(objection, request, services)));
    return { replies };
  },
};

async function settle(
  objection: Objection,
  request: SettleRequest,
  services: Pick<Services, Needs>,
): Promise<Reply[]> {
  const { intent, sender, community, message, at } = request;
  const { claims, objections, audit } = services;
  const { number } = objection;
  const [claim] = await claims.byNumbers(community.id, [objection.claim]);
  if (!claim) throw new Error(`objection ${objection._id} is about no claim`);

  const { body, seats, rule, matter } = await panelOf(objection, claim, community, services);
  const verdict = intent.outcome === 'upheld' ? 'approve' : 'reject';
  const outcome = decideObjection(objection, seats, matter, sender, verdict, rule);
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
      throw new Refusal('objection.too-few', { number, left: outcome.left, need: outcome.need });
  }
  const reason = intent.reason ? plainText(intent.reason, 200) : undefined;
  const vote: ObjectionVote = {
    by: sender._id,
    name: sender.name,
    seat: outcome.seat,
    verdict,
    ...(reason ? { reason } : {}),
    messageId: message.id,
    at,
  };
  if (!(await objections.vote(objection, vote, outcome.kind)))
    throw new Refusal('objection.already-settled', { numbers: [number] });
  await audit.record([
    entryFor(objection, sender, `objection.${intent.outcome}`, { ...(reason ? { reason } : {}) }, request),
  ]);
  const by = plainText(sender.name, 20);
  if (outcome.kind === 'open')
    return [
      reply('objection.progress', {
        number,
        by,
        outcome: intent.outcome,
        have: outcome.have,
        need: outcome.need,
      }),
    ];
  return conclude(objection, claim, body, { outcome: outcome.kind, by, reason }, request, services);
}

interface Conclusion {
  outcome: 'upheld' | 'dismissed';
  by: string;
  reason?: string | undefined;
}

/** What follows the deciding word: the points, and an answer to everybody concerned. */
async function conclude(
  objection: Objection,
  claim: Claim,
  body: Body,
  { outcome, by, reason }: Conclusion,
  request: SettleRequest,
  services: Pick<Services, Needs>,
): Promise<Reply[]> {
  const { sender, community, message, at } = request;
  const { claims, ledger, rooms, audit } = services;
  const cause = { messageId: message.id, at };
  let waived = 0;
  let calledOff: Redemption[] = [];
  if (outcome === 'upheld') {
    // Nobody reverses by hand what is being questioned.
    const reversed = await claims.reverse(claim, community, sender, reason ?? '异议成立', cause);
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
