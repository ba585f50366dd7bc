import { KeptFresh } from '#src/store/kept-fresh.ts';
import type { VocabularyActivity } from '#src/understanding/context.ts';
import type { Activities } from './activities.ts';

const NONE: VocabularyActivity[] = [];

/**
 * Titles of the activities that are open, so that 报名 清洁家园 is understood without asking the store about every
 * line of chatter.
 */
export class OpenTitles extends KeptFresh {
  readonly #activities: Activities;
  readonly #communities: readonly string[];
  readonly #now: () => Date;
  #titles = new Map<string, VocabularyActivity[]>();

  constructor(activities: Activities, communities: readonly string[], now: () => Date) {
    super();
    this.#activities = activities;
    this.#communities = communities;
    this.#now = now;
  }

  /** The same array until something has changed: what understanding computes from it is kept with it. */
  of(community: string): VocabularyActivity[] {
    return this.#titles.get(community) ?? NONE;
  }

  async refresh(): Promise<void> {
    for (const community of this.#communities) {
      const open = await this.#activities.open(community, this.#now(), 50);
      const titles = open.map(({ number, title, startsAt }) => ({ number, title, startsAt }));
      if (JSON.stringify(titles) !== JSON.stringify(this.#titles.get(community) ?? []))
        this.#titles.set(community, titles);
    }
  }
}
