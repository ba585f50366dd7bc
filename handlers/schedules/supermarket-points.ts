import { dayOf, local } from '#src/calendar.ts';
import { type Community, rulebookNow } from '#src/community/community.ts';
import { tellHousehold } from '#src/community/tell-household.ts';
import type { Services } from '#src/handler.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import type { DuePost, ScheduledPost } from '#src/schedule/scheduled-post.ts';
import type { ExpiryRun } from '#src/supermarket/expiries.ts';
import { tasksDue } from '#src/supermarket/points-expiry.ts';

/** So many households are dealt with in one transaction. */
const AT_A_TIME = 20;
/** So many households without a phone are named in one message. */
const SHOWN = 40;

type Needs = 'expiries' | 'roster' | 'rooms';

/**
 * Points that nobody spent in time (积分到期), where the regulation has it: every household is told some days before,
 * the grid workers of those who have no phone; on the day they are taken off, the oldest first.
 */
export const pointsExpiry: ScheduledPost<Needs> = {
  name: 'points-expiry',

  async due({ community, now }, services) {
    const rule = community.supermarket.pointsExpire;
    if (!rule) return [];
    const posts: DuePost[] = [];
    for (const task of tasksDue(rule, now, await services.expiries.begun(community.id))) {
      const run = await services.expiries.begin(community.id, task, now);
      for (let from = 0; from < run.waiting.length; from += AT_A_TIME) {
        const households = run.waiting.slice(from, from + AT_A_TIME);
        posts.push({
          id: `points-expiry:${run._id}:${households[0]}`,
          // Whether it is too late has been asked of the whole run.
          dueAt: now,
          compose: () => part(run, households, { community, now }, services),
        });
      }
    }
    return posts;
  },
};

/** One part of a run: some households, and with the last of them the grid workers. */
async function part(
  run: ExpiryRun,
  households: string[],
  { community, now }: { community: Community; now: Date },
  services: Pick<Services, Needs>,
): Promise<Reply[]> {
  const { expiries, roster, rooms } = services;
  const account = rooms.for(community.id, 'residents')[0]?.account ?? '';
  const rulebookVersion = rulebookNow(community, now).version;
  const day = dayOf(run.at);
  const days = Math.round(local(run.at).diff(local(now).startOf('day'), 'days').days);
  const replies: Reply[] = [];
  const withoutPhone: ExpiryRun['withoutPhone'] = [];
  for (const id of households) {
    const home = await roster.household(community.id, id.slice(community.id.length + 1));
    if (!home) continue;
    const points =
      run.key === 'expire'
        ? await expiries.expire(home, run, { rulebookVersion, now })
        : await expiries.expiring(id, run);
    if (points === 0) continue;
    const { address, grid } = home;
    const about = { community: community.id, household: id, grid };
    const told =
      run.key === 'expire'
        ? await tellHousehold(about, ['points.expired', { address, points }], { account }, services)
        : await tellHousehold(
            about,
            ['points.expiring', { address, points, day, days }],
            { account },
            services,
          );
    replies.push(...told);
    if (told.length === 0) withoutPhone.push({ address, points });
  }
  const finished = await expiries.settle(run, households, withoutPhone, now);
  return finished ? [...replies, ...toGridWorkers(finished, day, services)] : replies;
}

/** Everybody without a phone is named: somebody has to go there. */
function toGridWorkers(
  { community, key, withoutPhone }: ExpiryRun,
  day: string,
  { rooms }: Pick<Services, 'rooms'>,
) {
  const replies: Reply[] = [];
  for (let from = 0; from < withoutPhone.length; from += SHOWN) {
    const params = { day, households: withoutPhone.slice(from, from + SHOWN) };
    for (const room of rooms.for(community, 'grid-workers'))
      replies.push(
        key === 'expire'
          ? reply('points.expired-without-phone', params, { to: toRoom(room) })
          : reply('points.expiring-without-phone', params, { to: toRoom(room) }),
      );
  }
  return replies;
}
