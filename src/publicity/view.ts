import type { Claim } from '#src/claims/schema.ts';
import { type Community, itemOf } from '#src/community/community.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { Objection } from './schema.ts';

/** What replies show of an objection. */
export interface ObjectionView {
  number: number;
  /** The claim that is questioned: its number, whose it is, what for, and the points, signed. */
  claim: number;
  person: string;
  address: string;
  what: { zh: string; en: string };
  day: string;
  points: number;
}

export function objectionView(
  { number }: Pick<Objection, 'number'>,
  claim: Claim,
  community: Community,
): ObjectionView {
  return {
    number,
    claim: claim.number,
    person: plainText(claim.residentName, 20),
    address: claim.address,
    what: itemOf(community, claim.item)?.name ?? { zh: claim.itemName, en: claim.itemName },
    day: claim.day,
    points: claim.kind === 'deduction' ? -claim.points : claim.points,
  };
}
