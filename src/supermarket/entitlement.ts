import { local } from '#src/calendar.ts';
import type { Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { countsAt, hindranceTo, limitSince, type Wanted } from './order.ts';
import { placeFor } from './settings.ts';
import type { Purse } from './spendable.ts';

/** Longest time between a reservation and the opening that it is for, in days. */
const AHEAD_DAYS = 100;

/**
 * Refuses what a household may not have, whatever points it has to spend. In a group nothing is said of what it has or
 * had.
 *
 * @throws Refusal
 */
export async function requireAllowed(
  wanted: Wanted[],
  { household, grid }: { household: string; grid: string },
  { total }: Purse,
  { community: { supermarket }, message, at }: Pick<Request, 'community' | 'message' | 'at'>,
  { redemptions }: Pick<Services, 'redemptions'>,
): Promise<void> {
  const place = placeFor(supermarket, grid);
  const where = message.conversation.kind;
  const since = wanted.flatMap((one) =>
    one.product.limit
      ? limitSince(one.product.limit.every, countsAt(one, place, supermarket, at)).getTime()
      : [],
  );
  const first = local(new Date(Math.min(...since))).minus({ days: AHEAD_DAYS });
  const redeemed = since.length > 0 ? await redemptions.countedSince(household, first.toJSDate()) : [];
  for (const one of wanted) {
    const hindrance = hindranceTo(one, { total, redeemed }, at, countsAt(one, place, supermarket, at));
    if (!hindrance) continue;
    const name = plainText(one.product.name, 20);
    switch (hindrance.why) {
      case 'not-yet':
        throw new Refusal('redemption.not-yet', { name, from: hindrance.from });
      case 'no-more':
        throw new Refusal('redemption.no-more', { name, until: hindrance.until });
      case 'standing':
        if (where === 'room') throw new Refusal('redemption.not-allowed-in-group', { name });
        throw new Refusal('redemption.standing', { name, least: hindrance.least });
      case 'limit':
        if (where === 'room') throw new Refusal('redemption.not-allowed-in-group', { name });
        throw new Refusal('redemption.limit', { name, unit: one.product.unit, ...hindrance });
    }
  }
}

/** What a household has is nobody else's business: in a group nothing is said of it. */
export function tooFewPoints(
  need: number,
  { spendable, frozen, unpublished }: Purse,
  where: 'room' | 'direct',
): Refusal {
  return where === 'room'
    ? new Refusal('redemption.too-few-in-group', {})
    : new Refusal('redemption.too-few-points', { need, spendable, frozen, unpublished });
}
