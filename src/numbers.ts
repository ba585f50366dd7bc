import { type Connection, Schema } from 'mongoose';

interface Counter {
  _id: string;
  last: number;
}

/** Where a community's cards start: #1001. */
const FIRST_CARD = 1001;

/**
 * The running numbers that people say aloud. Everything that waits for somebody's decision (claims,
 * registrations) shares one sequence per community, so a number alone says what is meant.
 * Taken inside the caller's transaction: a number is used if and only if that transaction commits.
 */
export class Numbers {
  readonly #counters;

  constructor(connection: Connection) {
    this.#counters = connection.model<Counter>(
      'Counter',
      new Schema<Counter>(
        { _id: { type: String, required: true }, last: { type: Number, required: true } },
        { versionKey: false },
      ),
    );
  }

  nextCard(community: string): Promise<number> {
    return this.#next(`${community}#`, FIRST_CARD);
  }

  nextActivity(community: string): Promise<number> {
    return this.#next(`${community}/activity`, 1);
  }

  async #next(sequence: string, first: number): Promise<number> {
    const counter = await this.#counters
      .findOneAndUpdate({ _id: sequence }, { $inc: { last: 1 } }, { upsert: true, returnDocument: 'after' })
      .lean();
    return counter.last + first - 1;
  }
}
