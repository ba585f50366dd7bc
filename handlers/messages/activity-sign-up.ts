import { refusalOf } from '#src/activities/admission.ts';
import { asListed, MAX_PARTY, partyOf } from '#src/activities/party.ts';
import { placesLeft } from '#src/activities/places.ts';
import { promotionNotices } from '#src/activities/promotion-notices.ts';
import { roomsOf } from '#src/activities/rooms-of.ts';
import type { Activity, SignUp } from '#src/activities/schema.ts';
import { activitySettings } from '#src/activities/settings.ts';
import { shiftCalled } from '#src/activities/shift-called.ts';
import { isOf, type Joined } from '#src/activities/sign-ups.ts';
import { namesOf } from '#src/activities/telling.ts';
import { toldPrivately } from '#src/activities/told-privately.ts';
import { activityView } from '#src/activities/view.ts';
import { onlyOne } from '#src/activities/which.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import { namesNobody } from '#src/understanding/activities.ts';

/** 报名 12, 报名 12 我和我妈, 报名 清洁家园 2人: joins an activity, or its waitlist; a party stays together. */
export const signUp: MessageHandler<
  'activity.sign-up',
  'activities' | 'signUps' | 'attendance' | 'teams' | 'rooms' | 'roster'
> = {
  intent: 'activity.sign-up',
  may: { resident: 'all', 'grid-worker': 'all', committee: 'all', admin: 'all' },
  effect: 'records',

  async handle(request, { activities, signUps, attendance, teams, rooms, roster }) {
    const { intent, sender, community, message, language, at } = request;
    const activity = onlyOne(await activities.find(community.id, intent.activity, at));
    if (activity.status === 'cancelled')
      throw new Refusal('activity.called-off-already', { activity: activityView(activity) });
    const { shift, names } = whereTo(activity, intent);
    if ((names?.length ?? intent.count ?? 1) > MAX_PARTY)
      throw new Refusal('activity.party-too-large', { limit: MAX_PARTY });
    const people = await partyOf({ people: names, count: intent.count }, sender, roster);
    const refusal = await refusalOf(
      { activity, people, by: sender, community, at },
      { attendance, teams, signUps },
    );
    if (refusal) throw refusal;

    const { account, conversation, contactId } = message;
    const joined = await signUps.join(activity, {
      people,
      by: sender._id,
      party: message.id,
      said: { account, conversation, contactId, language },
      at,
      ...(shift ? { shift } : {}),
    });
    return [
      ...answerTo(joined, activity, rooms),
      ...(await tellThemselves([joined], { by: sender, account, roster })),
    ];
  },
};

/** Registered residents whom somebody else put on a list hear of it, and how to get off it again. */
export async function tellThemselves(
  joined: readonly Joined[],
  who: { by: Resident; account: string; roster: Services['roster'] },
): Promise<Reply[]> {
  const by = plainText(who.by.name, 20);
  const told: Reply[] = [];
  for (const one of joined) {
    if (one.kind !== 'joined' && one.kind !== 'waiting') continue;
    const waiting = one.kind === 'waiting';
    const params = { activity: activityView(one.activity), by, shift: one.shift.name, waiting };
    told.push(
      ...(await toldPrivately(one.added, who, (to) => reply('activity.signed-up-for-you', params, { to }))),
    );
  }
  return told;
}

/** What is said of a sign-up; a list that has just filled up is told to all its rooms. */
export function answerTo(joined: Joined, activity: Activity, rooms: Services['rooms']): Reply[] {
  switch (joined.kind) {
    case 'over':
      throw new Refusal('activity.over', { activity: activityView(activity) });
    case 'already': {
      const names = namesOf(joined.people);
      const view = activityView(joined.activity);
      return joined.people.every(({ state }) => state === 'waiting')
        ? [reply('activity.already-waiting', { activity: view, names })]
        : [reply('activity.already-signed-up', { activity: view, names })];
    }
    case 'waiting': {
      const view = activityView(joined.activity);
      const [names, { ahead }] = [namesOf(joined.added), joined];
      const left = placesLeft(joined.activity, joined.shift);
      return left > 0
        ? [reply('activity.waiting-together', { activity: view, names, ahead, left })]
        : [reply('activity.waiting', { activity: view, names, ahead })];
    }
    case 'joined': {
      const view = activityView(joined.activity);
      const closed = joined.nowFull
        ? roomsOf(activity, rooms).map((room) =>
            reply('activity.closed', { activity: view }, { to: toRoom(room) }),
          )
        : [];
      const shift = joined.shift.name;
      return [
        reply('activity.signed-up', { activity: view, names: namesOf(joined.added), shift }),
        ...closed,
      ];
    }
  }
}

/**
 * 取消报名 12, 不去 12: takes oneself and one's own guests off the list; the next who wait move up. Others whom one
 * signed up are taken off by name, and told.
 */
export const cancelSignUp: MessageHandler<'activity.cancel-sign-up', 'activities' | 'signUps' | 'roster'> = {
  intent: 'activity.cancel-sign-up',
  may: { resident: 'own', 'grid-worker': 'own', committee: 'own', admin: 'own' },
  effect: 'records',

  async handle(request, { activities, signUps, roster }) {
    const { intent, sender, community, message, at } = request;
    const activity = await signedUpFor(request, sender, { activities, signUps });
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
  { activities, signUps }: Pick<Services, 'activities' | 'signUps'>,
): Promise<Activity> {
  const found = await activities.find(community.id, intent.activity, at);
  if (found.length <= 1) return onlyOne(found);
  const mine = await signUps.ofPerson(sender._id, found);
  const candidates = found.filter(({ _id }) => mine.some(({ activity }) => activity === _id));
  return onlyOne(candidates.length > 0 ? candidates : found);
}

/**
 * Which shift, and who: a word that is no shift of the activity names somebody.
 * @throws Refusal when there are several shifts and none is named.
 */
function whereTo(
  activity: Activity,
  { people, shift: words = '' }: Request<'activity.sign-up'>['intent'],
): { shift?: string | undefined; names: string[] | undefined } {
  if (activity.shifts.length === 1) {
    const isShift = shiftCalled(activity, words) !== undefined || /[班组岗场次]$/.test(words);
    const person = isShift || words.length < 2 || namesNobody(words) ? [] : [words];
    return {
      shift: activity.shifts[0]?.id,
      names: person.length > 0 ? [...(people ?? []), ...person] : people,
    };
  }
  const among = people?.find((name) => activity.shifts.some((shift) => shift.name === name));
  const shift = shiftCalled(activity, words || (among ?? ''));
  if (!shift) throw new Refusal('activity.which-shift', { activity: activityView(activity) });
  const names = people?.filter((name) => name !== among);
  return { shift: shift.id, names: names?.length === 0 ? undefined : names };
}
