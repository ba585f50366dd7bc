import { batchCards } from '#src/activities/batch-cards.ts';
import { type Credited, claimAttendance, itemOfDay } from '#src/activities/claims-of-attendance.ts';
import { roomsOf } from '#src/activities/rooms-of.ts';
import { namesOf, tell } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { managedBy } from '#src/activities/which.ts';
import { claimView } from '#src/claims/view.ts';
import type { MessageHandler } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';

/**
 * 结束活动 12: settles who was there. Everybody's hours become one batch of claims under the item's review chain, each
 * person's once; who had a place and was not there is absent; those who came are asked how it was.
 */
export const closeActivity: MessageHandler<
  'activity.close',
  | 'activities'
  | 'signUps'
  | 'attendance'
  | 'teams'
  | 'claims'
  | 'roster'
  | 'rooms'
  | 'evidence'
  | 'openTitles'
> = {
  intent: 'activity.close',
  may: { resident: 'own', 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle(request, services) {
    const { intent, sender, community, at, pictures } = request;
    const { activities, signUps, attendance, teams, roster, rooms } = services;
    const found = await managedBy(sender, intent.activity, {
      activities,
      candidates: () => activities.around(community.id, at),
      rooms,
      led: await teams.ledBy(community.id, sender._id),
      now: at,
    });
    if (found.status === 'closed')
      throw new Refusal('activity.closed-already', { activity: activityView(found) });
    if (found.startsAt > at) throw new Refusal('activity.too-early', { activity: activityView(found) });
    const earned = itemOfDay(found, community);
    if (found.minutes === undefined && earned?.item.pays.per === 'hour')
      throw new Refusal('activity.needs-minutes', { activity: activityView(found) });
    await activities.addPhotos(found, pictures);
    const closed = await activities.close(found, at);
    if (!closed) throw new Refusal('activity.called-off-already', { activity: activityView(found) });
    const activity = { ...closed, photos: (await activities.byId(closed._id))?.photos ?? [] };
    const all = await signUps.all(activity._id);
    const came = all.filter(({ checkedInAt }) => checkedInAt !== undefined);
    if (came.length === 0) throw new Refusal('activity.nobody-came', { activity: activityView(activity) });
    await attendance.settle(activity._id, at);

    const credited: Credited[] = [];
    for (const signUp of came) {
      const resident = signUp.resident === undefined ? null : await roster.byId(signUp.resident);
      const batch = { ...request, pictures: activity.photos };
      credited.push(await claimAttendance(signUp, resident, activity, batch, services, 'ask-about-reports'));
    }
    const claimed = credited.filter((one) => one.kind === 'claimed');
    const toMerge = credited.filter((one) => one.kind === 'to-merge');
    const absent = all.filter(({ state, checkedInAt }) => state === 'in' && checkedInAt === undefined);
    const view = activityView(activity);
    const replies: Reply[] = [
      reply('activity.settled', {
        activity: view,
        came: came.length,
        absent: namesOf(absent),
        claims: claimed.map(({ claim }) => claim.number),
        points: claimed.reduce((sum, { claim }) => sum + claim.points, 0),
        uncounted: namesOf(credited.filter(({ kind }) => kind === 'not-counted').map(({ signUp }) => signUp)),
        toMerge: namesOf(toMerge.map(({ signUp }) => signUp)),
      }),
      ...(await batchCards(activity, claimed, community, at, services)),
      ...toMerge.map(({ signUp, report }) =>
        tell(signUp, (to) =>
          reply('activity.merge-offer', { activity: view, report: claimView(report, community, at) }, to),
        ),
      ),
      ...roomsOf(activity, rooms).map((room) =>
        reply('activity.thanks', { activity: view, names: namesOf(came) }, { to: toRoom(room) }),
      ),
    ];
    return { replies, afterCommit: () => services.openTitles.refresh() };
  },
};

/** 合并 1023, 保留 1023: whether a report by hand was of the same hours as an attendance. */
export const mergeReport: MessageHandler<
  'activity.merge',
  'activities' | 'attendance' | 'claims' | 'roster' | 'rooms' | 'evidence'
> = {
  intent: 'activity.merge',
  may: { resident: 'own', 'grid-worker': 'own', admin: 'own' },
  effect: 'records',

  async handle(request, services) {
    const { intent, sender, community, at } = request;
    const { activities, attendance, claims, roster } = services;
    const signUp = await attendance.toMerge(community.id, intent.number);
    const activity = signUp && (await activities.byId(signUp.activity));
    const resident = signUp?.resident === undefined ? null : await roster.byId(signUp.resident);
    const isOwn = resident && (resident._id === sender._id || resident.household === sender.household);
    if (!signUp || !activity || !isOwn)
      throw new Refusal('activity.nothing-to-merge', { number: intent.number });
    const [report] = await claims.byNumbers(community.id, [intent.number]);
    const view = activityView(activity);

    // Credited already: the same hours are not claimed a second time.
    if (intent.same && report?.status === 'approved') {
      await attendance.credited(signUp._id, { minutes: report.minutes ?? 0, claim: report.number });
      return [reply('activity.merged-with-credit', { activity: view, number: report.number })];
    }
    if (intent.same && report) await claims.withdraw(report);
    const result = await claimAttendance(
      signUp,
      resident,
      activity,
      { ...request, pictures: activity.photos },
      services,
      'reports-are-others',
    );
    if (result.kind !== 'claimed') return [reply('activity.not-counted', { activity: view })];
    const params = {
      activity: view,
      number: intent.number,
      claim: result.claim.number,
      points: result.claim.points,
    };
    return [
      intent.same ? reply('activity.merged', params) : reply('activity.kept-both', params),
      ...(await batchCards(activity, [result], community, at, services)),
    ];
  },
};
