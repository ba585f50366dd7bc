import { type Community, rulebookNow } from '#src/community/community.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { requireAllowed, tooFewPoints } from './entitlement.ts';
import { collectionOf, parcels, placeOf, type Wanted } from './order.ts';
import type { Doing } from './postings.ts';
import type { Product, Redemption } from './schema.ts';
import { placeFor } from './settings.ts';

/** The household that redeems, and who of it. */
export interface Taker extends Resident {
  household: string;
  address: string;
  grid: string;
}

export type Held =
  | { kind: 'held'; redemptions: Redemption[]; spendable: number; nowLow: Product[] }
  | { kind: 'sold-out'; wanted: Wanted[] };

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

/** Who does it, for the books. */
export function doingOf(
  { community, message, at }: { community: Community; message: { id: string }; at: Date },
  by: { _id: string },
): Doing {
  return { by: by._id, messageId: message.id, at, rulebookVersion: rulebookNow(community, at).version };
}
