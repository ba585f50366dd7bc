import { doneBy } from '#src/audit/done-by.ts';
import type { Verdict } from '#src/claims/decide.ts';
import { type ReviewServices, reviewClaim, toReporter } from '#src/claims/review-claim.ts';
import type { Claim } from '#src/claims/schema.ts';
import { tellConcerned } from '#src/claims/tell-concerned.ts';
import { claimView } from '#src/claims/view.ts';
import { type Community, rulebookNamed } from '#src/community/community.ts';
import { gridsOf, holds } from '#src/community/roster.ts';
import type { Registration, Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { objectionsBefore } from '#src/publicity/panel-of.ts';
import { objectionView } from '#src/publicity/view.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import type { LeftOut } from '#src/replies/views.ts';
import { mayDecide, seatOf, sitsIn } from '#src/review/panel.ts';
import { amountWorth, bodyOf, itemOf, mostPointsFor, pointsFor } from '#src/rulebook/rulebook.ts';
import { tellCalledOff } from '#src/supermarket/tell.ts';
import type { Selection } from '#src/understanding/intent.ts';
import { settleRegistration } from './settle-registration.ts';
import { type VoteNeeds, voteOnObjection } from './vote-on-objection.ts';

type Needs = ReviewServices | 'roster' | 'objections';
type ReviewRequest = Omit<Request, 'intent'> & { sender: Resident };
/** What somebody says about a card: a verdict, or what to make of each claim. */
type VerdictOn = (claim: Claim) => Verdict;

const REVIEWERS = { committee: 'others', 'grid-worker': 'others', admin: 'others' } as const;
/** Most cards that one message decides, and most that are looked through for those that wait for somebody. */
const MAX_CARDS = 100;
const MAX_LOOKED_THROUGH = 1000;

/** 通过: by quoting a card, or by numbers, or all that waits. Cards of claims and of registrations alike. */
export const approve: MessageHandler<'review.approve', Needs> = {
  intent: 'review.approve',
  discreet: 'outside-offices',
  forStandIns: true,
  may: REVIEWERS,
  effect: 'records',
  handle: (request, services) =>
    review(request, request.intent.selection, () => ({ kind: 'approve' }), services),
};

/** 驳回 1024 照片不清楚: always with a reason. */
export const reject: MessageHandler<'review.reject', Needs> = {
  intent: 'review.reject',
  discreet: 'outside-offices',
  forStandIns: true,
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
  discreet: 'outside-offices',
  forStandIns: true,
  may: REVIEWERS,
  effect: 'records',
  handle: (request, services) =>
    review(
      request,
      request.intent.selection,
      (claim) => adjustment(claim, request.intent, request),
      services,
    ),
};

/** 弃权 1023, 回避 1023 亲戚: somebody of the body stays away from a decision, on a claim or an objection. */
export const abstain: MessageHandler<'review.abstain', Needs | VoteNeeds> = {
  intent: 'review.abstain',
  discreet: 'outside-offices',
  forStandIns: true,
  may: REVIEWERS,
  effect: 'records',
  async handle(request, services) {
    const { selection, kind, reason } = request.intent;
    const numbers = selection.kind === 'numbers' ? selection.numbers : [];
    const objections = await services.objections.byNumbers(request.community.id, numbers);
    const replies: Reply[] = [];
    for (const objection of objections)
      replies.push(...(await voteOnObjection(objection, { verdict: kind, reason }, request, services)));
    // An objection's card also names the claim that it is about.
    const settled = new Set(objections.flatMap(({ number, claim }) => [number, claim]));
    const left = numbers.filter((number) => !settled.has(number));
    if (objections.length > 0 && left.length === 0) return replies;
    const verdict: Verdict = { kind, ...(reason ? { reason: plainText(reason, 200) } : {}) };
    const others: Selection = selection.kind === 'numbers' ? { kind: 'numbers', numbers: left } : selection;
    return [...replies, ...(await review(request, others, () => verdict, services))];
  },
};

/** 1001通过 1002驳回 重复 1003改成5分: several verdicts in one message. */
export const reviewSeveral: MessageHandler<'review.several', Needs> = {
  intent: 'review.several',
  discreet: 'outside-offices',
  forStandIns: true,
  may: REVIEWERS,
  effect: 'records',

  async handle(request, services) {
    const replies: Reply[] = [];
    for (const { verdict, numbers, reason, ...amount } of request.intent.verdicts) {
      if (verdict === 'reject' && !reason) throw new Refusal('ask.reason', { numbers });
      const verdictOn: VerdictOn = (claim) => {
        if (verdict === 'approve') return { kind: 'approve' };
        if (verdict === 'reject') return { kind: 'reject', reason: plainText(reason ?? '', 200) };
        return adjustment(claim, { ...amount, reason }, request);
      };
      replies.push(...(await review(request, { kind: 'numbers', numbers }, verdictOn, services)));
    }
    return replies;
  },
};

/** 待审: what waits for this person's decision: claims, registrations, objections. */
export const showPending: MessageHandler<'review.pending', 'claims' | 'roster' | 'objections' | 'panels'> = {
  intent: 'review.pending',
  discreet: 'outside-offices',
  forStandIns: true,
  may: { committee: 'all', 'grid-worker': 'all', admin: 'all' },
  effect: 'reads',

  async handle(request, services) {
    const { sender, community, at } = request;
    const { claims, roster } = services;
    const shown = 15;
    const mine = waitingBefore(request, await claims.waiting(community.id, MAX_LOOKED_THROUGH), claims);
    const isListed = (claim: Claim) => claims.stageOf(claim, community).stage.list && !claim.escalated;
    const waiting = mine.filter((claim) => !isListed(claim));
    const listed = mine.length - waiting.length;
    const registrations = await roster.waitingRegistrations(community.id, registrationGrids(sender));
    const total = waiting.length + registrations.length;
    const objections = await objectionsBefore(sender, community, services);
    if (total + listed + objections.length === 0) return [reply('review.nothing-waiting', {})];
    return [
      reply('review.pending', {
        claims: waiting.slice(0, shown).map((claim) => claimView(claim, community, at)),
        registrations: registrations
          .slice(0, shown)
          .map(({ number, address, name }) => ({ number, address, name })),
        total,
        listed,
        objections: objections.slice(0, shown).map(({ objection, claim }) => ({
          ...objectionView(objection, claim, community),
          reason: plainText(objection.objectors[0]?.reason ?? '', 40),
        })),
        objected: objections.length,
      }),
    ];
  },
};

/** 冲正 1023 原因: takes credited points back by a reversal. */
export const reverseClaim: MessageHandler<'claim.reverse', Needs | 'shelf' | 'wishes'> = {
  intent: 'claim.reverse',
  discreet: 'outside-offices',
  may: { committee: 'others', admin: 'others' },
  effect: 'records',

  async handle({ intent, sender, community, message, at }, services) {
    const { claims, ledger, audit, objections } = services;
    const cause = { messageId: message.id, at };
    const reason = plainText(intent.reason, 200);
    const found = await claims.byNumbers(community.id, intent.numbers);
    if (found.length === 0) throw new Refusal('claim.not-reversible', { numbers: intent.numbers });

    const replies: Reply[] = [];
    for (const claim of found) {
      if (!mayReverse(sender, claim, community))
        throw new Refusal('review.left-out', { others: [claim.number] });
      if (isOwn(sender, claim)) throw new Refusal('review.left-out', { own: [claim.number] });
      const open = await objections.openOn(community.id, claim.number);
      if (open) throw new Refusal('claim.under-objection', { number: claim.number, objection: open.number });
      const reversed = await claims.reverse(claim, community, sender, reason, cause);
      if (!reversed)
        throw new Refusal(claim.status === 'reversed' ? 'claim.already-reversed' : 'claim.not-reversible', {
          numbers: [claim.number],
        });
      await audit.record([
        doneBy(
          { community, sender, message, at },
          'claim.reverse',
          `#${claim.number}`,
          { reason, points: -claim.points },
          claim.rulebookVersion,
        ),
      ]);
      const balance = await ledger.balanceOf(claim.household);
      const params = {
        ...claimView(claim, community, at),
        by: plainText(sender.name, 20),
        reason,
        balance,
        waived: reversed.waived,
      };
      replies.push(reply('claim.reversed', params), ...(await tellCalledOff(reversed.calledOff, services)));
      const reporter = toReporter(claim);
      if (reporter.to?.conversation.id !== message.conversation.id)
        replies.push(reply('claim.reversed', params, reporter));
      if (claim.kind === 'deduction')
        replies.push(
          ...(await tellConcerned(
            claim,
            ['deduction.forgiven', params],
            { account: claim.account },
            services,
          )),
        );
    }
    return replies;
  },
};

/** Applies one verdict to every card that is meant, and says of the others why not. */
async function review(
  request: ReviewRequest,
  selection: Selection,
  verdictOn: VerdictOn,
  services: Pick<Services, Needs>,
): Promise<Reply[]> {
  const { sender, community } = request;
  const { claims, registrations, objections, missing } = await cardsMeant(request, selection, services);
  const leftOut: LeftOut = {
    ...(objections.length > 0 ? { objections } : {}),
    ...(missing.length > 0 ? { missing } : {}),
  };
  const leaveOut = (why: keyof LeftOut, number: number) => {
    leftOut[why] = [...(leftOut[why] ?? []), number];
  };
  const replies: Reply[] = [];

  for (const claim of claims) {
    const result = await reviewClaim(claim, () => verdictOn(claim), {}, request, services);
    if ('leftOut' in result) leaveOut(result.leftOut, claim.number);
    else replies.push(...result.replies);
  }
  for (const registration of registrations) {
    const verdict = verdictOn({} as Claim);
    if (!mayConfirm(sender, registration) || (verdict.kind !== 'approve' && verdict.kind !== 'reject'))
      leaveOut('others', registration.number);
    else if (registration.status !== 'waiting') leaveOut('decided', registration.number);
    else
      replies.push(...(await settleRegistration(registration, verdict, { ...request, community }, services)));
  }

  const isLeftOut = Object.keys(leftOut).length > 0;
  if (replies.length === 0)
    throw isLeftOut ? new Refusal('review.left-out', leftOut) : new Refusal('review.nothing-waiting', {});
  return isLeftOut ? [...replies, reply('review.left-out', leftOut)] : replies;
}

/** Cards by what they are of; numbers of objections, which are settled in other words, and of nothing. */
interface CardsMeant {
  claims: Claim[];
  registrations: Registration[];
  objections: number[];
  missing: number[];
}

/** The cards that a selection means. 全部 is what waits for the people of this room, or for this person. */
async function cardsMeant(
  request: ReviewRequest,
  selection: Selection,
  services: Pick<Services, 'claims' | 'roster' | 'objections'>,
): Promise<CardsMeant> {
  const { claims, roster } = services;
  const { sender, community, room } = request;
  if (selection.kind === 'all') {
    const not = (card: { number: number }) => !selection.except.includes(card.number);
    const before =
      room?.purpose === 'grid-workers'
        ? []
        : waitingBefore(request, await claims.waiting(community.id, MAX_LOOKED_THROUGH), claims);
    const undecided = before.filter(
      (claim) =>
        !claims.stageOf(claim, community).stage.list &&
        !claim.decisions.some(({ by, stage }) => by === sender._id && stage === claim.stage),
    );
    const wantsRegistrations = room?.purpose !== 'committee';
    return {
      claims: undecided.filter(not).slice(0, MAX_CARDS),
      registrations: wantsRegistrations
        ? (
            await roster.waitingRegistrations(
              community.id,
              registrationGrids(sender),
              MAX_CARDS + selection.except.length,
            )
          )
            .filter(not)
            .slice(0, MAX_CARDS)
        : [],
      objections: [],
      missing: [],
    };
  }
  const numbers = selection.numbers.slice(0, MAX_CARDS);
  const found = await claims.byNumbers(community.id, numbers);
  const registrations: Registration[] = [];
  const missing: number[] = [];
  for (const number of numbers) {
    if (found.some((claim) => claim.number === number)) continue;
    const registration = await roster.registration(community.id, number);
    if (registration) registrations.push(registration);
    else missing.push(number);
  }
  const objections = missing.length > 0 ? await services.objections.byNumbers(community.id, missing) : [];
  const objected = objections.map(({ number }) => number);
  return {
    claims: found,
    registrations,
    objections: objected,
    missing: missing.filter((number) => !objected.includes(number)),
  };
}

/** Those of the waiting claims that are before a body in which somebody sits. */
function waitingBefore(
  { sender, community }: ReviewRequest,
  waiting: Claim[],
  claims: Services['claims'],
): Claim[] {
  return waiting.filter((claim) => {
    const { stage, book, heard } = claims.stageOf(claim, community);
    if (heard.includes(sender._id)) return false;
    if (stage.meeting) return holds(sender, 'admin', claim.grid);
    const bodies = [stage.body, ...(claim.escalated && stage.escalateTo ? [stage.escalateTo] : [])];
    return bodies.some((id) => sitsIn(sender, bodyOf(book, id), claim.grid));
  });
}

/**
 * What an adjustment makes of a claim: other hours, other times, another level. Points that were named are read as an
 * amount of the item where they are one, so that every cap counts them; otherwise they are at most what was claimed.
 */
export function adjustment(
  claim: Claim,
  { points, minutes, quantity, reason }: AdjustedAmount,
  { community }: Pick<Request, 'community'>,
): Verdict {
  const why = reason ? { reason: plainText(reason, 200) } : {};
  const book = rulebookNamed(community, claim.rulebookVersion);
  const item = itemOf(book, claim.item);
  if (points !== undefined) {
    const amount = item ? amountWorth(item, points) : undefined;
    const claimed = claim.uncapped ?? claim.points;
    const most = item ? (amount ? mostPointsFor(item) : claimed) : (book.discretion?.most ?? claimed);
    if (points < 1 || points > most)
      throw new Refusal('review.adjust-too-much', { number: claim.number, most });
    return { kind: 'adjust', points, ...amount, ...why };
  }
  const perHour = item?.pays.per === 'hour';
  const given = perHour ? minutes : quantity;
  if (!item || given === undefined)
    throw new Refusal('review.adjust-needs-amount', { number: claim.number, per: perHour ? 'hour' : 'time' });
  const known = perHour ? { minutes: given } : { quantity: given };
  const worth = pointsFor(item, { ...known, choice: claim.choice });
  const most = mostPointsFor(item);
  if (worth < 1 || worth > most) throw new Refusal('review.adjust-too-much', { number: claim.number, most });
  return { kind: 'adjust', points: worth, ...known, ...why };
}

/** Whoever decided last may take it back: that body, the one that settles objections, or an admin. */
function mayReverse(sender: Resident, claim: Claim, community: Community): boolean {
  if (holds(sender, 'admin', claim.grid)) return true;
  const book = rulebookNamed(community, claim.rulebookVersion);
  const chain = book.chains.find(({ id }) => id === claim.chain);
  const last = chain?.stages.at(-1);
  const objections = book.publicity?.objections;
  if (!last) return holds(sender, 'committee', claim.grid);
  return [last.body, ...(objections ? [objections.body] : [])].some((id) =>
    sitsIn(sender, bodyOf(book, id), claim.grid),
  );
}

interface AdjustedAmount {
  points?: number | undefined;
  minutes?: number | undefined;
  quantity?: number | undefined;
  reason?: string | undefined;
}

function isOwn(sender: Resident, claim: Claim): boolean {
  const seat = seatOf([{ member: sender, standIns: [] }], sender._id);
  const parties = [claim.reporter, ...(claim.resident ? [claim.resident] : [])];
  return !seat || !mayDecide(sender, seat, { household: claim.household, parties });
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
