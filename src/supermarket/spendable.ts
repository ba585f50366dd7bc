import { local } from '#src/calendar.ts';
import type { Community } from '#src/community/community.ts';
import type { Ledger, Standing } from '#src/ledger/ledger.ts';
import { pointsOf } from '#src/ledger/ledger.ts';
import type { ClosedPeriods } from '#src/publicity/closed-periods.ts';

/** What a household can spend now, beside its standing. */
export interface Purse extends Standing {
  /** Credited, but not yet through the publicity period; 0 where points count at once. */
  unpublished: number;
  /** What is left to spend: never below zero. */
  spendable: number;
}

/**
 * What may be spent. Points that an objection freezes or a redemption holds are not available anyway; where the
 * regulation wants it, neither are points of a month that nobody has been able to question yet.
 */
export class Purses {
  readonly #ledger: Ledger;
  readonly #closedPeriods: Pick<ClosedPeriods, 'closedUntil'>;

  constructor(ledger: Ledger, closedPeriods: Pick<ClosedPeriods, 'closedUntil'>) {
    this.#ledger = ledger;
    this.#closedPeriods = closedPeriods;
  }

  async of(
    community: Community,
    { household, grid }: { household: string; grid: string },
    at: Date,
  ): Promise<Purse> {
    const standing = await this.#ledger.standingOf(household);
    const unpublished =
      community.supermarket.spendable === 'at-once'
        ? 0
        : await this.#unpublished(community.id, { household, grid }, at);
    return { ...standing, unpublished, spendable: Math.max(0, standing.available - unpublished) };
  }

  /** Credits, with their reversals, since the last period that is closed; without publicity, of the running month. */
  async #unpublished(
    community: string,
    { household, grid }: { household: string; grid: string },
    at: Date,
  ): Promise<number> {
    const since =
      (await this.#closedPeriods.closedUntil(community, grid, at)) ?? local(at).startOf('month').toJSDate();
    const journals = await this.#ledger.earnedBetween(
      { community, household },
      since,
      new Date(at.getTime() + 1),
    );
    const byClaim = new Map<number, number>();
    for (const journal of journals)
      if (journal.kind !== 'deduction')
        byClaim.set(journal.claim, (byClaim.get(journal.claim) ?? 0) + pointsOf(journal));
    return [...byClaim.values()].reduce((sum, points) => sum + Math.max(0, points), 0);
  }
}
