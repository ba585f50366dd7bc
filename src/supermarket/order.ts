import { DateTime } from 'luxon';
import { dayOf, local, TIME_ZONE } from '#src/calendar.ts';
import type { LimitPeriod, Product, Redemption } from './schema.ts';
import { type Place, placeFor, type SupermarketSettings } from './settings.ts';
import { openingAt } from './windows.ts';

/** So many of a product. */
export interface Wanted {
  product: Product;
  quantity: number;
}

/** What is collected together under one code: goods at one place, or a single service or coupon. */
export interface Parcel {
  wanted: Wanted[];
  merchant?: string;
}

/** When something can be collected, and until when. */
export interface Collection {
  /** Absent when it can be collected at once. */
  opensAt?: Date;
  deadline: Date;
}

/** Why a household can't have something, whatever its points. */
export type Hindrance =
  | { why: 'not-yet'; from: string }
  | { why: 'no-more'; until: string }
  | { why: 'standing'; least: number }
  | { why: 'limit'; quantity: number; every: LimitPeriod; left: number };

/** Goods of one place share a code; each service and coupon has its own, since they are used one at a time. */
export function parcels(wanted: Wanted[]): Parcel[] {
  const together = new Map<string, Parcel>();
  const single: Parcel[] = [];
  for (const { product, quantity } of wanted) {
    const merchant = product.merchant === undefined ? {} : { merchant: product.merchant };
    if (product.kind !== 'goods') {
      for (let each = 0; each < quantity; each++)
        single.push({ wanted: [{ product, quantity: 1 }], ...merchant });
      continue;
    }
    const parcel = together.get(product.merchant ?? '') ?? { wanted: [], ...merchant };
    parcel.wanted.push({ product, quantity });
    together.set(product.merchant ?? '', parcel);
  }
  return [...together.values(), ...single];
}

/** One line for each product, however often it was named. */
export function merged(wanted: Wanted[]): Wanted[] {
  const byId = new Map<string, Wanted>();
  for (const { product, quantity } of wanted)
    byId.set(product._id, { product, quantity: quantity + (byId.get(product._id)?.quantity ?? 0) });
  return [...byId.values()];
}

/**
 * What keeps a household from having so many of a product at a moment.
 *
 * @param household what it has had in all, and what it has redeemed (given back left out) since the limit's period began
 */
export function hindranceTo(
  { product, quantity }: Wanted,
  household: { total: number; redeemed: Redemption[] },
  at: Date,
  countsAt = at,
): Hindrance | undefined {
  const today = dayOf(at);
  if (product.from && today < product.from) return { why: 'not-yet', from: product.from };
  if (product.until && today > product.until) return { why: 'no-more', until: product.until };
  if (product.least !== undefined && household.total < product.least)
    return { why: 'standing', least: product.least };
  if (product.limit) {
    const since = limitSince(product.limit.every, countsAt);
    const before = limitUntil(product.limit.every, countsAt);
    const had = household.redeemed
      .filter(({ requestedAt, opensAt = requestedAt }) => opensAt >= since && (!before || opensAt < before))
      .flatMap(({ lines }) => lines)
      .filter((line) => line.product === product._id)
      .reduce((sum, line) => sum + line.quantity, 0);
    const left = Math.max(0, product.limit.quantity - had);
    if (quantity > left) return { why: 'limit', ...product.limit, left };
  }
  return undefined;
}

/** When the period of a limit began. */
export function limitSince(every: LimitPeriod, at: Date): Date {
  return every === 'total' ? new Date(0) : local(at).startOf(every).toJSDate();
}

/** When the next period of a limit begins; undefined for one that never ends. */
function limitUntil(every: LimitPeriod, at: Date): Date | undefined {
  return every === 'total'
    ? undefined
    : local(at)
        .startOf(every)
        .plus({ [`${every}s`]: 1 })
        .toJSDate();
}

/** When something that is wanted now counts towards a limit: what is reserved counts in the opening that it is for. */
export function countsAt({ product }: Wanted, place: Place, settings: SupermarketSettings, at: Date): Date {
  const opening = settings.windowed.includes(product.kind) ? openingAt(place, at) : undefined;
  return opening?.state === 'closed' ? opening.next.opensAt : at;
}

/** When and until when a parcel is collected: in an opening, in so many days, or as long as the coupon is good. */
export function collectionOf(
  { wanted }: Parcel,
  place: Place,
  settings: SupermarketSettings,
  at: Date,
): Collection {
  const until = wanted.flatMap(({ product }) => product.until ?? []).sort()[0];
  const isVoucher = wanted.some(({ product }) => product.kind !== 'goods');
  const days = isVoucher ? settings.couponDays : settings.holdDays;
  const opening = wanted.some(({ product }) => settings.windowed.includes(product.kind))
    ? openingAt(place, at)
    : ({ state: 'always' } as const);
  if (opening.state === 'closed') return { opensAt: opening.next.opensAt, deadline: opening.next.closesAt };
  const least = deadlineAfter(at, days);
  const ends = [
    least,
    ...(until && isVoucher ? [endOfDay(DateTime.fromISO(until, { zone: TIME_ZONE }))] : []),
  ];
  if (opening.state === 'open') ends.push(opening.window.closesAt);
  return { deadline: new Date(Math.min(...ends.map((end) => end.getTime()))) };
}

/** Where a parcel is collected, as people read it. */
export function placeOf({ merchant }: Parcel, settings: SupermarketSettings, grid: string): string {
  const at = merchant ? settings.merchants.find(({ name }) => name === merchant) : placeFor(settings, grid);
  if (!at) return merchant ?? '';
  return at.address ? `${at.name}（${at.address}）` : at.name;
}

/** The end of the day so many days later. */
export function deadlineAfter(at: Date, days: number): Date {
  return endOfDay(local(at).plus({ days }));
}

function endOfDay(day: DateTime): Date {
  return day.endOf('day').set({ millisecond: 0 }).toJSDate();
}
