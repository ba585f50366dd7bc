import { dayOf } from '#src/calendar.ts';
import { type Community, itemOf } from '#src/community/community.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { ClaimView, StatusView } from '#src/replies/views.ts';
import type { Claim } from './schema.ts';

/** What replies show of a claim. */
export function claimView(claim: Claim, community: Community, now: Date): ClaimView {
  const name = itemOf(community, claim.item)?.name;
  return {
    number: claim.number,
    person: plainText(claim.residentName, 20),
    address: claim.address,
    item: name ?? { zh: claim.itemName, en: claim.itemName },
    minutes: claim.minutes,
    quantity: claim.quantity,
    day: claim.day,
    today: dayOf(now),
    note: plainText(claim.note),
    points: claim.points,
    pictures: claim.evidence.length,
    reporter: claim.reporter === claim.resident ? undefined : plainText(claim.reporterName, 20),
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
