import { promotionNotices } from '#src/activities/promotion-notices.ts';
import type { SignUp } from '#src/activities/schema.ts';
import { activitySettings } from '#src/activities/settings.ts';
import { namesOf, tell } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';

/** Whoever moved up and said nothing in time: their place is kept for good, or goes to the next, as the regulation says. */
export const unansweredPlaces: ScheduledPost<'activities' | 'signUps'> = {
  name: 'unanswered places',

  async due({ community, now }, { activities, signUps }) {
    const late = await signUps.waitlist.unanswered(community.id, now);
    const byParty = Map.groupBy(
      late,
      ({ activity, party, declineBy }) => `${activity}:${party}:${declineBy?.toISOString()}`,
    );
    const { unanswered, declineWithinMs } = activitySettings(community, now);
    return [...byParty].map(([party, people]) => ({
      id: `unanswered:${party}`,
      dueAt: people[0]?.declineBy ?? now,
      async compose(): Promise<Reply[]> {
        const ids = people.map(({ _id }) => _id);
        const [first] = people;
        const activity = first && (await activities.byId(first.activity));
        if (unanswered === 'keeps' || !first || !activity) {
          await signUps.waitlist.settle(ids);
          return [];
        }
        const isLate = ({ _id, declineBy }: SignUp) => declineBy !== undefined && ids.includes(_id);
        const left = await signUps.leave(activity, isLate, now, declineWithinMs);
        if (!left || left.removed.length === 0) {
          await signUps.waitlist.settle(ids);
          return [];
        }
        const params = { activity: activityView(left.activity), names: namesOf(left.removed) };
        return [
          tell(first, (to) => reply('activity.place-passed', params, to)),
          ...promotionNotices(left.activity, left.promoted),
        ];
      },
    }));
  },
};
