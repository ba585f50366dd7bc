import type { Request, Services } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import { parseGroupNickname } from '#src/understanding/names.ts';
import { type Community, gridOf } from './community.ts';
import type { Registration } from './schema.ts';

/** Somebody who may join the roster, and where the answer goes. */
interface Applicant {
  contactId: string;
  name: string;
  address: string;
  source: Registration['source'];
}

/**
 * Files a registration that waits for a grid worker, and shows its card in the grid workers' rooms.
 * Runs inside the caller's transaction.
 */
export async function fileRegistration(
  applicant: Applicant,
  grid: string,
  {
    community,
    message,
    language,
    at,
    room,
  }: Pick<Request, 'community' | 'message' | 'language' | 'at' | 'room'>,
  { numbers, roster, rooms }: Pick<Services, 'numbers' | 'roster' | 'rooms'>,
): Promise<{ registration: Registration; cards: Reply[] }> {
  const number = await numbers.nextCard(community.id);
  const registration: Registration = {
    _id: `${community.id}#${number}`,
    community: community.id,
    number,
    grid,
    ...applicant,
    status: 'waiting',
    ...(room ? { room: room._id } : {}),
    account: message.account,
    language,
    requestedAt: at,
  };
  await roster.requestRegistration(registration);
  const params = {
    number,
    address: applicant.address,
    name: applicant.name,
    fromNickname: applicant.source === 'nickname',
  };
  const cards = rooms
    .for(community.id, 'grid-workers', grid)
    .map((room) => reply('registration.card', params, { to: toRoom(room) }));
  return { registration, cards };
}

/** Registers somebody from their group nickname (群昵称), if it says where they live and a grid has that building. */
export async function proposeFromNickname(
  request: Request,
  alias: string | undefined,
  services: Pick<Services, 'numbers' | 'roster' | 'rooms'>,
): Promise<Reply[] | undefined> {
  const { community, message } = request;
  const waiting = await services.roster.waitingRegistrationOf(community.id, message.contactId);
  if (waiting) return [reply('registration.waiting', { number: waiting.number })];
  const found = readNickname(community, alias);
  if (!found) return undefined;
  const applicant = { ...found, contactId: message.contactId, source: 'nickname' as const };
  const { registration, cards } = await fileRegistration(applicant, found.grid, request, services);
  const { number, address, name } = registration;
  return [reply('registration.from-nickname', { number, address, name }), ...cards];
}

/** What a group nickname says of somebody, when it is an address in this community and a name. */
export function readNickname(
  community: Community,
  alias: string | undefined,
): { name: string; address: string; grid: string } | undefined {
  const parsed = alias ? parseGroupNickname(alias) : undefined;
  const grid = parsed ? gridOf(community, parsed.address) : undefined;
  return parsed && grid ? { name: plainText(parsed.name, 20), address: parsed.address, grid } : undefined;
}
