import { periodKey } from '#src/calendar.ts';
import { type Journal, type LedgerModels, TALLIED_PERIODS, type Tally } from './schema.ts';

/** What one credited claim puts into the ledger. */
export interface Credit extends Omit<Journal, '_id' | 'kind' | 'entries' | 'reverses' | 'countsAt'> {
  points: number;
}

/**
 * The double-entry points ledger (积分账). It only grows: a mistake is taken back by a reversal (冲正), never
 * changed. Every method that records must run inside the caller's transaction.
 */
export class Ledger {
  readonly #models: LedgerModels;

  constructor(models: LedgerModels) {
    this.#models = models;
  }

  /** Credits a household for a claim. A second credit for the same claim fails on the journal's id. */
  async recordCredit({ points, ...credit }: Credit): Promise<Journal> {
    return this.#record({
      ...credit,
      _id: `claim:${credit.community}#${credit.claim}`,
      kind: 'credit',
      countsAt: credit.recordedAt,
      entries: [
        { account: `issued:${credit.community}`, points: -points },
        { account: `household:${credit.household}`, points },
      ],
    });
  }

  /** Takes a journal back by the opposite entries. A second reversal of the same journal fails on its id. */
  async recordReversal(
    original: Journal,
    by: Pick<Journal, 'memo' | 'decidedBy' | 'messageId' | 'recordedAt'>,
  ): Promise<Journal> {
    return this.#record({
      ...original,
      ...by,
      _id: `reversal:${original.community}#${original.claim}`,
      kind: 'reversal',
      reverses: original._id,
      entries: original.entries.map(({ account, points }) => ({ account, points: -points })),
    });
  }

  async balanceOf(household: string): Promise<number> {
    const account = await this.#models.accounts.findById(`household:${household}`).lean();
    return account?.balance ?? 0;
  }

  /** What one person has earned in all. For answers only: it does not join a transaction. */
  async earnedBy({ _id, community }: { _id: string; community: string }): Promise<number> {
    const id = tallyId(community, 'people', 'total', _id);
    const tally = await this.#models.tallies.collection.findOne({ _id: id as never });
    return tally?.points ?? 0;
  }

  /** A household's last journals, newest first. */
  history(household: string, limit: number): Promise<Journal[]> {
    return this.#models.journals.find({ household }).sort({ recordedAt: -1, _id: -1 }).limit(limit).lean();
  }

  creditOf(community: string, claim: number): Promise<Journal | null> {
    return this.#models.journals.findById(`claim:${community}#${claim}`).lean();
  }

  async #record(journal: Journal): Promise<Journal> {
    const sum = journal.entries.reduce((total, { points }) => total + points, 0);
    if (sum !== 0 || journal.entries.some(({ points }) => !Number.isSafeInteger(points))) {
      throw new Error(`journal ${journal._id} does not balance: its entries sum to ${sum}`);
    }
    await this.#models.journals.insertMany([journal], { lean: true });
    await this.#models.accounts.bulkWrite(
      journal.entries.map(({ account, points }) => ({
        updateOne: {
          filter: { _id: account },
          update: { $inc: { balance: points }, $setOnInsert: { community: journal.community } },
          upsert: true,
        },
      })),
    );
    await this.#models.tallies.bulkWrite(talliesOf(journal).map(asIncrement));
    return journal;
  }
}

/** How a journal changes the tallies: for its household and its person, in every period that it counts in. */
export function talliesOf(journal: Journal): Tally[] {
  const account = `household:${journal.household}`;
  const points = journal.entries.find((entry) => entry.account === account)?.points ?? 0;
  const { community, grid } = journal;
  return TALLIED_PERIODS.flatMap((kind) => {
    const period = periodKey(kind, journal.countsAt);
    return [
      { of: 'households' as const, subject: journal.household },
      { of: 'people' as const, subject: journal.resident },
    ].map(({ of, subject }) => ({
      _id: tallyId(community, of, period, subject),
      community,
      grid,
      of,
      subject,
      period,
      points,
    }));
  });
}

function tallyId(community: string, of: 'households' | 'people', period: string, subject: string): string {
  return `${community}|${of}|${period}|${subject}`;
}

function asIncrement({ _id, points, ...rest }: Tally) {
  return { updateOne: { filter: { _id }, update: { $inc: { points }, $setOnInsert: rest }, upsert: true } };
}
