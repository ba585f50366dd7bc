import type { Claim } from '#src/claims/schema.ts';
import { type Community, rulebookNamed } from '#src/community/community.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Services } from '#src/handler.ts';
import { type Matter, mayDecide, type Panel, seatOf } from '#src/review/panel.ts';
import { ballotsOf, ruleFor } from './decide-objection.ts';
import type { Objection } from './schema.ts';

type Needs = 'panels' | 'roster';

/** Whom an open objection is before: the body that settles it, or the one that stands in. */
export async function panelOf(
  objection: Objection,
  claim: Claim,
  community: Community,
  services: Pick<Services, Needs>,
): Promise<Panel> {
  const book = rulebookNamed(community, objection.rulebookVersion);
  const matter = await matterOf(objection, claim, services);
  const place = { community: community.id, grid: objection.grid, ...matter };
  return services.panels.for(place, ruleFor(book), book, ballotsOf(objection.votes));
}

/** Those of the open objections that somebody may settle, each with its claim; oldest first. */
export async function objectionsBefore(
  person: Resident,
  community: Community,
  services: Pick<Services, Needs | 'claims' | 'objections'>,
): Promise<{ objection: Objection; claim: Claim }[]> {
  const open = await services.objections.open(community.id);
  const claims = await services.claims.byNumbers(
    community.id,
    open.map(({ claim }) => claim),
  );
  const theirs: { objection: Objection; claim: Claim }[] = [];
  for (const objection of open) {
    const claim = claims.find(({ number }) => number === objection.claim);
    if (!claim) continue;
    const { seats, matter } = await panelOf(objection, claim, community, services);
    const seat = seatOf(seats, person._id);
    if (seat && mayDecide(person, seat, matter)) theirs.push({ objection, claim });
  }
  return theirs;
}

/** The household concerned; and as parties those who brought it up, with everybody of the objectors' households. */
async function matterOf(
  { household, objectors }: Objection,
  { reporter, resident }: Claim,
  { roster }: Pick<Services, 'roster'>,
): Promise<Matter> {
  const parties = [
    reporter,
    ...(resident ? [resident] : []),
    ...objectors.map((objector) => objector.resident),
  ];
  for (const theirs of new Set(objectors.map((objector) => objector.household)))
    parties.push(...(await roster.ofHousehold(theirs)).map(({ _id }) => _id));
  return { household, parties };
}
