import type { Claim } from './schema.ts';

type Deed = Pick<Claim, 'resident' | 'item' | 'kind' | 'minutes' | 'quantity' | 'choice'>;

/** Of what a household has for a day: the claim for the same item and amount, which a deed may be a second time. */
export function sameDeedAmong(ofDay: readonly Claim[], deed: Deed): Claim | undefined {
  const ofItem = ofDay.filter(({ item }) => item === deed.item);
  const same = ofItem.find(
    ({ minutes, quantity, choice }) =>
      minutes === deed.minutes && quantity === deed.quantity && choice === deed.choice,
  );
  // Hours of an activity are credited from its list, whatever length somebody remembers.
  return same ?? ofItem.find(({ kind, resident }) => kind === 'attendance' && isSomebody(resident, deed));
}

/**
 * Numbers of the other hours that the same person claims for the day, when a list of attendance says some of them:
 * whoever decides can see that they may be the same. Two reports by hand say nothing of each other.
 */
export function otherHoursAmong(ofDay: readonly Claim[], deed: Deed): number[] {
  if (!deed.minutes) return [];
  return ofDay
    .filter(({ minutes, resident }) => minutes && isSomebody(resident, deed))
    .filter(({ kind }) => deed.kind === 'attendance' || kind === 'attendance')
    .map(({ number }) => number);
}

function isSomebody(resident: string | undefined, deed: Deed): boolean {
  return resident !== undefined && resident === deed.resident;
}
