import { local } from '#src/calendar.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { OpeningView, ProductView, RedemptionView } from '#src/replies/supermarket-views.ts';
import type { Product, Redemption } from './schema.ts';
import type { Place } from './settings.ts';
import { openingAt } from './windows.ts';

export function productView(product: Product): ProductView {
  const { name, points, unit, kind, counted, free, market, sponsor, merchant, note, limit, least, until } =
    product;
  return {
    name: plainText(name, 20),
    points,
    unit,
    kind,
    left: counted ? free : undefined,
    market,
    sponsor,
    merchant,
    note: note === undefined ? undefined : plainText(note, 40),
    limit: limit && { quantity: limit.quantity, every: limit.every },
    least,
    until,
  };
}

export function redemptionView(redemption: Redemption): RedemptionView {
  const { number, residentName, address, lines, points, place, merchant, opensAt, deadline, expired } =
    redemption;
  return {
    number,
    person: plainText(residentName, 20),
    address,
    lines: lines.map(({ name, quantity, unit }) => ({ name: plainText(name, 20), quantity, unit })),
    points,
    place,
    merchant,
    opens: opensAt && moment(opensAt),
    deadline: moment(deadline),
    expired,
  };
}

export function openingView(place: Place, at: Date): OpeningView {
  const opening = openingAt(place, at);
  const window =
    opening.state === 'open' ? opening.window : opening.state === 'closed' ? opening.next : undefined;
  return {
    place: place.name,
    address: place.address,
    hours: place.hours,
    state: opening.state,
    opens: window && moment(window.opensAt),
    closes: window && moment(window.closesAt),
  };
}

/** `12-20 09:00`: the same in every language. */
export function moment(at: Date): string {
  return local(at).toFormat('MM-dd HH:mm');
}
