import type { VocabularyProduct } from '#src/understanding/context.ts';
import type { Product } from './schema.ts';
import type { Shelf } from './shelf.ts';

/** How often products that other processes put on offer are read again, in milliseconds. */
const REFRESH_MS = 30_000;

/**
 * What the goods are called, so that 兑换 大米 is understood without asking the store about every line of chatter.
 * Read at the start, after each change here, and every half minute for what other processes did.
 */
export class ProductWords {
  readonly #shelf: Shelf;
  readonly #communities: readonly string[];
  #words = new Map<string, VocabularyProduct[]>();
  #timer: NodeJS.Timeout | undefined;

  constructor(shelf: Shelf, communities: readonly string[]) {
    this.#shelf = shelf;
    this.#communities = communities;
  }

  async start(onError: (error: unknown) => void): Promise<void> {
    await this.refresh();
    this.#timer = setInterval(() => this.refresh().catch(onError), REFRESH_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
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
