import type { Product, SupermarketModels, Wish } from './schema.ts';

/** Who asked for what had run out (到货提醒): told once, in the order of asking, when there is some again. */
export class Wishes {
  readonly #model: SupermarketModels['wishes'];
  readonly #products: SupermarketModels['products'];

  constructor({ wishes, products }: Pick<SupermarketModels, 'wishes' | 'products'>) {
    this.#model = wishes;
    this.#products = products;
  }

  /** Remembers a household's wish; whoever asked first keeps the place. */
  async add(wish: Omit<Wish, '_id'>): Promise<void> {
    // Goods that come in at this moment would not see the wish. Both write to the product, so one of them is done again.
    await this.#products.updateOne({ _id: wish.product }, { $inc: { wishes: 1 } });
    await this.#model.updateOne(
      { _id: wishId(wish.product, wish.household) },
      { $setOnInsert: wish },
      { upsert: true },
    );
  }

  /** Forgets it: the household has got some. */
  async grant(products: string[], household: string): Promise<void> {
    await this.#model.deleteMany({ _id: { $in: products.map((product) => wishId(product, household)) } });
  }

  /** Takes those who are to be told now: one for each unit that is free. */
  async take({ _id, free }: Pick<Product, '_id' | 'free'>): Promise<Wish[]> {
    if (free <= 0) return [];
    const first = await this.#model.find({ product: _id }).sort({ at: 1, _id: 1 }).limit(free).lean();
    if (first.length > 0) await this.#model.deleteMany({ _id: { $in: first.map(({ _id }) => _id) } });
    return first;
  }
}

function wishId(product: string, household: string): string {
  return `${product}|${household}`;
}
