import type { Community } from '#src/community/community.ts';
import { rulebookNow } from '#src/community/community.ts';
import type { Services } from '#src/handler.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import type { ListPage } from '#src/replies/views.ts';
import { roomsOfBody } from '#src/review/rooms-of-body.ts';
import type { Body } from '#src/rulebook/schema.ts';
import type { ListPlan, ReviewList } from './review-lists.ts';
import type { Claim } from './schema.ts';
import { claimView } from './view.ts';

/** So many lines keep a page under the length that every gateway carries, also with long notes. */
const LINES_A_PAGE = 12;

/**
 * Opens one list if anything waits for it, and puts it before its body, page by page.
 * Runs inside the caller's transaction.
 */
export async function openList(
  community: Community,
  plan: ListPlan,
  at: Date,
  { lists, rooms }: Pick<Services, 'lists' | 'rooms'>,
): Promise<{ list: ReviewList; pages: Reply[] } | undefined> {
  const claims = await lists.waitingFor(community, plan);
  if (claims.length === 0) return undefined;
  const list = await lists.open(community.id, plan, claims, at);
  const body = bodyNamed(community, plan.stage.body, at);
  const pages = pagesOf(list, claims, body, community, at);
  const posts = roomsOfBody(rooms, community.id, body, plan.grid).flatMap((room) =>
    pages.map((page) => reply('review.list-card', page, { to: toRoom(room) })),
  );
  return { list, pages: posts };
}

function pagesOf(
  list: ReviewList,
  claims: readonly Claim[],
  body: Body,
  community: Community,
  at: Date,
): ListPage[] {
  const lines = claims.map((claim, index) => ({
    ...claimView(claim, community, at),
    line: index + 1,
  }));
  const pages = Math.ceil(lines.length / LINES_A_PAGE);
  return Array.from({ length: pages }, (_, index) => ({
    number: list.number,
    body: body.name,
    scope: list.grid ?? community.name,
    lines: lines.slice(index * LINES_A_PAGE, (index + 1) * LINES_A_PAGE),
    total: lines.length,
    page: index + 1,
    pages,
    meeting: list.meeting,
  }));
}

/** A body by its id, in the version in force or the newest that has it. */
function bodyNamed(community: Community, id: string, now: Date): Body {
  const books = [rulebookNow(community, now), ...[...community.rulebooks].reverse()];
  const body = books.flatMap(({ bodies }) => bodies).find((body) => body.id === id);
  if (!body) throw new Error(`no version of the rulebook of ${community.id} has a body ${id}`);
  return body;
}
