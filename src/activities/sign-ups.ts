import { isFull, type Party, placesLeft } from './places.ts';
import type { Activity, ActivityModels, SaidWhere, Shift, SignUp } from './schema.ts';
import { Waitlist } from './waitlist.ts';

/** Somebody who wants to come; `resident` is set when the name is on the roster. */
export interface Person {
  name: string;
  resident?: string;
}

/** Those who sign up in one breath, and who says so. */
export interface PartyDraft {
  people: Person[];
  by: string;
  /** Id of the party: the message, and the row in it. */
  party: string;
  said: SaidWhere;
  at: Date;
  shift?: string;
  /** The first of the people has a row of their own on a #接龙. */
  ownRow?: true;
}

export type Joined =
  | { kind: 'joined'; activity: Activity; shift: Shift; added: SignUp[]; nowFull: boolean }
  | { kind: 'waiting'; activity: Activity; shift: Shift; added: SignUp[]; ahead: number }
  | { kind: 'already'; activity: Activity; people: SignUp[] }
  | { kind: 'over' };

/** What somebody who leaves after all no longer has, an early check-in among it. */
const GONE_WITH_THE_PLACE = {
  declineBy: 1,
  promotedAt: 1,
  checkedInAt: 1,
  checkedOutAt: 1,
  minutes: 1,
  provenance: 1,
} as const;

/** What leaving changed: who left, and who moved up for them. */
export interface Left {
  activity: Activity;
  removed: SignUp[];
  promoted: Party[];
}

/**
 * Who comes to which activity. Places are guarded by a counter on the activity: every change of a list first raises
 * `turns` there, so that two transactions on one list conflict in the store, whichever process runs them.
 * Every method runs inside the caller's transaction.
 */
export class SignUps {
  readonly #models: ActivityModels;
  readonly waitlist: Waitlist;

  constructor(models: ActivityModels) {
    this.#models = models;
    this.waitlist = new Waitlist(models);
  }

  /** Signs a party up: all of it gets places, or all of it waits. Those who are on the list already stay as they are. */
  async join({ _id }: Activity, draft: PartyDraft): Promise<Joined> {
    const activity = await this.#enter(_id, draft.at);
    if (!activity) return { kind: 'over' };
    const shift = activity.shifts.find(({ id }) => id === draft.shift) ?? activity.shifts[0];
    if (!shift) throw new Error(`${_id} has no shift`);
    const drafted = draft.people.map(
      (person, index): SignUp => ({
        ...person,
        _id: signUpId(_id, person, draft.by),
        activity: _id,
        community: activity.community,
        shift: shift.id,
        by: draft.by,
        ...(draft.ownRow && index === 0 ? { ownRow: true } : {}),
        party: draft.party,
        turn: activity.turns,
        state: 'waiting',
        said: draft.said,
        at: draft.at,
      }),
    );
    await this.#adopt(_id, drafted);
    const unique = [...new Map(drafted.map((signUp) => [signUp._id, signUp])).values()];
    const known = await this.#models.signUps.find({ _id: { $in: unique.map(({ _id }) => _id) } }).lean();
    const listed = known.filter(({ state }) => state !== 'cancelled');
    const added = unique.filter(({ _id }) => !listed.some((other) => other._id === _id));
    if (added.length === 0) {
      await this.#keep(listed, draft.by);
      return { kind: 'already', activity, people: listed };
    }
    // Somebody who cancelled comes back as new, at the end of the queue.
    if (known.length > listed.length)
      await this.#models.signUps.deleteMany({ _id: { $in: added.map(({ _id }) => _id) } });

    const taken = await this.waitlist.take(activity, shift, added.length);
    const state = taken ? ('in' as const) : ('waiting' as const);
    const entered = added.map((signUp) => ({ ...signUp, state }));
    await this.#models.signUps.insertMany(entered, { lean: true });
    if (!taken) {
      const ahead = await this.#models.signUps.countDocuments({
        activity: _id,
        shift: shift.id,
        state: 'waiting',
        turn: { $lt: activity.turns },
      });
      return { kind: 'waiting', activity, shift, added: entered, ahead };
    }
    return {
      kind: 'joined',
      activity: taken,
      shift,
      added: entered,
      nowFull: placesLeft(taken, shift) === 0 && isFull(taken),
    };
  }

  /** Takes people off the list, and moves others up for them. Undefined once the activity is closed. */
  async leave(
    { _id }: Activity,
    isMeant: (signUp: SignUp) => boolean,
    now: Date,
    answerWithinMs: number,
  ): Promise<Left | undefined> {
    const activity = await this.#enter(_id, now);
    if (!activity) return undefined;
    const removed = (await this.listed(_id)).filter(isMeant);
    if (removed.length === 0) return { activity, removed, promoted: [] };
    await this.#models.signUps.updateMany(
      { _id: { $in: removed.map(({ _id }) => _id) } },
      { $set: { state: 'cancelled' }, $unset: GONE_WITH_THE_PLACE },
    );
    return this.#free(activity, removed, now, answerWithinMs);
  }

  /** Everybody who has a place or waits for one, in the order in which they came. */
  listed(activity: string): Promise<SignUp[]> {
    return this.#models.signUps
      .find({ activity, state: { $in: ['in', 'waiting'] } })
      .sort({ turn: 1, _id: 1 })
      .lean();
  }

  /** Everybody who ever was on the list, those who cancelled among them. */
  all(activity: string): Promise<SignUp[]> {
    return this.#models.signUps.find({ activity }).sort({ turn: 1, _id: 1 }).lean();
  }

  /** How many people somebody has on the list already, these left out. */
  broughtBy(activity: string, resident: string, people: readonly Person[]): Promise<number> {
    const ids = people.map((person) => signUpId(activity, person, resident));
    return this.#models.signUps.countDocuments({
      activity,
      by: resident,
      state: { $in: ['in', 'waiting'] },
      _id: { $nin: ids },
    });
  }

  /** Which of some activities a person is on the list of, themselves or through somebody they brought. */
  async ofPerson(resident: string, activities: readonly Activity[]): Promise<SignUp[]> {
    return this.#models.signUps
      .find({
        activity: { $in: activities.map(({ _id }) => _id) },
        state: { $in: ['in', 'waiting'] },
        $or: [{ resident }, { by: resident }],
      })
      .lean();
  }

  /** Notes that the organiser was asked about people whom a posted list lacks: they are asked once. */
  async askedAbout(people: readonly SignUp[], at: Date): Promise<void> {
    await this.#models.signUps.updateMany(
      { _id: { $in: people.map(({ _id }) => _id) } },
      { $set: { askedAboutAt: at } },
    );
  }

  /** Moves the waitlist up after places were added. */
  async fill({ _id }: Activity, now: Date, answerWithinMs: number): Promise<Left | undefined> {
    const activity = await this.#enter(_id, now);
    return activity ? this.#free(activity, [], now, answerWithinMs) : undefined;
  }

  async #free(activity: Activity, removed: SignUp[], now: Date, answerWithinMs: number): Promise<Left> {
    let current = activity;
    const promoted: Party[] = [];
    for (const shift of activity.shifts) {
      const gone = removed.filter((signUp) => signUp.shift === shift.id && signUp.state === 'in').length;
      if (gone > 0) current = await this.waitlist.giveBack(current, shift, gone);
      const moved = await this.waitlist.moveUp(current, shift, now, answerWithinMs);
      current = moved.activity;
      promoted.push(...moved.promoted);
    }
    return { activity: current, removed, promoted };
  }

  /** Whoever was brought under their name before they were registered has that row for their own. */
  async #adopt(activity: string, drafted: readonly SignUp[]): Promise<void> {
    for (const { _id, name, resident } of drafted) {
      if (resident === undefined) continue;
      const row = await this.#models.signUps
        .findOne({ activity, name, resident: { $exists: false }, state: { $in: ['in', 'waiting'] } })
        .lean();
      if (!row || (await this.#models.signUps.findOne({ _id, state: { $ne: 'cancelled' } }).lean())) continue;
      await this.#models.signUps.deleteMany({ _id: { $in: [row._id, _id] } });
      await this.#models.signUps.insertMany([{ ...row, _id, resident }], { lean: true });
    }
  }

  /** Somebody who was moved up and signs up again says yes: the place is kept for good. */
  async #keep(listed: SignUp[], by: string): Promise<void> {
    const ids = listed.filter((one) => one.declineBy && (one.by === by || one.resident === by));
    if (ids.length === 0) return;
    await this.#models.signUps.updateMany(
      { _id: { $in: ids.map(({ _id }) => _id) } },
      { $unset: { declineBy: 1 } },
    );
  }

  /** Takes the activity's next turn; null when nobody can join or leave any more. */
  #enter(_id: string, now: Date): Promise<Activity | null> {
    return this.#models.activities
      .findOneAndUpdate(
        { _id, status: 'open', startsAt: { $gt: now } },
        { $inc: { turns: 1 } },
        { returnDocument: 'after' },
      )
      .lean();
  }
}

/** The one id of a person at an activity: whoever is on the roster is there once, however they were signed up. */
export function signUpId(activity: string, { resident, name }: Person, by: string): string {
  return resident ? `${activity}/${resident}` : `${activity}/${by}/${name}`;
}

/** Whose row it is: their own, or of a guest they brought. Whoever is registered or has a row of their own is no guest. */
export function isOf(resident: string): (signUp: SignUp) => boolean {
  return (signUp) => signUp.resident === resident || isGuestOf(resident)(signUp);
}

export function isGuestOf(resident: string): (signUp: SignUp) => boolean {
  return (signUp) => signUp.by === resident && signUp.resident === undefined && !signUp.ownRow;
}
