import { type Community, rulebookNow } from '#src/community/community.ts';
import type { CommunityModels } from '#src/community/schema.ts';
import type { Journal, LedgerModels } from '#src/ledger/schema.ts';
import type { Sheet } from '#src/pictures/sheet.ts';
import { periodName } from '#src/publicity/period-name.ts';
import { type CalendarPeriod, periodAt } from '#src/publicity/periods.ts';
import type { Publicity } from '#src/publicity/publicity.ts';
import type { AnnualAward } from '#src/rulebook/schema.ts';
import { type Nomination, nominate } from './nominate.ts';
import { awardsSheet, ledgerSheet, type People, publicitySheet } from './sheets.ts';

/** The grids that somebody may see. */
export type Grids = string[] | 'all';

/** Yearly awards, and the tables that a community keeps. For answers only: nothing here changes anything. */
export class Honours {
  readonly #journals: LedgerModels['journals'];
  readonly #residents: CommunityModels['residents'];
  readonly #publicity: Publicity;

  constructor(
    { journals }: Pick<LedgerModels, 'journals'>,
    { residents }: Pick<CommunityModels, 'residents'>,
    publicity: Publicity,
  ) {
    this.#journals = journals;
    this.#residents = residents;
    this.#publicity = publicity;
  }

  /** Who is nominated for each award of the regulation that is in force at `now`, for the year that `at` lies in. */
  async nominations(
    community: Community,
    at: Date,
    now: Date,
  ): Promise<{ nominated: { award: AnnualAward; nominations: Nomination[] }[]; reversed: Set<string> }> {
    const { from, to } = periodAt('year', at);
    const journals = await this.#journals
      .find({ community: community.id, countsAt: { $gte: from, $lt: to } })
      .sort({ countsAt: 1, _id: 1 })
      .lean();
    const reversed = await this.#reversed(journals);
    const nominated = rulebookNow(community, now).awards.map((award) => ({
      award,
      nominations: nominate(award, journals, reversed),
    }));
    return { nominated, reversed };
  }

  /** 评优名单: the nominations with the records behind them. */
  async awardsSheet(community: Community, at: Date, now: Date): Promise<Sheet> {
    const { nominated, reversed } = await this.nominations(community, at, now);
    const people = await this.#people(community);
    return awardsSheet(community, periodAt('year', at).key, nominated, people, reversed);
  }

  /** 积分台账: every journal recorded in a period. */
  async ledgerSheet(community: Community, { key, from, to }: CalendarPeriod, grids: Grids): Promise<Sheet> {
    const journals = await this.#journals
      .find({
        community: community.id,
        recordedAt: { $gte: from, $lt: to },
        ...(grids === 'all' ? {} : { grid: { $in: grids } }),
      })
      .sort({ recordedAt: 1, _id: 1 })
      .lean();
    const people = await this.#people(community);
    return ledgerSheet(community, periodName(key), journals, people, await this.#reversed(journals));
  }

  /** 公示名单: what was posted of a period; the last posting without one. */
  async publicitySheet(community: Community, period: string | undefined, grids: Grids): Promise<Sheet> {
    const latest = await this.#publicity.latest(community.id);
    const key = period ?? latest?.period ?? '';
    const lists = [];
    for (const { name } of community.grids) {
      if (grids !== 'all' && !grids.includes(name)) continue;
      const publication = await this.#publicity.ofPeriod(community.id, key, name);
      if (!publication) continue;
      const { lines } = await this.#publicity.listOf(community, publication, name);
      lists.push({ grid: name, lines });
    }
    return publicitySheet(community, key ? periodName(key) : '', lists);
  }

  /** Which of these journals were ever taken back. */
  async #reversed(journals: readonly Journal[]): Promise<Set<string>> {
    const reversed = new Set<string>();
    const ids = journals.map(({ _id }) => `reversal:${_id.replace(/^claim:/, '')}`);
    for (let start = 0; start < ids.length; start += 1000) {
      const reversals = await this.#journals
        .find({ _id: { $in: ids.slice(start, start + 1000) } }, { reverses: 1 })
        .lean();
      for (const { reverses } of reversals) if (reverses) reversed.add(reverses);
    }
    return reversed;
  }

  async #people(community: Community): Promise<People> {
    const residents = await this.#residents
      .find({ community: community.id }, { name: 1, household: 1, offLeaderboard: 1 })
      .lean();
    return new Map(residents.map((resident) => [resident._id, resident]));
  }
}
