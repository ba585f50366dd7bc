import type { Verdict } from '#src/claims/decide.ts';
import type { Claim } from '#src/claims/schema.ts';
import { claimView } from '#src/claims/view.ts';
import { itemOf, rulebookNow } from '#src/community/community.ts';
import { gridsOf, holds } from '#src/community/roster.ts';
import type { Registration, Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import { chainFor, MAX_MINUTES, MAX_QUANTITY, pointsFor } from '#src/rulebook/rulebook.ts';
import type { Selection } from '#src/understanding/intent.ts';
import { settleRegistration } from './settle-registration.ts';

type Needs = 'claims' | 'roster' | 'rooms' | 'ledger' | 'audit';
type ReviewRequest = Omit<Request, 'intent'> & { sender: Resident };

const REVIEWERS = { committee: 'others', 'grid-worker': 'others', admin: 'others' } as const;
/** Most cards that one message decides. */
const MAX_CARDS = 100;

/** 通过: by quoting a card, or by numbers, or all that waits. Cards of claims and of registrations alike. */
export const approve: MessageHandler<'review.approve', Needs> = {
  intent: 'review.approve',
  may: REVIEWERS,
  effect: 'records',
  handle: (request, services) =>
    review(request, request.intent.selection, () => ({ kind: 'approve' }), services),
};

/** 驳回 1024 照片不清楚: always with a reason. */
export const reject: MessageHandler<'review.reject', Needs> = {
  intent: 'review.reject',
  may: REVIEWERS,
  effect: 'records',
  handle: (request, services) => {
    const { selection, reason } = request.intent;
    const numbers = selection.kind === 'numbers' ? selection.numbers : [];
    if (!reason) throw new Refusal('ask.reason', { numbers });
    return review(request, selection, () => ({ kind: 'reject', reason: plainText(reason, 200) }), services);
  },
};

/** 1023 改成1.5小时: agrees, but with another amount. */
export const adjust: MessageHandler<'review.adjust', Needs> = {
  intent: 'review.adjust',
  may: { committee: 'others' },
  effect: 'records',
  handle: (request, services) =>
    review(request, request.intent.selection, (claim) => adjustment(claim, request), services),
};

/** 待审: what waits for this person's decision. */
export const showPending: MessageHandler<'review.pending', 'claims' | 'roster'> = {
  intent: 'review.pending',
  may: { committee: 'all', 'grid-worker': 'all', admin: 'all' },
  effect: 'reads',

  async handle({ sender, community, at }, { claims, roster }) {
    const shown = 15;
    const grids = gridsOf(sender, 'committee');
    const waiting = await claims.waiting(community.id, grids, shown);
    const total = await claims.countWaiting(community.id, grids);
    const registrations = await roster.waitingRegistrations(community.id, registrationGrids(sender));
    if (total + registrations.length === 0) return [reply('review.nothing-waiting', {})];
    return [
      reply('review.pending', {
        claims: waiting.map((claim) => claimView(claim, community, at)),
        registrations: registrations
          .slice(0, shown)
          .map(({ number, address, name }) => ({ number, address, name })),
        total: total + registrations.length,
      }),
    ];
  },
};

/** 冲正 1023 原因: takes credited points back by a reversal. */
export const reverseClaim: MessageHandler<'claim.reverse', Needs> = {
  intent: 'claim.reverse',
  may: { committee: 'others', admin: 'others' },
  effect: 'records',

  async handle({ intent, sender, community, message, at }, { claims, ledger, audit }) {
    const cause = { messageId: message.id, at };
    const reason = plainText(intent.reason, 200);
    const found = await claims.byNumbers(community.id, intent.numbers);
    if (found.length === 0) throw new Refusal('claim.not-reversible', { numbers: intent.numbers });

    const replies: Reply[] = [];
    for (const claim of found) {
      if (!holds(sender, 'committee', claim.grid) && !holds(sender, 'admin', claim.grid))
        throw new Refusal('review.left-out', { ...NOTHING_LEFT_OUT, others: [claim.number] });
      if (isOwn(sender, claim))
        throw new Refusal('review.left-out', { ...NOTHING_LEFT_OUT, own: [claim.number] });
      if (!(await claims.reverse(claim, sender, reason, cause)))
        throw new Refusal(claim.status === 'reversed' ? 'claim.already-reversed' : 'claim.not-reversible', {
          numbers: [claim.number],
        });
      await audit.record([
        entryFor(claim, sender, 'claim.reverse', { reason, points: -claim.points }, cause),
      ]);
      const balance = await ledger.balanceOf(claim.household);
      const params = { ...claimView(claim, community, at), by: plainText(sender.name, 20), reason, balance };
      replies.push(reply('claim.reversed', params));
      if (claim.conversation.id !== message.conversation.id)
        replies.push(reply('claim.reversed', params, toReporter(claim)));
    }
    return replies;
  },
};

interface LeftOut {
  own: number[];
  decided: number[];
  missing: number[];
  said: number[];
  others: number[];
}
const NOTHING_LEFT_OUT: LeftOut = { own: [], decided: [], missing: [], said: [], others: [] };

/** Applies one verdict to every card that is meant, and says of the others why not. */
async function review(
  request: ReviewRequest,
  selection: Selection,
  verdictOn: (claim: Claim) => Verdict,
  services: Pick<Services, Needs>,
): Promise<Reply[]> {
  const { sender, community } = request;
  const { claims, registrations, missing } = await cardsOf(request, selection, services);
  const leftOut: LeftOut = { own: [], decided: [], missing, said: [], others: [] };
  const replies: Reply[] = [];

  for (const claim of claims) {
    if (!holds(sender, 'committee', claim.grid)) leftOut.others.push(claim.number);
    else replies.push(...(await reviewClaim(claim, verdictOn(claim), request, leftOut, services)));
  }
  for (const registration of registrations) {
    const verdict = verdictOn({} as Claim);
    if (!mayConfirm(sender, registration) || verdict.kind === 'adjust')
      leftOut.others.push(registration.number);
    else if (registration.status !== 'waiting') leftOut.decided.push(registration.number);
    else
      replies.push(...(await settleRegistration(registration, verdict, { ...request, community }, services)));
  }

  const isLeftOut = Object.values(leftOut).some((numbers) => numbers.length > 0);
  if (replies.length === 0)
    throw isLeftOut
      ? new Refusal('review.left-out', { ...leftOut })
      : new Refusal('review.nothing-waiting', {});
  return isLeftOut ? [...replies, reply('review.left-out', { ...leftOut })] : replies;
}

async function reviewClaim(
  claim: Claim,
  verdict: Verdict,
  request: ReviewRequest,
  leftOut: LeftOut,
  { claims, ledger, audit }: Pick<Services, Needs>,
): Promise<Reply[]> {
  const { sender, community, message, at } = request;
  const cause = { messageId: message.id, at };
  const { outcome, claim: after } = await claims.decide(
    claim,
    sender,
    verdict,
    chainFor(rulebookNow(community, at), itemOf(community, claim.item)).stages[0]?.agree ?? 1,
    cause,
  );
  const view = claimView(after, community, at);
  const by = plainText(sender.name, 20);
  switch (outcome.kind) {
    case 'own-household':
      leftOut.own.push(claim.number);
      return [];
    case 'already-decided':
      leftOut.decided.push(claim.number);
      return [];
    case 'said-before':
      leftOut.said.push(claim.number);
      return [];
  }
  const reason = 'reason' in verdict ? verdict.reason : undefined;
  await audit.record([
    entryFor(
      claim,
      sender,
      `claim.${verdict.kind}`,
      { points: after.points, ...(reason ? { reason } : {}) },
      cause,
    ),
  ]);
  if (outcome.kind === 'needs-more')
    return [reply('review.progress', { ...view, by, have: outcome.have, need: outcome.need })];

  const adjusted = after.decisions.some((decision) => decision.verdict === 'adjust');
  const decided =
    outcome.kind === 'rejected'
      ? ('rejected' as const)
      : adjusted
        ? ('adjusted' as const)
        : ('approved' as const);
  const params = { ...view, verdict: decided, by, reason };
  const result = reply(
    'claim.result',
    { ...params, balance: await ledger.balanceOf(claim.household) },
    toReporter(claim),
  );
  const toldHere = claim.conversation.id === message.conversation.id;
  return toldHere ? [result] : [reply('review.decided', params), result];
}

/** The cards that a selection means. 全部 is what waits for the people of this room, or for this person. */
async function cardsOf(
  { sender, community, room }: ReviewRequest,
  selection: Selection,
  { claims, roster }: Pick<Services, 'claims' | 'roster'>,
): Promise<{ claims: Claim[]; registrations: Registration[]; missing: number[] }> {
  if (selection.kind === 'all') {
    const not = (card: { number: number }) => !selection.except.includes(card.number);
    const grids = room?.purpose === 'grid-workers' ? [] : gridsOf(sender, 'committee');
    const wantsRegistrations = room?.purpose !== 'committee';
    return {
      claims: (await claims.waitingFor(sender._id, community.id, grids, MAX_CARDS + selection.except.length))
        .filter(not)
        .slice(0, MAX_CARDS),
      registrations: wantsRegistrations
        ? (await roster.waitingRegistrations(community.id, registrationGrids(sender), MAX_CARDS)).filter(not)
        : [],
      missing: [],
    };
  }
  const numbers = [...new Set(selection.numbers)].slice(0, MAX_CARDS);
  const found = await claims.byNumbers(community.id, numbers);
  const registrations: Registration[] = [];
  const missing: number[] = [];
  for (const number of numbers) {
    if (found.some((claim) => claim.number === number)) continue;
    const registration = await roster.registration(community.id, number);
    if (registration) registrations.push(registration);
    else missing.push(number);
  }
  return { claims: found, registrations, missing };
}

function adjustment(claim: Claim, { intent, community }: Request<'review.adjust'>): Verdict {
  const item = itemOf(community, claim.item);
  const { minutes, quantity, points } = intent;
  const reason = intent.reason ? { reason: plainText(intent.reason, 200) } : {};
  if (!item) return { kind: 'adjust', points: points ?? claim.points, ...reason };
  const most = pointsFor(
    item,
    item.pays.per === 'hour' ? { minutes: MAX_MINUTES } : { quantity: MAX_QUANTITY },
  );
  if (points !== undefined) {
    if (points < 1 || points > most)
      throw new Refusal('review.adjust-too-much', { number: claim.number, most });
    return { kind: 'adjust', points, ...reason };
  }
  const amount = item.pays.per === 'hour' ? { minutes } : { quantity };
  const given = Object.values(amount)[0];
  if (given === undefined)
    throw new Refusal('review.adjust-needs-amount', {
      number: claim.number,
      per: item.pays.per === 'hour' ? 'hour' : 'time',
    });
  const known = item.pays.per === 'hour' ? { minutes: given } : { quantity: given };
  const worth = pointsFor(item, known);
  if (worth < 1 || worth > most) throw new Refusal('review.adjust-too-much', { number: claim.number, most });
  return { kind: 'adjust', points: worth, ...known, ...reason };
}

function isOwn(sender: Resident, claim: Claim): boolean {
  return (
    claim.reporter === sender._id ||
    claim.resident === sender._id ||
    (sender.household !== undefined && claim.household === sender.household)
  );
}

function mayConfirm(sender: Resident, { grid }: Registration): boolean {
  return holds(sender, 'grid-worker', grid) || holds(sender, 'admin', grid);
}

/** The grids whose registrations somebody may confirm. */
function registrationGrids(sender: Resident): string[] | 'all' {
  const admin = gridsOf(sender, 'admin');
  const worker = gridsOf(sender, 'grid-worker');
  return admin === 'all' || worker === 'all' ? 'all' : [...admin, ...worker];
}

function toReporter(claim: Claim): Pick<Reply, 'to' | 'mentions'> {
  return {
    to: { account: claim.account, conversation: claim.conversation, language: claim.language },
    mentions: claim.conversation.kind === 'room' ? [claim.contactId] : [],
  };
}

function entryFor(
  claim: Claim,
  sender: Resident,
  action: string,
  details: Record<string, unknown>,
  { messageId, at }: { messageId: string; at: Date },
) {
  return {
    community: claim.community,
    by: sender._id,
    byName: sender.name,
    action,
    subject: `#${claim.number}`,
    details,
    messageId,
    at,
  };
}
