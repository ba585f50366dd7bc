import type { Claim } from './schema.ts';

type Deed = Pick<Claim, 'resident' | 'item' | 'kind' | 'minutes'>;

/** What a list of attendance says of the same person and item: it is credited, whatever length somebody remembers. */
export function listedDeed(besides: readonly Claim[], deed: Deed): Claim | undefined {
  return besides.find(
    ({ kind, item, resident }) => kind === 'attendance' && item === deed.item && isSomebody(resident, deed),
  );
}

/**
 * Numbers of the other hours that the same person claims for the day, when a list of attendance says some of them:
 * whoever decides can see that they may be the same. Two reports by hand say nothing of each other.
 */
export function otherHoursAmong(besides: readonly Claim[], deed: Deed): number[] {
  if (!deed.minutes) return [];
  return besides
    .filter(({ minutes, resident }) => minutes && isSomebody(resident, deed))
    .filter(({ kind }) => deed.kind === 'attendance' || kind === 'attendance')
    .map(({ number }) => number);
}

function isSomebody(resident: string | undefined, deed: Deed): boolean {
  return resident !== undefined && resident === deed.resident;
}
