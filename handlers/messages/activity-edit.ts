import { isDeepStrictEqual } from 'node:util';
import { isAnnounced, movedPostings, planPostings } from '#src/activities/activities.ts';
import {
  type ActivityChanges,
  changed,
  changesOf,
  editsForOther,
  isForBeforeTheStart,
} from '#src/activities/changes.ts';
import { checkTeam } from '#src/activities/needs.ts';
import { postNotice } from '#src/activities/post-notice.ts';
import { promotionNotices } from '#src/activities/promotion-notices.ts';
import { roomsInCare, roomsOf } from '#src/activities/rooms-of.ts';
import type { Activity, Posting } from '#src/activities/schema.ts';
import { activitySettings } from '#src/activities/settings.ts';
import { toldWhere } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { managedBy } from '#src/activities/which.ts';
import { dayOf, local } from '#src/calendar.ts';
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
    if (intent.pauses) throw new Refusal('activity.no-pause', { activity: activityView(activity) });
    if (intent.repeats) throw new Refusal('activity.no-other-repeat', { activity: activityView(activity) });
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

    const known = {
      rooms: roomsInCare(sender, rooms.for(community.id, 'residents')),
      book: rulebookNow(community, at),
    };
    const whole = (one: Activity) => wholeView(one, community, rooms);
    const others =
      intent.series && activity.series ? await series.datesAfter(activity.series, activity.startsAt) : [];
    const edits: Edit[] = [];
    const { since } = intent;
    for (const one of [activity, ...others]) {
      // 从下周起: this week's stays.
      if (since && dayOf(one.startsAt) < since) continue;
      const listed = await signUps.listed(one._id);
      const said = one === activity ? intent.changes : editsForOther(intent.changes, activity, one);
      const changes = changesOf(one, said, { ...known, listed });
      if ((changes.startsAt ?? at) < at) throw new Refusal('activity.in-past', {});
      const postings = postingsAfter(one, changes, said.publishAt, { community, at });
      const [before, after] = [whole(one), whole(changed(one, { ...changes, postings }))];
      // Once it has begun, they are there; before it was announced, only who has signed up knows of it.
      const isNews = one.startsAt > at && concernsPeople(before, after);
      edits.push({
        activity: one,
        changes: { ...changes, postings },
        before,
        after,
        isNews,
        people: listed.length,
      });
    }
    const plan =
      intent.series && activity.series ? await series.planned(activity.series, activity) : undefined;
    // What is not published yet has one plan: it can't change from some later date on.
    if (plan && since && dayOf(plan.startsAt) < since)
      throw new Refusal('activity.unclear-change', {
        activity: activityView(activity),
        words: since,
        waits: !isAnnounced(activity),
      });
    const planChanges =
      plan && changesOf(plan, editsForOther(intent.changes, activity, plan), { ...known, listed: [] });
    await checkTeam(community.id, edits[0]?.changes.needs, teams);
    const ofPlan = plan && planChanges && { before: whole(plan), after: whole(changed(plan, planChanges)) };
    // A date may be already as all others are to be.
    const done = edits.filter(({ before, after }) => !isDeepStrictEqual(before, after));
    const shown = [...done, ofPlan].find((one) => one && !isDeepStrictEqual(one.before, one.after));
    if (!shown) throw new Refusal('activity.nothing-changed', { activity: whole(activity) });
    const result = JSON.stringify([
      edits.map(({ changes: { postings: _, ...changes } }) => changes),
      planChanges,
    ]);
    if (intent.confirmed !== result)
      return {
        replies: [
          reply('activity.preview-change', {
            before: shown.before,
            after: shown.after,
            people: done.reduce((sum, { isNews, people }) => sum + (isNews ? people : 0), 0),
            dates: isRunning ? (intent.series ? 'all' : 'this') : undefined,
            others: done.filter((one) => one !== shown).map(({ before }) => before),
          }),
        ],
        asks: { intent: 'activity.edit', missing: 'confirm', draft: { ...intent, confirmed: result } },
      };

    if (activity.series && planChanges) await series.change(activity.series, planChanges);
    const replies: Reply[] = [];
    let people = 0;
    for (const edit of done) {
      const told = await make(edit, services, { community, at });
      people += told.people;
      replies.push(...told.replies);
    }
    const after = done.find((edit) => edit.activity === activity)?.after ?? shown.after;
    return {
      replies: [reply('activity.change-done', { activity: after, people, dates: done.length }), ...replies],
      afterCommit: () => openTitles.refresh(),
    };
  },
};

/** The change of one date. */
interface Edit {
  activity: Activity;
  changes: ActivityChanges;
  before: ActivityWhole;
  after: ActivityWhole;
  /** Whether those who signed up are told. */
  isNews: boolean;
  people: number;
}

/** Makes the change of one date. @returns what is said of it, and to how many. */
async function make(
  { activity, changes, before, after, isNews }: Edit,
  services: Pick<Services, 'activities' | 'signUps' | 'rooms' | 'roomPosts'>,
  { community, at }: { community: Community; at: Date },
): Promise<{ replies: Reply[]; people: number }> {
  const { activities, signUps, rooms } = services;
  const edited = await activities.change(activity, changes);
  if (!edited) throw new Refusal('activity.no-more-changes', { activity: before });
  // Who had come early to another time is on the waitlist again.
  const toTell = isNews ? await signUps.listed(activity._id) : [];
  const { declineWithinMs } = activitySettings(community, at);
  const filled = changes.shifts && (await signUps.fill(edited, at, declineWithinMs));
  const told = isNews
    ? toldWhere({ ...edited, rooms: isAnnounced(activity) ? activity.rooms : [] }, toTell, rooms)
    : [];
  return {
    people: toTell.length,
    replies: [
      ...told.map(({ names, waiting, ...to }) =>
        reply('activity.changed', { before, after, names, waiting }, to),
      ),
      ...(filled ? promotionNotices(filled.activity, filled.promoted) : []),
      ...(await noticesFor(activity, edited, services, { community, at })),
    ],
  };
}

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
