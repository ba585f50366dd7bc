import { eachOf } from '#src/activities/each-of.ts';
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
import { type Reply, reply } from '#src/replies/reply.ts';
import type { ActivityRef } from '#src/understanding/intent.ts';

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

  async handle(request, services) {
    const { activity, also = [] } = request.intent;
    return eachOf([activity, ...also.map((number) => ({ number }))], (ref) => leave(ref, request, services));
  },
};

async function leave(
  ref: ActivityRef,
  request: Request<'activity.cancel-sign-up'> & { sender: Resident },
  { activities, signUps, roster, rooms }: Pick<Services, 'activities' | 'signUps' | 'roster' | 'rooms'>,
): Promise<Reply[]> {
  const { intent, sender, community, message, at } = request;
  const activity = await signedUpFor(ref, request, sender, { activities, signUps, rooms });
  const listed = await signUps.listed(activity._id);
  const own = listed.filter(isMine(sender));
  if (intent.count !== undefined && intent.count < own.length)
    throw new Refusal('activity.more-already', { activity: activityView(activity), names: namesOf(own) });
  const isMeant = intent.people ? called(intent.people, sender, listed, activity) : isMine(sender);
  const { declineWithinMs } = activitySettings(community, at);
  const left = await signUps.leave(activity, isMeant, at, declineWithinMs);
  if (!left) throw new Refusal('activity.over', { activity: activityView(activity) });
  const view = activityView(left.activity);
  if (left.removed.length === 0) {
    const others = listed.filter(({ by }) => by === sender._id);
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
}

/** One's own row and guests, and the row under one's name from before one was registered. */
function isMine(sender: Resident): (signUp: SignUp) => boolean {
  const isOwn = isOf(sender._id);
  return (row) => isOwn(row) || (row.resident === undefined && row.name === sender.name);
}

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
  const mayCancel = (row: SignUp) => row.by === sender._id || isMine(sender)(row);
  const others = names.filter((name) => !listed.some((row) => row.name === name && mayCancel(row)));
  if (others.length > 0) throw new Refusal('activity.not-yours-to-cancel', { activity: view, names: others });
  return (signUp) => mayCancel(signUp) && names.includes(signUp.name);
}

/** The activity that is meant: of several, the one that this resident has signed up for. */
async function signedUpFor(
  ref: ActivityRef,
  { community, at }: Request<'activity.cancel-sign-up'>,
  sender: Resident,
  { activities, signUps, rooms }: Pick<Services, 'activities' | 'signUps' | 'rooms'>,
): Promise<Activity> {
  const called = await activities.find(community.id, ref, at);
  const mine = await signUps.ofPerson(sender._id, called);
  const found = knownTo(sender, called, rooms, mine);
  if (found.length <= 1) return onlyOne(found);
  const candidates = found.filter(({ _id }) => mine.some(({ activity }) => activity === _id));
  return onlyOne(candidates.length > 0 ? candidates : found);
}
