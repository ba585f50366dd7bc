import type { Product, StockJournal, SupermarketModels } from './schema.ts';

/** One change of a stock, as its cause describes it. */
export type Movement = Omit<StockJournal, 'community' | 'product'>;

/** Everything about a product that people decide; its stock is moved, never set. */
export type ProductFacts = Omit<Product, '_id' | 'free' | 'reserved' | 'wishes'>;

/**
 * The shelf (货架): what points buy, and how much of it is there. A stock changes only together with a journal, and
 * never below zero: whether there is enough is asked by the very update that takes it. Methods that change anything
 * run inside the caller's transaction.
 */
export class Shelf {
  readonly #models: Pick<SupermarketModels, 'products' | 'stock'>;

  constructor(models: Pick<SupermarketModels, 'products' | 'stock'>) {
    this.#models = models;
  }

  /** What is on offer, by name. */
  listed(community: string): Promise<Product[]> {
    return this.#models.products.find({ community, listed: true }).sort({ name: 1 }).lean();
  }

  /** Everything that was ever on offer, by name. */
  all(community: string): Promise<Product[]> {
    return this.#models.products.find({ community }).sort({ name: 1 }).lean();
  }

  find(community: string, name: string): Promise<Product | null> {
    return this.#models.products.findById(productId(community, name)).lean();
  }

  byIds(ids: string[]): Promise<Product[]> {
    return this.#models.products.find({ _id: { $in: ids } }).lean();
  }

  /** Puts something on offer, or changes what is said of it. What is left out of `facts` is taken away. */
  async put(facts: ProductFacts): Promise<Product> {
    const _id = productId(facts.community, facts.name);
    const absent = OPTIONAL.filter((key) => facts[key] === undefined);
    const set = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
    return this.#models.products
      .findOneAndUpdate(
        { _id },
        {
          $set: set,
          $setOnInsert: { free: 0, reserved: 0 },
          ...(absent.length > 0 ? { $unset: Object.fromEntries(absent.map((key) => [key, 1])) } : {}),
        },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
  }

  /** Takes something off the list; what is on the shelf of it stays on the books. */
  async unlist({ _id }: Product, at: Date): Promise<void> {
    await this.#models.products.updateOne({ _id }, { $set: { listed: false, updatedAt: at } });
  }

  /**
   * Moves stock, with its journal. A second movement of the same id fails on it.
   *
   * @returns the product afterwards; 'too-few' when it would fall below zero, and then nothing has changed.
   */
  async move(
    { _id, community }: Pick<Product, '_id' | 'community'>,
    movement: Movement,
  ): Promise<Product | 'too-few'> {
    const { free, reserved } = movement;
    const moved = await this.#models.products
      .findOneAndUpdate(
        {
          _id,
          ...(free < 0 ? { free: { $gte: -free } } : {}),
          ...(reserved < 0 ? { reserved: { $gte: -reserved } } : {}),
        },
        { $inc: { free, reserved } },
        { returnDocument: 'after' },
      )
      .lean();
    if (!moved) return 'too-few';
    await this.#models.stock.insertMany([{ ...movement, community, product: _id }], { lean: true });
    return moved;
  }

  /** A product's movements, the oldest first. */
  journals(product: string): Promise<StockJournal[]> {
    return this.#models.stock.find({ product }).sort({ at: 1, _id: 1 }).lean();
  }
}

const OPTIONAL = [
  'english',
  'market',
  'cost',
  'sponsor',
  'merchant',
  'limit',
  'least',
  'from',
  'until',
  'lowAt',
  'picture',
  'note',
] as const satisfies (keyof ProductFacts)[];

export function productId(community: string, name: string): string {
  return `${community}/${name}`;
}

/** Adds every product's stock up again from its journals. @returns what does not agree, one sentence each. */
export async function verifyShelf(models: Pick<SupermarketModels, 'products' | 'stock'>): Promise<string[]> {
  const sums = new Map<string, { free: number; reserved: number }>();
  for await (const { product, free, reserved } of models.stock.find().lean().cursor()) {
    const sum = sums.get(product) ?? { free: 0, reserved: 0 };
    sums.set(product, { free: sum.free + free, reserved: sum.reserved + reserved });
  }
  const problems: string[] = [];
  for await (const product of models.products.find().lean().cursor()) {
    const { _id, free, reserved } = product;
    const sum = sums.get(_id) ?? { free: 0, reserved: 0 };
    if (free !== sum.free || reserved !== sum.reserved)
      problems.push(`${_id} shows ${free}+${reserved}, its journals sum to ${sum.free}+${sum.reserved}`);
    if (free < 0 || reserved < 0) problems.push(`${_id} is below zero: ${free}+${reserved}`);
    sums.delete(_id);
  }
  for (const product of sums.keys()) problems.push(`${product} has stock journals but is on no list`);
  return problems;
}
