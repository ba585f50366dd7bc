import { dayOf } from '#src/calendar.ts';
import type { Numbers } from '#src/numbers.ts';
import type { ActivityRef } from '#src/understanding/intent.ts';
import type { Activity, ActivityModel, Posting, SignUp } from './schema.ts';

export type ActivityDraft = Omit<Activity, '_id' | 'number' | 'signUps' | 'cancelled' | 'postings'>;

export type SignUpResult =
  | { kind: 'signed-up'; activity: Activity; added: SignUp[]; nowFull: boolean }
  | { kind: 'already' }
  | { kind: 'full'; left: number }
  | { kind: 'over' };

/** Recruitments: published, posted, answered with sign-ups. Methods that change anything run inside the caller's transaction. */
export class Activities {
  readonly #model: ActivityModel;
  readonly #numbers: Numbers;

  constructor(model: ActivityModel, numbers: Numbers) {
    this.#model = model;
    this.#numbers = numbers;
  }

  async publish(draft: ActivityDraft, postings: Posting[]): Promise<Activity> {
    const number = await this.#numbers.nextActivity(draft.community);
    const activity: Activity = {
      ...draft,
      _id: `${draft.community}/activity/${number}`,
      number,
      signUps: [],
      cancelled: [],
      postings,
    };
    await this.#model.insertMany([activity], { lean: true });
    return activity;
  }

  /** Activities that have not begun, the soonest first. */
  open(community: string, now: Date, limit = 20): Promise<Activity[]> {
    return this.#model
      .find({ community, startsAt: { $gt: now } })
      .sort({ startsAt: 1 })
      .limit(limit)
      .lean();
  }

  /** The activities that a reference may mean. No reference at all means every open one. */
  async find(community: string, { number, title, date }: ActivityRef, now: Date): Promise<Activity[]> {
    if (number !== undefined) return this.#model.find({ _id: `${community}/activity/${number}` }).lean();
    const open = await this.open(community, now);
    return open.filter(
      (activity) =>
        (!title || activity.title.includes(title) || title.includes(activity.title)) &&
        (!date || dayOf(activity.startsAt) === date),
    );
  }

  /** Signs people up, all of them or none, never beyond the capacity. */
  async signUp(activity: Activity, people: SignUp[], now: Date): Promise<SignUpResult> {
    if (activity.startsAt <= now) return { kind: 'over' };
    const added = people.filter((person) => !activity.signUps.some((other) => isSame(other, person)));
    if (added.length === 0) return { kind: 'already' };
    const room = (activity.capacity ?? Number.POSITIVE_INFINITY) - activity.signUps.length;
    if (added.length > room) return { kind: 'full', left: Math.max(0, room) };

    const changed = await this.#model
      .findOneAndUpdate(
        { _id: activity._id, signUps: { $size: activity.signUps.length } },
        { $push: { signUps: { $each: added } } },
        { returnDocument: 'after' },
      )
      .lean();
    if (!changed) throw new Error(`the sign-ups of ${activity._id} changed underneath a transaction`);
    return {
      kind: 'signed-up',
      activity: changed,
      added,
      nowFull: changed.signUps.length === changed.capacity,
    };
  }

  /** Takes somebody, and those whom they signed up, off the list. */
  async cancelSignUp(
    activity: Activity,
    resident: string,
  ): Promise<{ activity: Activity; removed: SignUp[] }> {
    const removed = activity.signUps.filter(
      (signUp) => signUp.by === resident || signUp.resident === resident,
    );
    const left = activity.signUps.filter((signUp) => !removed.includes(signUp));
    const cancelled = removed.flatMap(({ name, resident }) => [name, ...(resident ? [resident] : [])]);
    if (removed.length > 0)
      await this.#model.updateOne(
        { _id: activity._id },
        { $set: { signUps: left }, $addToSet: { cancelled: { $each: cancelled } } },
      );
    return { activity: { ...activity, signUps: left }, removed };
  }

  /** Activities with a posting that is due and has not been made. */
  withDuePostings(community: string, now: Date): Promise<Activity[]> {
    return this.#model
      .find({
        community,
        startsAt: { $gt: now },
        postings: { $elemMatch: { done: false, dueAt: { $lte: now } } },
      })
      .sort({ startsAt: 1 })
      .lean();
  }

  /** Marks every posting that is due as made. */
  async markPosted(activity: Activity, now: Date): Promise<void> {
    const postings = activity.postings.map((posting) =>
      posting.dueAt <= now ? { ...posting, done: true } : posting,
    );
    await this.#model.updateOne({ _id: activity._id }, { $set: { postings } });
  }
}

function isSame(a: SignUp, b: SignUp): boolean {
  return a.resident !== undefined || b.resident !== undefined
    ? a.resident === b.resident
    : a.name === b.name && a.by === b.by;
}

/** Posted at once or at a time, and again some hours before the start. Reminders before the first notice fall away. */
export function planPostings(startsAt: Date, firstAt: Date, remindHoursBefore: number[]): Posting[] {
  const reminders = remindHoursBefore
    .map((hours) => new Date(startsAt.getTime() - hours * 3_600_000))
    .filter((dueAt) => dueAt.getTime() > firstAt.getTime() + 3_600_000)
    .sort((a, b) => a.getTime() - b.getTime());
  return [
    { kind: 'notice', dueAt: firstAt, done: false },
    ...reminders.map((dueAt) => ({ kind: 'reminder' as const, dueAt, done: false })),
  ];
}
