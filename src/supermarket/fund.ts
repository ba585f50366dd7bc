import type { FundEntry, SupermarketModels } from './schema.ts';

/**
 * What the supermarket was given and what it spent (赞助与支出), in fen. Entries are only added. What is left is kept in
 * one document for each community: whether there is enough is asked by the very update that takes it, so that two
 * payments at once can't both spend the last of it. Methods that change anything run inside the caller's transaction.
 */
export class Fund {
  readonly #models: Pick<SupermarketModels, 'fund' | 'fundBalances'>;

  constructor(models: Pick<SupermarketModels, 'fund' | 'fundBalances'>) {
    this.#models = models;
  }

  /** Records gifts: money, which is there from now on, and goods, which are only noted. */
  async receive(entries: FundEntry[]): Promise<void> {
    for (const { community, kind, amount } of entries)
      if (kind === 'money') {
        await this.#open(community);
        await this.#models.fundBalances.updateOne({ _id: community }, { $inc: { left: amount } });
      }
    await this.#models.fund.insertMany(entries, { lean: true });
  }

  /** Records a payment. @returns false when there is too little money, and then nothing has changed. */
  async spend(entry: FundEntry & { kind: 'spent' }): Promise<boolean> {
    const { community, amount } = entry;
    await this.#open(community);
    const taken = await this.#models.fundBalances.updateOne(
      { _id: community, left: { $gte: amount } },
      { $inc: { left: -amount } },
    );
    if (taken.matchedCount !== 1) return false;
    await this.#models.fund.insertMany([entry], { lean: true });
    return true;
  }

  /** Money that is left: given less spent. */
  async balance(community: string): Promise<number> {
    const balance = await this.#models.fundBalances.findById(community).lean();
    return balance ? balance.left : sumOf(await this.#entries(community));
  }

  /** Entries in `[from, to)`, in order. */
  between(community: string, from: Date, to: Date): Promise<FundEntry[]> {
    return this.#models.fund
      .find({ community, at: { $gte: from, $lt: to } })
      .sort({ at: 1, _id: 1 })
      .lean();
  }

  /** Books that were begun before the balance was kept have none: it is what their entries sum to. */
  async #open(community: string): Promise<void> {
    if (await this.#models.fundBalances.exists({ _id: community })) return;
    // Two that open it at once collide on the document, and one of them tries again.
    await this.#models.fundBalances.updateOne(
      { _id: community },
      { $setOnInsert: { left: sumOf(await this.#entries(community)) } },
      { upsert: true },
    );
  }

  #entries(community: string): Promise<FundEntry[]> {
    return this.#models.fund.find({ community }).lean();
  }
}

function sumOf(entries: FundEntry[]): number {
  return entries.reduce(
    (sum, { kind, amount }) => (kind === 'goods' ? sum : kind === 'money' ? sum + amount : sum - amount),
    0,
  );
}

/** Adds every community's entries up again. @returns what does not agree, one sentence each. */
export async function verifyFund({
  fund,
  fundBalances,
}: Pick<SupermarketModels, 'fund' | 'fundBalances'>): Promise<string[]> {
  const problems: string[] = [];
  for await (const { _id, left } of fundBalances.find().lean().cursor()) {
    const sum = sumOf(await fund.find({ community: _id }).lean());
    if (left !== sum) problems.push(`the fund of ${_id} shows ${left}, its entries sum to ${sum}`);
    if (left < 0) problems.push(`the fund of ${_id} is below zero: ${left}`);
  }
  return problems;
}
