import { dayOf, lastWeekly, local } from '#src/calendar.ts';
import { type Community, rulebookNow } from '#src/community/community.ts';
import type { Services } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import type { DuePost, ScheduledPost } from '#src/schedule/scheduled-post.ts';
import { batchesOf } from '#src/supermarket/best-before.ts';
import { coverOf } from '#src/supermarket/cost.ts';
import { deadlineAfter } from '#src/supermarket/order.ts';
import type { Place } from '#src/supermarket/settings.ts';
import { isBlocked } from '#src/supermarket/spendable.ts';
import { productsOf, tellAbout, tellStorekeepers, tellWaiting } from '#src/supermarket/tell.ts';
import { moment, openingView, redemptionView } from '#src/supermarket/view.ts';
import { lastWindow, windowAfter } from '#src/supermarket/windows.ts';

/** What was not collected in time goes back: the points to the household, the goods on the shelf; who waited is told. */
export const lapsedRedemptions: ScheduledPost<
  'redemptions' | 'ledger' | 'shelf' | 'wishes' | 'roster' | 'rooms'
> = {
  name: 'lapsed-redemptions',

  async due({ community, now }, services) {
    const overdue = await services.redemptions.overdue(community.id, now);
    return overdue.map((redemption) => ({
      // With its deadline, which waits for an objection.
      id: `lapse:${redemption._id}:${redemption.deadline.toISOString()}`,
      // However long the bot was away, the points have to come back.
      dueAt: now,
      async compose() {
        if (redemption.blockedAt && isBlocked(await services.ledger.standingOf(redemption.household))) {
          const until = deadlineAfter(now, community.supermarket.holdDays);
          await services.redemptions.block(redemption, now, until);
          return [];
        }
        const released = await services.redemptions.release(redemption, 'lapsed', {
          by: '',
          messageId: `lapse:${redemption._id}`,
          at: now,
          rulebookVersion: rulebookNow(community, now).version,
        });
        if (released === 'not-held') return [];
        return [
          ...(await tellAbout(released, ['redemption.lapsed', redemptionView(released)], services)),
          ...(await tellWaiting(await productsOf(released, services), services)),
        ];
      },
    }));
  },
};

/** The opening and closing of every place that has opening days, to the residents' groups of its grids. */
export const openingPosts: ScheduledPost<'rooms' | 'redemptions'> = {
  name: 'supermarket-openings',

  async due({ community, now }, { rooms, redemptions }) {
    return community.supermarket.places.flatMap((place): DuePost[] => {
      const window = lastWindow(place, now);
      if (!window) return [];
      const id = `supermarket:${community.id}:${place.name}:${window.id}`;
      const groups = () => groupsOf(community, place, rooms).map(toRoom);
      const opened: DuePost = {
        id: `${id}:opened`,
        dueAt: window.opensAt,
        // Nobody is called to a door that has closed meanwhile.
        compose: async () =>
          now < window.closesAt
            ? groups().map((to) => reply('supermarket.opened', openingView(place, now), { to }))
            : [],
      };
      const closed: DuePost = {
        id: `${id}:closed`,
        dueAt: window.closesAt,
        async compose() {
          const all = await redemptions.collectedBetween(community.id, window.opensAt, now);
          const grids = gridsOf(community, place);
          const handedOut = all.filter(({ grid, merchant }) => !merchant && grids.includes(grid)).length;
          const next = windowAfter(place, window);
          const params = { place: place.name, handedOut, next: next ? moment(next.opensAt) : '' };
          return groups().map((to) => reply('supermarket.closed', params, { to }));
        },
      };
      return window.closesAt <= now ? [opened, closed] : [opened];
    });
  },
};

/** Monday 08:30: goods that go off soon, and whether the shelf covers the points that are out. */
export const weeklyShelfCheck: ScheduledPost<'shelf' | 'ledger' | 'roster' | 'rooms'> = {
  name: 'shelf-check',

  async due({ community, now }, services) {
    const { shelf, rooms } = services;
    const account = rooms.for(community.id, 'residents')[0]?.account;
    if (account === undefined) return [];
    const dueAt = lastWeekly(now, 1, '08:30');
    return [
      {
        id: `shelf-check:${community.id}:${dayOf(dueAt)}`,
        dueAt,
        async compose() {
          const products = await shelf.all(community.id);
          // Where nothing was ever on offer there is no supermarket to warn about.
          if (products.length === 0) return [];
          const { bestBeforeDays, coverAtLeast } = community.supermarket;
          const until = dayOf(local(now).plus({ days: bestBeforeDays }).toJSDate());
          const expiring = [];
          for (const { _id, name, unit, counted } of products)
            for (const { bestBefore, quantity } of counted ? batchesOf(await shelf.journals(_id)) : [])
              if (bestBefore <= until)
                expiring.push({ name: plainText(name, 20), unit, quantity, bestBefore });
          const cover = await coverOf(community.id, services);
          const posts: Reply[] = [];
          if (expiring.length > 0)
            posts.push(
              ...(await tellStorekeepers(
                community.id,
                ['stock.expiring', { products: expiring.slice(0, 20) }],
                account,
                services,
              )),
            );
          // Services and coupons never run out: without goods there is no shelf to fall short.
          const hasShelf = products.some(
            ({ kind, counted, listed }) => kind === 'goods' && counted && listed,
          );
          if (hasShelf && cover.shelf < cover.outstanding * coverAtLeast)
            posts.push(
              ...(await tellStorekeepers(community.id, ['supermarket.cover-low', cover], account, services)),
              ...rooms
                .for(community.id, 'committee')
                .map((room) => reply('supermarket.cover-low', cover, { to: toRoom(room) })),
            );
          return posts;
        },
      },
    ];
  },
};

function gridsOf(community: Community, place: Place): string[] {
  if (place.grids) return place.grids;
  const others = community.supermarket.places.flatMap(({ grids = [] }) => grids);
  return community.grids.map(({ name }) => name).filter((name) => !others.includes(name));
}

/** The residents' groups of a place's grids, and those of the whole community. */
function groupsOf(community: Community, place: Place, rooms: Services['rooms']) {
  const grids = gridsOf(community, place);
  return rooms
    .for(community.id, 'residents')
    .filter(({ grid }) => grid === undefined || grids.includes(grid));
}
