import { doneBy } from '#src/audit/done-by.ts';
import { gridOf } from '#src/community/community.ts';
import { findPerson } from '#src/community/find-person.ts';
import { fileRegistration } from '#src/community/propose.ts';
import { gridsOf, requireAdminOf } from '#src/community/roster.ts';
import type { MessageHandler, OpenHandler } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';

/**
 * 登记 3-2-501 张三: somebody joins the roster, once a grid worker has confirmed it.
 *
 * A grid worker who has registered can enter neighbours without a phone directly: 登记 3-1-101 李奶奶.
 */
export const register: OpenHandler<'resident.register', 'roster' | 'numbers' | 'rooms' | 'audit'> = {
  intent: 'resident.register',
  may: 'anyone',
  effect: 'records',

  async handle(request, services) {
    const { intent, community, sender, message, at } = request;
    const address = intent.address;
    const name = plainText(intent.residentName, 20);
    const grid = gridOf(community, address);
    if (!grid)
      throw new Refusal('registration.no-grid', {
        address: plainText(address, 20),
        buildings: community.grids.flatMap(({ buildings }) => buildings),
      });

    const grids = sender ? gridsOf(sender, 'grid-worker') : [];
    const inTheirCare = grids === 'all' || grids.includes(grid);
    if (sender && inTheirCare && (sender.household !== undefined || name !== sender.name)) {
      await services.roster.join(community, { name, address, at });
      const entry = {
        community: community.id,
        by: sender._id,
        byName: sender.name,
        action: 'registration.add',
        messageId: message.id,
        at,
      };
      await services.audit.record([{ ...entry, subject: `${address} ${name}`, details: {} }]);
      return [reply('registration.added', { address, name, grid })];
    }
    if (sender?.household !== undefined)
      throw new Refusal('registration.already', {
        address: sender.address ?? '',
        name: plainText(sender.name, 20),
      });
    const waiting = await services.roster.waitingRegistrationOf(community.id, message.contactId);
    if (waiting) throw new Refusal('registration.waiting', { number: waiting.number });

    const applicant = { contactId: message.contactId, name, address, source: 'asked' as const };
    const { registration, cards } = await fileRegistration(applicant, grid, request, services);
    return [reply('registration.requested', { number: registration.number, address, name }), ...cards];
  },
};

/** 换绑 3-2-501 张三 @新号: ties a person to a new WeChat account, where the gateway's ids are not stable or the phone is new. */
export const rebind: MessageHandler<'resident.rebind', 'roster' | 'audit'> = {
  intent: 'resident.rebind',
  may: { admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, message, at }, { roster, audit }) {
    const contactId = intent.to?.contactId;
    if (!contactId) throw new Refusal('rebind.needs-mention', {});
    const { address, name } = intent.person;
    const resident = await findPerson(roster, community.id, {
      ...(address ? { address } : {}),
      ...(name ? { name } : {}),
    });
    requireAdminOf(sender, resident.grid);
    const [owner] = await roster.find(community.id, { contactId });
    if (owner && owner._id !== resident._id)
      throw new Refusal('rebind.taken', { name: plainText(owner.name, 20), address: owner.address ?? '' });
    await roster.rebind(resident, contactId);
    const subject = [resident.address, resident.name].filter(Boolean).join(' ');
    await audit.record([
      doneBy({ community, sender, message, at }, 'resident.rebind', subject, {
        from: resident.contactIds,
        to: contactId,
      }),
    ]);
    return [
      reply('resident.rebound', { name: plainText(resident.name, 20), address: resident.address ?? '' }),
    ];
  },
};
