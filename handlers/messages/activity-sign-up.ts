import { MAX_PARTY, partyOf } from '#src/activities/party.ts';
import { placesLeft } from '#src/activities/places.ts';
import { promotionNotices } from '#src/activities/promotion-notices.ts';
import { roomsOf } from '#src/activities/rooms-of.ts';
import type { Activity, SignUp } from '#src/activities/schema.ts';
import { activitySettings } from '#src/activities/settings.ts';
import { isOf, type Joined } from '#src/activities/sign-ups.ts';
import { namesOf } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { onlyOne } from '#src/activities/which.ts';
import { dayOf } from '#src/calendar.ts';
import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';

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
    if ((intent.people?.length ?? intent.count ?? 1) > MAX_PARTY)
      throw new Refusal('activity.party-too-large', { limit: MAX_PARTY });
    const shift = shiftCalled(activity, intent.shift);
    const people = await partyOf(intent, sender, roster);
    const settings = activitySettings(community, at);
    for (const { resident } of people) {
      const pause = resident && (await attendance.pausedUntil(resident, settings.noShows, at));
      if (pause) throw new Refusal('activity.paused', { count: pause.count, until: dayOf(pause.until) });
    }
    const team = activity.needs?.team;
    if (team && !(await teams.isMember(community.id, team, sender._id)))
      throw new Refusal('activity.team-only', { activity: activityView(activity), team });

    // Grid workers sign up whole stairwells; neighbours bring their own.
    const brought = holds(sender, 'grid-worker')
      ? 0
      : await signUps.broughtBy(activity._id, sender._id, people);
    if (brought + people.length > MAX_PARTY)
      throw new Refusal('activity.party-too-large', { limit: MAX_PARTY });

    const { account, conversation, contactId } = message;
    const joined = await signUps.join(activity, {
      people,
      by: sender._id,
      party: message.id,
      said: { account, conversation, contactId, language },
      at,
      ...(shift ? { shift } : {}),
    });
    return answerTo(joined, activity, rooms);
  },
};

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

/** 取消报名 12, 不去 12: takes oneself, and whom one signed up, off the list; the next who wait move up. */
export const cancelSignUp: MessageHandler<'activity.cancel-sign-up', 'activities' | 'signUps'> = {
  intent: 'activity.cancel-sign-up',
  may: { resident: 'own', 'grid-worker': 'own', committee: 'own', admin: 'own' },
  effect: 'records',

  async handle(request, { activities, signUps }) {
    const { intent, sender, community, at } = request;
    const activity = await signedUpFor(request, sender, { activities, signUps });
    const own = isOf(sender._id);
    const meant = (one: SignUp) => own(one) && (!intent.people || intent.people.includes(one.name));
    const { declineWithinMs } = activitySettings(community, at);
    const left = await signUps.leave(activity, meant, at, declineWithinMs);
    if (!left) throw new Refusal('activity.over', { activity: activityView(activity) });
    if (left.removed.length === 0)
      throw new Refusal('activity.not-signed-up', { activity: activityView(activity) });
    const view = activityView(left.activity);
    return [
      reply('activity.sign-up-cancelled', { activity: view, names: namesOf(left.removed) }),
      ...promotionNotices(left.activity, left.promoted),
    ];
  },
};

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

/** The shift that words name: by its name or its place in the list. @throws Refusal when one has to be named. */
function shiftCalled(activity: Activity, words: string | undefined): string | undefined {
  const { shifts } = activity;
  if (shifts.length === 1) return shifts[0]?.id;
  const named = words && shifts.find(({ name = '' }) => name.includes(words) || words.includes(name));
  const counted = /^第?([一二三四五六1-9])/.exec(words ?? '')?.[1];
  const index = counted ? '一二三四五六'.indexOf(counted) + 1 || Number(counted) : 0;
  const shift = named || shifts[index - 1];
  if (!shift) throw new Refusal('activity.which-shift', { activity: activityView(activity) });
  return shift.id;
}
