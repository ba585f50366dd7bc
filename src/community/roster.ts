import { randomUUID } from 'node:crypto';
import { Refusal } from '#src/refusal.ts';
import type { PersonRef, Role } from '#src/understanding/intent.ts';
import { type Community, gridOf } from './community.ts';
import type { CommunityModels, Grant, Registration, Resident } from './schema.ts';

/** How long a person is remembered between look-ups, in milliseconds, and how many people are. */
const RECENT_MS = 5000;
const MOST_RECENT = 5000;

/** Who is who: households, residents and the roles they hold. */
export class Roster {
  readonly #models: CommunityModels;
  #changed = false;
  readonly #recent = new Map<string, { residents: Resident[]; at: number }>();

  constructor(models: CommunityModels) {
    this.#models = models;
  }

  /** Everybody on any roster who writes under this contact id (one per community at most). */
  byContact(contactId: string): Promise<Resident[]> {
    return this.#models.residents.find({ contactIds: contactId }).lean();
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

  byId(id: string): Promise<Resident | null> {
    return this.#models.residents.findById(id).lean();
  }

  /** Every resident's name: what is masked before a language model is asked. */
  namesIn(community: string): Promise<string[]> {
    return this.#models.residents.distinct('name', { community });
  }

  /** Residents of a community that a reference may mean; more than one when it is ambiguous. */
  find(community: string, { contactId, address, name }: PersonRef): Promise<Resident[]> {
    if (contactId) return this.#models.residents.find({ community, contactIds: contactId }).lean();
    const filter = { community, ...(address ? { address } : {}), ...(name ? { name } : {}) };
    if (!address && !name) return Promise.resolve([]);
    return this.#models.residents.find(filter).limit(6).lean();
  }

  /** Contact ids and names of all who hold a role that reaches a grid. */
  holders(community: string, role: Grant['role'], grid?: string): Promise<Resident[]> {
    const grids = grid
      ? [
          { role, grid },
          { role, grid: { $exists: false } },
        ]
      : [{ role }];
    return this.#models.residents
      .find({ community, $or: grids.map((grant) => ({ grants: { $elemMatch: grant } })) })
      .lean();
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
    if (resident.grants.some((held) => held.role === grant.role && held.grid === grant.grid))
      return 'already-held';
    await this.#models.residents.updateOne({ _id: resident._id }, { $push: { grants: grant } });
    return 'granted';
  }

  async revoke(resident: Resident, grant: Grant): Promise<'revoked' | 'not-held'> {
    this.#changed = true;
    const left = resident.grants.filter(
      (held) => held.role !== grant.role || (grant.grid !== undefined && held.grid !== grant.grid),
    );
    if (left.length === resident.grants.length) return 'not-held';
    await this.#models.residents.updateOne({ _id: resident._id }, { $set: { grants: left } });
    return 'revoked';
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
