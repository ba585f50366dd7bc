import { randomUUID } from 'node:crypto';
import { dayOf } from '#src/calendar.ts';
import type { Clock } from '#src/clock.ts';
import { Refusal } from '#src/refusal.ts';
import type { PersonRef, Role } from '#src/understanding/intent.ts';
import { type Community, gridOf } from './community.ts';
import type { CommunityModels, Grant, Household, Registration, Resident } from './schema.ts';

/** How long a person is remembered between look-ups, in milliseconds, and how many people are. */
const RECENT_MS = 5000;
const MOST_RECENT = 5000;

/** Who is who: households, residents and the roles they hold. */
export class Roster {
  readonly #models: CommunityModels;
  readonly #clock: Clock;
  #changed = false;
  readonly #recent = new Map<string, { residents: Resident[]; at: number }>();

  constructor(models: CommunityModels, clock: Clock) {
    this.#models = models;
    this.#clock = clock;
  }

  /** Everybody on any roster who writes under this contact id (one per community at most). */
  async byContact(contactId: string): Promise<Resident[]> {
    return this.#asOfToday(await this.#models.residents.find({ contactIds: contactId }).lean());
  }

  /**
   * The same, up to five seconds old when another process changed it: for what every resident may do. Decisions of
   * those who hold an office ask the store each time.
   */
  async recentByContact(contactId: string): Promise<Resident[]> {
    const now = performance.now();
    const recent = this.#recent.get(contactId);
    if (recent && now - recent.at < RECENT_MS) return recent.residents;
    const residents = await this.byContact(contactId);
    if (this.#recent.size >= MOST_RECENT) this.#recent.clear();
    if (residents.length > 0) this.#recent.set(contactId, { residents, at: now });
    return residents;
  }

  /** To be called when a transaction that may have changed the roster has committed. */
  committed(): void {
    if (this.#changed) this.#recent.clear();
    this.#changed = false;
  }

  async byId(id: string): Promise<Resident | null> {
    const resident = await this.#models.residents.findById(id).lean();
    return resident ? (this.#asOfToday([resident])[0] ?? null) : null;
  }

  /** People by id, in the order of the ids; those who are gone are left out. */
  async byIds(ids: readonly string[]): Promise<Resident[]> {
    const found = this.#asOfToday(await this.#models.residents.find({ _id: { $in: [...ids] } }).lean());
    const byId = new Map(found.map((resident) => [resident._id, resident]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** Everybody of a household. */
  async ofHousehold(household: string): Promise<Resident[]> {
    return this.#asOfToday(await this.#models.residents.find({ household }).lean());
  }

  /** Everybody of every household of a community, by household id and name. */
  async byHousehold(community: string): Promise<Map<string, Resident[]>> {
    const all = await this.#models.residents.find({ community }).sort({ name: 1 }).lean();
    const byHousehold = Map.groupBy(this.#asOfToday(all), ({ household }) => household ?? '');
    byHousehold.delete('');
    return byHousehold;
  }

  /** A household by its address, or null when nobody of it was ever registered. */
  household(community: string, address: string): Promise<Household | null> {
    return this.#models.households.findById(`${community}/${address}`).lean();
  }

  /** The households of a community, or of one grid of it, by address. */
  households(community: string, grid?: string): Promise<Household[]> {
    return this.#models.households
      .find({ community, ...(grid ? { grid } : {}) })
      .sort({ address: 1 })
      .lean();
  }

  /** Every resident's name: what is masked before a language model is asked. */
  namesIn(community: string): Promise<string[]> {
    return this.#models.residents.distinct('name', { community });
  }

  /** Residents of a community that a reference may mean; more than one when it is ambiguous. */
  async find(community: string, { contactId, address, name }: PersonRef): Promise<Resident[]> {
    if (!contactId && !address && !name) return [];
    const filter = contactId
      ? { community, contactIds: contactId }
      : { community, ...(address ? { address } : {}), ...(name ? { name } : {}) };
    return this.#asOfToday(await this.#models.residents.find(filter).limit(6).lean());
  }

  /** All who hold a role today that reaches a grid. */
  async holders(community: string, role: Grant['role'], grid?: string): Promise<Resident[]> {
    const holders = await this.#models.residents.find({ community, 'grants.role': role }).lean();
    return this.#asOfToday(holders).filter((resident) => holds(resident, role, grid));
  }

  /** Whether somebody can act as admin of the whole community: holds the role, and has an account to say so from. */
  async hasAdmin(community: string): Promise<boolean> {
    return (await this.#models.residents.exists(adminOf(community))) !== null;
  }

  /** Whether this is the only such admin. */
  async isLastAdmin({ _id, community, grants }: Resident): Promise<boolean> {
    if (!grants.some(({ role, grid }) => role === 'admin' && grid === undefined)) return false;
    return (await this.#models.residents.exists({ ...adminOf(community), _id: { $ne: _id } })) === null;
  }

  /**
   * Puts somebody on the roster: a new resident of the household, or the one of that name who had no phone yet.
   * The household is made when this is its first resident.
   */
  async join(community: Community, { name, address, contactId, at }: NewResident): Promise<Resident> {
    this.#changed = true;
    const grid = gridOf(community, address);
    if (!grid) throw new Error(`no grid has the building of ${address}`);
    const household = `${community.id}/${address}`;
    await this.#models.households.updateOne(
      { _id: household },
      { $setOnInsert: { community: community.id, grid, address } },
      { upsert: true },
    );
    const place = { community: community.id, household, address, grid };
    const known = await this.#models.residents
      .findOne(
        contactId
          ? { community: community.id, $or: [{ contactIds: contactId }, { address, name, contactIds: [] }] }
          : { community: community.id, address, name },
      )
      .lean();
    if (known) {
      const changed = { ...place, name, contactIds: contactId ? [contactId] : known.contactIds };
      await this.#models.residents.updateOne({ _id: known._id }, { $set: changed });
      return { ...known, ...changed };
    }
    const resident: Resident = {
      _id: randomUUID(),
      ...place,
      name,
      contactIds: contactId ? [contactId] : [],
      grants: [],
      offLeaderboard: false,
      joinedAt: at,
    };
    await this.#models.residents.create(resident);
    return resident;
  }

  /** An official without a household, such as the first admin. */
  async addOfficial(
    community: string,
    person: { name: string; contactId: string; at: Date },
  ): Promise<Resident> {
    this.#changed = true;
    const resident: Resident = {
      _id: randomUUID(),
      community,
      name: person.name,
      contactIds: [person.contactId],
      grants: [],
      offLeaderboard: false,
      joinedAt: person.at,
    };
    await this.#models.residents.create(resident);
    return resident;
  }

  async grant(resident: Resident, grant: Grant): Promise<'granted' | 'already-held'> {
    this.#changed = true;
    const isSame = (held: Grant) =>
      held.role === grant.role &&
      held.grid === grant.grid &&
      held.body === grant.body &&
      held.standsFor === grant.standsFor;
    if (grant.standsFor === undefined && resident.grants.some(isSame)) return 'already-held';
    await this.#models.residents.updateOne({ _id: resident._id }, { $push: { grants: grant } });
    return 'granted';
  }

  async revoke(resident: Resident, grant: Grant): Promise<'revoked' | 'not-held'> {
    this.#changed = true;
    const stays = (held: Grant) =>
      held.role !== grant.role ||
      (grant.grid !== undefined && held.grid !== grant.grid) ||
      (grant.body !== undefined && held.body !== grant.body);
    if (resident.grants.every(stays)) return 'not-held';
    const all = (await this.#models.residents.findById(resident._id).lean())?.grants ?? [];
    await this.#models.residents.updateOne({ _id: resident._id }, { $set: { grants: all.filter(stays) } });
    return 'revoked';
  }

  /** Grants by which others stand in for somebody, from today on. */
  async standInsFor(member: Resident): Promise<{ standIn: Resident; grant: Grant }[]> {
    const { community, _id } = member;
    const residents = await this.#models.residents.find({ community, 'grants.standsFor': _id }).lean();
    const today = dayOf(this.#clock.now());
    return residents.flatMap((standIn) =>
      standIn.grants
        .filter((grant) => grant.standsFor === _id && (grant.until ?? today) >= today)
        .map((grant) => ({ standIn, grant })),
    );
  }

  /** Ends every standing-in for somebody; false when there was none. */
  async endStandIns(member: Resident): Promise<boolean> {
    this.#changed = true;
    const { community, _id } = member;
    const residents = await this.#models.residents.find({ community, 'grants.standsFor': _id }).lean();
    for (const resident of residents) {
      const left = resident.grants.filter(({ standsFor }) => standsFor !== _id);
      await this.#models.residents.updateOne({ _id: resident._id }, { $set: { grants: left } });
    }
    return residents.length > 0;
  }

  /** Binds a person to a new contact id, and to that one only. Nobody else in the community may have it. */
  async rebind(resident: Resident, contactId: string): Promise<void> {
    this.#changed = true;
    await this.#models.residents.updateOne({ _id: resident._id }, { $set: { contactIds: [contactId] } });
  }

  async showOnLeaderboard(resident: Resident, shown: boolean): Promise<void> {
    this.#changed = true;
    await this.#models.residents.updateOne({ _id: resident._id }, { $set: { offLeaderboard: !shown } });
  }

  waitingRegistrations(community: string, grids: string[] | 'all', limit = 100): Promise<Registration[]> {
    const filter = {
      community,
      status: 'waiting' as const,
      ...(grids === 'all' ? {} : { grid: { $in: grids } }),
    };
    return this.#models.registrations.find(filter).sort({ number: 1 }).limit(limit).lean();
  }

  registration(community: string, number: number): Promise<Registration | null> {
    return this.#models.registrations.findById(`${community}#${number}`).lean();
  }

  waitingRegistrationOf(community: string, contactId: string): Promise<Registration | null> {
    return this.#models.registrations.findOne({ community, contactId, status: 'waiting' }).lean();
  }

  async requestRegistration(registration: Registration): Promise<void> {
    await this.#models.registrations.create(registration);
  }

  /** People as they are today: without standing-in that has not begun or is over. */
  #asOfToday(residents: Resident[]): Resident[] {
    const today = dayOf(this.#clock.now());
    const isCurrent = ({ from, until }: Grant) =>
      (from === undefined || from <= today) && (until === undefined || today <= until);
    return residents.map((resident) =>
      resident.grants.every(isCurrent)
        ? resident
        : { ...resident, grants: resident.grants.filter(isCurrent) },
    );
  }

  /** Settles a registration that still waits; false when somebody was quicker. */
  async settleRegistration(registration: Registration, status: 'approved' | 'rejected'): Promise<boolean> {
    const settled = await this.#models.registrations.updateOne(
      { _id: registration._id, status: 'waiting' },
      { $set: { status } },
    );
    return settled.modifiedCount === 1;
  }
}

export interface NewResident {
  name: string;
  address: string;
  /** Absent for somebody without a phone. */
  contactId?: string;
  at: Date;
}

/** Whether somebody holds a role for a grid: community-wide grants reach every grid. */
export function holds(resident: Resident, role: Role, grid?: string): boolean {
  if (role === 'resident') return resident.household !== undefined;
  return resident.grants.some(
    (grant) => grant.role === role && (grid === undefined || grant.grid === undefined || grant.grid === grid),
  );
}

/** The grids in which somebody holds a role. */
export function gridsOf(resident: Resident, role: Grant['role']): string[] | 'all' {
  const grants = resident.grants.filter((grant) => grant.role === role);
  return grants.some((grant) => grant.grid === undefined)
    ? 'all'
    : grants.flatMap((grant) => grant.grid ?? []);
}

/** Admins of some grids act in those only. @throws Refusal when this reaches further. */
export function requireAdminOf(sender: Resident, grid: string | undefined): void {
  const grids = gridsOf(sender, 'admin');
  if (grids === 'all' || (grid !== undefined && grids.includes(grid))) return;
  throw new Refusal('role.beyond-grid', { grids });
}

function adminOf(community: string) {
  return {
    community,
    'contactIds.0': { $exists: true },
    grants: { $elemMatch: { role: 'admin' as const, grid: { $exists: false } } },
  };
}
