import type { Rulebook } from '#src/rulebook/schema.ts';
import { dayCode, MAX_WRONG_TRIES, matches } from './day-code.ts';
import { servedSpans } from './minutes.ts';
import { isNoShow, pauseAfter } from './no-shows.ts';
import { endOf } from './places.ts';
import type { Activity, ActivityModels, Provenance, SaidWhere, SignUp } from './schema.ts';
import { type Person, signUpId } from './sign-ups.ts';
import type { Span } from './spans.ts';

/** What came of a code that somebody sent. */
export type CheckedIn =
  | { kind: 'checked-in'; activity: Activity; signUp: SignUp; walkIn: boolean }
  | { kind: 'already'; activity: Activity; signUp: SignUp }
  /** Checked in at another one at the same time, and has not left it. */
  | { kind: 'elsewhere'; activity: Activity; other: Activity }
  /** The organiser wrote them down as absent: only the organiser takes that back. */
  | { kind: 'marked-absent'; activity: Activity }
  | { kind: 'wrong'; triesLeft: number }
  | { kind: 'none-open' };

/** What came of a check-out. */
export type Left =
  | { kind: 'left'; activity: Activity; signUp: SignUp }
  | { kind: 'not-begun'; activity: Activity };

/** What the organiser says of somebody. Moments, not lengths: the caller knows the plan. */
export interface Marking {
  present: boolean;
  /** Came late, left early: at a moment that was said, or, without one, when their own check-in or check-out says. */
  late?: Date | 'as-checked-in';
  left?: Date | 'as-checked-out';
  minutes?: number;
}

/**
 * Who was there (到场), one document a person from sign-up to points. Every method that changes anything runs inside
 * the caller's transaction, and only while the activity is open: closing it raises the same counter.
 */
export class Attendance {
  readonly #models: ActivityModels;

  constructor(models: ActivityModels) {
    this.#models = models;
  }

  /** A new code for the day; the one before is void. Valid from an hour before the start to an hour after the end. */
  async openCode(
    activity: Activity,
    now: Date,
  ): Promise<{ code: string; from: Date; until: Date } | undefined> {
    const { code, kept } = dayCode(activity, now);
    const changed = await this.#models.activities.updateOne(
      { _id: activity._id, status: 'open' },
      { $set: { code: kept }, $inc: { turns: 1 } },
    );
    return changed.modifiedCount === 1 ? { code, from: kept.from, until: kept.until } : undefined;
  }

  /** From now on the day's code counts no more; false when there is none. */
  async voidCode({ _id }: Activity): Promise<boolean> {
    const changed = await this.#models.activities.updateOne(
      { _id, status: 'open', code: { $exists: true } },
      { $unset: { code: 1 }, $inc: { turns: 1 } },
    );
    return changed.modifiedCount === 1;
  }

  /** Activities whose code is good now. */
  withCode(community: string, now: Date): Promise<Activity[]> {
    return this.#models.activities
      .find({ community, status: 'open', 'code.from': { $lte: now }, 'code.until': { $gte: now } })
      .sort({ startsAt: 1, number: 1 })
      .lean();
  }

  /**
   * Somebody sends a code. A wrong one counts against them: after five in a day no code of theirs is looked at, right
   * or wrong. With the `number` of an activity no other's code is right. Whoever is not on the list walks in.
   */
  async checkIn(
    community: string,
    person: Required<Person>,
    code: string,
    where: { said: SaidWhere; now: Date; day: string; number?: number | undefined },
  ): Promise<CheckedIn> {
    const open = await this.withCode(community, where.now);
    if (open.length === 0) return { kind: 'none-open' };
    const tries = `${community}/${where.day}/${person.resident}`;
    const wrong = (await this.#models.tries.findById(tries).lean())?.count ?? 0;
    const activity =
      wrong < MAX_WRONG_TRIES
        ? open.find(
            ({ code: kept, number }) => kept && (where.number ?? number) === number && matches(kept, code),
          )
        : undefined;
    if (!activity) {
      await this.#models.tries.updateOne(
        { _id: tries },
        { $inc: { count: 1 }, $set: { at: where.now } },
        { upsert: true },
      );
      return { kind: 'wrong', triesLeft: Math.max(0, MAX_WRONG_TRIES - wrong - 1) };
    }
    return this.#arrive(activity, person, where);
  }

  /**
   * Somebody leaves what is going on, once: neither a second check-out nor one after the organiser said when they left
   * changes that. Before the start it counts only for an activity that they name. Undefined when they have not checked
   * in anywhere that is still open.
   */
  async checkOut(community: string, resident: string, now: Date, number?: number): Promise<Left | undefined> {
    const recent = await this.#models.signUps
      .find({
        community,
        resident,
        checkedInAt: { $gte: new Date(now.getTime() - 24 * 3_600_000), $lte: now },
      })
      .sort({ checkedInAt: -1 })
      .limit(5)
      .lean();
    const held = await this.#models.activities
      .find({ _id: { $in: recent.map(({ activity }) => activity) }, status: 'open' })
      .lean();
    const here = recent.flatMap((signUp) => {
      const at = held.find(({ _id }) => _id === signUp.activity);
      if (!at || (number !== undefined && at.number !== number)) return [];
      const isRunning = at.startsAt <= now && now < endOf(at);
      return [{ signUp, rank: signUp.checkedOutAt ? 2 : isRunning ? 0 : 1 }];
    });
    const [first] = here.sort((a, b) => a.rank - b.rank);
    const activity = first && (await this.#turn(first.signUp.activity));
    if (!activity) return undefined;
    const { signUp } = first;
    if (number === undefined && !signUp.checkedOutAt && now <= activity.startsAt)
      return { kind: 'not-begun', activity };
    const checkedOutAt = signUp.checkedOutAt ?? now;
    await this.#models.signUps.updateOne({ _id: signUp._id }, { $set: { checkedOutAt } });
    return { kind: 'left', activity, signUp: { ...signUp, checkedOutAt } };
  }

  /** Writes down what the organiser says; people who are not on the list walk in. False once the activity is closed. */
  async mark(
    { _id, community }: Activity,
    marked: readonly { person: Person; marking: Marking }[],
    by: { resident: string; said: SaidWhere; messageId: string; now: Date },
  ): Promise<boolean> {
    const activity = await this.#turn(_id);
    if (!activity) return false;
    const known = await this.#models.signUps.find({ activity: _id }).lean();
    for (const { person, marking } of marked) {
      const signUp = known.find((one) => isSame(one, person));
      // Whoever had cancelled was expected no more, and is not absent.
      if (!marking.present && (!signUp || !isExpected(signUp))) continue;
      const before = signUp ?? this.#walkIn(activity, community, person, by);
      if (!signUp) await this.#models.signUps.insertMany([before], { lean: true });
      await this.#models.signUps.updateOne({ _id: before._id }, changesFor(before, marking, activity, by));
    }
    return true;
  }

  /** Closing settles the list: whoever has a place and was not there is absent. */
  async settle(activity: string, now: Date): Promise<void> {
    await this.#models.signUps.updateMany(
      { activity, state: 'in', checkedInAt: { $exists: false }, absentAt: { $exists: false } },
      { $set: { absentAt: now } },
    );
  }

  /**
   * What else was credited to somebody for the time of an activity, and under which claims. Marks whatever it looked
   * at, so that of two activities closed at the same moment one is tried again and sees the other.
   */
  async creditedBeside(resident: string, activity: Activity): Promise<{ claim: number; spans: Span[] }[]> {
    const others = await this.#sameTime(activity);
    if (others.length === 0) return [];
    const theirs = { resident, activity: { $in: others.map(({ _id }) => _id) } };
    await this.#models.signUps.updateMany(theirs, { $inc: { weighed: 1 } });
    const signUps = await this.#models.signUps.find({ ...theirs, credited: { $exists: true } }).lean();
    return signUps.flatMap((signUp) => {
      const held = others.find(({ _id }) => _id === signUp.activity);
      const { claim, spans } = signUp.credited ?? {};
      return held && claim !== undefined ? [{ claim, spans: spans ?? servedSpans(signUp, held) }] : [];
    });
  }

  /** Notes what somebody's attendance was credited with; false when that was done before. */
  async credited(signUp: string, credited: NonNullable<SignUp['credited']>): Promise<boolean> {
    const changed = await this.#models.signUps.updateOne(
      { _id: signUp, credited: { $exists: false } },
      { $set: { credited }, $unset: { mergeWith: 1 } },
    );
    return changed.modifiedCount === 1;
  }

  /** Asks whether reports by hand are of the same hours; nothing is credited for the attendance until that is answered. */
  async askToMerge(signUp: string, claims: number[]): Promise<void> {
    await this.#models.signUps.updateOne({ _id: signUp }, { $set: { mergeWith: claims } });
  }

  /** The attendances that wait for a word about a report. */
  toMerge(community: string, claim: number): Promise<SignUp[]> {
    return this.#models.signUps.find({ community, mergeWith: claim }).sort({ _id: 1 }).lean();
  }

  /** All attendances of a community that wait for a word about reports. */
  allToMerge(community: string): Promise<SignUp[]> {
    return this.#models.signUps
      .find({ community, mergeWith: { $exists: true } })
      .sort({ _id: 1 })
      .limit(200)
      .lean();
  }

  /** Until when somebody's absences pause their sign-ups, by the regulation. */
  async pausedUntil(
    resident: string,
    rule: NonNullable<Rulebook['activities']>['noShows'],
    now: Date,
  ): Promise<{ count: number; until: Date } | undefined> {
    if (!rule) return undefined;
    const absences = await this.#models.signUps
      .find({ resident, absentAt: { $exists: true }, state: 'in' })
      .sort({ at: -1 })
      .limit(100)
      .lean();
    const closed = await this.#models.activities
      .find({ _id: { $in: absences.map(({ activity }) => activity) }, status: 'closed' }, { startsAt: 1 })
      .lean();
    const counted = absences.filter((absence) => {
      const activity = closed.find(({ _id }) => _id === absence.activity);
      return activity !== undefined && isNoShow(absence, activity);
    });
    return pauseAfter(
      counted.flatMap(({ absentAt }) => absentAt ?? []),
      rule,
      now,
    );
  }

  async rate(signUp: string, rating: NonNullable<SignUp['rating']>): Promise<void> {
    await this.#models.signUps.updateOne({ _id: signUp }, { $set: { rating } });
  }

  /** Where somebody was, the last first. */
  attendedBy(resident: string, limit = 5): Promise<SignUp[]> {
    return this.#models.signUps
      .find({ resident, checkedInAt: { $exists: true } })
      .sort({ at: -1 })
      .limit(limit)
      .lean();
  }

  async #arrive(
    { _id }: Activity,
    person: Required<Person>,
    { said, now }: { said: SaidWhere; now: Date },
  ): Promise<CheckedIn> {
    const activity = await this.#turn(_id);
    if (!activity) return { kind: 'none-open' };
    const id = signUpId(_id, person, person.resident);
    const known = await this.#models.signUps.findById(id).lean();
    if (known?.checkedInAt && !hasLeftBefore(known, activity))
      return { kind: 'already', activity, signUp: known };
    if (known?.absentAt && known.state !== 'cancelled') return { kind: 'marked-absent', activity };
    const other = await this.#elsewhere(person.resident, activity, now);
    if (other) return { kind: 'elsewhere', activity, other };
    const walkIn = known?.state !== 'in';
    const by = { resident: person.resident, said, messageId: `walk-in/${id}`, now };
    const before = known ?? this.#walkIn(activity, activity.community, person, by);
    if (!known) await this.#models.signUps.insertMany([before], { lean: true });
    const state = walkIn ? ('walk-in' as const) : ('in' as const);
    const arrived = {
      checkedInAt: now,
      provenance: 'checked-in' as const,
      state,
      ...(known?.state === 'waiting' ? { waited: true } : {}),
    };
    await this.#models.signUps.updateOne(
      { _id: id },
      { $set: arrived, $unset: { absentAt: 1, declineBy: 1, checkedOutAt: 1 } },
    );
    return { kind: 'checked-in', activity, signUp: { ...before, ...arrived }, walkIn };
  }

  /** Another activity at the same time where somebody checked in and has not left. */
  async #elsewhere(resident: string, activity: Activity, now: Date): Promise<Activity | undefined> {
    const others = (await this.#sameTime(activity)).filter(
      (other) => other.status === 'open' && endOf(other) > now,
    );
    if (others.length === 0) return undefined;
    const there = await this.#models.signUps
      .find({
        resident,
        activity: { $in: others.map(({ _id }) => _id) },
        provenance: 'checked-in',
        checkedOutAt: { $exists: false },
      })
      .lean();
    return others.find(({ _id }) => there.some(({ activity: at }) => at === _id));
  }

  /** Other activities whose plans share time with this one's. */
  async #sameTime(activity: Activity): Promise<Activity[]> {
    const { _id, community, startsAt } = activity;
    const from = new Date(startsAt.getTime() - 48 * 3_600_000);
    const near = await this.#models.activities
      .find({ community, startsAt: { $gte: from, $lt: endOf(activity) } })
      .sort({ startsAt: 1, number: 1 })
      .lean();
    return near.filter((other) => other._id !== _id && endOf(other) > startsAt);
  }

  #walkIn(
    activity: Activity,
    community: string,
    person: Person,
    by: { resident: string; said: SaidWhere; messageId: string; now: Date },
  ): SignUp {
    return {
      ...person,
      _id: signUpId(activity._id, person, by.resident),
      activity: activity._id,
      community,
      shift: activity.shifts[0]?.id ?? '1',
      by: person.resident ?? by.resident,
      party: by.messageId,
      turn: activity.turns,
      state: 'walk-in',
      said: by.said,
      at: by.now,
    };
  }

  #turn(_id: string): Promise<Activity | null> {
    return this.#models.activities
      .findOneAndUpdate({ _id, status: 'open' }, { $inc: { turns: 1 } }, { returnDocument: 'after' })
      .lean();
  }
}

/** Checked out before it began: whoever sends the code again is there after all. */
function hasLeftBefore({ checkedOutAt }: SignUp, { startsAt }: Activity): boolean {
  return checkedOutAt !== undefined && checkedOutAt <= startsAt;
}

function isSame(signUp: SignUp, person: Person): boolean {
  return person.resident === undefined ? signUp.name === person.name : signUp.resident === person.resident;
}

/** Has a place, or came without one: only they can be absent. */
export function isExpected({ state }: Pick<SignUp, 'state'>): boolean {
  return state === 'in' || state === 'walk-in';
}

/** Checking in oneself is better evidence than a list: being on a list as well changes nothing of it. */
function changesFor(
  before: SignUp,
  { present, late, left, minutes }: Marking,
  activity: Activity,
  { now, resident: markedBy }: { now: Date; resident: string },
) {
  if (!present)
    return {
      $set: { absentAt: now, markedBy },
      $unset: { checkedInAt: 1, checkedOutAt: 1, minutes: 1, provenance: 1 },
    };
  const provenance: Provenance = before.provenance ?? 'organiser-list';
  const state = before.state === 'in' ? ('in' as const) : ('walk-in' as const);
  const checkedInAt = late instanceof Date ? late : (before.checkedInAt ?? activity.startsAt);
  const end = endOf(activity);
  const leftNow = before.checkedOutAt ?? (now < end ? now : end);
  const checkedOutAt = left instanceof Date ? left : left && leftNow;
  return {
    $set: {
      state,
      ...(before.state === 'waiting' ? { waited: true } : {}),
      provenance,
      checkedInAt,
      markedBy,
      ...(checkedOutAt ? { checkedOutAt } : {}),
      ...(minutes === undefined ? {} : { minutes }),
    },
    $unset: { absentAt: 1, declineBy: 1 },
  };
}
