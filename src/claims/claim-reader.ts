import { noonOf, periodKey } from '#src/calendar.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Claim, ClaimModel } from './schema.ts';

type OneDay = Pick<Claim, 'household' | 'day' | 'item' | 'minutes' | 'quantity' | 'choice'>;
const OPEN: Claim['status'][] = ['waiting', 'approved'];

/** Claims as they were written down: what was reported when, by whom and for whom, and what became of it. */
export class ClaimReader {
  protected readonly model: ClaimModel;

  constructor(model: ClaimModel) {
    this.model = model;
  }

  /** Whether a household has been credited, or waits to be, for the same state in the same period. */
  async hasState(
    { household, item, day }: Pick<Claim, 'household' | 'item' | 'day'>,
    every: 'month' | 'quarter' | 'year',
  ): Promise<boolean> {
    const claims = await this.model
      .find({ household, item, status: { $in: ['waiting', 'approved'] } }, { day: 1 })
      .lean();
    const periodOf = (day: string) => periodKey(every, noonOf(day));
    return claims.some((claim) => periodOf(claim.day) === periodOf(day));
  }

  /** A claim for the same household, day, item and amount that waits or was credited. */
  sameAs({ household, day, item, minutes, quantity, choice }: OneDay): Promise<Claim | null> {
    const amount = { minutes: minutes ?? null, quantity: quantity ?? null, choice: choice ?? null };
    return this.model.findOne({ household, item, day, ...amount, status: { $in: OPEN } }).lean();
  }

  /**
   * What may be the same as a deed, whatever amount somebody remembers: what lists of attendance say of the
   * household's day, and beside such a list everything else of it. In the order in which it was claimed.
   */
  besides({ household, day, kind }: Pick<Claim, 'household' | 'day' | 'kind'>): Promise<Claim[]> {
    const which = kind === 'attendance' ? {} : { kind: 'attendance' as const };
    return this.model
      .find({ household, day, ...which, status: { $in: OPEN } })
      .sort({ number: 1 })
      .lean();
  }

  /** The versions of the rulebook under which anything was ever claimed. */
  async versionsIn(community: string): Promise<ReadonlySet<string>> {
    return new Set(await this.model.distinct('rulebookVersion', { community }));
  }

  byNumbers(community: string, numbers: number[]): Promise<Claim[]> {
    return this.byIds(numbers.map((number) => `${community}#${number}`));
  }

  /** What one person reported by hand for a day, whatever the item, that waits or was credited. */
  reportsOfDay({ _id, household }: Pick<Resident, '_id' | 'household'>, day: string): Promise<Claim[]> {
    const status = { $in: ['waiting' as const, 'approved' as const] };
    return this.model
      .find({ household, day, resident: _id, kind: 'report', status })
      .sort({ number: 1 })
      .lean();
  }

  byIds(ids: string[]): Promise<Claim[]> {
    return this.model
      .find({ _id: { $in: ids } })
      .sort({ number: 1 })
      .lean();
  }

  /** What waits in a community, oldest first. */
  waiting(community: string, limit: number): Promise<Claim[]> {
    return this.model.find({ community, status: 'waiting' }).sort({ number: 1 }).limit(limit).lean();
  }

  /** The last claims that somebody reported, newest first. */
  lastOf(reporter: string, limit: number): Promise<Claim[]> {
    return this.model.find({ reporter }).sort({ number: -1 }).limit(limit).lean();
  }

  /** What was claimed for somebody's own deeds or by their reports, newest first; not what they claimed for a whole list. */
  async ofPerson({ _id, household }: Pick<Resident, '_id' | 'household'>, limit: number): Promise<Claim[]> {
    const reported = await this.model
      .find({ reporter: _id, kind: { $ne: 'attendance' } })
      .sort({ number: -1 })
      .limit(limit)
      .lean();
    if (household === undefined) return reported;
    const attended = await this.model
      .find({ household, resident: _id, kind: 'attendance' })
      .sort({ number: -1 })
      .limit(limit)
      .lean();
    return [...reported, ...attended].sort((a, b) => b.number - a.number).slice(0, limit);
  }

  /** The language in which somebody last reported something by hand. */
  async languageOf(reporter: string): Promise<Claim['language'] | undefined> {
    const last = await this.model
      .findOne({ reporter, kind: 'report' }, { language: 1 })
      .sort({ number: -1 })
      .lean();
    return last?.language;
  }

  /** What a household still waits for. For answers only: it does not join a transaction. */
  async waitingOf(household: string): Promise<{ count: number; points: number }> {
    // Straight through the driver: 查积分 is asked most of all.
    const waiting = await this.model.collection
      .find({ household, status: 'waiting' }, { projection: { _id: 0, points: 1, kind: 1 } })
      .toArray();
    const credits = waiting.filter(({ kind }) => kind !== 'deduction');
    return { count: credits.length, points: credits.reduce((sum, { points }) => sum + points, 0) };
  }

  /** Those of some claims that still wait. */
  waitingAmong(ids: string[]): Promise<Claim[]> {
    return this.model.find({ _id: { $in: ids }, status: 'waiting' }).lean();
  }

  /** Claims reported since a moment that a picture may still belong to. */
  reportedSince(since: Date): Promise<Claim[]> {
    return this.model.find({ status: 'waiting', reportedAt: { $gte: since } }).lean();
  }
}
