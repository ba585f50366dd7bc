import { moveUp, type Party, partiesOf, placesLeft } from './places.ts';
import type { Activity, ActivityModels, Shift, SignUp } from './schema.ts';

/** The places of a shift and who waits for them (候补). Every method runs inside the caller's transaction. */
export class Waitlist {
  readonly #models: ActivityModels;

  constructor(models: ActivityModels) {
    this.#models = models;
  }

  /** Takes so many places, all or none: the store refuses what would go beyond the capacity. */
  take({ _id }: Activity, { id, capacity }: Shift, count: number): Promise<Activity | null> {
    const field = `taken.${id}`;
    return this.#models.activities
      .findOneAndUpdate(
        { _id, status: 'open', ...(capacity === undefined ? {} : { [field]: { $lte: capacity - count } }) },
        { $inc: { [field]: count } },
        { returnDocument: 'after' },
      )
      .lean();
  }

  async giveBack({ _id }: Activity, { id }: Shift, count: number): Promise<Activity> {
    const after = await this.#models.activities
      .findOneAndUpdate(
        { _id, [`taken.${id}`]: { $gte: count } },
        { $inc: { [`taken.${id}`]: -count } },
        { returnDocument: 'after' },
      )
      .lean();
    if (!after) throw new Error(`${_id} has fewer than ${count} places taken`);
    return after;
  }

  /** Gives free places to those who wait, and some time to say no. */
  async moveUp(
    activity: Activity,
    shift: Shift,
    now: Date,
    answerWithinMs: number,
  ): Promise<{ activity: Activity; promoted: Party[] }> {
    let current = activity;
    const left = placesLeft(current, shift);
    if (left <= 0) return { activity, promoted: [] };
    const waiting = await this.#models.signUps
      .find({ activity: activity._id, shift: shift.id, state: 'waiting' })
      .sort({ turn: 1, _id: 1 })
      .lean();
    const promoted = moveUp(partiesOf(waiting), left);
    const declineBy = new Date(Math.min(now.getTime() + answerWithinMs, activity.startsAt.getTime()));
    for (const party of promoted) {
      const after = await this.take(current, shift, party.people.length);
      if (!after) throw new Error(`${activity._id} has fewer places than it says`);
      current = after;
      await this.#models.signUps.updateMany(
        { _id: { $in: party.people.map(({ _id }) => _id) }, state: 'waiting' },
        { $set: { state: 'in', promotedAt: now, declineBy } },
      );
    }
    return {
      activity: current,
      promoted: promoted.map(({ id, people }) => ({
        id,
        people: people.map((one) => ({ ...one, state: 'in' as const, promotedAt: now, declineBy })),
      })),
    };
  }

  /** Those who were moved up and whose time to say no has run out. */
  unanswered(community: string, now: Date): Promise<SignUp[]> {
    return this.#models.signUps
      .find({ community, state: 'in', declineBy: { $lte: now } })
      .sort({ declineBy: 1 })
      .limit(200)
      .lean();
  }

  /** Their silence is a yes, and known to have been silence: who was asked too late is no no-show. */
  async settle(ids: string[]): Promise<void> {
    const silent = await this.#models.signUps
      .find({ _id: { $in: ids }, declineBy: { $exists: true } }, { declineBy: 1 })
      .lean();
    for (const { _id, declineBy } of silent)
      await this.#models.signUps.updateOne(
        { _id },
        { $set: { silentUntil: declineBy }, $unset: { declineBy: 1 } },
      );
  }
}
