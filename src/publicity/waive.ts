import type { Cause } from '#src/claims/claims.ts';
import { account, type Ledger, transfer } from '#src/ledger/ledger.ts';
import type { Objection } from './schema.ts';

/**
 * Under a regulation that lets nobody owe: gives back what a reversal took beyond what was there, by a journal of its
 * own, so that the household stands at nothing rather than below. Runs inside the caller's transaction.
 *
 * @param points what the reversal took
 * @returns how much could not be taken
 */
export async function waiveShortfall(
  ledger: Ledger,
  { community, number, household, grid, rulebookVersion }: Objection,
  points: number,
  by: string,
  { messageId, at }: Cause,
): Promise<number> {
  const { available } = await ledger.standingOf(household);
  const short = Math.min(points, Math.max(0, -available));
  if (short === 0) return 0;
  await ledger.record({
    _id: `waiver:${community}#${number}`,
    community,
    kind: 'correction',
    entries: transfer(account.issued(community), account.household(household), short),
    household,
    grid,
    claim: number,
    memo: '细则规定不记负分，不足部分不扣',
    rulebookVersion,
    decidedBy: [by],
    messageId,
    recordedAt: at,
  });
  return short;
}
