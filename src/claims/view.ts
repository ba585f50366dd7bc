import { dayOf } from '#src/calendar.ts';
import { type Community, itemOf, rulebookNamed } from '#src/community/community.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { ClaimView, StatusView } from '#src/replies/views.ts';
import { bodyOf } from '#src/rulebook/rulebook.ts';
import type { Claim } from './schema.ts';

/** What replies show of a claim. */
export function claimView(claim: Claim, community: Community, now: Date): ClaimView {
  const item = itemOf(community, claim.item);
  const { pays } = item ?? {};
  return {
    number: claim.number,
    kind: claim.kind,
    person: plainText(claim.residentName, 20),
    address: claim.address,
    item: item?.name ?? { zh: claim.itemName, en: claim.itemName },
    minutes: claim.minutes,
    quantity: claim.quantity,
    unit: pays?.per === 'unit' ? pays.unit : undefined,
    choice: pays?.per === 'choice' ? pays.choices.find(({ id }) => id === claim.choice)?.name : undefined,
    day: claim.day,
    today: dayOf(now),
    note: plainText(claim.note),
    points: claim.points,
    uncapped: claim.uncapped,
    pictures: claim.evidence.length,
    needsPicture: item?.evidence === 'required' && claim.kind === 'report' && claim.evidence.length === 0,
    reporter: claim.reporter === claim.resident ? undefined : plainText(claim.reporterName, 20),
    step: stepOf(claim, community),
    ...(claim.alsoThatDay ? { also: claim.alsoThatDay } : {}),
  };
}

export function statusView(claim: Claim, community: Community, now: Date): StatusView {
  const last = claim.decisions.at(-1);
  return {
    ...claimView(claim, community, now),
    status: claim.status,
    ...(last?.reason ? { reason: plainText(last.reason) } : {}),
  };
}

/** Where a waiting claim is on its way, when its chain has more than one step. */
function stepOf(claim: Claim, community: Community): ClaimView['step'] {
  const book = rulebookNamed(community, claim.rulebookVersion);
  const stages = book.chains.find(({ id }) => id === claim.chain)?.stages ?? [];
  const stage = stages[claim.stage];
  if (claim.status !== 'waiting' || !stage || (stages.length === 1 && !stage.list)) return undefined;
  return {
    body: stage.name ?? bodyOf(book, stage.body).name,
    at: claim.stage + 1,
    of: stages.length,
    list: stage.list !== undefined,
  };
}
