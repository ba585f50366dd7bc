import type { Community } from '#src/community/community.ts';
import type { Services } from '#src/handler.ts';
import { pagesThatFit } from '#src/replies/pages.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import { roomsOfBody } from '#src/review/rooms-of-body.ts';
import type { Body } from '#src/rulebook/schema.ts';
import type { Claim } from './schema.ts';
import { claimView } from './view.ts';

/** Claims that have waited too long for the same body, in the same grid and on the same list or none. */
export interface Late {
  /** Who is told. */
  to: Body;
  /** Whose time ran out. */
  from: Body;
  grid: string;
  list?: number | undefined;
  meeting: boolean;
  /** How many days the regulation gives. */
  days: number;
  claims: Claim[];
}

/** Claims that nobody may decide: the body has no members here, or all of them are concerned themselves. */
export interface Stuck {
  body: Body;
  isEmpty: boolean;
  claims: Claim[];
}

/** How many claims one reminder names. */
const NAMED = 10;

/** Gathers things of one kind. */
export class Groups<G extends { claims: Claim[] }> {
  readonly #groups = new Map<string, G>();

  /** Adds a claim to its group, which is made when it is the first. */
  add(key: string, claim: Claim, make: () => Omit<G, 'claims'>): G {
    const group = this.#groups.get(key) ?? ({ ...make(), claims: [] } as unknown as G);
    group.claims.push(claim);
    this.#groups.set(key, group);
    return group;
  }

  values(): G[] {
    return [...this.#groups.values()];
  }
}

/** A body is reminded of what waits for it: of cards by their numbers, of a list by its lines. */
export async function reminderOf(
  { to, grid, list, meeting, days, claims }: Late,
  community: Community,
  now: Date,
  { rooms, lists }: Pick<Services, 'rooms' | 'lists'>,
): Promise<Reply[]> {
  const views = claims.slice(0, NAMED).map((claim) => claimView(claim, community, now));
  const addressed = roomsOfBody(rooms, community.id, to, grid).map(toRoom);
  if (list === undefined)
    return addressed.map((room) =>
      reply('review.reminder', { claims: views, total: claims.length, days }, { to: room }),
    );
  const lineOf = await lists.linesOf(community.id, list);
  const lines = views.map((view, at) => ({ ...view, line: lineOf.get(claims[at]?._id ?? '') ?? 0 }));
  return addressed.map((room) =>
    reply('review.list-reminder', { number: list, lines, total: claims.length, days, meeting }, { to: room }),
  );
}

/** What is overdue as cards for the body that may decide too: all of it, on as many pages as it takes. */
export function escalationOf(
  { to, from, grid, days, claims }: Late,
  community: Community,
  now: Date,
  { rooms }: Pick<Services, 'rooms'>,
): Reply[] {
  const said = { body: from.name, days, total: claims.length };
  const pages = pagesThatFit(
    claims.map((claim) => claimView(claim, community, now)),
    'review.escalated',
    (some) => ({ ...said, claims: some, page: 99, pages: 99 }),
    NAMED,
  );
  return roomsOfBody(rooms, community.id, to, grid).flatMap((room) =>
    pages.map((some, index) =>
      reply(
        'review.escalated',
        { ...said, claims: some, page: index + 1, pages: pages.length },
        { to: toRoom(room) },
      ),
    ),
  );
}

/** The admins are told in private what nobody may decide: they appoint members and stand-ins. */
export async function stuckOf(
  { body, isEmpty, claims }: Stuck,
  community: Community,
  { roster }: Pick<Services, 'roster'>,
): Promise<Reply[]> {
  const admins = await roster.holders(community.id, 'admin');
  const numbers = claims.slice(0, NAMED).map(({ number }) => number);
  const [first] = claims;
  if (!first) return [];
  return admins
    .flatMap(({ contactIds }) => contactIds)
    .map((id) =>
      reply(
        'review.nobody',
        { numbers, total: claims.length, body: body.name, isEmpty },
        { to: { account: first.account, conversation: { kind: 'direct', id }, language: 'zh' } },
      ),
    );
}
