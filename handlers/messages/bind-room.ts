import { doneBy } from '#src/audit/done-by.ts';
import type { Community } from '#src/community/community.ts';
import { fileRegistration, readNickname } from '#src/community/propose.ts';
import { requireAdminOf } from '#src/community/roster.ts';
import type { Room } from '#src/community/schema.ts';
import type { Contacts, MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';

/** Most neighbours that are proposed from their nicknames when a group is bound. */
const MAX_PROPOSALS = 200;

/**
 * 绑定本群 居民群 一网格: says what this group is for. In a residents' group the members whose nickname carries an
 * address are put before the grid workers, so that a whole building can be registered with one 全部通过.
 */
export const bindRoom: MessageHandler<'room.bind', 'rooms' | 'roster' | 'numbers' | 'contacts' | 'audit'> = {
  intent: 'room.bind',
  may: { admin: 'all' },
  effect: 'records',

  async handle(request, services) {
    const { intent, community, sender, message, at } = request;
    if (message.conversation.kind !== 'room') throw new Refusal('room.not-a-room', {});
    const grid = intent.grid ? gridNamed(community, intent.grid) : undefined;
    requireAdminOf(sender, grid);
    // WeChat is asked before the store is touched: a slow gateway must not hold a transaction open.
    const topic = await services.contacts.roomTopic(message.conversation.id);
    const members =
      intent.purpose === 'residents' ? await services.contacts.members(message.conversation.id) : [];
    const room: Room = {
      _id: message.conversation.id,
      community: community.id,
      purpose: intent.purpose,
      ...(grid ? { grid } : {}),
      ...(intent.body ? { body: intent.body } : {}),
      account: message.account,
      topic,
      boundAt: at,
    };
    await services.rooms.bind(room);
    const details = {
      purpose: room.purpose,
      ...(grid ? { grid } : {}),
      ...(room.body ? { body: room.body } : {}),
    };
    await services.audit.record([doneBy({ community, sender, message, at }, 'room.bind', room._id, details)]);

    const cards = room.purpose === 'residents' ? await proposeMembers(members, room, request, services) : [];
    const bound = reply('room.bound', {
      topic: plainText(room.topic, 30),
      purpose: room.purpose,
      ...(grid ? { grid } : {}),
      community: community.name,
      proposals: cards.length,
    });
    return { replies: [bound, ...cards], afterCommit: () => services.rooms.refresh() };
  },
};

function gridNamed(community: Community, said: string): string {
  const grid = community.grids.find(
    ({ name }) => name === said || name.includes(said) || said.includes(name),
  );
  if (!grid)
    throw new Refusal('role.unknown-grid', {
      grid: plainText(said, 20),
      grids: community.grids.map(({ name }) => name),
    });
  return grid.name;
}

async function proposeMembers(
  members: Awaited<ReturnType<Contacts['members']>>,
  room: Room,
  request: Request,
  services: Pick<Services, 'roster' | 'numbers' | 'rooms'>,
): Promise<Reply[]> {
  const { community } = request;
  if (services.rooms.for(community.id, 'grid-workers').length === 0) return [];
  const cards: Reply[] = [];
  let filed = 0;
  for (const { contactId, alias } of members) {
    const found = readNickname(community, alias);
    if (!found || filed >= MAX_PROPOSALS) continue;
    const known = (await services.roster.byContact(contactId)).some(
      (resident) => resident.community === community.id,
    );
    if (known || (await services.roster.waitingRegistrationOf(community.id, contactId))) continue;
    const applicant = { contactId, name: found.name, address: found.address, source: 'nickname' as const };
    const filing = await fileRegistration(applicant, found.grid, { ...request, room }, services);
    cards.push(...filing.cards);
    filed += 1;
  }
  return cards;
}
