import type { Roster } from '#src/community/roster.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Activity, ActivityModels } from './schema.ts';

/** What came of activities: reads their lists, and the roster for households. */
export class Outcomes {
  readonly #models: ActivityModels;
  readonly #roster: Roster;

  constructor(models: ActivityModels, roster: Roster) {
    this.#models = models;
    this.#roster = roster;
  }

  /** Of all these activities together; the first of them says who had been anywhere before. */
  async of(activities: readonly Activity[]): Promise<Outcome> {
    const signUps = await this.#models.signUps
      .find({ activity: { $in: activities.map(({ _id }) => _id) }, state: { $ne: 'cancelled' } })
      .lean();
    const residents = [...new Set(signUps.flatMap(({ resident }) => resident ?? []))];
    const known = await this.#roster.byIds(residents);
    const first = Math.min(...activities.map(({ startsAt }) => startsAt.getTime()));
    const before = await this.#models.signUps
      .find(
        { resident: { $in: residents }, checkedInAt: { $lt: new Date(first - 3_600_000) } },
        { resident: 1 },
      )
      .lean();
    return outcomeOf(
      activities.map((activity) => ({
        activity,
        signUps: signUps.filter((signUp) => signUp.activity === activity._id),
      })),
      new Map(known.flatMap(({ _id, household }) => (household ? [[_id, household] as const] : []))),
      new Set(before.flatMap(({ resident }) => resident ?? [])),
    );
  }

  /** Minutes served by so many people between two moments, by resident. */
  async minutesOf(residents: readonly string[], from: Date, to: Date): Promise<ReadonlyMap<string, number>> {
    const signUps = await this.#models.signUps
      .find({
        resident: { $in: [...residents] },
        credited: { $exists: true },
        checkedInAt: { $gte: from, $lt: to },
      })
      .lean();
    const minutes = new Map<string, number>();
    for (const { resident = '', credited } of signUps)
      minutes.set(resident, (minutes.get(resident) ?? 0) + (credited?.minutes ?? 0));
    return minutes;
  }
}
