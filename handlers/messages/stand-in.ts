import { doneBy } from '#src/audit/done-by.ts';
import { dayOf } from '#src/calendar.ts';
import { findPerson } from '#src/community/find-person.ts';
import { requireAdminOf } from '#src/community/roster.ts';
import type { Grant, Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';

/** Offices that have a seat in a body; an admin decides by office, and names another admin. */
const SEATED: readonly Grant['role'][] = ['committee', 'grid-worker'];

/**
 * 代理 @赵敏 由 @周建国 12月1日到12月7日: somebody speaks from a member's seat while that member is away. What is true of the
 * member's own household is true of the seat, whoever speaks from it.
 */
export const setStandIn: MessageHandler<'role.stand-in', 'roster' | 'audit'> = {
  intent: 'role.stand-in',
  may: { admin: 'all' },
  effect: 'records',

  async handle(request, { roster, audit }) {
    const { intent, community, sender, message, at } = request;
    const member = await findPerson(roster, community.id, intent.person);
    const standIn = await findPerson(roster, community.id, intent.standIn);
    requireMayArrange(sender, member);
    const today = dayOf(at);
    const from = intent.from ?? today;
    if (intent.until < from || intent.until < today) throw new Refusal('stand-in.dates', {});
    if (standIn._id === member._id) throw new Refusal('stand-in.same', {});
    const seats = member.grants.filter(
      ({ role, standsFor }) => SEATED.includes(role) && standsFor === undefined,
    );
    if (seats.length === 0) throw new Refusal('stand-in.not-a-member', { member: named(member) });
    // A second voice for somebody who has one already would count for nothing.
    const isFellow = (seat: Grant) =>
      standIn.grants.some(
        ({ role, body, standsFor }) => role === seat.role && body === seat.body && !standsFor,
      );
    if (seats.some(isFellow))
      throw new Refusal('stand-in.fellow', { member: named(member), standIn: named(standIn) });
    for (const { grant } of await roster.standInsFor(standIn)) {
      const overlaps = (grant.from ?? today) <= intent.until && from <= (grant.until ?? today);
      if (overlaps)
        throw new Refusal('stand-in.away', { standIn: named(standIn), until: grant.until ?? today });
    }
    // Whoever stands in for others is there to decide, not to be stood in for.
    for (const { standsFor, from: began = '', until = '' } of member.grants)
      if (standsFor !== undefined && began <= intent.until && from <= until)
        throw new Refusal('stand-in.busy', { member: named(member), until });

    await roster.endStandIns(member);
    for (const { role, grid, body } of seats)
      await roster.grant(standIn, {
        role,
        ...(grid ? { grid } : {}),
        ...(body ? { body } : {}),
        standsFor: member._id,
        from,
        until: intent.until,
      });
    await audit.record([
      doneBy({ community, sender, message, at }, 'role.stand-in', member.name, {
        standIn: standIn.name,
        from,
        until: intent.until,
      }),
    ]);
    return [
      reply('stand-in.set', { member: named(member), standIn: named(standIn), from, until: intent.until }),
    ];
  },
};

/** 取消代理 @赵敏: the member is back. */
export const endStandIn: MessageHandler<'role.end-stand-in', 'roster' | 'audit'> = {
  intent: 'role.end-stand-in',
  may: { admin: 'all' },
  effect: 'records',

  async handle(request: Request<'role.end-stand-in'> & { sender: Resident }, { roster, audit }) {
    const { intent, community, sender, message, at } = request;
    const member = await findPerson(roster, community.id, intent.person);
    requireMayArrange(sender, member);
    if (!(await roster.endStandIns(member))) throw new Refusal('stand-in.none', { member: named(member) });
    await audit.record([doneBy({ community, sender, message, at }, 'role.end-stand-in', member.name, {})]);
    return [reply('stand-in.ended', { member: named(member) })];
  },
};

/** An admin arranges it, of every grid that the member's seats reach. */
function requireMayArrange(sender: Resident, member: Resident): void {
  const grids = new Set(member.grants.map(({ grid }) => grid));
  for (const grid of grids) requireAdminOf(sender, grid);
}

function named({ name }: Resident): string {
  return plainText(name, 20);
}
