import type { Publication, PublicityModels } from './schema.ts';

/** Which posted periods nobody may change any more. */
export class ClosedPeriods {
  readonly #publications: PublicityModels['publications'];

  constructor({ publications }: Pick<PublicityModels, 'publications'>) {
    this.#publications = publications;
  }

  /** The posting in which points that count at a moment stand, when they have been posted. */
  publicationOf(community: string, grid: string, countsAt: Date): Promise<Publication | null> {
    return this.#publications
      .findOne({ community, grid, from: { $lte: countsAt }, to: { $gt: countsAt } })
      .lean();
  }

  /** The end of the last period of a grid that nobody may change any more; undefined before the first. */
  async closedUntil(community: string, grid: string, now: Date): Promise<Date | undefined> {
    const latest = await this.#publications.find({ community, grid }).sort({ from: -1 }).limit(12).lean();
    return latest.find((publication) => isClosed(publication, now))?.to;
  }

  /**
   * The moment at which the reversal of points that count at `original` counts: the same, so that the month in question
   * comes right; or `now`, when that month has been posted and its window for objections is over.
   */
  async countsAt(community: string, grid: string, original: Date, now: Date): Promise<Date> {
    const publication = await this.publicationOf(community, grid, original);
    return publication && isClosed(publication, now) ? now : original;
  }
}

/** Whether objections to a posting come too late. */
export function isClosed({ closesAt, closed }: Pick<Publication, 'closesAt' | 'closed'>, now: Date): boolean {
  return closed !== undefined || closesAt <= now;
}
