import { dayOf } from '#src/calendar.ts';
import { rulebookNow } from '#src/community/community.ts';
import { tellHousehold } from '#src/community/tell-household.ts';
import type { Services } from '#src/handler.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import type { DuePost, ScheduledPost } from '#src/schedule/scheduled-post.ts';
import {
  expiringIn,
  expiryJournal,
  lastExpiry,
  nextExpiries,
  noticeAt,
} from '#src/supermarket/points-expiry.ts';

/** So many households without a phone are named in one message. */
const SHOWN = 40;

/**
 * Points that nobody spent in time (积分到期), where the regulation has it: every household is told some days before,
 * the grid workers of those who have no phone; on the day they are taken off, the oldest first.
 */
export const pointsExpiry: ScheduledPost<'ledger' | 'roster' | 'rooms'> = {
  name: 'points-expiry',

  async due({ community, now }, services) {
    const rule = community.supermarket.pointsExpire;
    if (!rule) return [];
    const { ledger } = services;
    const last = lastExpiry(rule.months, now);
    const notices = nextExpiries(rule.months, now).flatMap((next) =>
      rule.noticeDays
        .filter((days) => noticeAt(next, days) <= now)
        .map((days): DuePost => {
          const day = dayOf(next.at);
          return {
            id: `points-expiry:${community.id}:${day}:notice-${days}`,
            dueAt: noticeAt(next, days),
            async compose() {
              const expiring = await expiringIn(community.id, next, ledger);
              return tell(community.id, expiring, services, { key: 'points.expiring', day, days });
            },
          };
        }),
    );
    const expiry: DuePost = {
      id: `points-expiry:${community.id}:${dayOf(last.at)}`,
      // However long the bot was away, what has expired can't be spent.
      dueAt: now,
      async compose() {
        const { version } = rulebookNow(community, now);
        const expired: { household: string; points: number }[] = [];
        for (const { household, points } of await expiringIn(community.id, last, ledger)) {
          const home = await services.roster.household(
            community.id,
            household.slice(community.id.length + 1),
          );
          if (!home) continue;
          const taken = await ledger.recordSpending(expiryJournal(home, points, last, version, now));
          if (taken !== 'insufficient') expired.push({ household, points });
        }
        return tell(community.id, expired, services, { key: 'points.expired' });
      },
    };
    return [...notices, expiry];
  },
};

type Saying = { key: 'points.expiring'; day: string; days: number } | { key: 'points.expired' };

async function tell(
  community: string,
  expiring: { household: string; points: number }[],
  services: Pick<Services, 'roster' | 'rooms'>,
  saying: Saying,
): Promise<Reply[]> {
  const replies: Reply[] = [];
  const without: { address: string; points: number }[] = [];
  const account = services.rooms.for(community, 'residents')[0]?.account ?? '';
  for (const { household, points } of expiring) {
    const home = await services.roster.household(community, household.slice(community.length + 1));
    if (!home) continue;
    const about = { community, household, grid: home.grid };
    const { address } = home;
    const told =
      saying.key === 'points.expiring'
        ? await tellHousehold(
            about,
            ['points.expiring', { address, points, day: saying.day, days: saying.days }],
            { account },
            services,
          )
        : await tellHousehold(about, ['points.expired', { address, points }], { account }, services);
    replies.push(...told);
    if (told.length === 0) without.push({ address, points });
  }
  if (without.length > 0 && saying.key === 'points.expiring')
    replies.push(
      ...services.rooms.for(community, 'grid-workers').map((room) =>
        reply(
          'points.expiring-without-phone',
          {
            day: saying.day,
            households: without.slice(0, SHOWN),
            more: Math.max(0, without.length - SHOWN),
          },
          { to: toRoom(room) },
        ),
      ),
    );
  return replies;
}
