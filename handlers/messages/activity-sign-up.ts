import { refusalOf } from '#src/activities/admission.ts';
import { eachOf } from '#src/activities/each-of.ts';
import { placesLeft } from '#src/activities/places.ts';
import { roomsOf } from '#src/activities/rooms-of.ts';
import type { Activity, Shift } from '#src/activities/schema.ts';
import type { Joined } from '#src/activities/sign-ups.ts';
import { namesOf } from '#src/activities/telling.ts';
import { toldPrivately } from '#src/activities/told-privately.ts';
import { activityView } from '#src/activities/view.ts';
import { knownTo, onlyOne } from '#src/activities/which.ts';
import { whoComes } from '#src/activities/who-comes.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import type { ActivityRef } from '#src/understanding/intent.ts';

type Needed = 'activities' | 'signUps' | 'attendance' | 'teams' | 'rooms' | 'roster';

/**
 * 报名 12, 报名 12 我和我妈, 报名 清洁家园 2人: joins an activity, or its waitlist; a party stays together. 报名 1、2
 * joins both: what can't be joined is told, and keeps nobody from the other.
 */
export const signUp: MessageHandler<'activity.sign-up', Needed> = {
  intent: 'activity.sign-up',
  may: { resident: 'all', 'grid-worker': 'all', committee: 'all', admin: 'all' },
  effect: 'records',

  async handle(request, services) {
    const { activity, also = [] } = request.intent;
    return eachOf([activity, ...also.map((number) => ({ number }))], (ref) => join(ref, request, services));
  },
};

async function join(
  ref: ActivityRef,
  request: Request<'activity.sign-up'> & { sender: Resident },
  { activities, signUps, attendance, teams, rooms, roster }: Pick<Services, Needed>,
): Promise<Reply[]> {
  const { intent, sender, community, message, language, at } = request;
  const activity = onlyOne(knownTo(sender, await meant(ref, request, activities), rooms));
  if (activity.status === 'cancelled')
    throw new Refusal('activity.called-off-already', { activity: activityView(activity) });
  const listed = await signUps.listed(activity._id);
  const comers = await whoComes(activity, intent, { sender, roster, listed });
  if (!comers) return [];
  const { people, shift, isShiftSaid } = comers;
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
    shift: shift.id,
  });
  const isHere = [...people, ...listed].some(({ resident }) => resident === sender._id);
  const youToo = !isHere && !intent.behalf && people.every(({ resident }) => resident === undefined);
  return [
    ...(otherJob(joined, isShiftSaid ? shift : undefined) ?? answerTo(joined, activity, rooms, youToo)),
    ...(await tellThemselves([joined], { by: sender, account, roster })),
  ];
}

/** The activities that are meant; a number with the title of another one means either. */
async function meant(
  ref: ActivityRef,
  { community, at }: Request<'activity.sign-up'>,
  activities: Services['activities'],
): Promise<Activity[]> {
  const found = await activities.find(community.id, ref, at);
  const { number, title } = ref;
  if (number === undefined || title === undefined || found.some((one) => one.title === title)) return found;
  return [...found, ...(await activities.find(community.id, { title }, at))];
}

/** Somebody who has a place in another job stays there, and is told how to change. */
function otherJob(joined: Joined, asked: Shift | undefined): Reply[] | undefined {
  if (joined.kind !== 'already' || !asked?.name) return undefined;
  const shifts = joined.activity.shifts.filter(({ id }) => joined.people.some(({ shift }) => shift === id));
  if (shifts.length === 0 || shifts.some(({ id }) => id === asked.id)) return undefined;
  const job = shifts.map(({ name = '' }) => plainText(name, 20)).join('、');
  const view = activityView(joined.activity);
  const wanted = plainText(asked.name, 20);
  // Who leaves for a place that there is not loses the one they have.
  const isFull = placesLeft(joined.activity, asked) < joined.people.length;
  return [reply(isFull ? 'activity.other-job-full' : 'activity.other-job', { activity: view, job, wanted })];
}

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
export function answerTo(
  joined: Joined,
  activity: Activity,
  rooms: Services['rooms'],
  youToo = false,
): Reply[] {
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
        ? [
            reply('activity.waiting-together', {
              activity: view,
              names,
              ahead,
              left,
              shift: joined.shift.name,
            }),
          ]
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
        reply('activity.signed-up', { activity: view, names: namesOf(joined.added), shift, youToo }),
        ...closed,
      ];
    }
  }
}
