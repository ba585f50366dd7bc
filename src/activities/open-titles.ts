import type { VocabularyActivity } from '#src/understanding/context.ts';
import type { Activities } from './activities.ts';

/** How often activities that other processes published are read again, in milliseconds. */
const REFRESH_MS = 30_000;
const NONE: VocabularyActivity[] = [];

/**
 * Titles of the activities that are open, so that 报名 清洁家园 is understood without asking the store about every
 * line of chatter. Read at the start, after each change here, and every half minute for what other processes did.
 */
export class OpenTitles {
  readonly #activities: Activities;
  readonly #communities: readonly string[];
  readonly #now: () => Date;
  #titles = new Map<string, VocabularyActivity[]>();
  #timer: NodeJS.Timeout | undefined;

  constructor(activities: Activities, communities: readonly string[], now: () => Date) {
    this.#activities = activities;
    this.#communities = communities;
    this.#now = now;
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
