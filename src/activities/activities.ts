import { dayOf } from '#src/calendar.ts';
import type { Evidence } from '#src/claims/schema.ts';
import type { Numbers } from '#src/numbers.ts';
import type { ActivityRef } from '#src/understanding/intent.ts';
import { type ActivityChanges, changed } from './changes.ts';
import { codeEnds } from './day-code.ts';
import type { Activity, ActivityModels, Posting } from './schema.ts';

export type ActivityDraft = Omit<
  Activity,
  '_id' | 'number' | 'taken' | 'turns' | 'status' | 'postings' | 'photos' | 'code' | 'closedAt' | 'closedBy'
>;

/** Activities (活动): published, found, changed, called off. Methods that change anything run inside the caller's transaction. */
export class Activities {
  readonly #model: ActivityModels['activities'];
  readonly #signUps: ActivityModels['signUps'];
  readonly #numbers: Numbers;

  constructor({ activities, signUps }: ActivityModels, numbers: Numbers) {
    this.#model = activities;
    this.#signUps = signUps;
    this.#numbers = numbers;
  }

  async publish(draft: ActivityDraft, postings: Posting[]): Promise<Activity> {
    const number = await this.#numbers.nextActivity(draft.community);
    const activity: Activity = {
      ...draft,
      _id: `${draft.community}/activity/${number}`,
      number,
      taken: Object.fromEntries(draft.shifts.map(({ id }) => [id, 0])),
      turns: 0,
      status: 'open',
      postings,
      photos: [],
    };
    await this.#model.insertMany([activity], { lean: true });
    return activity;
  }

  byId(id: string): Promise<Activity | null> {
    return this.#model.findById(id).lean();
  }

  byIds(ids: readonly string[]): Promise<Activity[]> {
    return this.#model.find({ _id: { $in: [...ids] } }).lean();
  }

  /** Activities that have not begun, the soonest first. */
  open(community: string, now: Date, limit = 20): Promise<Activity[]> {
    return this.between(community, now, undefined, limit);
  }

  /** Of the activities that have not begun, those that people have been told of. */
  async announced(community: string, now: Date, to?: Date): Promise<Activity[]> {
    return (await this.between(community, now, to, 50)).filter(isAnnounced);
  }

  /** Open activities that start after `from` and, if given, before `to`, the soonest first. */
  between(community: string, from: Date, to: Date | undefined, limit = 100): Promise<Activity[]> {
    return this.#model
      .find({ community, status: 'open', startsAt: { $gt: from, ...(to ? { $lt: to } : {}) } })
      .sort({ startsAt: 1, number: 1 })
      .limit(limit)
      .lean();
  }

  /** Open activities that are going on, have just ended or are about to begin: what an organiser on site speaks of. */
  around(community: string, now: Date): Promise<Activity[]> {
    const from = new Date(now.getTime() - 36 * 3_600_000);
    return this.between(community, from, new Date(now.getTime() + 2 * 3_600_000));
  }

  /** Everything that was held, or closed, in `[from, to)`: what a month's summary is made of. */
  heldBetween(community: string, from: Date, to: Date): Promise<Activity[]> {
    return this.#model
      .find({ community, status: { $in: ['open', 'closed'] }, startsAt: { $gte: from, $lt: to } })
      .sort({ startsAt: 1, number: 1 })
      .lean();
  }

  /** The activities that a reference may mean. No reference at all means every open one. */
  async find(community: string, { number, title, date }: ActivityRef, now: Date): Promise<Activity[]> {
    if (number !== undefined)
      return this.#model.find({ _id: `${community}/activity/${number}`, status: { $exists: true } }).lean();
    const open = await this.open(community, now);
    return open.filter(
      (activity) =>
        (!title || activity.title.includes(title) || title.includes(activity.title)) &&
        (!date || dayOf(activity.startsAt) === date),
    );
  }

  /**
   * Changes what was published; null when it was called off or closed meanwhile. At another time than planned, the
   * code that was given out and whoever checked in early count no more.
   */
  async change(activity: Activity, changes: ActivityChanges): Promise<Activity | null> {
    const after = changed(activity, changes);
    const fields = Object.entries(changes);
    const taken = after.shifts.filter(({ id }) => activity.taken[id] === undefined);
    const moved = after.startsAt.getTime() !== activity.startsAt.getTime();
    const gone = fields.filter(([, value]) => value === null).map(([field]) => field);
    const update = await this.#model
      .findOneAndUpdate(
        { _id: activity._id, status: 'open' },
        {
          $set: {
            ...Object.fromEntries(fields.filter(([, value]) => value != null)),
            ...Object.fromEntries(taken.map(({ id }) => [`taken.${id}`, 0])),
            ...(activity.code && !moved ? { 'code.until': codeEnds(after) } : {}),
          },
          $inc: { turns: 1 },
          $unset: Object.fromEntries([...gone, ...(moved ? ['code'] : [])].map((field) => [field, 1])),
        },
        { returnDocument: 'after' },
      )
      .lean();
    if (update && moved) await this.#forgetArrivals(update._id);
    return update;
  }

  async #forgetArrivals(activity: string): Promise<void> {
    await this.#signUps.updateMany(
      { activity, state: 'walk-in', waited: true },
      { $set: { state: 'waiting' }, $unset: { waited: 1 } },
    );
    await this.#signUps.updateMany({ activity, state: 'walk-in' }, { $set: { state: 'cancelled' } });
    const arrival = {
      checkedInAt: 1,
      checkedOutAt: 1,
      absentAt: 1,
      minutes: 1,
      provenance: 1,
      markedBy: 1,
    } as const;
    await this.#signUps.updateMany({ activity }, { $unset: arrival });
  }

  /** Calls an activity off; null when it was closed or called off before. */
  callOff({ _id }: Activity): Promise<Activity | null> {
    return this.#settle(_id, { status: 'cancelled' });
  }

  /** Closes the list for good; null when that was done before. */
  close({ _id }: Activity, at: Date, by: string): Promise<Activity | null> {
    return this.#settle(_id, { status: 'closed', closedAt: at, closedBy: by });
  }

  async addPhotos({ _id }: Activity, photos: Evidence[]): Promise<void> {
    for (const photo of photos)
      await this.#model.updateOne(
        { _id, 'photos.sha256': { $ne: photo.sha256 } },
        { $push: { photos: photo } },
      );
  }

  /** Activities with a posting that is due and has not been made. */
  withDuePostings(community: string, now: Date): Promise<Activity[]> {
    return this.#model
      .find({
        community,
        status: 'open',
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

  #settle(_id: string, changes: Partial<Activity>): Promise<Activity | null> {
    return this.#model
      .findOneAndUpdate(
        { _id, status: 'open' },
        { $set: changes, $inc: { turns: 1 } },
        { returnDocument: 'after' },
      )
      .lean();
  }
}

/** Whether its first notice has been posted: until then it is nobody's business but its organisers'. */
export function isAnnounced({ postings }: Pick<Activity, 'postings'>): boolean {
  return !postings.some(({ kind, done }) => kind === 'notice' && !done);
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

/** The postings of an activity that is moved: what was posted stays so, the reminders follow the new start. */
export function movedPostings(
  { postings }: Pick<Activity, 'postings'>,
  startsAt: Date,
  now: Date,
  remindHoursBefore: number[],
): Posting[] {
  const notice = postings.find(({ kind, done }) => kind === 'notice' && !done);
  if (!notice)
    return planPostings(startsAt, now, remindHoursBefore).map((posting) => ({
      ...posting,
      done: posting.kind === 'notice',
    }));
  return planPostings(startsAt, notice.dueAt < startsAt ? notice.dueAt : now, remindHoursBefore);
}
