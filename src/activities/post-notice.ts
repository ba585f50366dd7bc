import { createHash } from 'node:crypto';
import { local } from '#src/calendar.ts';
import { type Community, itemOf } from '#src/community/community.ts';
import type { Room } from '#src/community/schema.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import type { Activities } from './activities.ts';
import { posterOf } from './poster.ts';
import type { RoomPosts } from './room-posts.ts';
import type { Activity, Posting } from './schema.ts';
import { activityView } from './view.ts';

/**
 * The notice of an activity for each of its rooms, with its poster; every posting that is due by now is thereby
 * made. A room whose last notice said the very same is left out.
 */
export async function postNotice(
  kind: Posting['kind'],
  activity: Activity,
  rooms: Room[],
  {
    activities,
    posts,
    community,
    at,
  }: { activities: Activities; posts: RoomPosts; community: Community; at: Date },
): Promise<Reply[]> {
  await activities.markPosted(activity, at);
  const view = activityView(activity);
  const daysLeft = local(activity.startsAt).startOf('day').diff(local(at).startOf('day'), 'days').days;
  const content = kind === 'notice' ? view : { ...view, daysLeft };
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const item = activity.item === undefined ? undefined : itemOf(community, activity.item);
  const params = posterOf(activity, { community: community.name, item, now: at });
  const replies: Reply[] = [];
  for (const room of rooms) {
    if (!(await posts.isNews(room._id, hash, at))) continue;
    const attachment = {
      kind: 'picture' as const,
      picture: { template: 'activity-poster' as const, params },
    };
    replies.push(
      kind === 'notice'
        ? reply('activity.notice', view, { to: toRoom(room), attachment })
        : reply('activity.reminder', { ...view, daysLeft }, { to: toRoom(room), attachment }),
    );
  }
  return replies;
}
