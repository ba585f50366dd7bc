import { promotionNotices } from '#src/activities/promotion-notices.ts';
import { activitySettings } from '#src/activities/settings.ts';
import { namesOf } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { managedBy } from '#src/activities/which.ts';
import type { MessageHandler } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';

/** 移除 12 张三: the organiser takes somebody, and the guests they brought, off the list. */
export const removeFromActivity: MessageHandler<'activity.remove', 'activities' | 'signUps' | 'rooms'> = {
  intent: 'activity.remove',
  may: { 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, at }, { activities, signUps, rooms }) {
    const activity = await managedBy(sender, intent.activity, {
      activities,
      candidates: () => activities.open(community.id, at),
      rooms,
      now: at,
    });
    const isMeant = (name: string) => intent.people.includes(name.replace(/\+\d+$/, ''));
    const { declineWithinMs } = activitySettings(community, at);
    const left = await signUps.leave(activity, ({ name }) => isMeant(name), at, declineWithinMs);
    if (!left) throw new Refusal('activity.over', { activity: activityView(activity) });
    const view = activityView(left.activity);
    if (left.removed.length === 0)
      throw new Refusal('activity.not-on-list', {
        activity: view,
        names: intent.people.map((name) => plainText(name, 20)),
      });
    return [
      reply('activity.removed', { activity: view, names: namesOf(left.removed) }),
      ...promotionNotices(left.activity, left.promoted),
    ];
  },
};
