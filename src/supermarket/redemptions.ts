import type { Ledger } from '#src/ledger/ledger.ts';
import type { Numbers } from '#src/numbers.ts';
import { TryAgain } from '#src/store/store.ts';
import { newCode } from './codes.ts';
import type { Expiries } from './expiries.ts';
import { type Doing, type NotHeld, Postings } from './postings.ts';
import { without, worth } from './redemption-lines.ts';
import { RedemptionReader } from './redemption-reader.ts';
import type { Redemption, RedemptionLine, SupermarketModels } from './schema.ts';
import type { Shelf } from './shelf.ts';

export type RedemptionDraft = Omit<Redemption, '_id' | 'number' | 'status' | 'code' | 'points' | 'cost'>;

/**
 * Redemptions (兑换) as two-phase transfers: holding puts points and stock aside under a code, collecting (核销) posts
 * them, and whatever is not collected goes back. Each step changes the redemption's status by a conditional update,
 * so it is done once whoever tries; points, stock and status move in the caller's one transaction.
 */
export class Redemptions extends RedemptionReader {
  readonly #postings: Postings;
  readonly #numbers: Numbers;
  readonly #expiries: Expiries;

  constructor(
    models: Pick<SupermarketModels, 'redemptions'>,
    {
      shelf,
      ledger,
      numbers,
      expiries,
    }: { shelf: Shelf; ledger: Ledger; numbers: Numbers; expiries: Expiries },
  ) {
    super(models);
    this.#postings = new Postings(shelf, ledger);
    this.#numbers = numbers;
    this.#expiries = expiries;
  }

  /**
   * Puts points and stock aside under a new number and code.
   *
   * @param leave so many points have to stay with the household, because they can't be spent yet
   */
  async hold(
    draft: RedemptionDraft,
    leave: number,
    doing: Doing,
  ): Promise<{ kind: 'held'; redemption: Redemption } | NotHeld> {
    const number = await this.#numbers.nextCard(draft.community);
    const redemption: Redemption = {
      ...draft,
      _id: `${draft.community}#${number}`,
      number,
      status: 'held',
      // Unique by its index: of 10¹¹ codes the same one is not drawn twice, and if it were, the order would be undone.
      code: newCode(),
      ...worth(draft.lines),
    };
    const notHeld = await this.#postings.hold(redemption, leave, doing);
    if (notHeld) return notHeld;
    await this.model.insertMany([redemption], { lean: true });
    return { kind: 'held', redemption };
  }

  /** Hands over what was held (核销). @returns the redemption, or 'not-held' when somebody was quicker. */
  async collect(redemption: Redemption, handedOutBy: string, doing: Doing): Promise<Redemption | 'not-held'> {
    const changed = await this.#turn(redemption, 'held', {
      status: 'collected',
      collectedAt: doing.at,
      handedOutBy,
    });
    if (!changed) return 'not-held';
    await this.#postings.collect(redemption, doing);
    return changed;
  }

  /** Gives back what was held: called off, or not collected in time. */
  async release(
    redemption: Redemption,
    status: 'cancelled' | 'lapsed',
    doing: Doing,
    reason?: string,
  ): Promise<Redemption | 'not-held'> {
    const changed = await this.#turn(redemption, 'held', {
      status,
      endedAt: doing.at,
      endedBy: doing.by,
      ...(reason === undefined ? {} : { reason }),
    });
    if (!changed) return 'not-held';
    await this.#postings.release(redemption, doing);
    return this.#expire(changed, doing);
  }

  /**
   * Calls off what a household has reserved, the newest first, until so many points are free again or nothing is left:
   * points that are only reserved are not spent yet.
   */
  async callOff(household: string, points: number, reason: string, doing: Doing): Promise<Redemption[]> {
    const held = await this.model
      .find({ household, status: 'held' })
      .sort({ requestedAt: -1, number: -1 })
      .lean();
    const calledOff: Redemption[] = [];
    let freed = 0;
    for (const redemption of held) {
      if (freed >= points) break;
      const released = await this.release(redemption, 'cancelled', doing, reason);
      if (released === 'not-held') throw new TryAgain(`${redemption._id} was collected meanwhile`);
      calledOff.push(released);
      freed += released.points - (released.expired ?? 0);
    }
    return calledOff;
  }

  /** Notes that something can't be collected while points are frozen, and keeps it until then. */
  async block({ _id, deadline }: Redemption, at: Date, until: Date): Promise<Date> {
    const later = until > deadline ? until : deadline;
    await this.model.updateOne({ _id, status: 'held' }, { $set: { blockedAt: at, deadline: later } });
    return later;
  }

  /**
   * Takes back what was handed over (退货), all of it or the lines named: the points are posted back to what is held,
   * and released. It goes back on the shelf; what is spoilt goes on the books as a loss at once, so that nobody gets it.
   *
   * @param forOther for something else at once (换货): the points can be spent on that, whatever their age
   * @returns the redemption with the lines, points and cost that came back; its status tells whether that was all
   */
  async takeBack(
    redemption: Redemption,
    {
      reason,
      spoilt,
      lines,
      forOther = false,
    }: { reason: string; spoilt: boolean; lines?: RedemptionLine[]; forOther?: boolean },
    doing: Doing,
  ): Promise<Redemption | 'not-collected'> {
    const back = worth(lines ?? redemption.lines);
    const left = worth(without(redemption.lines, back.lines));
    const isAll = left.lines.length === 0;
    const { at, by } = doing;
    const changed = await this.model
      .findOneAndUpdate(
        // What is left is part of the question: two returns at the same moment are not both of the same goods.
        { _id: redemption._id, status: 'collected', points: redemption.points, cost: redemption.cost },
        {
          $set: isAll ? { status: 'returned', endedAt: at, endedBy: by, reason } : left,
          $push: { returns: { at, by, reason, spoilt, ...back } },
        },
        { returnDocument: 'after' },
      )
      .lean();
    if (!changed) return 'not-collected';
    const returned = { ...changed, ...back };
    // The first keeps the plain ids: most redemptions come back once.
    const again = redemption.returns?.length ? `:${redemption.returns.length + 1}` : '';
    await this.#postings.takeBack(returned, { isAll, spoilt, again }, doing);
    return forOther ? returned : this.#expire(returned, doing, again);
  }

  async #turn(
    { _id }: Redemption,
    from: Redemption['status'],
    to: Partial<Redemption>,
  ): Promise<Redemption | null> {
    return this.model
      .findOneAndUpdate({ _id, status: from }, { $set: to }, { returnDocument: 'after' })
      .lean();
  }

  /** Of the points that came back, those whose day had passed meanwhile expire at once. */
  async #expire(redemption: Redemption, doing: Doing, again = ''): Promise<Redemption> {
    const expired = await this.#expiries.expireReturned(
      { ...redemption, since: redemption.requestedAt, again },
      { rulebookVersion: doing.rulebookVersion, now: doing.at },
    );
    // Of an earlier part that came back is told no more.
    const { expired: _, ...rest } = redemption;
    if (expired === 0) return rest;
    await this.model.updateOne({ _id: redemption._id }, { $inc: { expired } });
    return { ...rest, expired };
  }
}
