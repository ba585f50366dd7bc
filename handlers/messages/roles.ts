import { doneBy } from '#src/audit/done-by.ts';
import { rulebookNow } from '#src/community/community.ts';
import { findPerson } from '#src/community/find-person.ts';
import { type Roster, requireAdminOf } from '#src/community/roster.ts';
import type { Grant, Resident } from '#src/community/schema.ts';
import type { MessageHandler, OpenHandler, Request } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';

/** 授权 @赵敏 评审委员 [网格]: gives a role, for the community or one grid. */
export const grantRole: MessageHandler<'role.grant', 'roster' | 'audit'> = {
  intent: 'role.grant',
  may: { admin: 'all' },
  effect: 'records',

  async handle(request, { roster, audit }) {
    const { resident, grant, name } = await personAndGrant(request, roster);
    const outcome = await roster.grant(resident, grant);
    if (outcome === 'already-held') return [reply('role.already-held', { name, role: grant.role })];
    await audit.record([auditEntry(request, 'role.grant', resident, grant)]);
    return [reply('role.granted', { name, ...grant, ...bodyNamed(request, grant) })];
  },
};

/** 撤销 @赵敏 评审委员: takes a role away; the last admin stays. */
export const revokeRole: MessageHandler<'role.revoke', 'roster' | 'audit'> = {
  intent: 'role.revoke',
  may: { admin: 'all' },
  effect: 'records',

  async handle(request, { roster, audit }) {
    const { resident, grant, name } = await personAndGrant(request, roster);
    if (grant.role === 'admin' && (await roster.isLastAdmin(resident)))
      throw new Refusal('role.last-admin', {});
    const outcome = await roster.revoke(resident, grant);
    if (outcome === 'not-held') return [reply('role.not-held', { name, role: grant.role })];
    await audit.record([auditEntry(request, 'role.revoke', resident, grant)]);
    return [reply('role.revoked', { name, role: grant.role })];
  },
};

/** 管理员 ABCD-2345: the code that the first start prints makes its sender the first admin. */
export const claimAdmin: OpenHandler<'admin.claim', 'communities' | 'roster' | 'adminCodes' | 'audit'> = {
  intent: 'admin.claim',
  may: 'anyone',
  effect: 'records',

  async handle({ intent, message, at }, { communities, roster, adminCodes, audit }) {
    const redeemed = await adminCodes.redeem(intent.code);
    if (redeemed.state === 'none-issued') throw new Refusal('admin.not-open', {});
    if (message.conversation.kind === 'room') {
      // Seen by everybody: the right code is used up by this, a wrong one counts like any other.
      return redeemed.state === 'accepted'
        ? [reply('admin.direct-only', {})]
        : [reply('admin.wrong-code', { triesLeft: redeemed.triesLeft })];
    }
    if (redeemed.state === 'wrong') return [reply('admin.wrong-code', { triesLeft: redeemed.triesLeft })];

    // The code says which community; the chat may have been taken for another one's.
    const community = communities.get(redeemed.community);
    if (!community) throw new Refusal('admin.not-open', {});
    const name = plainText(message.senderName, 20);
    const [known] = await roster.find(community.id, { contactId: message.contactId });
    const person =
      known ?? (await roster.addOfficial(community.id, { name, contactId: message.contactId, at }));
    await roster.grant(person, { role: 'admin' });
    const entry = { community: community.id, by: person._id, byName: person.name, messageId: message.id, at };
    await audit.record([{ ...entry, action: 'admin.claim', subject: person.name, details: {} }]);
    return [reply('admin.welcome', { name: plainText(person.name, 20), community: community.name })];
  },
};

/** What the body is called to which somebody was appointed. */
function bodyNamed(
  { community, at }: RoleRequest,
  { body }: Grant,
): { bodyName?: { zh: string; en: string } } {
  const named = rulebookNow(community, at).bodies.find(({ id }) => id === body);
  return named ? { bodyName: named.name } : {};
}

type RoleRequest = Request<'role.grant' | 'role.revoke'> & { sender: Resident };

/** Who gets or loses which role. An admin of some grids acts only on people and roles of those grids. */
async function personAndGrant({ intent, community, sender, at }: RoleRequest, roster: Roster) {
  const { role, grid, body } = intent;
  if (grid && !community.grids.some(({ name }) => name === grid)) {
    throw new Refusal('role.unknown-grid', {
      grid: plainText(grid, 20),
      grids: community.grids.map(({ name }) => name),
    });
  }
  requireAdminOf(sender, grid);
  const resident =
    (await mentionedOfficial(intent, roster, community.id, at)) ??
    (await findPerson(roster, community.id, intent.person));
  if (role === 'resident')
    throw new Refusal('role.already-held', { name: plainText(resident.name, 20), role });
  const grant: Grant = { role, ...(grid ? { grid } : {}), ...(body ? { body } : {}) };
  return { resident, grant, name: plainText(resident.name, 20) };
}

/** Somebody who is @mentioned and on no roster can hold an office all the same: not every grid worker lives here. */
async function mentionedOfficial(
  { name: intent, person }: RoleRequest['intent'],
  roster: Roster,
  community: string,
  at: Date,
): Promise<Resident | undefined> {
  const { contactId, name } = person;
  if (intent !== 'role.grant' || !contactId || !name) return undefined;
  if ((await roster.find(community, { contactId })).length > 0) return undefined;
  return roster.addOfficial(community, { name: plainText(name, 20), contactId, at });
}

function auditEntry(
  { community, sender, message, at }: RoleRequest,
  action: string,
  resident: Resident,
  grant: Grant,
) {
  const subject = [resident.address, resident.name].filter(Boolean).join(' ');
  return doneBy({ community, sender, message, at }, action, subject, { ...grant });
}
