import { postNotice } from '#src/activities/post-notice.ts';
import { roomsOf } from '#src/activities/rooms-of.ts';
import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';

/** The next date of every series, published five days before it. */
export const seriesOfActivities: ScheduledPost<
  'activities' | 'series' | 'rooms' | 'roomPosts' | 'openTitles'
> = {
  name: 'series',

  async due({ community, now }, { activities, series, rooms, roomPosts, openTitles }) {
    const due = await series.due(community.id, now);
    return due.map(({ series: one, startsAt, dueAt }) => ({
      id: `series:${one._id}:${startsAt.toISOString()}`,
      dueAt,
      // A date is still worth a notice until it is held.
      latestMs: startsAt.getTime() - dueAt.getTime(),
      async compose() {
        const activity = await series.continueWith(one, startsAt, now, activities);
        if (!activity) return [];
        const services = { activities, posts: roomPosts, community, at: now };
        return postNotice('notice', activity, roomsOf(activity, rooms), services);
      },
      afterCommit: () => openTitles.refresh(),
    }));
  },
};
