import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#src/clock.ts';
import type { CommunityModels } from './schema.ts';

/** Letters and digits that can't be mistaken for each other. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const MAX_WRONG_TRIES = 5;
const ID = 'first-admin';

/** The one-time code that makes whoever sends it the first admin: printed once, kept only as a hash. */
export class AdminCodes {
  readonly #model: CommunityModels['adminCodes'];
  readonly #clock: Clock;

  constructor({ adminCodes }: CommunityModels, clock: Clock) {
    this.#model = adminCodes;
    this.#clock = clock;
  }

  /** Makes a new code, which voids the one before. */
  async issue(): Promise<string> {
    const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    const code = `${letters.slice(0, 4)}-${letters.slice(4)}`;
    await this.#model.updateOne(
      { _id: ID },
      { $set: { hash: hashOf(code), wrongTries: 0, createdAt: this.#clock.now() } },
      { upsert: true },
    );
    return code;
  }

  /** Uses the code up. A wrong one counts; after five the code is void. */
  async redeem(code: string): Promise<{ accepted: true } | { accepted: false; triesLeft: number }> {
    const issued = await this.#model.findById(ID).lean();
    if (!issued || issued.wrongTries >= MAX_WRONG_TRIES) return { accepted: false, triesLeft: 0 };
    if (timingSafeEqual(Buffer.from(issued.hash), Buffer.from(hashOf(code)))) {
      await this.#model.deleteOne({ _id: ID });
      return { accepted: true };
    }
    await this.#model.updateOne({ _id: ID }, { $inc: { wrongTries: 1 } });
    return { accepted: false, triesLeft: MAX_WRONG_TRIES - issued.wrongTries - 1 };
  }

  async void(): Promise<void> {
    await this.#model.deleteOne({ _id: ID });
  }
}

function hashOf(code: string): string {
  const letters = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return createHash('sha256').update(letters).digest('hex');
}
