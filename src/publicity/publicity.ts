import { type Community, itemOf, rulebookNow } from '#src/community/community.ts';
import type { CommunityModels } from '#src/community/schema.ts';
import type { Ledger } from '#src/ledger/ledger.ts';
import { pointsOf } from '#src/ledger/ledger.ts';
import type { Journal } from '#src/ledger/schema.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { linesOf, type PublicLine, pagesOf, totalsOf } from './lines.ts';
import { type CalendarPeriod, endOfWindow, leftOf } from './periods.ts';
import type { Publication, PublicityModels } from './schema.ts';

/** What is posted of one period: for one grid, or for all of them together. */
export interface PostedList {
  /** The grid's name; absent for the whole community. */
  grid?: string;
  publication: Publication;
  lines: PublicLine[];
  pages: PublicLine[][];
  totals: ReturnType<typeof totalsOf>;
}

/** Posting of what was credited and deducted (公示). Methods that change anything run inside the caller's transaction. */
export class Publicity {
  readonly #models: PublicityModels;
  readonly #ledger: Ledger;
  readonly #residents: CommunityModels['residents'];

  constructor(models: PublicityModels, ledger: Ledger, { residents }: Pick<CommunityModels, 'residents'>) {
    this.#models = models;
    this.#ledger = ledger;
    this.#residents = residents;
  }

  /**
   * Opens what is left of a period to everybody's questions: one publication for each grid, under the rules that are in
   * force now; none where the period was posted before.
   */
  async open(community: Community, period: CalendarPeriod, now: Date): Promise<Publication[]> {
    const book = rulebookNow(community, now);
    const anywhere = await this.latest(community.id);
    const publications: Publication[] = [];
    for (const { name } of community.grids) {
      const last = (await this.latest(community.id, name)) ?? anywhere;
      const left = leftOf(period, last?.to);
      if (!left) continue;
      publications.push({
        _id: `${community.id}/${period.key}/${name}`,
        community: community.id,
        period: period.key,
        grid: name,
        from: left.from,
        to: left.to,
        names: book.publicity?.names ?? 'masked',
        rulebookVersion: book.version,
        opensAt: now,
        closesAt: endOfWindow(now, book.publicity?.days ?? 7),
      });
    }
    if (publications.length > 0) await this.#models.publications.insertMany(publications, { lean: true });
    return publications;
  }

  /** The last posting of a grid, or of any grid. */
  latest(community: string, grid?: string): Promise<Publication | null> {
    return this.#models.publications
      .findOne({ community, ...(grid ? { grid } : {}) })
      .sort({ from: -1 })
      .lean();
  }

  /** The posting of a grid, or of any grid, of one period. */
  ofPeriod(community: string, period: string, grid?: string): Promise<Publication | null> {
    return this.#models.publications.findOne({ community, period, ...(grid ? { grid } : {}) }).lean();
  }

  /** Postings whose window is over and that nobody has marked yet. */
  unmarked(community: string, now: Date): Promise<Publication[]> {
    return this.#models.publications
      .find({ community, closed: { $exists: false }, closesAt: { $lte: now } })
      .limit(100)
      .lean();
  }

  async markClosed({ _id }: Pick<Publication, '_id'>, now: Date): Promise<void> {
    await this.#models.publications.updateOne({ _id, closed: { $exists: false } }, { $set: { closed: now } });
  }

  /** What a posting shows now: entries that were taken back since are struck. */
  async listOf(community: Community, publication: Publication, grid?: string): Promise<PostedList> {
    const where = { community: community.id, ...(grid ? { grid } : {}) };
    const journals = await this.#ledger.earnedBetween(where, publication.from, publication.to);
    const { names } = publication;
    const people = await this.#namesOf(journals);
    const lines = linesOf(journals, {
      names,
      people,
      whatFor: (journal) => whatFor(community, journal, names),
    });
    return {
      ...(grid ? { grid } : {}),
      publication,
      lines,
      pages: pagesOf(lines),
      totals: totalsOf(lines, journals),
    };
  }

  async #namesOf(journals: Journal[]): Promise<Map<string, string>> {
    const ids = [...new Set(journals.flatMap(({ resident }) => resident ?? []))];
    const residents = await this.#residents.find({ _id: { $in: ids } }, { name: 1 }).lean();
    return new Map(residents.map(({ _id, name }) => [_id, plainText(name, 20)]));
  }
}

/** The item's name. Words that somebody typed may hold a name, so points at discretion are only called what they are. */
function whatFor(
  community: Community,
  journal: Journal,
  names: 'masked' | 'full',
): { zh: string; en: string } {
  const item = journal.item ? itemOf(community, journal.item)?.name : undefined;
  if (item) return item;
  if (names === 'full') {
    const memo = plainText(journal.memo, 30);
    return { zh: memo, en: memo };
  }
  return pointsOf(journal) < 0 === (journal.kind !== 'reversal')
    ? { zh: '其他扣分', en: 'other deduction' }
    : { zh: '其他加分', en: 'other credit' };
}
