import { periodKey } from '#src/calendar.ts';
import { type Journal, type LedgerModels, TALLIED_PERIODS, type Tally } from './schema.ts';

/** What one decided claim puts into the ledger: points above zero are a credit, below zero a deduction. */
export interface Earning extends Omit<Journal, '_id' | 'kind' | 'entries' | 'reverses' | 'countsAt'> {
  points: number;
}

/** Who takes a journal back, and why. `countsAt` moves it out of a month that is closed. */
export type Reversing = Pick<Journal, 'memo' | 'decidedBy' | 'messageId' | 'recordedAt' | 'countsAt'>;

/** What a household has: all of it, and how much it may spend, waits frozen or is reserved. */
export interface Standing {
  total: number;
  available: number;
  frozen: number;
  held: number;
}

/** The accounts of a household and of its community. */
export const account = {
  household: (household: string) => `household:${household}`,
  frozen: (household: string) => `frozen:${household}`,
  held: (household: string) => `held:${household}`,
  issued: (community: string) => `issued:${community}`,
  /** Points that were exchanged for something. */
  redeemed: (community: string) => `redeemed:${community}`,
  /** Points that were not spent in time. */
  expired: (community: string) => `expired:${community}`,
};

/**
 * The double-entry points ledger (积分账). It only grows: a mistake is taken back by a reversal (冲正), never
 * changed. Every method that records must run inside the caller's transaction.
 */
export class Ledger {
  readonly #models: LedgerModels;

  constructor(models: LedgerModels) {
    this.#models = models;
  }

  /** Credits or charges a household for a claim. A second journal for the same claim fails on its id. */
  async recordEarning({ points, ...earning }: Earning): Promise<Journal> {
    return this.record({
      ...earning,
      _id: `claim:${earning.community}#${earning.claim}`,
      kind: points < 0 ? 'deduction' : 'credit',
      countsAt: earning.recordedAt,
      entries: transfer(account.issued(earning.community), account.household(earning.household), points),
    });
  }

  /** Takes a journal back by the opposite entries. A second reversal of the same journal fails on its id. */
  async recordReversal(original: Journal, by: Reversing): Promise<Journal> {
    return this.record({
      ...original,
      ...by,
      _id: `reversal:${original._id.replace(/^claim:/, '')}`,
      kind: 'reversal',
      reverses: original._id,
      entries: original.entries.map(({ account, points }) => ({ account, points: -points })),
    });
  }

  /** Records any journal. @throws Error when its entries do not sum to zero, or it is there already. */
  async record(journal: Journal): Promise<Journal> {
    requireBalanced(journal);
    return this.#write(journal, journal.entries);
  }

  /**
   * Records a journal that takes points from what its household may spend, unless that would leave less than `leave`.
   * Whether there is enough is asked by the very update that takes them, so that two at the same time can't both.
   */
  async recordSpending(journal: Journal, leave = 0): Promise<Journal | 'insufficient'> {
    requireBalanced(journal);
    const spender = account.household(journal.household);
    const own = journal.entries.filter((entry) => entry.account === spender);
    const spent = own.reduce((total, { points }) => total - points, 0);
    const taken = await this.#models.accounts.updateOne(
      { _id: spender, balance: { $gte: spent + leave } },
      { $inc: { balance: -spent } },
    );
    if (taken.matchedCount !== 1) return 'insufficient';
    return this.#write(
      journal,
      journal.entries.filter((entry) => entry.account !== spender),
    );
  }

  /** Adds a journal, with its tallies; `moved` are the entries whose accounts are still to be changed. */
  async #write(journal: Journal, moved: Journal['entries']): Promise<Journal> {
    await this.#models.journals.insertMany([journal], { lean: true });
    await this.#models.accounts.bulkWrite(
      moved.map(({ account, points }) => ({
        updateOne: {
          filter: { _id: account },
          update: { $inc: { balance: points }, $setOnInsert: { community: journal.community } },
          upsert: true,
        },
      })),
    );
    const tallies = talliesOf(journal);
    if (tallies.length > 0) await this.#models.tallies.bulkWrite(tallies.map(asIncrement));
    return journal;
  }

  /** How much a journal took from a household that it has not free. */
  async shortfallOf(journal: Journal): Promise<number> {
    const { available } = await this.standingOf(journal.household);
    return Math.min(Math.max(0, -pointsOf(journal)), Math.max(0, -available));
  }

  /**
   * Under a regulation that lets nobody owe: gives back what a reversal took beyond what was there, by a journal of
   * its own. Runs in the reversal's transaction.
   *
   * @returns how much could not be taken
   */
  async waiveShortfall(reversal: Journal): Promise<number> {
    const short = await this.shortfallOf(reversal);
    if (short === 0) return 0;
    const { countsAt: _, minutes: __, reverses: ___, ...rest } = reversal;
    await this.record({
      ...rest,
      _id: reversal._id.replace(/^reversal:/, 'waiver:'),
      kind: 'correction',
      entries: transfer(account.issued(reversal.community), account.household(reversal.household), short),
      memo: '细则规定不记负分，不足部分不扣',
    });
    return short;
  }

  /** What a household has in all, whatever of it is frozen or reserved. */
  async balanceOf(household: string): Promise<number> {
    return (await this.standingOf(household)).total;
  }

  async standingOf(household: string): Promise<Standing> {
    const ids = [account.household(household), account.frozen(household), account.held(household)];
    const accounts = await this.#models.accounts.find({ _id: { $in: ids } }).lean();
    const [available = 0, frozen = 0, held = 0] = ids.map(
      (id) => accounts.find(({ _id }) => _id === id)?.balance ?? 0,
    );
    return { total: available + frozen + held, available, frozen, held };
  }

  /** The balances of any accounts, in their order; 0 for one without entries. */
  async balancesOf(ids: string[]): Promise<number[]> {
    const accounts = await this.#models.accounts.find({ _id: { $in: ids } }).lean();
    return ids.map((id) => accounts.find(({ _id }) => _id === id)?.balance ?? 0);
  }

  /** What every household of a community has; those that never had anything are not in it. */
  async standingsIn(community: string): Promise<Map<string, Standing>> {
    const standings = new Map<string, Standing>();
    for (const [kind, accountOf] of [
      ['available', account.household],
      ['frozen', account.frozen],
      ['held', account.held],
    ] as const) {
      const prefix = accountOf(`${community}/`);
      const accounts = this.#models.accounts
        .find({ _id: { $gte: prefix, $lt: `${prefix.slice(0, -1)}0` } })
        .lean()
        .cursor();
      for await (const { _id, balance } of accounts) {
        const household = _id.slice(accountOf('').length);
        const known = standings.get(household) ?? { total: 0, available: 0, frozen: 0, held: 0 };
        standings.set(household, { ...known, [kind]: balance, total: known.total + balance });
      }
    }
    return standings;
  }

  /** All journals of a community that count, one after the other, in no order. */
  countingIn(community: string): AsyncIterable<Journal> {
    return this.#models.journals
      .find({ community, countsAt: { $gte: new Date(0) } })
      .lean()
      .cursor();
  }

  /** All journals of one household that count. */
  countingOf(household: string): Promise<Journal[]> {
    return this.#models.journals
      .find({ household, countsAt: { $gte: new Date(0) } })
      .sort({ countsAt: 1, _id: 1 })
      .lean();
  }

  byIds(ids: string[]): Promise<Journal[]> {
    return this.#models.journals.find({ _id: { $in: ids } }).lean();
  }

  /** Points that were not spent in time, of those journals that were recorded in `[from, to)`. */
  async expiredBetween(community: string, from: Date, to: Date): Promise<number> {
    const journals = await this.#models.journals
      .find({ community, kind: 'expiry', recordedAt: { $gte: from, $lt: to } })
      .lean();
    return journals.reduce((sum, journal) => sum - pointsOf(journal), 0);
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

  /** What a claim put into the ledger, if it did. */
  earningOf(community: string, claim: number): Promise<Journal | null> {
    return this.#models.journals.findById(`claim:${community}#${claim}`).lean();
  }

  /** What some cards of a household put into the ledger, oldest first. */
  ofCards(household: string, cards: number[]): Promise<Journal[]> {
    return this.#models.journals
      .find({ household, claim: { $in: cards } })
      .sort({ recordedAt: 1, _id: 1 })
      .lean();
  }

  byId(id: string): Promise<Journal | null> {
    return this.#models.journals.findById(id).lean();
  }

  /** Earned points that count in `[from, to)`, of a community, one of its grids or one household, in order. */
  earnedBetween(
    where: { community: string; grid?: string; household?: string },
    from: Date,
    to: Date,
  ): Promise<Journal[]> {
    // A household's id names its community; asked for both, the store would read the whole community's.
    const { household } = where;
    return this.#models.journals
      .find({ ...(household ? { household } : where), countsAt: { $gte: from, $lt: to } })
      .sort({ countsAt: 1, _id: 1 })
      .lean();
  }
}

/** @throws Error when a journal's entries do not sum to zero, or are not whole points. */
function requireBalanced({ _id, entries }: Journal): void {
  const sum = entries.reduce((total, { points }) => total + points, 0);
  if (sum !== 0 || entries.some(({ points }) => !Number.isSafeInteger(points)))
    throw new Error(`journal ${_id} does not balance: its entries sum to ${sum}`);
}

/** Entries that move points from one account to another. */
export function transfer(from: string, to: string, points: number): Journal['entries'] {
  return [
    { account: from, points: -points },
    { account: to, points },
  ];
}

/** The points that a journal adds to or takes from its household, wherever they are kept. */
export function pointsOf({ entries, household }: Pick<Journal, 'entries' | 'household'>): number {
  const own = [account.household(household), account.frozen(household), account.held(household)];
  return entries.reduce((sum, entry) => (own.includes(entry.account) ? sum + entry.points : sum), 0);
}

/** How a journal changes the tallies: for its household and its person, in every period that it counts in. */
export function talliesOf(journal: Journal): Tally[] {
  const { community, grid, countsAt } = journal;
  if (!countsAt) return [];
  const points = pointsOf(journal);
  const minutes = journal.kind === 'reversal' ? -(journal.minutes ?? 0) : (journal.minutes ?? 0);
  const subjects: Pick<Tally, 'of' | 'subject'>[] = [
    { of: 'households', subject: journal.household },
    ...(journal.resident ? [{ of: 'people' as const, subject: journal.resident }] : []),
  ];
  return TALLIED_PERIODS.flatMap((kind) => {
    const period = periodKey(kind, countsAt);
    return subjects.map(({ of, subject }) => ({
      _id: tallyId(community, of, period, subject),
      community,
      grid,
      of,
      subject,
      period,
      points,
      minutes,
    }));
  });
}

function tallyId(community: string, of: 'households' | 'people', period: string, subject: string): string {
  return `${community}|${of}|${period}|${subject}`;
}

function asIncrement({ _id, points, minutes, ...rest }: Tally) {
  return {
    updateOne: { filter: { _id }, update: { $inc: { points, minutes }, $setOnInsert: rest }, upsert: true },
  };
}
