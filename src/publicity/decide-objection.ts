import type { Resident } from '#src/community/schema.ts';
import { eligible, type Matter, mayDecide, type Seat, seatOf } from '#src/review/panel.ts';
import { type Ballot, count } from '#src/review/vote.ts';
import type { Rulebook, Votes } from '#src/rulebook/schema.ts';
import type { Objection, ObjectionVote } from './schema.ts';

/** What becomes of an objection when a member has said something. Only the last three record what was said. */
export type ObjectionOutcome =
  | { kind: 'already-settled' }
  | { kind: 'not-a-member' }
  | { kind: 'own-affair' }
  | { kind: 'said-before' }
  | { kind: 'too-few'; left: number; need: number }
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
 * @param matter the household concerned, with everybody who is too close to it as parties
 */
export function decideObjection(
  { status, votes }: Pick<Objection, 'status' | 'votes'>,
  seats: readonly Seat[],
  matter: Matter,
  person: Resident,
  verdict: ObjectionVote['verdict'],
  rule: Votes,
): ObjectionOutcome {
  if (status !== 'open') return { kind: 'already-settled' };
  const seat = seatOf(seats, person._id);
  if (!seat) return { kind: 'not-a-member' };
  if (!mayDecide(person, seat, matter)) return { kind: 'own-affair' };

  const before = ballotsOf(votes);
  const own = { seat: seat.member._id, verdict };
  if (before.some((ballot) => ballot.seat === own.seat && ballot.verdict === verdict))
    return { kind: 'said-before' };
  const ballots = [...before.filter((ballot) => ballot.seat !== own.seat), own];
  const result = count(ballots, rule, eligible(seats, matter).length);
  switch (result.kind) {
    case 'approved':
      return { kind: 'upheld', seat: own.seat };
    case 'rejected':
      return { kind: 'dismissed', seat: own.seat };
    case 'too-few':
      return result;
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
