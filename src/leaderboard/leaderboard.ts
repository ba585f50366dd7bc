import { local, periodKey } from '#src/calendar.ts';
import type { CommunityModels } from '#src/community/schema.ts';
import type { LedgerModels } from '#src/ledger/schema.ts';
import type { Period } from '#src/understanding/intent.ts';

export interface Place {
  /** Ties share a rank: 1, 2, 2, 4. */
  rank: number;
  /** A household's address or a person's name. */
  name: string;
  points: number;
}

export interface Board {
  of: 'households' | 'people';
  places: Place[];
}

export interface BoardQuestion {
  community: string;
  grid?: string;
  of: 'households' | 'people';
  period: string;
  limit: number;
}

/** The key under which a spoken period is tallied: 上周 on Monday is the week before. */
export function keyOfPeriod(period: Period, now: Date): string {
  const today = local(now);
  switch (period) {
    case 'last-week':
      return periodKey('week', today.minus({ weeks: 1 }).toJSDate());
    case 'last-month':
      return periodKey('month', today.minus({ months: 1 }).toJSDate());
    default:
      return periodKey(period, now);
  }
}

/** Who earned most, read from the ledger's tallies in the order of their index. */
export class Leaderboard {
  readonly #tallies: LedgerModels['tallies'];
  readonly #residents: CommunityModels['residents'];
  readonly #households: CommunityModels['households'];

  constructor({ tallies }: LedgerModels, { residents, households }: CommunityModels) {
    this.#tallies = tallies;
    this.#residents = residents;
    this.#households = households;
  }

  /** The board without those who opted out; a household is left out when any of its residents is. */
  async show({ community, grid, of, period, limit }: BoardQuestion): Promise<Board> {
    const hidden = await this.#hidden(community, of);
    const tallies = await this.#tallies
      .find({
        community,
        ...(grid ? { grid } : {}),
        of,
        period,
        points: { $gt: 0 },
        subject: { $nin: [...hidden] },
      })
      .sort({ points: -1, subject: 1 })
      .limit(2 * limit)
      .lean();
    // Those who share the last place are named with it.
    const last = tallies[limit - 1]?.points ?? 0;
    const shown = tallies.filter(({ points }, index) => index < limit || points === last);
    const names = await this.#names(
      of,
      shown.map(({ subject }) => subject),
    );
    return {
      of,
      places: rank(shown.map(({ subject, points }) => ({ name: names.get(subject) ?? subject, points }))),
    };
  }

  async #hidden(community: string, of: 'households' | 'people'): Promise<Set<string>> {
    const residents = await this.#residents
      .find({ community, offLeaderboard: true }, { _id: 1, household: 1 })
      .lean();
    return new Set(residents.flatMap(({ _id, household }) => (of === 'people' ? _id : (household ?? []))));
  }

  async #names(of: 'households' | 'people', ids: string[]): Promise<Map<string, string>> {
    if (of === 'people') {
      const residents = await this.#residents.find({ _id: { $in: ids } }, { name: 1 }).lean();
      return new Map(residents.map(({ _id, name }) => [_id, name]));
    }
    const households = await this.#households.find({ _id: { $in: ids } }, { address: 1 }).lean();
    return new Map(households.map(({ _id, address }) => [_id, address]));
  }
}

/** Puts rows in order, highest first, and gives them ranks: equal points share one, and stand by name. */
export function rank(rows: { name: string; points: number }[]): Place[] {
  const ordered = [...rows].sort((a, b) => b.points - a.points || a.name.localeCompare(b.name, 'zh-CN'));
  return ordered.map((row) => ({
    ...row,
    rank: ordered.findIndex(({ points }) => points === row.points) + 1,
  }));
}
