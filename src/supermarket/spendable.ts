import { local } from '#src/calendar.ts';
import type { Community } from '#src/community/community.ts';
import type { Ledger, Standing } from '#src/ledger/ledger.ts';
import { pointsOf } from '#src/ledger/ledger.ts';
import type { ClosedPeriods } from '#src/publicity/closed-periods.ts';
import type { Objections } from '#src/publicity/objections.ts';

/** Whether what a household has reserved is covered only by points that an objection has frozen. */
export function isBlocked({ available, frozen }: Standing): boolean {
  return frozen > 0 && available < 0;
}

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
  readonly #objections: Pick<Objections, 'openOf'>;

  constructor(
    ledger: Ledger,
    closedPeriods: Pick<ClosedPeriods, 'closedUntil'>,
    objections: Pick<Objections, 'openOf'>,
  ) {
    this.#ledger = ledger;
    this.#closedPeriods = closedPeriods;
    this.#objections = objections;
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
    const add = (claim: number, points: number) => byClaim.set(claim, (byClaim.get(claim) ?? 0) + points);
    for (const journal of journals) {
      const points = pointsOf(journal);
      // A deduction that is taken back brings no new points: it gives back old ones.
      if (journal.kind === 'credit' || (journal.kind === 'reversal' && points < 0))
        add(journal.claim, points);
    }
    // What is frozen is not among the available points anyway.
    for (const { claim, frozen } of await this.#objections.openOf(household)) add(claim, -frozen);
    return [...byClaim.values()].reduce((sum, points) => sum + Math.max(0, points), 0);
  }
}
