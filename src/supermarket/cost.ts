import { local, periodKey } from '#src/calendar.ts';
import type { Community } from '#src/community/community.ts';
import type { Services } from '#src/handler.ts';
import { pointsOf } from '#src/ledger/ledger.ts';
import type { CostView } from '#src/replies/supermarket-views.ts';

type Needs = Pick<Services, 'ledger' | 'shelf' | 'redemptions' | 'fund'>;

/** How many points are out, and how many the goods on the shelf could take in. */
export interface Cover {
  outstanding: number;
  shelf: number;
}

/**
 * All points that households have, whether they can spend them now or not, against the goods that are free. What one
 * household owes pays for nothing that another one redeems: only those that have something count.
 */
export async function coverOf(
  community: string,
  { ledger, shelf }: Pick<Needs, 'ledger' | 'shelf'>,
): Promise<Cover> {
  const standings = await ledger.standingsIn(community);
  const outstanding = [...standings.values()].reduce((sum, { total }) => sum + Math.max(0, total), 0);
  const goods = (await shelf.listed(community)).filter(({ kind, counted }) => kind === 'goods' && counted);
  return {
    outstanding,
    shelf: goods.reduce((sum, { points, free, reserved }) => sum + points * (free + reserved), 0),
  };
}

/** What points cost the community in the quarter of a moment. */
export async function costOf(community: Community, at: Date, services: Needs): Promise<CostView> {
  const { ledger, redemptions, fund, shelf } = services;
  const quarter = local(at).startOf('quarter');
  const [from, to] = [quarter.toJSDate(), quarter.plus({ quarters: 1 }).toJSDate()];
  const earned = await ledger.earnedBetween({ community: community.id }, from, to);
  const handedOut = (await redemptions.collectedBetween(community.id, from, to)).filter(
    ({ status }) => status === 'collected',
  );
  const redeemed = handedOut.reduce((sum, { points }) => sum + points, 0);
  const redeemedCost = handedOut.reduce((sum, { cost }) => sum + cost, 0);
  const cover = await coverOf(community.id, services);
  const perPoint =
    redeemed > 0 && redeemedCost > 0
      ? redeemedCost / redeemed
      : await costOnTheShelf(community.id, { shelf });
  return {
    quarter: periodKey('quarter', at),
    issued: earned.reduce((sum, journal) => sum + pointsOf(journal), 0),
    redeemed,
    redeemedCost,
    expired: await ledger.expiredBetween(community.id, from, to),
    outstanding: cover.outstanding,
    liability: perPoint === undefined ? undefined : Math.round(cover.outstanding * perPoint),
    shelf: cover.shelf,
    fund: await fund.balance(community.id),
  };
}

/** Fen for a point by what the goods on offer cost, while nothing has been handed out yet. */
async function costOnTheShelf(
  community: string,
  { shelf }: Pick<Needs, 'shelf'>,
): Promise<number | undefined> {
  const priced = (await shelf.listed(community)).filter(({ cost }) => cost !== undefined && cost > 0);
  const points = priced.reduce((sum, product) => sum + product.points, 0);
  return points === 0 ? undefined : priced.reduce((sum, { cost = 0 }) => sum + cost, 0) / points;
}
