import { promotionNotices } from '#src/activities/promotion-notices.ts';
import type { Activity, SignUp } from '#src/activities/schema.ts';
import { activitySettings } from '#src/activities/settings.ts';
import { isGuestOf } from '#src/activities/sign-ups.ts';
import { namesOf } from '#src/activities/telling.ts';
import { toldPrivately } from '#src/activities/told-privately.ts';
import { activityView } from '#src/activities/view.ts';
import { managedBy } from '#src/activities/which.ts';
import type { MessageHandler } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';

/** 移除 12 张三: the organiser, or the team's captain, takes somebody and the guests they brought off the list; they are told. */
export const removeFromActivity: MessageHandler<
  'activity.remove',
  'activities' | 'signUps' | 'teams' | 'rooms' | 'roster'
> = {
  intent: 'activity.remove',
  may: { resident: 'own', 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, message, at }, { activities, signUps, teams, rooms, roster }) {
    const activity = await managedBy(sender, intent.activity, {
      activities,
      candidates: async () => {
        const open = await activities.open(community.id, at);
        if (open.length === 0) throw new Refusal('activity.none-around', { example: 'remove' });
        return open;
      },
      rooms,
      led: await teams.ledBy(community.id, sender._id),
      now: at,
    });
    const meant = meantBy(intent.people, await signUps.listed(activity._id), activity);
    const { declineWithinMs } = activitySettings(community, at);
    const left = await signUps.leave(activity, ({ _id }) => meant.has(_id), at, declineWithinMs);
    if (!left) throw new Refusal('activity.over', { activity: activityView(activity) });
    const view = activityView(left.activity);
    const by = plainText(sender.name, 20);
    const told = await toldPrivately(
      left.removed,
      { by: sender, account: message.account, roster },
      (to, names) => reply('activity.taken-off', { activity: view, names, by }, { to }),
    );
    return [
      reply('activity.removed', { activity: view, names: namesOf(left.removed) }),
      ...told,
      ...promotionNotices(left.activity, left.promoted),
    ];
  },
};

/**
 * Ids of the rows of those named, and of their guests.
 * @throws Refusal when a name is not on the list, or two residents are called so.
 */
function meantBy(people: readonly string[], listed: readonly SignUp[], activity: Activity): Set<string> {
  const names = people.map((name) => plainText(name, 20));
  const view = activityView(activity);
  const missing = names.filter((name) => !listed.some((row) => row.name === name));
  if (missing.length > 0) throw new Refusal('activity.not-on-list', { activity: view, names: missing });
  const meant = new Set<string>();
  for (const name of names) {
    const rows = listed.filter((row) => row.name === name);
    if (rows.length > 1)
      throw new Refusal('activity.same-name', { activity: view, name, count: rows.length });
    for (const row of rows) {
      const isGuest = row.resident
        ? isGuestOf(row.resident)
        : ({ party, name: other }: SignUp) => party === row.party && other.startsWith(`${row.name}+`);
      for (const { _id } of [row, ...listed.filter(isGuest)]) meant.add(_id);
    }
  }
  return meant;
}
