import { aroundNow } from '#src/activities/around.ts';
import { batchCards } from '#src/activities/batch-cards.ts';
import {
  type Credited,
  claimAttendance,
  itemOfDay,
  uncredited,
} from '#src/activities/claims-of-attendance.ts';
import { interestedHouseholds } from '#src/activities/interested.ts';
import { isForOrganiser, mergeOffer } from '#src/activities/merge-offers.ts';
import { endOf, takenIn } from '#src/activities/places.ts';
import { roomsOf } from '#src/activities/rooms-of.ts';
import type { Activity, SignUp } from '#src/activities/schema.ts';
import { firstOf, minutesOf } from '#src/activities/spans.ts';
import { namesOf } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { managedBy, mayManage } from '#src/activities/which.ts';
import { local } from '#src/calendar.ts';
import type { Claim } from '#src/claims/schema.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Answer, MessageHandler, Request, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';

/** Closing this much before the planned end, in milliseconds, is asked about. */
const EARLY_MS = 15 * 60_000;

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
  // Who did not come, and who gets no points, is nothing for the neighbours.
  discreet: 'outside-offices',

  async handle(request, services) {
    const { intent, sender, community, message, language, at, pictures } = request;
    const { activities, signUps, attendance, teams, roster, rooms } = services;
    const found = await managedBy(sender, intent.activity, {
      activities,
      candidates: () =>
        intent.signUps ? activities.open(community.id, at) : aroundNow(activities, community.id, at, 'close'),
      rooms,
      led: await teams.ledBy(community.id, sender._id),
      now: at,
    });
    if (found.status === 'closed')
      throw new Refusal('activity.closed-already', { activity: activityView(found) });
    if (intent.signUps)
      throw found.startsAt > at && found.status === 'open'
        ? new Refusal('activity.limit-instead', {
            activity: activityView(found),
            taken: takenIn(found),
            jobs: found.shifts.length > 1,
          })
        : new Refusal('activity.over', { activity: activityView(found) });
    if (found.startsAt > at) throw new Refusal('activity.too-early', { activity: activityView(found) });
    const earned = itemOfDay(found, community);
    if (found.minutes === undefined && earned?.item.pays.per === 'hour')
      throw new Refusal('activity.needs-minutes', { activity: activityView(found) });
    await activities.addPhotos(found, pictures);
    const early = intent.confirmed || intent.nobody ? undefined : await askedFirst(request, found, services);
    if (early) return early;
    const closed = await activities.close(found, at, sender._id);
    if (!closed) throw new Refusal('activity.called-off-already', { activity: activityView(found) });
    const activity = { ...closed, photos: (await activities.byId(closed._id))?.photos ?? [] };
    const all = await signUps.all(activity._id);
    const came = all.filter(({ checkedInAt }) => checkedInAt !== undefined);
    if (came.length === 0 && !intent.nobody)
      throw new Refusal('activity.nobody-came', { activity: activityView(activity) });
    if (came.length > 0 && intent.nobody)
      throw new Refusal('activity.somebody-came', { activity: activityView(activity), present: came.length });
    await attendance.settle(activity._id, at);

    const interested = await interestedHouseholds(activity, came, services);
    const credited: Credited[] = [];
    for (const signUp of came) {
      const resident = signUp.resident === undefined ? null : await roster.byId(signUp.resident);
      const batch = { ...request, pictures: activity.photos };
      const how = { asked: 'ask-about-reports' as const, interested };
      credited.push(await claimAttendance(signUp, resident, activity, batch, services, how));
    }
    const claimed = credited.filter((one) => one.kind === 'claimed');
    const toMerge = credited.filter((one) => one.kind === 'to-merge');
    const absent = all.filter(({ state, checkedInAt }) => state === 'in' && checkedInAt === undefined);
    const view = activityView(activity);
    const thankedIn = came.length > 0 ? roomsOf(activity, rooms) : [];
    // The group in which it was said hears the thanks: that the rest was sent privately is nothing for it.
    const thanked = thankedIn.some(({ _id }) => _id === message.conversation.id);
    const privately = {
      account: message.account,
      conversation: { kind: 'direct' as const, id: message.contactId },
      language,
    };
    const replies: Reply[] = [
      reply(
        'activity.settled',
        {
          activity: view,
          came: came.length,
          absent: namesOf(absent),
          waiting: sumOf(claimed.filter(({ claim }) => claim.status === 'waiting')),
          credited: sumOf(claimed.filter(({ claim }) => claim.status === 'approved')),
          paid: earned !== undefined,
          uncounted: namesOf(
            credited.filter(({ kind }) => kind === 'not-counted').map(({ signUp }) => signUp),
          ),
          toMerge: namesOf(toMerge.map(({ signUp }) => signUp)),
          overlapping: namesOf(
            credited.filter((one) => one.kind !== 'to-merge' && one.overlaps).map(({ signUp }) => signUp),
          ),
        },
        thanked ? { to: privately } : {},
      ),
      ...(await batchCards(activity, claimed, community, at, services)),
      ...toMerge.flatMap((one) => mergeOffer(one, activity, community, at)),
      ...thankedIn.map((room) =>
        reply('activity.thanks', { activity: view, names: namesOf(came) }, { to: toRoom(room) }),
      ),
    ];
    return { replies, afterCommit: () => services.openTitles.refresh() };
  },
};

/** Closing well before the planned end cuts everybody's hours short and thanks them in their groups: asks first. */
async function askedFirst(
  { intent, message, language, at }: Request<'activity.close'>,
  activity: Activity,
  { signUps }: Pick<Services, 'signUps'>,
): Promise<Answer | undefined> {
  const end = endOf(activity);
  if (activity.status !== 'open' || !activity.minutes || end.getTime() - at.getTime() <= EARLY_MS)
    return undefined;
  const came = (await signUps.all(activity._id)).filter(({ checkedInAt }) => checkedInAt !== undefined);
  if (came.length === 0) throw new Refusal('activity.nobody-came', { activity: activityView(activity) });
  const view = activityView(activity);
  // Asked where it was said, where the yes is awaited.
  const to = { account: message.account, conversation: message.conversation, language };
  return {
    replies: [
      reply(
        'activity.close-early',
        { activity: view, until: local(end).toFormat('HH:mm'), present: came.length },
        { to },
      ),
    ],
    asks: {
      intent: 'activity.close',
      missing: 'confirm',
      draft: { ...intent, activity: { number: activity.number }, confirmed: true },
    },
  };
}

function sumOf(claimed: readonly { claim: Claim }[]): { claims: number[]; points: number } {
  return {
    claims: claimed.map(({ claim }) => claim.number),
    points: claimed.reduce((sum, { claim }) => sum + claim.points, 0),
  };
}

/**
 * 合并 1023, 保留 1023: whether reports by hand were of the same hours as an attendance. The person says so, or, when
 * they have not for two days or have no WeChat, whoever sees to the activity.
 */
export const mergeReport: MessageHandler<
  'activity.merge',
  'activities' | 'attendance' | 'teams' | 'claims' | 'roster' | 'rooms' | 'evidence'
> = {
  intent: 'activity.merge',
  may: { resident: 'own', 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle(request, services) {
    const { intent, community, at } = request;
    const { attendance, claims } = services;
    const mine = await waitingFor(request, services);
    if (!mine) throw new Refusal('activity.nothing-to-merge', { number: intent.number });
    const { signUp, activity, resident } = mine;
    const view = activityView(activity);

    const withdrawn: number[] = [];
    if (intent.same) {
      const reports = await claims.byNumbers(community.id, signUp.mergeWith ?? []);
      for (const report of reports.filter(({ status }) => status === 'waiting'))
        if (await claims.withdraw(report)) withdrawn.push(report.number);
      // Credited already: the same hours are not claimed a second time. One report stands for one activity only.
      const standing: Claim[] = [];
      for (const report of reports.filter(({ status }) => status === 'approved'))
        if (await claims.standFor(report, activity._id)) standing.push(report);
      const [first] = standing;
      if (first) {
        const reported = standing.reduce((sum, { minutes = 0 }) => sum + minutes, 0);
        const spans = firstOf((await uncredited(signUp, activity, services)).spans, reported);
        await attendance.credited(signUp._id, { minutes: minutesOf(spans), claim: first.number, spans });
        const numbers = standing.map(({ number }) => number);
        return [reply('activity.merged-with-credit', { activity: view, numbers, withdrawn })];
      }
    }
    const interested = await interestedHouseholds(activity, [signUp], services);
    const result = await claimAttendance(
      signUp,
      resident,
      activity,
      { ...request, pictures: activity.photos },
      services,
      { asked: 'answered', interested },
    );
    if (result.kind !== 'claimed') return [reply('activity.not-counted', { activity: view, withdrawn })];
    const params = {
      activity: view,
      claim: result.claim.number,
      points: result.claim.points,
      credited: result.claim.status === 'approved',
    };
    return [
      intent.same
        ? reply('activity.merged', { ...params, withdrawn })
        : reply('activity.kept-both', { ...params, kept: signUp.mergeWith ?? [] }),
      ...(await batchCards(activity, [result], community, at, services)),
    ];
  },
};

/** The attendance that waits for this person's word about a report: their household's own, or one they see to. */
async function waitingFor(
  { intent, sender, community, at }: Request<'activity.merge'> & { sender: Resident },
  {
    attendance,
    activities,
    teams,
    roster,
    rooms,
  }: Pick<Services, 'attendance' | 'activities' | 'teams' | 'roster' | 'rooms'>,
): Promise<{ signUp: SignUp; activity: Activity; resident: Resident } | undefined> {
  const led = await teams.ledBy(community.id, sender._id);
  for (const signUp of await attendance.toMerge(community.id, intent.number)) {
    const activity = await activities.byId(signUp.activity);
    const resident = signUp.resident === undefined ? null : await roster.byId(signUp.resident);
    if (!activity || !resident) continue;
    const isOwn =
      resident._id === sender._id ||
      (resident.household !== undefined && resident.household === sender.household);
    const isTheirs = mayManage(sender, activity, rooms, led) && isForOrganiser(activity, resident, at);
    if (isOwn || isTheirs) return { signUp, activity, resident };
  }
  return undefined;
}
