import { postNotice } from '#src/activities/post-notice.ts';
import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';

/** Notices that wait for their time, and reminders before an activity starts; none once it is full. */
export const recruitmentPosts: ScheduledPost<'activities' | 'rooms'> = {
  name: 'recruitment',

  async due({ community, now }, { activities, rooms }) {
    const open = await activities.withDuePostings(community.id, now);
    return open.map((activity) => {
      const due = activity.postings.filter((posting) => !posting.done && posting.dueAt <= now);
      const last = due.at(-1);
      return {
        id: `recruitment:${activity._id}:${last?.dueAt.toISOString()}`,
        dueAt: last?.dueAt ?? now,
        async compose() {
          const first = due.some(({ kind }) => kind === 'notice');
          const full = activity.signUps.length >= (activity.capacity ?? Number.POSITIVE_INFINITY);
          const targets = full && !first ? [] : activity.rooms.flatMap((id) => rooms.byId(id) ?? []);
          return postNotice(first ? 'notice' : 'reminder', activity, targets, { activities, at: now });
        },
      };
    });
  },
};
