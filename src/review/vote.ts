import type { Votes } from '#src/rulebook/schema.ts';

/** What one member said, for the seat that they hold or stand in for. */
export interface Ballot {
  /** Resident id of the member whose seat it is. */
  seat: string;
  verdict: 'approve' | 'reject' | 'abstain' | 'recuse';
}

export type Count =
  | { kind: 'approved' }
  | { kind: 'rejected' }
  | { kind: 'open'; have: number; need: number }
  /** Recusal and abstention leave too few to decide. */
  | { kind: 'too-few'; left: number; need: number };

/**
 * Counts a vote. `agree` seats have to agree; when those who stay away leave fewer than that, `atLeast` are enough.
 * `rejections` seats reject, and so does a vote that can't reach agreement any more.
 *
 * @param ballots the last word of each seat
 * @param eligible how many seats may vote on this matter, those who abstained or recused themselves among them
 */
export function count(ballots: readonly Ballot[], rule: Votes, eligible: number): Count {
  const of = (...verdicts: Ballot['verdict'][]) =>
    ballots.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const left = eligible - of('abstain', 'recuse');
  const need = left >= rule.agree ? rule.agree : (rule.atLeast ?? rule.agree);
  const have = of('approve');
  const against = of('reject');
  if (left < need) return { kind: 'too-few', left, need };
  if (have >= need) return { kind: 'approved' };
  if (against >= rule.rejections || left - against < need) return { kind: 'rejected' };
  return { kind: 'open', have, need };
}
