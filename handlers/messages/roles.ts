import { findPerson } from '#src/community/find-person.ts';
import type { Grant, Resident } from '#src/community/schema.ts';
import type { MessageHandler, OpenHandler, Request } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';

/** 授权 @赵敏 评审委员 [网格]: gives a role, for the community or one grid. */
export const grantRole: MessageHandler<'role.grant', 'roster' | 'audit'> = {
  intent: 'role.grant',
  roles: ['admin'],
  effect: 'records',

  async handle(request, { roster, audit }) {
    const { resident, grant, name } = await personAndGrant(request, roster);
    const outcome = await roster.grant(resident, grant);
    if (outcome === 'already-held') return [reply('role.already-held', { name, role: grant.role })];
    await audit.record([auditEntry(request, 'role.grant', resident, grant)]);
    return [reply('role.granted', { name, ...grant })];
  },
};

/** 撤销 @赵敏 评审委员: takes a role away; the last admin stays. */
export const revokeRole: MessageHandler<'role.revoke', 'roster' | 'audit'> = {
  intent: 'role.revoke',
  roles: ['admin'],
  effect: 'records',

  async handle(request, { roster, audit }) {
    const { resident, grant, name } = await personAndGrant(request, roster);
    if (grant.role === 'admin' && (await roster.countHolders(request.community.id, 'admin')) <= 1)
      throw new Refusal('role.last-admin', {});
    const outcome = await roster.revoke(resident, grant);
    if (outcome === 'not-held') return [reply('role.not-held', { name, role: grant.role })];
    await audit.record([auditEntry(request, 'role.revoke', resident, grant)]);
    return [reply('role.revoked', { name, role: grant.role })];
  },
};

/** 管理员 ABCD-2345: the code that the first start prints makes its sender the first admin. */
export const claimAdmin: OpenHandler<'admin.claim', 'roster' | 'adminCodes' | 'audit'> = {
  intent: 'admin.claim',
  roles: 'anyone',
  effect: 'records',

  async handle({ intent, community, sender, message, at }, { roster, adminCodes, audit }) {
    if (message.conversation.kind === 'room') {
      await adminCodes.void();
      return [reply('admin.direct-only', {})];
    }
    if (await roster.hasAdmin()) throw new Refusal('admin.not-open', {});
    const redeemed = await adminCodes.redeem(intent.code);
    if (!redeemed.accepted) return [reply('admin.wrong-code', { triesLeft: redeemed.triesLeft })];

    const person =
      sender ??
      (await roster.addOfficial(community.id, {
        name: plainText(message.senderName, 20),
        contactId: message.contactId,
        at,
      }));
    await roster.grant(person, { role: 'admin' });
    const entry = {
      community: community.id,
      by: person._id,
      byName: person.name,
      action: 'admin.claim',
      messageId: message.id,
      at,
    };
    await audit.record([{ ...entry, subject: person.name, details: {} }]);
    return [reply('admin.welcome', { name: plainText(person.name, 20), community: community.name })];
  },
};

type RoleRequest = Request<'role.grant' | 'role.revoke'> & { sender: Resident };

async function personAndGrant({ intent, community }: RoleRequest, roster: Parameters<typeof findPerson>[0]) {
  const { role, grid } = intent;
  if (grid && !community.grids.some(({ name }) => name === grid)) {
    throw new Refusal('role.unknown-grid', {
      grid: plainText(grid, 20),
      grids: community.grids.map(({ name }) => name),
    });
  }
  const resident = await findPerson(roster, community.id, intent.person);
  if (role === 'resident')
    throw new Refusal('role.already-held', { name: plainText(resident.name, 20), role });
  const grant: Grant = { role, ...(grid ? { grid } : {}) };
  return { resident, grant, name: plainText(resident.name, 20) };
}

function auditEntry(
  { community, sender, message, at }: RoleRequest,
  action: string,
  resident: Resident,
  grant: Grant,
) {
  const subject = [resident.address, resident.name].filter(Boolean).join(' ');
  return {
    community: community.id,
    by: sender._id,
    byName: sender.name,
    action,
    subject,
    details: { ...grant },
    messageId: message.id,
    at,
  };
}
