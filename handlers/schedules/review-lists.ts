import { dayOf, lastPeriodic, periodKey } from '#src/calendar.ts';
import { openLists } from '#src/claims/list-pages.ts';
import { keyOf, plannedLists } from '#src/claims/review-lists.ts';
import type { DuePost, ScheduledPost } from '#src/schedule/scheduled-post.ts';

/** A month's list that could not be opened in time is opened late: what waits for it can't be decided without. */
const LATEST_MS = 25 * 24 * 3_600_000;

/** The week's, month's or quarter's list for each body that decides by list, on the day that the rulebook names. */
export const reviewListPosts: ScheduledPost<'lists' | 'rooms' | 'claims' | 'evidence'> = {
  name: 'review-list',

  async due({ community, now }, services) {
    return plannedLists(community).flatMap((planned): DuePost[] => {
      const { every, day, time } = planned.days;
      const dueAt = lastPeriodic(now, every, day, time);
      // A version that began since does not reach back.
      if (dayOf(dueAt) < planned.from) return [];
      return [
        {
          id: `review-list:${community.id}:${keyOf(planned, planned.days)}:${periodKey(every, dueAt)}`,
          dueAt,
          latestMs: LATEST_MS,
          async compose() {
            const claims = await services.lists.waitingFor(community, planned);
            return (await openLists(community, planned, claims, now, services)).posts;
          },
        },
      ];
    });
  },
};
