import type { Community } from '#src/community/community.ts';
import type { Household, Resident } from '#src/community/schema.ts';
import type { Services } from '#src/handler.ts';
import type { Redemption } from './schema.ts';

/** A household on the list for the desk (积分卡). */
export interface Card {
  household: Household;
  members: Pick<Resident, 'name' | 'contactIds'>[];
  balance: number;
  spendable: number;
  waiting: Redemption[];
}

/**
 * The cards of a community's households, by address. It asks the store for everything at once, however many households
 * there are; it belongs outside a transaction.
 *
 * @param mayRead whether the reader looks after a grid
 */
export async function cardsOf(
  community: Community,
  mayRead: (grid: string) => boolean,
  at: Date,
  { roster, purses, redemptions }: Pick<Services, 'roster' | 'purses' | 'redemptions'>,
): Promise<Card[]> {
  const households = (await roster.households(community.id)).filter(({ grid }) => mayRead(grid));
  const members = await roster.byHousehold(community.id);
  const all = await purses.ofAll(community, households, at);
  const waiting = Map.groupBy(await redemptions.waiting(community.id), ({ household }) => household);
  return households.map((household) => ({
    household,
    members: members.get(household._id) ?? [],
    balance: all.get(household._id)?.total ?? 0,
    spendable: all.get(household._id)?.spendable ?? 0,
    waiting: waiting.get(household._id) ?? [],
  }));
}
