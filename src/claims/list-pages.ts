import { type Community, rulebookNow } from '#src/community/community.ts';
import type { Services } from '#src/handler.ts';
import { pagesThatFit } from '#src/replies/pages.ts';
import { type Destination, type Reply, reply, toRoom } from '#src/replies/reply.ts';
import type { ListPage } from '#src/replies/views.ts';
import { roomsOfBody } from '#src/review/rooms-of-body.ts';
import type { Body } from '#src/rulebook/schema.ts';
import type { ListPlan, ReviewList } from './review-lists.ts';
import type { Claim, Evidence } from './schema.ts';
import { claimView } from './view.ts';

type Needs = 'lists' | 'rooms' | 'claims' | 'evidence';
/** A claim and its line on a list. */
export interface Line {
  claim: Claim;
  line: number;
}

/** Most lines of one message: more are hard to find one's way in on a phone. */
const LINES_A_PAGE = 12;
/** Most pictures that follow a list, or are shown when somebody asks for them. */
export const PICTURES_AT_ONCE = 30;

/**
 * Puts claims on a list, or on several where there are many, and puts those before their body, page by page, with
 * their pictures. Runs inside the caller's transaction.
 */
export async function openLists(
  community: Community,
  plan: ListPlan,
  claims: readonly Claim[],
  at: Date,
  services: Pick<Services, Needs>,
): Promise<{ lists: ReviewList[]; posts: Reply[] }> {
  const opened = await services.lists.open(community.id, plan, claims, at);
  const posts: Reply[] = [];
  for (const { list, claims } of opened)
    posts.push(
      ...(await postsTo(
        list,
        claims.map((claim, index) => ({ claim, line: index + 1 })),
        community,
        at,
        services,
      )),
    );
  return { lists: opened.map(({ list }) => list), posts };
}

/** Lines before the body of their list, and those that another body has to decide in its place before that one. */
async function postsTo(
  list: ReviewList,
  lines: readonly Line[],
  community: Community,
  at: Date,
  services: Pick<Services, Needs>,
): Promise<Reply[]> {
  const body = bodyNamed(community, list.body, at);
  const posts = postsBefore(body, list, lines, community, at, services);
  if (!body.standIn || list.meeting) return posts;
  const told = new Set(roomsOfBody(services.rooms, community.id, body, list.grid).map(({ _id }) => _id));
  const elsewhere = new Map<string, { body: Body; lines: Line[] }>();
  for (const line of lines) {
    const { body: other } = await services.claims.panelOf(line.claim, community);
    if (other.id === body.id) continue;
    elsewhere.set(other.id, { body: other, lines: [...(elsewhere.get(other.id)?.lines ?? []), line] });
  }
  for (const { body: other, lines } of elsewhere.values())
    posts.push(...postsBefore(other, list, lines, community, at, services, told));
  return posts;
}

/** Some lines of a list as messages to the rooms of a body, followed by their pictures; rooms that were told are left out. */
export function postsBefore(
  body: Body,
  list: ReviewList,
  lines: readonly Line[],
  community: Community,
  at: Date,
  { rooms, evidence }: Pick<Services, 'rooms' | 'evidence'>,
  told: ReadonlySet<string> = new Set(),
): Reply[] {
  const pages = pagesOf(list, lines, body, community, at);
  return roomsOfBody(rooms, community.id, body, list.grid)
    .filter(({ _id }) => !told.has(_id))
    .flatMap((room) => {
      const to = toRoom(room);
      return [
        ...pages.map((page) => reply('review.list-card', page, { to })),
        ...picturesOf(list, lines, to, evidence),
      ];
    });
}

function pagesOf(
  list: ReviewList,
  lines: readonly Line[],
  body: Body,
  community: Community,
  at: Date,
): ListPage[] {
  const rows = lines.map(({ claim, line }) => ({ ...claimView(claim, community, at), line }));
  const said = {
    number: list.number,
    body: body.name,
    scope: list.grid ?? community.name,
    total: list.lines.length,
    meeting: list.meeting,
  };
  const pages = pagesThatFit(
    rows,
    'review.list-card',
    (some) => ({ ...said, lines: some, page: 99, pages: 99 }),
    LINES_A_PAGE,
  );
  return pages.map((some, index) => ({ ...said, lines: some, page: index + 1, pages: pages.length }));
}

/** The pictures of a list's lines: one of each line goes before a second of any, and of too many it is said how to see them. */
function picturesOf(
  { number }: ReviewList,
  lines: readonly Line[],
  to: Destination,
  evidence: Services['evidence'],
): Reply[] {
  const all = lines.flatMap(({ claim, line }) =>
    claim.evidence.map((picture: Evidence, nth) => ({ picture, nth, line, claim })),
  );
  const shown = [...all]
    .sort((a, b) => a.nth - b.nth || a.line - b.line)
    .slice(0, PICTURES_AT_ONCE)
    .sort((a, b) => a.line - b.line || a.nth - b.nth);
  const left = all.filter((one) => !shown.includes(one));
  const numbers = [...new Set(left.map(({ claim }) => claim.number))];
  return [
    ...shown.map(({ picture, line, claim }) =>
      reply(
        'review.list-picture',
        { list: number, line, number: claim.number, address: claim.address },
        { to, attachment: { kind: 'evidence', name: evidence.nameOf(picture) } },
      ),
    ),
    ...(left.length > 0
      ? [reply('review.list-pictures-left', { list: number, left: left.length, numbers }, { to })]
      : []),
  ];
}

/** A body by its id, in the version in force or the newest that has it. */
function bodyNamed(community: Community, id: string, now: Date): Body {
  const books = [
    rulebookNow(community, now),
    ...[...community.rulebooks].reverse(),
    ...[...community.archive].reverse(),
  ];
  const body = books.flatMap(({ bodies }) => bodies).find((body) => body.id === id);
  if (!body) throw new Error(`no version of the rulebook of ${community.id} has a body ${id}`);
  return body;
}
