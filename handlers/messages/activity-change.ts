import { planPostings } from '#src/activities/activities.ts';
import { takenIn } from '#src/activities/places.ts';
import { promotionNotices } from '#src/activities/promotion-notices.ts';
import type { Activity } from '#src/activities/schema.ts';
import { activitySettings } from '#src/activities/settings.ts';
import { toldWhere } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { managedBy } from '#src/activities/which.ts';
import { dayOf } from '#src/calendar.ts';
import type { MessageHandler } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';
import type { IntentOf } from '#src/understanding/intents/index.ts';

/** 修改活动 12 改到周日下午3点: changes what was published, after a yes; everybody who signed up is told. */
export const editActivity: MessageHandler<
  'activity.edit',
  'activities' | 'signUps' | 'rooms' | 'openTitles'
> = {
  intent: 'activity.edit',
  may: { 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, at }, { activities, signUps, rooms, openTitles }) {
    const activity = await managedBy(sender, intent.activity, {
      activities,
      candidates: () => activities.open(community.id, at),
      rooms,
      now: at,
    });
    if (activity.status !== 'open' || activity.startsAt <= at)
      throw new Refusal('activity.over', { activity: activityView(activity) });
    const changes = changesOf(activity, intent.changes);
    if ((changes.startsAt ?? activity.startsAt) <= at) throw new Refusal('activity.in-past', {});
    const [before, after] = [activityView(activity), activityView({ ...activity, ...changes })];
    if (JSON.stringify(before) === JSON.stringify(after))
      throw new Refusal('activity.nothing-changed', { activity: before });
    const capacity = intent.changes.capacity;
    if (capacity !== undefined && capacity < takenIn(activity))
      throw new Refusal('activity.too-few', { activity: before, signedUp: takenIn(activity) });
    const listed = await signUps.listed(activity._id);
    if (!intent.confirmed)
      return {
        replies: [reply('activity.preview-change', { before, after, people: listed.length })],
        asks: { intent: 'activity.edit', missing: 'confirm', draft: { ...intent, confirmed: true } },
      };

    const postings = changes.startsAt
      ? planPostings(changes.startsAt, at, community.recruitment.remindHoursBefore).map((posting) => ({
          ...posting,
          done: posting.kind === 'notice',
        }))
      : undefined;
    const changed = await activities.change(activity, changes, postings);
    if (!changed) throw new Refusal('activity.over', { activity: before });
    const { declineWithinMs } = activitySettings(community, at);
    const filled = capacity === undefined ? undefined : await signUps.fill(changed, at, declineWithinMs);
    const told = toldWhere(changed, listed, rooms).map(({ names, ...to }) =>
      reply('activity.changed', { before, after, names }, to),
    );
    const done = reply('activity.change-done', { activity: after, people: listed.length });
    const moved = filled ? promotionNotices(filled.activity, filled.promoted) : [];
    return { replies: [done, ...told, ...moved], afterCommit: () => openTitles.refresh() };
  },
};

/** 取消活动 12 下雨: calls it off, after a yes; everybody who signed up is told. With 系列, every date to come. */
export const callOffActivity: MessageHandler<
  'activity.call-off',
  'activities' | 'signUps' | 'series' | 'rooms' | 'openTitles'
> = {
  intent: 'activity.call-off',
  may: { 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, at }, { activities, signUps, series, rooms, openTitles }) {
    const activity = await managedBy(sender, intent.activity, {
      activities,
      candidates: () => activities.open(community.id, at),
      rooms,
      now: at,
    });
    const view = activityView(activity);
    const whole = intent.series && activity.series;
    // A series goes on after its last date was held, and can be stopped all the same.
    const isRunning = whole ? await series.isRunning(whole) : false;
    if (activity.status === 'cancelled' && !isRunning)
      throw new Refusal('activity.called-off-already', { activity: view });
    const dates = whole ? await series.datesAfter(whole, at) : [activity];
    const isOver = activity.status === 'closed' || (activity.startsAt <= at && activity.code !== undefined);
    if (whole ? !isRunning && dates.length === 0 : isOver)
      throw new Refusal('activity.over', { activity: view });
    // Whoever was there has served: that is settled by closing.
    for (const one of dates)
      if ((await signUps.all(one._id)).some(({ checkedInAt }) => checkedInAt !== undefined))
        throw new Refusal('activity.has-attendance', { activity: activityView(one) });
    if (!intent.confirmed)
      return {
        replies: [
          reply('activity.preview-call-off', {
            activity: view,
            people: dates.reduce((sum, one) => sum + takenIn(one), 0),
            dates: dates.length,
            series: isRunning,
          }),
        ],
        asks: { intent: 'activity.call-off', missing: 'confirm', draft: { ...intent, confirmed: true } },
      };

    if (whole) await series.stop(whole);
    const replies: Reply[] = [];
    const reason = intent.reason && plainText(intent.reason, 60);
    let people = 0;
    for (const one of dates) {
      const off = await activities.callOff(one);
      if (!off) continue;
      const listed = await signUps.listed(off._id);
      people += listed.length;
      const view = activityView(off);
      for (const { names, ...to } of toldWhere(off, listed, rooms))
        replies.push(reply('activity.called-off', { activity: view, reason, names }, to));
    }
    const done = reply('activity.call-off-done', {
      activity: view,
      people,
      dates: dates.length,
      series: isRunning,
    });
    return { replies: [done, ...replies], afterCommit: () => openTitles.refresh() };
  },
};

/** What changes, in the shape of an activity. A day without an hour keeps the hour. */
function changesOf(activity: Activity, changes: IntentOf<'activity.edit'>['changes']) {
  const { title, startsAt, minutes, place, capacity, note } = changes;
  return {
    ...(title ? { title: plainText(title, 40) } : {}),
    ...(startsAt ? { startsAt: momentOf(activity.startsAt, startsAt) } : {}),
    ...(minutes ? { minutes } : {}),
    ...(place ? { place: plainText(place, 40) } : {}),
    ...(note ? { note: plainText(note, 120) } : {}),
    ...(capacity ? { shifts: resized(activity, capacity) } : {}),
  };
}

function momentOf(before: Date, said: string): Date {
  if (said.includes('T')) return new Date(said);
  const sinceMidnight = before.getTime() - new Date(`${dayOf(before)}T00:00:00+08:00`).getTime();
  return new Date(new Date(`${said}T00:00:00+08:00`).getTime() + sinceMidnight);
}

/** One shift gets all the places; of several, which one would be a guess. */
function resized({ shifts }: Activity, capacity: number) {
  return shifts.length === 1 ? shifts.map((shift) => ({ ...shift, capacity })) : shifts;
}
