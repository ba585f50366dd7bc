import type { FundEntry, SupermarketModels } from './schema.ts';

/** What the supermarket was given and what it spent (赞助与支出), in fen. Entries are only added. */
export class Fund {
  readonly #model: SupermarketModels['fund'];

  constructor({ fund }: Pick<SupermarketModels, 'fund'>) {
    this.#model = fund;
  }

  async record(entries: FundEntry[]): Promise<void> {
    await this.#model.insertMany(entries, { lean: true });
  }

  /** Money that is left: given less spent. */
  async balance(community: string): Promise<number> {
    const entries = await this.#model.find({ community, kind: { $in: ['money', 'spent'] } }).lean();
    return entries.reduce((sum, { kind, amount }) => sum + (kind === 'money' ? amount : -amount), 0);
  }

  /** Entries in `[from, to)`, in order. */
  between(community: string, from: Date, to: Date): Promise<FundEntry[]> {
    return this.#model
      .find({ community, at: { $gte: from, $lt: to } })
      .sort({ at: 1, _id: 1 })
      .lean();
  }
}
