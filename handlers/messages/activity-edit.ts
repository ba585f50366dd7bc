import { isDeepStrictEqual } from 'node:util';
import { isAnnounced, movedPostings, planPostings } from '#src/activities/activities.ts';
import { type ActivityChanges, changed, changesOf, isForBeforeTheStart } from '#src/activities/changes.ts';
import { checkTeam } from '#src/activities/needs.ts';
import { postNotice } from '#src/activities/post-notice.ts';
import { promotionNotices } from '#src/activities/promotion-notices.ts';
import { roomsInCare, roomsOf } from '#src/activities/rooms-of.ts';
import type { Activity, Posting } from '#src/activities/schema.ts';
import { activitySettings } from '#src/activities/settings.ts';
import { toldWhere } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { managedBy } from '#src/activities/which.ts';
import { local } from '#src/calendar.ts';
import { type Community, itemOf, rulebookNow } from '#src/community/community.ts';
import type { Room } from '#src/community/schema.ts';
import type { MessageHandler, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import type { ActivityWhole } from '#src/replies/activity-views.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';

/**
 * 修改活动 12 改到周日下午3点, 搬运改成8人, 加发到二网格群: changes what was published, after a yes; everybody who signed up
 * is told, and groups that are new get the notice. 修改系列活动 changes the dates to come as well.
 */
export const editActivity: MessageHandler<
  'activity.edit',
  'activities' | 'series' | 'signUps' | 'teams' | 'rooms' | 'roomPosts' | 'openTitles'
> = {
  intent: 'activity.edit',
  may: { 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, at }, services) {
    const { activities, series, signUps, teams, rooms, openTitles } = services;
    const activity = await managedBy(sender, intent.activity, {
      activities,
      candidates: () => activities.open(community.id, at),
      rooms,
      now: at,
    });
    const hasBegun = activity.startsAt <= at;
    if (activity.status !== 'open')
      throw new Refusal('activity.no-more-changes', { activity: activityView(activity) });
    if (intent.unread || Object.keys(intent.changes).length === 0)
      throw new Refusal('activity.unclear-change', {
        activity: activityView(activity),
        words: plainText(intent.unread ?? '', 40),
        waits: !isAnnounced(activity),
      });
    if (hasBegun && isForBeforeTheStart(intent.changes))
      throw new Refusal('activity.begun', { activity: activityView(activity) });
    const isRunning = activity.series !== undefined && (await series.isRunning(activity.series));
    if (intent.series && !isRunning)
      throw new Refusal('activity.no-series', { activity: activityView(activity) });

    const listed = await signUps.listed(activity._id);
    const known = {
      rooms: roomsInCare(sender, rooms.for(community.id, 'residents')),
      book: rulebookNow(community, at),
    };
    const changes = changesOf(activity, intent.changes, { ...known, listed });
    const plan =
      intent.series && activity.series ? await series.planned(activity.series, activity) : undefined;
    const planChanges = plan && changesOf(plan, intent.changes, { ...known, listed: [] });
    if ((changes.startsAt ?? at) < at) throw new Refusal('activity.in-past', {});
    await checkTeam(community.id, changes.needs, teams);
    const postings = postingsAfter(activity, changes, intent.changes.publishAt, { community, at });
    const whole = (one: Activity) => wholeView(one, community, rooms);
    const [before, after] = [whole(activity), whole(changed(activity, { ...changes, postings }))];
    const ofPlan = plan && planChanges && [whole(plan), whole(changed(plan, planChanges))];
    // A date may be already as all others are to be.
    const shown = [[before, after], ofPlan].find((pair) => pair && !isDeepStrictEqual(pair[0], pair[1]));
    if (!shown?.[0] || !shown[1]) throw new Refusal('activity.nothing-changed', { activity: before });
    // Once it has begun, they are there; before it was announced, only who has signed up knows of it.
    const isNews = !hasBegun && concernsPeople(before, after);
    const result = JSON.stringify([changes, planChanges]);
    if (intent.confirmed !== result)
      return {
        replies: [
          reply('activity.preview-change', {
            before: shown[0],
            after: shown[1],
            people: isNews ? listed.length : 0,
            dates: isRunning ? (intent.series ? 'all' : 'this') : undefined,
          }),
        ],
        asks: { intent: 'activity.edit', missing: 'confirm', draft: { ...intent, confirmed: result } },
      };

    const edited = await activities.change(activity, { ...changes, postings });
    if (!edited) throw new Refusal('activity.no-more-changes', { activity: before });
    if (activity.series && planChanges) await series.change(activity.series, planChanges);
    // Who had come early to another time is on the waitlist again.
    const toTell = isNews ? await signUps.listed(activity._id) : [];
    const { declineWithinMs } = activitySettings(community, at);
    const filled = changes.shifts && (await signUps.fill(edited, at, declineWithinMs));
    const told = isNews
      ? toldWhere({ ...edited, rooms: isAnnounced(activity) ? activity.rooms : [] }, toTell, rooms)
      : [];
    return {
      replies: [
        reply('activity.change-done', { activity: after, people: toTell.length }),
        ...told.map(({ names, ...to }) => reply('activity.changed', { before, after, names }, to)),
        ...(filled ? promotionNotices(filled.activity, filled.promoted) : []),
        ...(await noticesFor(activity, edited, services, { community, at })),
      ],
      afterCommit: () => openTitles.refresh(),
    };
  },
};

/** Which groups it is posted to, and when, is nothing to those who come. */
function concernsPeople(before: ActivityWhole, after: ActivityWhole): boolean {
  const ofPeople = (one: ActivityWhole) => JSON.stringify({ ...one, rooms: [], at: undefined });
  return ofPeople(before) !== ofPeople(after);
}

/** @throws Refusal when the notice whose time is to change has been posted, or would come too late */
function postingsAfter(
  activity: Activity,
  { startsAt = activity.startsAt }: ActivityChanges,
  said: string | undefined,
  { community, at }: { community: Community; at: Date },
): Posting[] {
  const { remindHoursBefore } = community.recruitment;
  if (said !== undefined) {
    // 马上发布 was said a moment ago.
    const publishAt = new Date(Math.max(new Date(said).getTime(), at.getTime() - 60_000));
    if (isAnnounced(activity))
      throw new Refusal('activity.posted-already', { activity: activityView(activity) });
    if (new Date(said).getTime() < at.getTime() - 60_000 || publishAt >= startsAt)
      throw new Refusal('activity.in-past', {});
    return planPostings(startsAt, publishAt, remindHoursBefore);
  }
  if (startsAt.getTime() === activity.startsAt.getTime()) return activity.postings;
  return movedPostings(activity, startsAt, at, remindHoursBefore);
}

/** The notice for groups that an activity is posted to as well from now on; one that waits for its time reaches them then. */
async function noticesFor(
  before: Activity,
  after: Activity,
  { activities, roomPosts, rooms }: Pick<Services, 'activities' | 'roomPosts' | 'rooms'>,
  { community, at }: { community: Community; at: Date },
): Promise<Reply[]> {
  const added = roomsOf(after, rooms).filter(({ _id }) => !before.rooms.includes(_id));
  if (added.length === 0 || !isAnnounced(after)) return [];
  return postNotice('notice', after, added, { activities, posts: roomPosts, community, at });
}

/** Everything that an organiser can change about an activity. */
function wholeView(
  activity: Activity,
  community: Community,
  rooms: { byId(id: string): Room | undefined },
): ActivityWhole {
  const item = activity.item === undefined ? undefined : itemOf(community, activity.item);
  const notice = activity.postings.find(({ kind, done }) => kind === 'notice' && !done);
  return {
    ...activityView(activity),
    rooms: roomsOf(activity, rooms).map(({ topic, _id }) => plainText(topic || _id, 30)),
    earns: item?.name ?? null,
    ...(notice ? { at: local(notice.dueAt).toFormat('MM-dd HH:mm') } : {}),
  };
}
