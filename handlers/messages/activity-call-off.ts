import { isAnnounced } from '#src/activities/activities.ts';
import { takenIn } from '#src/activities/places.ts';
import { toldWhere } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { managedBy, mayManage } from '#src/activities/which.ts';
import type { MessageHandler } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply } from '#src/replies/reply.ts';

/** 取消活动 12 下雨: calls it off, after a yes; everybody who signed up is told. With 系列, every date to come. */
export const callOffActivity: MessageHandler<
  'activity.call-off',
  'activities' | 'signUps' | 'series' | 'rooms' | 'openTitles'
> = {
  intent: 'activity.call-off',
  may: { resident: 'own', 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, at }, { activities, signUps, series, rooms, openTitles }) {
    if (intent.also) throw new Refusal('activity.one-at-a-time', { number: intent.activity.number ?? 1 });
    // 取消活动 12, said by somebody who only wants to stay away.
    const named = await activities.find(community.id, intent.activity ?? {}, at);
    const [own] = await signUps.ofPerson(sender._id, named);
    const theirs = named.find(({ _id }) => _id === own?.activity);
    if (theirs && !mayManage(sender, theirs, rooms))
      throw new Refusal('activity.leave-instead', { activity: activityView(theirs) });
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
    const reason = intent.reason && plainText(intent.reason, 60);
    if (!intent.confirmed)
      return {
        replies: [
          reply('activity.preview-call-off', {
            activity: view,
            people: dates.reduce((sum, one) => sum + takenIn(one), 0),
            dates: dates.length,
            series: isRunning,
            reason,
          }),
        ],
        asks: { intent: 'activity.call-off', missing: 'confirm', draft: { ...intent, confirmed: true } },
      };

    if (whole) await series.stop(whole);
    const replies: Reply[] = [];
    let people = 0;
    for (const one of dates) {
      const off = await activities.callOff(one);
      if (!off) continue;
      const listed = await signUps.listed(off._id);
      people += listed.length;
      const view = activityView(off);
      for (const { names, waiting, ...to } of toldWhere(
        { ...off, rooms: isAnnounced(off) ? off.rooms : [] },
        listed,
        rooms,
      ))
        replies.push(
          reply('activity.called-off', { activity: view, reason, names: [...names, ...waiting] }, to),
        );
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
