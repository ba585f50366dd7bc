import type { Redemption, SupermarketModels } from './schema.ts';

/** Redemptions as they were written down: what a household holds, what waits, what was handed out and came back when. */
export class RedemptionReader {
  protected readonly model: SupermarketModels['redemptions'];

  constructor({ redemptions }: Pick<SupermarketModels, 'redemptions'>) {
    this.model = redemptions;
  }

  byNumber(community: string, number: number): Promise<Redemption | null> {
    return this.model.findById(`${community}#${number}`).lean();
  }

  byCode(code: string): Promise<Redemption | null> {
    return this.model.findOne({ code }).lean();
  }

  /** A household's redemptions, the newest first. */
  of(household: string, limit = 20): Promise<Redemption[]> {
    return this.model.find({ household }).sort({ requestedAt: -1, _id: -1 }).limit(limit).lean();
  }

  /** Everything that a household can still collect, the soonest deadline first. */
  heldBy(household: string): Promise<Redemption[]> {
    return this.model.find({ household, status: 'held' }).sort({ deadline: 1, _id: 1 }).lean();
  }

  /** A household's redemptions since a day that count towards its limits: whatever was not given back. */
  countedSince(household: string, since: Date): Promise<Redemption[]> {
    return this.model
      .find({ household, requestedAt: { $gte: since }, status: { $in: ['held', 'collected'] } })
      .lean();
  }

  /** Everything that waits to be collected in a community, the soonest deadline first. */
  waiting(community: string): Promise<Redemption[]> {
    return this.model.find({ community, status: 'held' }).sort({ deadline: 1, _id: 1 }).lean();
  }

  /** What was not collected in time. */
  overdue(community: string, at: Date, limit = 100): Promise<Redemption[]> {
    return this.model
      .find({ community, status: 'held', deadline: { $lte: at } })
      .sort({ deadline: 1 })
      .limit(limit)
      .lean();
  }

  /** What was handed out in `[from, to)`, in order; what came back later is among it. */
  collectedBetween(community: string, from: Date, to: Date): Promise<Redemption[]> {
    return this.model
      .find({ community, collectedAt: { $gte: from, $lt: to } })
      .sort({ collectedAt: 1, _id: 1 })
      .lean();
  }

  /** What came back in `[from, to)`, whenever it had been handed out. */
  returnedBetween(community: string, from: Date, to: Date): Promise<Redemption[]> {
    return this.model
      .find({ community, 'returns.at': { $gte: from, $lt: to } })
      .sort({ _id: 1 })
      .lean();
  }
}
