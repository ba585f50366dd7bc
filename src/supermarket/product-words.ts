import { KeptFresh } from '#src/store/kept-fresh.ts';
import type { VocabularyProduct } from '#src/understanding/context.ts';
import type { Product } from './schema.ts';
import type { Shelf } from './shelf.ts';

/**
 * What the goods are called, so that 兑换 大米 is understood without asking the store about every line of chatter.
 */
export class ProductWords extends KeptFresh {
  readonly #shelf: Shelf;
  readonly #communities: readonly string[];
  #words = new Map<string, VocabularyProduct[]>();

  constructor(shelf: Shelf, communities: readonly string[]) {
    super();
    this.#shelf = shelf;
    this.#communities = communities;
  }

  /** The same array until something has changed: what understanding computes from it is kept with it. */
  of(community: string): VocabularyProduct[] | undefined {
    return this.#words.get(community);
  }

  async refresh(): Promise<void> {
    for (const community of this.#communities) {
      const words = (await this.#shelf.all(community)).map(wordsOf);
      if (JSON.stringify(words) !== JSON.stringify(this.#words.get(community) ?? []))
        this.#words.set(community, words);
    }
  }
}

/** Products are known by their name, which is also their id within the community. */
function wordsOf({ name, english, aliases }: Product): VocabularyProduct {
  return { id: name, name, aliases: [...aliases, ...(english ? [english] : [])] };
}
