import { activityView } from '#src/activities/view.ts';
import type { MessageHandler } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { reply } from '#src/replies/reply.ts';

/** How long after the closing of an activity any praise is taken to be for it, in milliseconds. */
const PRAISE_WITHIN_MS = 2 * 86_400_000;

/** 满意, 一般, 不满意: from those who came, about the closed activity they name, quote, or were at last. The last word counts. */
export const rateActivity: MessageHandler<'activity.rate', 'activities' | 'attendance'> = {
  intent: 'activity.rate',
  may: { resident: 'own', 'grid-worker': 'own', committee: 'own', admin: 'own' },
  effect: 'records',

  async handle({ intent, sender, community, at }, { activities, attendance }) {
    const attended = await attendance.attendedBy(sender._id, 20);
    const number = intent.activity?.number;
    const meant = attended.filter(
      ({ activity }) => number === undefined || activity === `${community.id}/activity/${number}`,
    );
    const known = await activities.byIds(meant.map(({ activity }) => activity));
    const closed = known.filter(({ status }) => status === 'closed');
    const signUp = meant.find((one) => closed.some(({ _id }) => _id === one.activity));
    const activity = closed.find(({ _id }) => _id === signUp?.activity);
    const [goingOn] = known;
    // 挺好的, said days after the last activity, is about something else.
    const isFresh = activity?.closedAt && at.getTime() - activity.closedAt.getTime() < PRAISE_WITHIN_MS;
    // Nor does it take back what somebody has said in so many words.
    if (intent.passing && (!isFresh || signUp?.rating)) return [];
    if (!signUp && goingOn) throw new Refusal('activity.rate-later', { activity: activityView(goingOn) });
    if (!signUp || !activity) throw new Refusal('activity.not-there', {});
    await attendance.rate(signUp._id, intent.rating);
    return [reply('activity.rated', { activity: activityView(activity), rating: intent.rating })];
  },
};
