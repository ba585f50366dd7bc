import { type Connection, Schema } from 'mongoose';
import { dayOf } from '#src/calendar.ts';
import type { Ledger } from '#src/ledger/ledger.ts';
import { isDuplicateKey } from '#src/store/store.ts';
import {
  type BegunTask,
  CreditAges,
  type ExpiryDay,
  type ExpiryTask,
  expiringPoints,
  expiryJournal,
} from './points-expiry.ts';

/** A task and the households that still wait for it. `_id` is `community:day:key`. */
export interface ExpiryRun extends BegunTask {
  _id: string;
  community: string;
  /** Household ids. */
  waiting: string[];
  /** Households that could not be told themselves. */
  withoutPhone: { address: string; points: number }[];
  begunAt: Date;
}

/** A community's last runs: more than two months have. */
const LOOKED_BACK = 24;

/**
 * Points that expire (积分到期), household by household. Whom a task concerns is worked out once, in one pass over the
 * community's journals outside any transaction, and kept with the run; each part of it then commits for itself. So a
 * run that is interrupted goes on where it stopped.
 */
export class Expiries {
  readonly #model;
  readonly #ledger: Ledger;

  constructor(connection: Connection, ledger: Ledger) {
    const required = { required: true } as const;
    this.#ledger = ledger;
    this.#model = connection.model<ExpiryRun>(
      'ExpiryRun',
      new Schema<ExpiryRun>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          key: { type: String, ...required },
          at: { type: Date, ...required },
          before: { type: Date, ...required },
          announces: { type: Boolean, ...required },
          waiting: { type: [String], ...required },
          withoutPhone: [
            { _id: false, address: { type: String, ...required }, points: { type: Number, ...required } },
          ],
          begunAt: { type: Date, ...required },
          doneAt: Date,
        },
        { versionKey: false },
      ).index({ community: 1, at: -1 }),
    );
  }

  /** What was begun in the last months. */
  begun(community: string): Promise<ExpiryRun[]> {
    return this.#model.find({ community }).sort({ at: -1 }).limit(LOOKED_BACK).lean();
  }

  /** Begins a task, or finds it as it stands. Not inside a transaction. */
  async begin(community: string, task: ExpiryTask, now: Date): Promise<ExpiryRun> {
    const _id = `${community}:${dayOf(task.at)}:${task.key}`;
    const begun = await this.#model.findById(_id).lean();
    if (begun) return begun;
    const waiting = await this.#concerned(community, task);
    const run: ExpiryRun = {
      ...task,
      _id,
      community,
      waiting,
      withoutPhone: [],
      begunAt: now,
      ...(waiting.length === 0 ? { doneAt: now } : {}),
    };
    try {
      await this.#model.insertMany([run], { lean: true });
      return run;
    } catch (error) {
      // Another process was as quick: its list is the list.
      const theirs = isDuplicateKey(error) && (await this.#model.findById(_id).lean());
      if (!theirs) throw error;
      return theirs;
    }
  }

  /**
   * Notes that a part of a run is done, in the transaction that did it.
   *
   * @returns the run, when that was the last part
   */
  async settle(
    { _id }: ExpiryRun,
    households: string[],
    withoutPhone: ExpiryRun['withoutPhone'],
    now: Date,
  ): Promise<ExpiryRun | undefined> {
    const run = await this.#model
      .findOneAndUpdate(
        { _id },
        { $pull: { waiting: { $in: households } }, $push: { withoutPhone: { $each: withoutPhone } } },
        { returnDocument: 'after' },
      )
      .lean();
    if (!run || run.waiting.length > 0) return undefined;
    await this.#model.updateOne({ _id }, { $set: { doneAt: now } });
    return { ...run, doneAt: now };
  }

  /** How many of a household's points expire on a day, as it stands now. */
  async expiring(household: string, { before }: Pick<ExpiryDay, 'before'>): Promise<number> {
    const journals = await this.#ledger.countingOf(household);
    const ages = new CreditAges(before);
    for (const journal of journals) ages.add(journal);
    ages.settle(journals);
    return expiringPoints(ages.of(household), await this.#ledger.standingOf(household));
  }

  /** Takes off what expires of a household on a day, once; how much that was. In the caller's transaction. */
  async expire(
    household: { _id: string; community: string; grid: string },
    day: ExpiryDay,
    { rulebookVersion, now }: { rulebookVersion: string; now: Date },
  ): Promise<number> {
    const points = await this.expiring(household._id, day);
    if (points === 0) return 0;
    const taken = await this.#ledger.recordSpending(
      expiryJournal(household, points, day, { rulebookVersion, now }),
    );
    return taken === 'insufficient' ? 0 : points;
  }

  /**
   * Takes off what came back to a household after its day had passed: to reserve points does not make them younger.
   *
   * @returns how many of them expired
   */
  async expireReturned(
    returned: {
      household: string;
      community: string;
      grid: string;
      number: number;
      points: number;
      since: Date;
      /** Tells its second return from its first. */
      again?: string;
    },
    { rulebookVersion, now }: { rulebookVersion: string; now: Date },
  ): Promise<number> {
    const { household, community, grid, number, again = '' } = returned;
    const last = await this.#model.findOne({ community, key: 'expire' }).sort({ at: -1 }).lean();
    if (!last || returned.since >= last.begunAt) return 0;
    const points = Math.min(returned.points, await this.expiring(household, last));
    if (points === 0) return 0;
    const taken = await this.#ledger.recordSpending(
      expiryJournal({ _id: household, community, grid }, points, last, {
        rulebookVersion,
        now,
        redemption: number,
        again,
      }),
    );
    return taken === 'insufficient' ? 0 : points;
  }

  /** The households of which something expires, in order. */
  async #concerned(community: string, { before }: ExpiryDay): Promise<string[]> {
    const ages = new CreditAges(before);
    for await (const journal of this.#ledger.countingIn(community)) ages.add(journal);
    const { reversed } = ages;
    const originals = [];
    for (let from = 0; from < reversed.length; from += 1000)
      originals.push(...(await this.#ledger.byIds(reversed.slice(from, from + 1000))));
    ages.settle(originals);
    return [...(await this.#ledger.standingsIn(community))]
      .filter(([household, balance]) => expiringPoints(ages.of(household), balance) > 0)
      .map(([household]) => household)
      .sort();
  }
}
