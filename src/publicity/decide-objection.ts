import type { Resident } from '#src/community/schema.ts';
import { eligible, mayDecide, type Panel, seatOf } from '#src/review/panel.ts';
import { type Ballot, count } from '#src/review/vote.ts';
import type { Rulebook, Votes } from '#src/rulebook/schema.ts';
import type { Objection, ObjectionVote } from './schema.ts';

/**
 * What becomes of an objection when a member has said something. What was said is recorded with the last three, and
 * with `too-few` when the member stays away.
 */
export type ObjectionOutcome =
  | { kind: 'already-settled' }
  | { kind: 'not-a-member' }
  | { kind: 'own-affair' }
  | { kind: 'said-before' }
  | { kind: 'too-few'; left: number; need: number; seat: string }
  | { kind: 'open'; have: number; need: number; seat: string }
  | { kind: 'upheld'; seat: string }
  | { kind: 'dismissed'; seat: string };

/**
 * The rule by which objections are settled: the regulation's own; without one, any one member of the committee.
 */
export function ruleFor({ publicity, bodies }: Rulebook): Votes {
  if (publicity?.objections) return publicity.objections;
  const body =
    bodies.find(({ id }) => id === 'committee') ??
    bodies.find(({ role }) => role === 'committee') ??
    bodies[0];
  return { body: body?.id ?? 'committee', agree: 1, rejections: 1 };
}

/**
 * One member's word on an objection, under the body's rule: so many have to agree with it, so many dismiss it. Nobody
 * decides for the household concerned, for the objectors' households, or on what they reported themselves.
 *
 * @param panel its matter is the household concerned, with everybody who is too close to it as parties
 */
export function decideObjection(
  { status, votes }: Pick<Objection, 'status' | 'votes'>,
  { seats, matter, rule }: Panel,
  person: Resident,
  verdict: ObjectionVote['verdict'],
): ObjectionOutcome {
  if (status !== 'open') return { kind: 'already-settled' };
  const seat = seatOf(seats, person._id);
  if (!seat) return { kind: 'not-a-member' };
  if (!mayDecide(person, seat, matter)) return { kind: 'own-affair' };

  const before = ballotsOf(votes);
  const own = { seat: seat.member._id, verdict };
  if (before.some((ballot) => ballot.seat === own.seat && ballot.verdict === verdict))
    return { kind: 'said-before' };
  const voters = eligible(seats, matter);
  // What was said from seats of a body that has since been stood in for counts no more.
  const ballots = [...before.filter((ballot) => ballot.seat !== own.seat), own].filter((ballot) =>
    voters.some(({ member }) => member._id === ballot.seat),
  );
  const result = count(ballots, rule, voters.length);
  switch (result.kind) {
    case 'approved':
      return { kind: 'upheld', seat: own.seat };
    case 'rejected':
      return { kind: 'dismissed', seat: own.seat };
    case 'too-few':
      return { ...result, seat: own.seat };
    case 'open':
      return {
        ...result,
        have: ballots.filter((ballot) => ballot.verdict === verdict).length,
        seat: own.seat,
      };
  }
}

/** The last word of each seat. */
export function ballotsOf(votes: readonly ObjectionVote[]): Ballot[] {
  return [...new Map(votes.map(({ seat, verdict }) => [seat, { seat, verdict }])).values()];
}
