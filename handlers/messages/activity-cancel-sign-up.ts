import { asListed } from '#src/activities/party.ts';
import { promotionNotices } from '#src/activities/promotion-notices.ts';
import type { Activity, SignUp } from '#src/activities/schema.ts';
import { activitySettings } from '#src/activities/settings.ts';
import { isOf } from '#src/activities/sign-ups.ts';
import { namesOf } from '#src/activities/telling.ts';
import { toldPrivately } from '#src/activities/told-privately.ts';
import { activityView } from '#src/activities/view.ts';
import { knownTo, onlyOne } from '#src/activities/which.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';

/**
 * 取消报名 12, 不去 12: takes oneself and one's own guests off the list; the next who wait move up. Others whom one
 * signed up are taken off by name, and told.
 */
export const cancelSignUp: MessageHandler<
  'activity.cancel-sign-up',
  'activities' | 'signUps' | 'roster' | 'rooms'
> = {
  intent: 'activity.cancel-sign-up',
  may: { resident: 'own', 'grid-worker': 'own', committee: 'own', admin: 'own' },
  effect: 'records',

  async handle(request, { activities, signUps, roster, rooms }) {
    const { intent, sender, community, message, at } = request;
    const activity = await signedUpFor(request, sender, { activities, signUps, rooms });
    const isMeant = intent.people
      ? called(intent.people, sender, await signUps.listed(activity._id), activity)
      : isOf(sender._id);
    const { declineWithinMs } = activitySettings(community, at);
    const left = await signUps.leave(activity, isMeant, at, declineWithinMs);
    if (!left) throw new Refusal('activity.over', { activity: activityView(activity) });
    const view = activityView(left.activity);
    if (left.removed.length === 0) {
      const others = (await signUps.listed(activity._id)).filter(({ by }) => by === sender._id);
      throw new Refusal('activity.not-signed-up', { activity: view, others: namesOf(others) });
    }
    const told = await toldPrivately(
      left.removed,
      { by: sender, account: message.account, roster },
      (to, names) =>
        reply('activity.taken-off', { activity: view, names, by: plainText(sender.name, 20) }, { to }),
    );
    return [
      reply('activity.sign-up-cancelled', { activity: view, names: namesOf(left.removed) }),
      ...told,
      ...promotionNotices(left.activity, left.promoted),
    ];
  },
};

/** Rows by their names. @throws Refusal when one is not on the list, or is neither the sender's nor signed up by them. */
function called(
  words: readonly string[],
  sender: Resident,
  listed: readonly SignUp[],
  activity: Activity,
): (signUp: SignUp) => boolean {
  const names = words.map((word) => asListed(word, sender));
  const view = activityView(activity);
  const missing = names.filter((name) => !listed.some((row) => row.name === name));
  if (missing.length > 0) throw new Refusal('activity.not-on-list', { activity: view, names: missing });
  const isMine = ({ resident, by }: SignUp) => resident === sender._id || by === sender._id;
  const others = names.filter((name) => !listed.some((row) => row.name === name && isMine(row)));
  if (others.length > 0) throw new Refusal('activity.not-yours-to-cancel', { activity: view, names: others });
  return (signUp) => isMine(signUp) && names.includes(signUp.name);
}

/** The activity that is meant: of several, the one that this resident has signed up for. */
async function signedUpFor(
  { intent, community, at }: Request<'activity.cancel-sign-up'>,
  sender: Resident,
  { activities, signUps, rooms }: Pick<Services, 'activities' | 'signUps' | 'rooms'>,
): Promise<Activity> {
  const called = await activities.find(community.id, intent.activity, at);
  const mine = await signUps.ofPerson(sender._id, called);
  const found = knownTo(sender, called, rooms, mine);
  if (found.length <= 1) return onlyOne(found);
  const candidates = found.filter(({ _id }) => mine.some(({ activity }) => activity === _id));
  return onlyOne(candidates.length > 0 ? candidates : found);
}
