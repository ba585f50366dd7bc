import type { Claim, Decision } from './schema.ts';

/** The reviewer, as far as the rules look at one. */
export interface Reviewer {
  _id: string;
  name: string;
  household?: string;
}

/** What a reviewer says about one claim. `adjust` agrees, but with other points. */
export type Verdict =
  | { kind: 'approve' }
  | { kind: 'adjust'; points: number; minutes?: number; quantity?: number; reason?: string }
  | { kind: 'reject'; reason: string };

/** What comes of it. Only the last three settle or change anything. */
export type Outcome =
  | { kind: 'own-household' }
  | { kind: 'already-decided' }
  | { kind: 'said-before' }
  | { kind: 'needs-more'; have: number; need: number }
  | { kind: 'approved' }
  | { kind: 'rejected' };

/**
 * The review rule: a claim is approved when `need` different reviewers agree on the same amount, and rejected
 * by the first who rejects it. Nobody decides on their own household's claim, nor on what they reported
 * themselves. An adjustment is agreement with another amount, so earlier agreement with the old one counts no more.
 */
export function decide(claim: Claim, reviewer: Reviewer, verdict: Verdict, need: number): Outcome {
  if (claim.status !== 'waiting') return { kind: 'already-decided' };
  const ownHousehold = reviewer.household !== undefined && reviewer.household === claim.household;
  if (ownHousehold || reviewer._id === claim.reporter || reviewer._id === claim.resident)
    return { kind: 'own-household' };
  if (verdict.kind === 'reject') return { kind: 'rejected' };

  const changesAmount = verdict.kind === 'adjust' && verdict.points !== claim.points;
  const agreed = changesAmount ? new Set<string>() : agreedBy(claim.decisions);
  if (agreed.has(reviewer._id)) return { kind: 'said-before' };
  const have = agreed.size + 1;
  return have >= need ? { kind: 'approved' } : { kind: 'needs-more', have, need };
}

/** Those who agree with the claim as it stands: everybody who approved since its amount last changed. */
export function agreedBy(decisions: Decision[]): Set<string> {
  let agreed = new Set<string>();
  for (const { verdict, by } of decisions) {
    if (verdict === 'adjust') agreed = new Set([by]);
    else if (verdict === 'approve') agreed.add(by);
  }
  return agreed;
}
