import { movedPostings } from '#src/activities/activities.ts';
import { changed, changesOf, isForBeforeTheStart } from '#src/activities/changes.ts';
import { checkTeam } from '#src/activities/needs.ts';
import { postNotice } from '#src/activities/post-notice.ts';
import { promotionNotices } from '#src/activities/promotion-notices.ts';
import { roomsInCare, roomsOf } from '#src/activities/rooms-of.ts';
import type { Activity } from '#src/activities/schema.ts';
import { activitySettings } from '#src/activities/settings.ts';
import { toldWhere } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { managedBy } from '#src/activities/which.ts';
import { type Community, itemOf, rulebookNow } from '#src/community/community.ts';
import type { Room } from '#src/community/schema.ts';
import type { MessageHandler, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import type { ActivityWhole } from '#src/replies/activity-views.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';

/**
 * 修改活动 12 改到周日下午3点, 搬运改成8人, 加发到二网格群: changes what was published, after a yes; everybody who signed up
 * is told, and groups that are new get the notice.
 */
export const editActivity: MessageHandler<
  'activity.edit',
  'activities' | 'signUps' | 'teams' | 'rooms' | 'roomPosts' | 'openTitles'
> = {
  intent: 'activity.edit',
  may: { 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, at }, services) {
    const { activities, signUps, teams, rooms, openTitles } = services;
    const activity = await managedBy(sender, intent.activity, {
      activities,
      candidates: () => activities.open(community.id, at),
      rooms,
      now: at,
    });
    const hasBegun = activity.startsAt <= at;
    if (activity.status !== 'open')
      throw new Refusal('activity.no-more-changes', { activity: activityView(activity) });
    if (hasBegun && isForBeforeTheStart(intent.changes))
      throw new Refusal('activity.begun', { activity: activityView(activity) });
    const listed = await signUps.listed(activity._id);
    const changes = changesOf(activity, intent.changes, {
      listed,
      rooms: roomsInCare(sender, rooms.for(community.id, 'residents')),
      book: rulebookNow(community, at),
    });
    if ((changes.startsAt ?? at) < at) throw new Refusal('activity.in-past', {});
    await checkTeam(community.id, changes.needs, teams);
    const whole = (one: Activity) => wholeView(one, community, rooms);
    const [before, after] = [whole(activity), whole(changed(activity, changes))];
    if (JSON.stringify(before) === JSON.stringify(after))
      throw new Refusal('activity.nothing-changed', { activity: before });
    // Which groups it is posted to is nothing to those who come; once it has begun, they are there.
    const concerns = JSON.stringify({ ...before, rooms: [] }) !== JSON.stringify({ ...after, rooms: [] });
    const toTell = concerns && !hasBegun ? listed : [];
    if (!intent.confirmed)
      return {
        replies: [reply('activity.preview-change', { before, after, people: toTell.length })],
        asks: { intent: 'activity.edit', missing: 'confirm', draft: { ...intent, confirmed: true } },
      };

    const { remindHoursBefore } = community.recruitment;
    const postings = changes.startsAt && movedPostings(activity, changes.startsAt, at, remindHoursBefore);
    const edited = await activities.change(activity, changes, postings);
    if (!edited) throw new Refusal('activity.no-more-changes', { activity: before });
    const { declineWithinMs } = activitySettings(community, at);
    const filled = changes.shifts && (await signUps.fill(edited, at, declineWithinMs));
    const told =
      concerns && !hasBegun
        ? toldWhere({ ...edited, rooms: activity.rooms }, listed, rooms).map(({ names, ...to }) =>
            reply('activity.changed', { before, after, names }, to),
          )
        : [];
    return {
      replies: [
        reply('activity.change-done', { activity: after, people: toTell.length }),
        ...told,
        ...(filled ? promotionNotices(filled.activity, filled.promoted) : []),
        ...(await noticesFor(activity, edited, services, { community, at })),
      ],
      afterCommit: () => openTitles.refresh(),
    };
  },
};

/** The notice for groups that an activity is posted to as well from now on; one that waits for its time reaches them then. */
async function noticesFor(
  before: Activity,
  after: Activity,
  { activities, roomPosts, rooms }: Pick<Services, 'activities' | 'roomPosts' | 'rooms'>,
  { community, at }: { community: Community; at: Date },
): Promise<Reply[]> {
  const added = roomsOf(after, rooms).filter(({ _id }) => !before.rooms.includes(_id));
  const isPosted = before.postings.some(({ kind, done }) => kind === 'notice' && done);
  if (added.length === 0 || !isPosted) return [];
  return postNotice('notice', after, added, { activities, posts: roomPosts, community, at });
}

/** Everything that an organiser can change about an activity. */
function wholeView(
  activity: Activity,
  community: Community,
  rooms: { byId(id: string): Room | undefined },
): ActivityWhole {
  const item = activity.item === undefined ? undefined : itemOf(community, activity.item);
  return {
    ...activityView(activity),
    rooms: roomsOf(activity, rooms).map(({ topic, _id }) => plainText(topic || _id, 30)),
    earns: item?.name ?? null,
  };
}
