import type { Roster } from '#src/community/roster.ts';
import type { Grant, Resident } from '#src/community/schema.ts';
import { bodyOf } from '#src/rulebook/rulebook.ts';
import type { Body, Rulebook, Votes } from '#src/rulebook/schema.ts';
import type { Ballot } from './vote.ts';

/** A place in a body: its member, and whoever stands in for them today. */
export interface Seat {
  member: Resident;
  standIns: Resident[];
}

/** What is decided, as far as it says who may not: the household concerned, and those who brought it up. */
export interface Matter {
  household: string;
  parties: readonly string[];
  /** Who was heard on it in an earlier step, and leaves this one to others. */
  heard?: readonly string[];
}

/** Who decides, and by which rule. */
export interface Panel {
  body: Body;
  seats: Seat[];
  rule: Votes;
  /** What they decide, as far as it says who of them may not. */
  matter: Matter;
}

/** The bodies of a community as the roster fills them. */
export class Panels {
  readonly #roster: Roster;

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  /** The seats of a body that reach a grid. */
  async seats(community: string, body: Body, grid: string): Promise<Seat[]> {
    const holders = await this.#roster.holders(community, body.role, grid);
    const members = holders.filter((holder) => grantFor(holder, body, grid, 'own'));
    return members.map((member) => ({
      member,
      standIns: holders.filter((other) => grantFor(other, body, grid, 'stand-in')?.standsFor === member._id),
    }));
  }

  /**
   * The body that decides a matter: the one that the rule names, or, when recusal and abstention leave too few of
   * it, the one that stands in for it. A body that stands in, and what is left of one whose others were heard in an
   * earlier step, decides by the same rule, or all of it together when it is smaller than the rule asks for.
   */
  async for(
    { community, grid, ...matter }: Matter & { community: string; grid: string },
    rule: Votes,
    book: Rulebook,
    ballots: readonly Ballot[],
  ): Promise<Panel> {
    let body = bodyOf(book, rule.body);
    let standsIn = false;
    for (;;) {
      const seats = await this.seats(community, body, grid);
      const absent = ballots.filter(({ verdict }) => verdict === 'abstain' || verdict === 'recuse');
      const voters = eligible(seats, matter);
      const left = voters.filter(({ member }) => !absent.some(({ seat }) => seat === member._id));
      const fewest = rule.atLeast ?? rule.agree;
      if (body.standIn && left.length < fewest) {
        body = bodyOf(book, body.standIn);
        standsIn = true;
        continue;
      }
      const someGiveWay = voters.length < eligible(seats, { ...matter, heard: [] }).length;
      const all = standsIn ? left.length : someGiveWay ? voters.length : fewest;
      return { body, seats, rule: { ...rule, atLeast: Math.max(1, Math.min(fewest, all)) }, matter };
    }
  }
}

/** The grant by which somebody sits in a body, for themselves or for somebody who is away. */
function grantFor({ grants }: Resident, body: Body, grid: string, as: 'own' | 'stand-in'): Grant | undefined {
  return grants.find(
    (grant) =>
      grant.role === body.role &&
      (grant.grid === undefined || grant.grid === grid) &&
      (grant.body === body.id || (grant.body === undefined && !body.appointed)) &&
      (grant.standsFor !== undefined) === (as === 'stand-in'),
  );
}

/** Whether somebody sits in a body for some grid, or for a given one. */
export function sitsIn(resident: Resident, body: Body, grid?: string): boolean {
  return resident.grants.some(
    (grant) =>
      grant.role === body.role &&
      (grid === undefined || grant.grid === undefined || grant.grid === grid) &&
      (grant.body === body.id || (grant.body === undefined && !body.appointed)),
  );
}

/** The seat that somebody speaks for: their own before that of somebody who is away. */
export function seatOf(seats: readonly Seat[], person: string): Seat | undefined {
  return (
    seats.find(({ member }) => member._id === person) ??
    seats.find(({ standIns }) => standIns.some(({ _id }) => _id === person))
  );
}

/**
 * Whether somebody may decide a matter from a seat: nobody does for their own household, on what they brought up or
 * after they were heard on it, and a stand-in not where the one they stand in for may not either.
 */
export function mayDecide(person: Resident, seat: Seat, { household, parties, heard = [] }: Matter): boolean {
  return [person, seat.member].every(
    (one) => one.household !== household && !parties.includes(one._id) && !heard.includes(one._id),
  );
}

/** The seats from which somebody may decide a matter. */
export function eligible(seats: readonly Seat[], matter: Matter): Seat[] {
  return seats.filter((seat) =>
    [seat.member, ...seat.standIns].some((person) => mayDecide(person, seat, matter)),
  );
}
