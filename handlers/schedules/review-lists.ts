import { lastPeriodic, periodKey } from '#src/calendar.ts';
import { openList } from '#src/claims/list-pages.ts';
import { listPlansOf } from '#src/claims/review-lists.ts';
import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';

/** The week's, month's or quarter's list for each body that decides by list, on the day that the rulebook names. */
export const reviewListPosts: ScheduledPost<'lists' | 'rooms'> = {
  name: 'review-list',

  async due({ community, now }, services) {
    return listPlansOf(community).map((plan) => {
      const { every, day, time } = plan.stage.list;
      const dueAt = lastPeriodic(now, every, day, time);
      return {
        id: `review-list:${community.id}:${plan.stage.body}:${plan.grid ?? ''}:${periodKey(every, dueAt)}`,
        dueAt,
        async compose() {
          return (await openList(community, plan, now, services))?.pages ?? [];
        },
      };
    });
  },
};
