import { planPostings } from '#src/activities/activities.ts';
import { postNotice } from '#src/activities/post-notice.ts';
import type { Activity, SignUp } from '#src/activities/schema.ts';
import { activityView } from '#src/activities/view.ts';
import { local } from '#src/calendar.ts';
import { holds } from '#src/community/roster.ts';
import type { Resident, Room } from '#src/community/schema.ts';
import type { MessageHandler, OpenHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';

/** Most people whom one message signs up. */
const MAX_PARTY = 10;

/** 发布招募 …: posts a recruitment to the residents' groups, at once or at a time, and again before it starts. */
export const publishActivity: MessageHandler<'activity.create', 'activities' | 'rooms'> = {
  intent: 'activity.create',
  may: { 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, message, at }, { activities, rooms }) {
    if (!intent.startsAt) throw new Refusal('activity.needs-start', {});
    const startsAt = new Date(intent.startsAt);
    const publishAt = intent.publishAt ? new Date(intent.publishAt) : at;
    if (startsAt <= at || publishAt > startsAt) throw new Refusal('activity.in-past', {});
    const targets = chosenRooms(roomsInCare(sender, rooms.for(community.id, 'residents')), intent.rooms);

    const activity = await activities.publish(
      {
        community: community.id,
        title: plainText(intent.title, 40),
        startsAt,
        ...(intent.minutes ? { minutes: intent.minutes } : {}),
        ...(intent.place ? { place: plainText(intent.place, 40) } : {}),
        ...(intent.capacity ? { capacity: intent.capacity } : {}),
        ...(intent.note ? { note: plainText(intent.note, 120) } : {}),
        organiser: sender._id,
        organiserName: sender.name,
        rooms: targets.map(({ _id }) => _id),
        messageId: message.id,
        createdAt: at,
      },
      planPostings(startsAt, publishAt, community.recruitment.remindHoursBefore),
    );
    const later = publishAt > at;
    const published = reply('activity.published', {
      activity: activityView(activity),
      rooms: targets.map(({ topic, _id }) => plainText(topic || _id, 30)),
      ...(later ? { at: local(publishAt).toFormat('MM-dd HH:mm') } : {}),
    });
    if (later) return [published];
    const toldElsewhere = !targets.some(({ _id }) => _id === message.conversation.id);
    const notices = await postNotice('notice', activity, targets, { activities, at });
    return toldElsewhere ? [published, ...notices] : notices;
  },
};

/** 活动: what is open for sign-up. */
export const listActivities: OpenHandler<'activity.list', 'activities'> = {
  intent: 'activity.list',
  may: 'anyone',
  effect: 'reads',

  async handle({ community, at }, { activities }) {
    const open = await activities.open(community.id, at);
    return [
      open.length === 0
        ? reply('activity.none', {})
        : reply('activity.list', { activities: open.map(activityView) }),
    ];
  },
};

/** 报名 12, 报名 12 我和我妈: joins an activity; a party joins whole or not at all. */
export const signUp: MessageHandler<'activity.sign-up', 'activities' | 'rooms'> = {
  intent: 'activity.sign-up',
  may: { resident: 'all', 'grid-worker': 'all', committee: 'all', admin: 'all' },
  effect: 'records',

  async handle(request, { activities, rooms }) {
    const { intent, sender, at } = request;
    const activity = await theOne(request, activities);
    if ((intent.people?.length ?? intent.count ?? 1) > MAX_PARTY)
      throw new Refusal('activity.party-too-large', { limit: MAX_PARTY });
    const people = partyOf(intent, sender, at);
    const result = await activities.signUp(activity, people, at);
    const names = people.map(({ name }) => plainText(name, 20));
    switch (result.kind) {
      case 'over':
        throw new Refusal('activity.over', { activity: activityView(activity) });
      case 'full':
        throw new Refusal('activity.full', { activity: activityView(activity), left: result.left });
      case 'already':
        throw new Refusal('activity.already-signed-up', { activity: activityView(activity), names });
    }
    const view = activityView(result.activity);
    const added = result.added.map(({ name }) => plainText(name, 20));
    const replies: Reply[] = [reply('activity.signed-up', { activity: view, names: added })];
    if (result.nowFull)
      replies.push(
        ...roomsOf(activity, rooms).map((room) =>
          reply('activity.closed', { activity: view }, { to: toRoom(room) }),
        ),
      );
    return replies;
  },
};

/** 取消报名 12: takes oneself, and whom one signed up, off the list. */
export const cancelSignUp: MessageHandler<'activity.cancel-sign-up', 'activities'> = {
  intent: 'activity.cancel-sign-up',
  may: { resident: 'own', 'grid-worker': 'own', committee: 'own', admin: 'own' },
  effect: 'records',

  async handle(request, { activities }) {
    const activity = await theOne(request, activities, request.sender._id);
    if (activity.startsAt <= request.at)
      throw new Refusal('activity.over', { activity: activityView(activity) });
    const { activity: after, removed } = await activities.cancelSignUp(activity, request.sender._id);
    if (removed.length === 0)
      throw new Refusal('activity.not-signed-up', { activity: activityView(activity) });
    return [
      reply('activity.sign-up-cancelled', {
        activity: activityView(after),
        names: removed.map(({ name }) => plainText(name, 20)),
      }),
    ];
  },
};

/** The one activity that is meant; for a cancellation, the one that this resident has signed up for. */
async function theOne(
  { intent, community, at }: Request<'activity.sign-up' | 'activity.cancel-sign-up'>,
  activities: Services['activities'],
  resident?: string,
): Promise<Activity> {
  const found = await activities.find(community.id, intent.activity, at);
  const mine = resident
    ? found.filter(({ signUps }) =>
        signUps.some((signUp) => signUp.by === resident || signUp.resident === resident),
      )
    : [];
  const candidates = mine.length > 0 ? mine : found;
  const [only, ...others] = candidates;
  if (!only) throw new Refusal('activity.not-found', {});
  if (others.length > 0)
    throw new Refusal('activity.which', { activities: candidates.slice(0, 8).map(activityView) });
  return only;
}

/** Who comes along: the sender alone, the sender and so many more, or the people named. */
function partyOf(
  { people, count }: { people?: string[] | undefined; count?: number | undefined },
  sender: { _id: string; name: string },
  at: Date,
): SignUp[] {
  const self: SignUp = { name: sender.name, resident: sender._id, by: sender._id, at };
  const guest = (name: string): SignUp => ({ name: plainText(name, 20), by: sender._id, at });
  if (people && people.length > 0) {
    return people
      .slice(0, MAX_PARTY)
      .map((name) => (name === '我' || name === 'me' || name === sender.name ? self : guest(name)));
  }
  const guests = Array.from({ length: (count ?? 1) - 1 }, (_, index) => guest(`${sender.name}+${index + 1}`));
  return [self, ...guests];
}

/** Residents' groups that somebody may post to: those of their own grids. */
function roomsInCare(sender: Resident, all: Room[]): Room[] {
  return all.filter(({ grid }) => holds(sender, 'grid-worker', grid) || holds(sender, 'admin', grid));
}

function chosenRooms(all: Room[], said: string[] | undefined): Room[] {
  if (all.length === 0) throw new Refusal('activity.no-room', {});
  if (!said || said.length === 0) return all;
  const chosen = said.flatMap((words) => {
    const matching = all.filter(
      ({ topic, grid }) =>
        topic.includes(words) || (grid !== undefined && (words.includes(grid) || grid.includes(words))),
    );
    if (matching.length === 0)
      throw new Refusal('activity.unknown-room', {
        room: plainText(words, 20),
        rooms: all.map(({ topic }) => plainText(topic, 30)),
      });
    return matching;
  });
  return [...new Set(chosen)];
}

function roomsOf(activity: Activity, rooms: Services['rooms']): Room[] {
  return activity.rooms.flatMap((id) => rooms.byId(id) ?? []);
}
