import { local } from '#src/calendar.ts';
import type { Community } from '#src/community/community.ts';
import { rulebookNow } from '#src/community/community.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { ProductLine } from '#src/understanding/intent.ts';
import {
  collectionOf,
  countsAt,
  hindranceTo,
  limitSince,
  merged,
  parcels,
  placeOf,
  type Wanted,
} from './order.ts';
import type { Doing } from './redemptions.ts';
import type { Product, Redemption } from './schema.ts';
import { placeFor } from './settings.ts';
import type { Purse } from './spendable.ts';

/** Most kinds of goods in one message, and most units of one. */
export const MAX_LINES = 8;
export const MAX_UNITS = 20;
/** Most codes of one order: each coupon and service has its own. */
export const MAX_CODES = 10;

/** The household that redeems, and who of it. */
export interface Taker extends Resident {
  household: string;
  address: string;
  grid: string;
}

export type Held =
  | { kind: 'held'; redemptions: Redemption[]; spendable: number; nowLow: Product[] }
  | { kind: 'sold-out'; wanted: Wanted[] };

/** The products that lines name. @throws Refusal for one that is not on offer, or for more than anybody carries. */
export async function wantedFrom(
  lines: ProductLine[],
  community: string,
  { shelf }: Pick<Services, 'shelf'>,
): Promise<Wanted[]> {
  const listed = await shelf.listed(community);
  const wanted = merged(
    lines.map(({ product, productText, quantity }) => {
      const found = listed.find(({ name }) => name === product);
      if (found) return { product: found, quantity };
      const text = plainText(product ?? productText, 20);
      throw new Refusal('redemption.unknown-product', {
        text,
        suggestions: listed
          .filter(({ name }) => [...text].some((letter) => name.includes(letter)))
          .slice(0, 4)
          .map(({ name }) => plainText(name, 20)),
      });
    }),
  );
  if (wanted.length > MAX_LINES || wanted.some(({ quantity }) => quantity > MAX_UNITS))
    throw new Refusal('redemption.too-many', { lines: MAX_LINES, units: MAX_UNITS });
  if (parcels(wanted).length > MAX_CODES)
    throw new Refusal('redemption.too-many-codes', { codes: MAX_CODES });
  return wanted;
}

/** A resident with a household. @throws Refusal for an official who lives elsewhere. */
export function takerFrom(resident: Resident): Taker {
  const { household, address, grid } = resident;
  if (household === undefined || address === undefined || grid === undefined)
    throw new Refusal('not-resident', {});
  return { ...resident, household, address, grid };
}

/**
 * Holds what somebody wants, all of it or nothing. Inside the caller's transaction.
 *
 * @throws Refusal when the household may not have it, or has too few points.
 */
export async function holdAll(
  wanted: Wanted[],
  taker: Taker,
  request: Pick<Request, 'community' | 'message' | 'at' | 'language'> & { sender: Resident },
  services: Pick<Services, 'redemptions' | 'purses' | 'wishes'>,
): Promise<Held> {
  const { community, message, at, language, sender } = request;
  const purse = await services.purses.of(community, taker, at);
  await requireAllowed(wanted, taker, purse, request, services);
  const price = wanted.reduce((sum, { product, quantity }) => sum + product.points * quantity, 0);
  const tooFew = () => tooFewPoints(price, purse, message.conversation.kind);
  if (purse.spendable < price) throw tooFew();

  const soldOut = wanted.filter(({ product, quantity }) => product.counted && product.free < quantity);
  if (soldOut.length > 0) {
    for (const { product } of soldOut)
      await services.wishes.add({
        community: community.id,
        product: product._id,
        household: taker.household,
        account: message.account,
        contactId: message.contactId,
        language,
        at,
      });
    return { kind: 'sold-out', wanted: soldOut };
  }

  const redemptions: Redemption[] = [];
  const { supermarket } = community;
  for (const parcel of parcels(wanted)) {
    const held = await services.redemptions.hold(
      {
        community: community.id,
        household: taker.household,
        address: taker.address,
        grid: taker.grid,
        resident: taker._id,
        residentName: taker.name,
        requester: sender._id,
        requesterName: sender.name,
        lines: parcel.wanted.map(({ product, quantity }) => ({
          product: product._id,
          name: product.name,
          unit: product.unit,
          kind: product.kind,
          counted: product.counted,
          quantity,
          points: product.points,
          cost: product.cost ?? 0,
        })),
        ...(parcel.merchant === undefined ? {} : { merchant: parcel.merchant }),
        place: placeOf(parcel, supermarket, taker.grid),
        ...collectionOf(parcel, placeFor(supermarket, taker.grid), supermarket, at),
        account: message.account,
        contactId: message.contactId,
        language,
        messageId: message.id,
        requestedAt: at,
      },
      purse.unpublished,
      doingOf(request, sender),
    );
    if (held.kind === 'insufficient') throw tooFew();
    // Somebody was quicker between our look and our grasp; nothing of this order stays.
    if (held.kind === 'sold-out') throw new Refusal('redemption.sold-out-just-now', {});
    redemptions.push(held.redemption);
  }
  await services.wishes.grant(
    wanted.map(({ product }) => product._id),
    taker.household,
  );
  const nowLow = wanted.flatMap(({ product, quantity }) => {
    const lowAt = product.lowAt ?? supermarket.lowStock;
    const after = product.free - quantity;
    return product.counted && product.free > lowAt && after <= lowAt ? [{ ...product, free: after }] : [];
  });
  return { kind: 'held', redemptions, spendable: purse.spendable - price, nowLow };
}

/** Longest time between a reservation and the opening that it is for, in days. */
const AHEAD_DAYS = 100;

async function requireAllowed(
  wanted: Wanted[],
  { household, grid }: Taker,
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
function tooFewPoints(
  need: number,
  { spendable, frozen, unpublished }: Purse,
  where: 'room' | 'direct',
): Refusal {
  return where === 'room'
    ? new Refusal('redemption.too-few-in-group', {})
    : new Refusal('redemption.too-few-points', { need, spendable, frozen, unpublished });
}

/** Who does it, for the books. */
export function doingOf(
  { community, message, at }: { community: Community; message: { id: string }; at: Date },
  by: { _id: string },
): Doing {
  return { by: by._id, messageId: message.id, at, rulebookVersion: rulebookNow(community, at).version };
}
