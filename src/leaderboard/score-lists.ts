import type { CommunityModels } from '#src/community/schema.ts';
import type { LedgerModels } from '#src/ledger/schema.ts';
import { maskAddress, maskName } from '#src/publicity/mask.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { Lists } from '#src/rulebook/schema.ts';

/** One household on a red or black list. Those with equal points share a rank. */
export interface ListRow {
  rank: number;
  address: string;
  /** Who lives there, by one name; never on a black list. */
  family?: string;
  points: number;
}

/** Which households: of a community or a grid, in a period (a key of `periodKey`). */
export interface ListQuestion {
  community: string;
  grid?: string;
  period: string;
}

/** Red and black lists (红榜、黑榜): totals per household, credits less deductions, over a scoring period. */
export class ScoreLists {
  readonly #tallies: LedgerModels['tallies'];
  readonly #residents: CommunityModels['residents'];
  readonly #households: CommunityModels['households'];

  constructor(
    { tallies }: Pick<LedgerModels, 'tallies'>,
    { residents, households }: Pick<CommunityModels, 'residents' | 'households'>,
  ) {
    this.#tallies = tallies;
    this.#residents = residents;
    this.#households = households;
  }

  /** The models, without those who opted out. Masked, a household is shown by its address and its first surname. */
  async red(
    question: ListQuestion,
    { places, least }: Lists['red'],
    names: 'masked' | 'full',
  ): Promise<ListRow[]> {
    const hidden = await this.hidden(question.community);
    const tallies = await this.#tallies
      .find({ ...question, of: 'households', points: { $gte: least }, subject: { $nin: [...hidden] } })
      .sort({ points: -1, subject: 1 })
      .limit(2 * places)
      .lean();
    // Those who share the last place are named with it.
    const last = tallies[places - 1]?.points;
    const shown = tallies.filter(({ points }, index) => index < places || points === last);
    const ids = shown.map(({ subject }) => subject);
    const addresses = await this.#addresses(ids);
    const families = await this.#families(ids);
    const mask = names === 'masked';
    return ranked(shown).map(({ subject, points, rank }): ListRow => {
      const [address, family] = [addresses.get(subject) ?? '', families.get(subject)];
      return {
        rank,
        address: mask ? maskAddress(address) : address,
        ...(family ? { family: mask ? maskName(family) : family } : {}),
        points,
      };
    });
  }

  /** Those below a limit, lowest first: by masked address alone, whatever the rule for names. */
  async black(question: ListQuestion, { below, places }: NonNullable<Lists['black']>): Promise<ListRow[]> {
    const tallies = await this.#tallies
      .find({ ...question, of: 'households', points: { $lt: below } })
      .sort({ points: 1, subject: 1 })
      .limit(places)
      .lean();
    const addresses = await this.#addresses(tallies.map(({ subject }) => subject));
    return ranked(tallies).map(({ subject, points, rank }) => ({
      rank,
      address: maskAddress(addresses.get(subject) ?? ''),
      points,
    }));
  }

  /** A household's place in a community among those who show themselves, and how many households there are. */
  async placeOf(
    { community, period }: ListQuestion,
    household: string,
  ): Promise<{ place: number; of: number } | undefined> {
    const hidden = await this.hidden(community);
    if (hidden.has(household)) return undefined;
    const own = await this.#tallies
      .findOne({ community, of: 'households', period, subject: household })
      .lean();
    if (!own || own.points <= 0) return undefined;
    const ahead = await this.#tallies.countDocuments({
      community,
      of: 'households',
      period,
      points: { $gt: own.points },
      subject: { $nin: [...hidden] },
    });
    return { place: ahead + 1, of: await this.#households.countDocuments({ community }) };
  }

  /** Households in which anybody asked not to be named. */
  async hidden(community: string): Promise<Set<string>> {
    const residents = await this.#residents
      .find({ community, offLeaderboard: true }, { household: 1 })
      .lean();
    return new Set(residents.flatMap(({ household }) => household ?? []));
  }

  /** One name for each household: that of the first who joined. */
  async #families(households: string[]): Promise<Map<string, string>> {
    const residents = await this.#residents
      .find({ household: { $in: households } }, { household: 1, name: 1 })
      .sort({ joinedAt: -1, name: -1 })
      .lean();
    return new Map(residents.map(({ household, name }) => [household ?? '', plainText(name, 20)]));
  }

  async #addresses(ids: string[]): Promise<Map<string, string>> {
    const households = await this.#households.find({ _id: { $in: ids } }, { address: 1 }).lean();
    return new Map(households.map(({ _id, address }) => [_id, address]));
  }
}

/** Gives rows that are in order their ranks. */
function ranked<R extends { points: number }>(rows: R[]): (R & { rank: number })[] {
  return rows.map((row) => ({ ...row, rank: rows.findIndex(({ points }) => points === row.points) + 1 }));
}
