import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import { eligible, type Matter, mayDecide, type Panel, seatOf } from '#src/review/panel.ts';
import { type Ballot, count } from '#src/review/vote.ts';
import type { Stage } from '#src/rulebook/schema.ts';
import type { Claim, Decision } from './schema.ts';

/** What a reviewer says about one claim. `adjust` agrees, but with another amount. */
export type Verdict =
  | { kind: 'approve' }
  | {
      kind: 'adjust';
      points: number;
      minutes?: number | undefined;
      quantity?: number | undefined;
      choice?: string | undefined;
      reason?: string;
    }
  | { kind: 'reject'; reason: string }
  | { kind: 'abstain' | 'recuse'; reason?: string };

/** How a verdict reached the claim: on its own, as a line of a list, or as a resolution of a meeting. */
export interface Channel {
  /** Number of the list that was answered. */
  list?: number | undefined;
  /** Reference of the minutes, or a photo of them. */
  record?: string | undefined;
}

/** What comes of a verdict. Up to `said-before` nothing changes. */
export type Outcome =
  | { kind: 'already-decided' }
  | { kind: 'not-yours' }
  | { kind: 'own-household' }
  | { kind: 'heard-before' }
  /** The stage decides by list or at a meeting only. */
  | { kind: 'on-list'; list?: number | undefined }
  | { kind: 'needs-record' }
  | { kind: 'not-adjustable' }
  | { kind: 'said-before' }
  | { kind: 'counted'; have: number; need: number }
  | { kind: 'too-few'; left: number; need: number }
  | { kind: 'approved' }
  | { kind: 'rejected' };

/**
 * The review rule of one stage. Nobody decides for their own household, nor on what they reported themselves, nor in
 * two stages of the same claim unless the regulation lets them; each seat has one voice, and its last word counts. An adjustment is agreement with another amount, so earlier
 * agreement with the old one counts no more.
 *
 * @param seats of the body that decides, as they reach the claim's grid
 * @param matter what they decide, with those who were heard on it in an earlier stage
 */
export function decide(
  claim: Claim,
  stage: Stage,
  { seats, matter }: Pick<Panel, 'seats' | 'matter'>,
  reviewer: Resident,
  verdict: Verdict,
  { list, record }: Channel,
): Outcome {
  if (claim.status !== 'waiting') return { kind: 'already-decided' };
  // A meeting's resolution is entered by an admin, who decides nothing by it.
  const enters = stage.meeting && holds(reviewer, 'admin', claim.grid);
  const seat = enters ? { member: reviewer, standIns: [] } : seatOf(seats, reviewer._id);
  if (!seat || (stage.meeting && !enters)) return { kind: 'not-yours' };
  if (!mayDecide(reviewer, seat, { ...matter, heard: [] })) return { kind: 'own-household' };
  if (!mayDecide(reviewer, seat, matter)) return { kind: 'heard-before' };
  // Whoever stays away from a claim need not wait for its list.
  const staysAway = verdict.kind === 'abstain' || verdict.kind === 'recuse';
  if (stage.list && !claim.escalated && !staysAway && (list === undefined || list !== claim.list))
    return { kind: 'on-list', list: claim.list };
  const changesAmount = verdict.kind === 'adjust' && verdict.points !== claim.points;
  if (changesAmount && !stage.adjust) return { kind: 'not-adjustable' };
  if (stage.meeting) {
    if (!record) return { kind: 'needs-record' };
    // The meeting has voted; what was entered is its resolution.
    return { kind: verdict.kind === 'reject' ? 'rejected' : 'approved' };
  }

  const before = ballotsOf(claim.decisions, claim.stage);
  const said = verdict.kind === 'adjust' ? 'approve' : verdict.kind;
  const ballot: Ballot = { seat: seat.member._id, verdict: said };
  if (!changesAmount && before.some((one) => one.seat === ballot.seat && one.verdict === said))
    return { kind: 'said-before' };
  const voters = eligible(seats, matter);
  // What was said from seats of a body that has since been stood in for counts no more.
  const ballots = withBallot(before, ballot, changesAmount).filter((one) =>
    voters.some(({ member }) => member._id === one.seat),
  );
  const counted = count(ballots, stage, voters.length);
  return counted.kind === 'open' ? { kind: 'counted', have: counted.have, need: counted.need } : counted;
}

/** The household and the people whose affair a claim is, and who was heard on it in an earlier stage. */
export function matterOf({ household, reporter, resident }: Claim, heard: readonly string[] = []): Matter {
  return { household, parties: resident ? [reporter, resident] : [reporter], heard };
}

/** Who has said yes or no to a claim in the stages before its own, other than by entering what a meeting resolved. */
export function heardBefore({ decisions, stage }: Claim, stages: readonly Stage[]): string[] {
  const spoke = decisions.filter(
    ({ stage: at, verdict }) =>
      at < stage && !stages[at]?.meeting && ['approve', 'adjust', 'reject'].includes(verdict),
  );
  return [...new Set(spoke.map(({ by }) => by))];
}

/** The last word of each seat in a stage, agreement with an amount that was changed since left out. */
export function ballotsOf(decisions: readonly Decision[], stage: number): Ballot[] {
  let ballots: Ballot[] = [];
  for (const { seat, verdict, stage: at } of decisions) {
    if (at !== stage || verdict === 'reverse') continue;
    const said = verdict === 'adjust' ? 'approve' : verdict;
    ballots = withBallot(ballots, { seat, verdict: said }, verdict === 'adjust');
  }
  return ballots;
}

/** Residents whose agreement stands behind the claim as it was credited, stage by stage. */
export function agreedBy(decisions: readonly Decision[]): string[] {
  const agreed = new Map<string, string>();
  for (const { by, seat, stage, verdict } of decisions) {
    if (verdict === 'adjust')
      for (const key of [...agreed.keys()].filter((key) => key.startsWith(`${stage}|`))) agreed.delete(key);
    if (verdict === 'approve' || verdict === 'adjust') agreed.set(`${stage}|${seat}`, by);
    else if (verdict !== 'reverse') agreed.delete(`${stage}|${seat}`);
  }
  return [...new Set(agreed.values())];
}

function withBallot(ballots: readonly Ballot[], ballot: Ballot, changesAmount: boolean): Ballot[] {
  const others = ballots.filter(
    ({ seat, verdict }) => seat !== ballot.seat && !(changesAmount && verdict === 'approve'),
  );
  return [...others, ballot];
}
