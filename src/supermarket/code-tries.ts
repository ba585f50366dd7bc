import type { SupermarketModels } from './schema.ts';

/** So many wrong codes from one contact within an hour, then no more are looked at until it is over. */
export const MAX_WRONG_CODES = 5;
const WINDOW_MS = 60 * 60_000;

/** How often somebody has tried codes that are none: what makes guessing hopeless. */
export class CodeTries {
  readonly #model: SupermarketModels['codeTries'];

  constructor({ codeTries }: Pick<SupermarketModels, 'codeTries'>) {
    this.#model = codeTries;
  }

  /** Until when this contact's codes are not looked at; undefined when they are. */
  async lockedUntil(contactId: string, at: Date): Promise<Date | undefined> {
    const tries = await this.#model.findById(contactId).lean();
    if (!tries || tries.wrong < MAX_WRONG_CODES) return undefined;
    const until = new Date(tries.since.getTime() + WINDOW_MS);
    return until > at ? until : undefined;
  }

  /** Counts a wrong code. @returns how many more may be tried. */
  async wrong(contactId: string, at: Date): Promise<number> {
    const hourAgo = new Date(at.getTime() - WINDOW_MS);
    const counted = await this.#model
      .findOneAndUpdate(
        { _id: contactId, since: { $gt: hourAgo } },
        { $inc: { wrong: 1 } },
        { returnDocument: 'after' },
      )
      .lean();
    if (counted) return Math.max(0, MAX_WRONG_CODES - counted.wrong);
    await this.#model.updateOne({ _id: contactId }, { $set: { wrong: 1, since: at } }, { upsert: true });
    return MAX_WRONG_CODES - 1;
  }
}
