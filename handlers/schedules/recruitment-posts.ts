import { isFull } from '#src/activities/places.ts';
import { postNotice } from '#src/activities/post-notice.ts';
import { roomsOf } from '#src/activities/rooms-of.ts';
import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';

/** Notices that wait for their time, and reminders before an activity starts; none once it is full. */
export const recruitmentPosts: ScheduledPost<'activities' | 'rooms' | 'roomPosts'> = {
  name: 'recruitment',

  async due({ community, now }, { activities, rooms, roomPosts }) {
    const waiting = await activities.withDuePostings(community.id, now);
    return waiting.map((activity) => {
      const due = activity.postings.filter((posting) => !posting.done && posting.dueAt <= now);
      const last = due.at(-1);
      return {
        id: `recruitment:${activity._id}:${last?.dueAt.toISOString()}`,
        dueAt: last?.dueAt ?? now,
        async compose() {
          const first = due.some(({ kind }) => kind === 'notice');
          const targets = isFull(activity) && !first ? [] : roomsOf(activity, rooms);
          return postNotice(first ? 'notice' : 'reminder', activity, targets, {
            activities,
            posts: roomPosts,
            community,
            at: now,
          });
        },
      };
    });
  },
};
