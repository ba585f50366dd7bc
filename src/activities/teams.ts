import type { ActivityModels, Team } from './schema.ts';

/** Standing teams (队伍): patrol, clean-up, mediation, tutoring. Methods that change anything run inside the caller's transaction. */
export class Teams {
  readonly #model: ActivityModels['teams'];

  constructor({ teams }: ActivityModels) {
    this.#model = teams;
  }

  all(community: string): Promise<Team[]> {
    return this.#model.find({ community }).sort({ name: 1 }).lean();
  }

  byName(community: string, name: string): Promise<Team | null> {
    return this.#model.findById(teamId(community, name)).lean();
  }

  async isMember(community: string, name: string, resident: string): Promise<boolean> {
    const team = await this.byName(community, name);
    return team !== null && (team.captain === resident || team.members.includes(resident));
  }

  /** Names of the teams that somebody is captain of. */
  async ledBy(community: string, resident: string): Promise<string[]> {
    const led = await this.#model.find({ community, captain: resident }, { name: 1 }).lean();
    return led.map(({ name }) => name);
  }

  /** Founds a team, or gives an existing one another captain; who is a member stays one. */
  async found(team: Omit<Team, '_id' | 'members' | 'rosters'>): Promise<Team> {
    const { community, name, captain, createdAt, ...rest } = team;
    return this.#model
      .findOneAndUpdate(
        { _id: teamId(community, name) },
        {
          $set: { captain, ...rest },
          $addToSet: { members: captain },
          $setOnInsert: { community, name, createdAt, rosters: [] },
        },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
  }

  async join({ _id }: Team, residents: string[]): Promise<void> {
    await this.#model.updateOne({ _id }, { $addToSet: { members: { $each: residents } } });
  }

  async leave({ _id }: Team, resident: string): Promise<void> {
    await this.#model.updateOne({ _id }, { $pull: { members: resident } });
  }

  /** Writes down who serves when in one week (`2025-W46`), instead of what was there for it. */
  async plan(team: Team, week: string, duties: Team['rosters'][number]['duties']): Promise<void> {
    const rosters = [...team.rosters.filter((roster) => roster.week !== week), { week, duties }]
      .sort((a, b) => a.week.localeCompare(b.week))
      .slice(-8);
    await this.#model.updateOne({ _id: team._id }, { $set: { rosters } });
  }
}

function teamId(community: string, name: string): string {
  return `${community}/team/${name}`;
}
