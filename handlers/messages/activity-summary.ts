import { monthReport } from '#src/activities/month-report.ts';
import { roomsOf } from '#src/activities/rooms-of.ts';
import type { Activity } from '#src/activities/schema.ts';
import { activityView } from '#src/activities/view.ts';
import { knownTo, mayManage, onlyOne } from '#src/activities/which.ts';
import type { MessageHandler, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';

type Needed = 'activities' | 'signUps' | 'outcomes' | 'rooms' | 'evidence';

/** 活动总结 12: what came of it, with the photos; 发布活动总结 12 posts it to the rooms. 活动总结 本月: of a month. */
export const summariseActivities: MessageHandler<'activity.summary', Needed> = {
  intent: 'activity.summary',
  may: { resident: 'all', 'grid-worker': 'all', committee: 'all', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, pictures, at }, services) {
    const { activities, signUps, outcomes, rooms } = services;
    const { period = 'month' } = intent;
    if (!intent.activity) return [await monthReport(community, period, at, { activities, outcomes })];

    const named = await activities.find(community.id, intent.activity, at);
    const activity = onlyOne(knownTo(sender, named, rooms, await signUps.ofPerson(sender._id, named)));
    const view = activityView(activity);
    if (activity.startsAt > at) throw new Refusal('activity.too-early', { activity: view });
    const manages = mayManage(sender, activity, rooms);
    if (intent.post && !manages) throw new Refusal('activity.not-yours', {});
    if (intent.post && activity.status === 'open')
      throw new Refusal('activity.close-first', { activity: view });
    if (manages) await activities.addPhotos(activity, pictures);
    const current = (await activities.byId(activity._id)) ?? activity;
    const summary = {
      activity: view,
      outcome: await outcomes.of([current]),
      closed: current.status !== 'open',
    };
    if (!intent.post) return withPhotos(reply('activity.summary', summary), current, services);
    const targets = roomsOf(activity, rooms);
    const posted = targets.map(({ topic, _id }) => plainText(topic || _id, 30));
    return [
      reply('activity.summary-posted', { activity: view, rooms: posted }),
      ...targets.flatMap((room) =>
        withPhotos(reply('activity.summary', summary, { to: toRoom(room) }), current, services),
      ),
    ];
  },
};

/** The first photo follows the text, the others one by one. */
function withPhotos(text: Reply, { photos }: Activity, { evidence }: Pick<Services, 'evidence'>): Reply[] {
  const attachment = (index: number) => {
    const photo = photos[index];
    return photo ? { attachment: { kind: 'evidence' as const, name: evidence.nameOf(photo) } } : {};
  };
  const to = text.to ? { to: text.to } : {};
  return [
    { ...text, ...attachment(0) },
    ...photos
      .slice(1, 4)
      .map((_, index) =>
        reply('activity.more-photos', { number: index + 2 }, { ...to, ...attachment(index + 1) }),
      ),
  ];
}
