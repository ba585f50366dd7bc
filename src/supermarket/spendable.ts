import { local } from '#src/calendar.ts';
import type { Community } from '#src/community/community.ts';
import type { Household } from '#src/community/schema.ts';
import type { Ledger, Standing } from '#src/ledger/ledger.ts';
import { pointsOf } from '#src/ledger/ledger.ts';
import type { Journal } from '#src/ledger/schema.ts';
import type { ClosedPeriods } from '#src/publicity/closed-periods.ts';
import type { Objections } from '#src/publicity/objections.ts';
import type { Objection } from '#src/publicity/schema.ts';

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
    if (community.supermarket.spendable === 'at-once') return purse(standing, 0);
    const since = await this.#unpublishedSince(community.id, grid, at);
    const where = { community: community.id, household };
    const journals = await this.#ledger.earnedBetween(where, since, justAfter(at));
    return purse(standing, unpublishedOf(journals, await this.#objections.openOf(household)));
  }

  /** The same for many households of a community, with as many questions to the store as there are grids. */
  async ofAll(
    community: Community,
    households: readonly Pick<Household, '_id' | 'grid'>[],
    at: Date,
  ): Promise<Map<string, Purse>> {
    const standings = await this.#ledger.standingsIn(community.id);
    const standingOf = (household: string) => standings.get(household) ?? NOTHING;
    if (community.supermarket.spendable === 'at-once' || households.length === 0)
      return new Map(households.map(({ _id }) => [_id, purse(standingOf(_id), 0)]));

    const since = new Map<string, Date>();
    for (const { grid } of households)
      if (!since.has(grid)) since.set(grid, await this.#unpublishedSince(community.id, grid, at));
    const earliest = new Date(Math.min(...[...since.values()].map((moment) => moment.getTime())));
    const journals = Map.groupBy(
      await this.#ledger.earnedBetween({ community: community.id }, earliest, justAfter(at)),
      ({ household }) => household,
    );
    const purses = new Map<string, Purse>();
    for (const { _id, grid } of households) {
      const from = since.get(grid) ?? earliest;
      const own = (journals.get(_id) ?? []).filter(({ countsAt = earliest }) => countsAt >= from);
      // Few households are objected to: only those have anything frozen.
      const open = standingOf(_id).frozen > 0 ? await this.#objections.openOf(_id) : [];
      purses.set(_id, purse(standingOf(_id), unpublishedOf(own, open)));
    }
    return purses;
  }

  /** The end of the last period of a grid that is closed; without publicity, the beginning of the running month. */
  async #unpublishedSince(community: string, grid: string, at: Date): Promise<Date> {
    return (
      (await this.#closedPeriods.closedUntil(community, grid, at)) ?? local(at).startOf('month').toJSDate()
    );
  }
}

const NOTHING: Standing = { total: 0, available: 0, frozen: 0, held: 0 };

function purse(standing: Standing, unpublished: number): Purse {
  return { ...standing, unpublished, spendable: Math.max(0, standing.available - unpublished) };
}

/** What of these journals can't be spent yet: credits, with their reversals. */
function unpublishedOf(journals: Journal[], open: Pick<Objection, 'claim' | 'frozen'>[]): number {
  const byClaim = new Map<number, number>();
  const add = (claim: number, points: number) => byClaim.set(claim, (byClaim.get(claim) ?? 0) + points);
  for (const journal of journals) {
    const points = pointsOf(journal);
    // A deduction that is taken back brings no new points: it gives back old ones.
    if (journal.kind === 'credit' || (journal.kind === 'reversal' && points < 0)) add(journal.claim, points);
  }
  // What is frozen is not among the available points anyway.
  for (const { claim, frozen } of open) add(claim, -frozen);
  return [...byClaim.values()].reduce((sum, points) => sum + Math.max(0, points), 0);
}

/** The end of a span that has this very moment in it. */
function justAfter(at: Date): Date {
  return new Date(at.getTime() + 1);
}
