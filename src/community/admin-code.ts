import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#src/clock.ts';
import type { CommunityModels } from './schema.ts';

/** Letters and digits that can't be mistaken for each other. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const MAX_WRONG_TRIES = 5;

/** What came of a code that somebody sent. */
export type Redeemed =
  | { state: 'accepted'; community: string }
  | { state: 'wrong'; triesLeft: number }
  | { state: 'none-issued' };

/** The one-time codes that make whoever sends them a community's first admin: printed once, kept only as a hash. */
export class AdminCodes {
  readonly #model: CommunityModels['adminCodes'];
  readonly #clock: Clock;

  constructor({ adminCodes }: CommunityModels, clock: Clock) {
    this.#model = adminCodes;
    this.#clock = clock;
  }

  /** Makes a new code for a community, which voids the one before. */
  async issue(community: string): Promise<string> {
    const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    const code = `${letters.slice(0, 4)}-${letters.slice(4)}`;
    await this.#model.updateOne(
      { _id: community },
      { $set: { hash: hashOf(code), wrongTries: 0, createdAt: this.#clock.now() } },
      { upsert: true },
    );
    return code;
  }

  /** Uses a code up. A wrong one counts against every code that is out; after five tries they are void. */
  async redeem(code: string): Promise<Redeemed> {
    const issued = await this.#model.find().lean();
    if (issued.length === 0) return { state: 'none-issued' };
    const hash = Buffer.from(hashOf(code));
    const valid = issued.filter(({ wrongTries }) => wrongTries < MAX_WRONG_TRIES);
    const matching = valid.find((one) => timingSafeEqual(Buffer.from(one.hash), hash));
    if (matching) {
      await this.#model.deleteOne({ _id: matching._id });
      return { state: 'accepted', community: matching._id };
    }
    await this.#model.updateMany({}, { $inc: { wrongTries: 1 } });
    const triesLeft = Math.max(0, ...valid.map(({ wrongTries }) => MAX_WRONG_TRIES - wrongTries - 1));
    return { state: 'wrong', triesLeft };
  }
}

function hashOf(code: string): string {
  const letters = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return createHash('sha256').update(letters).digest('hex');
}
