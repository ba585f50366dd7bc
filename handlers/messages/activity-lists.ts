import { marksOf } from '#src/activities/minutes.ts';
import type { Activity, SignUp } from '#src/activities/schema.ts';
import { namesOf } from '#src/activities/telling.ts';
import { activityView } from '#src/activities/view.ts';
import { knownTo, mayManage, onlyOne } from '#src/activities/which.ts';
import { dayOf } from '#src/calendar.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler, OpenHandler, Services } from '#src/handler.ts';
import type { OwnPlaces } from '#src/replies/activity-views.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';

/** 活动: what is open for sign-up. */
export const listActivities: OpenHandler<'activity.list', 'activities'> = {
  intent: 'activity.list',
  may: 'anyone',
  effect: 'reads',

  async handle({ intent, community, at }, { activities }) {
    const open = await activities.announced(community.id, at);
    const meant = intent.date ? open.filter(({ startsAt }) => dayOf(startsAt) === intent.date) : open;
    if (open.length === 0) return [reply('activity.none', {})];
    return meant.length === 0
      ? [reply('activity.none-that-day', { activities: open.map(activityView) })]
      : [reply('activity.list', { activities: meant.map(activityView) })];
  },
};

/** 活动 12: what its notice says, and whether one is on its list; 我的报名: all that one is on the list of. */
export const showActivity: MessageHandler<'activity.show', 'activities' | 'signUps' | 'rooms'> = {
  intent: 'activity.show',
  may: { resident: 'own', 'grid-worker': 'own', committee: 'own', admin: 'own' },
  effect: 'reads',

  async handle({ intent, sender, community, at }, { activities, signUps, rooms }) {
    if (intent.activity) {
      const activity = onlyOne(
        knownTo(sender, await activities.find(community.id, intent.activity, at), rooms),
      );
      const mine = await ownAt(activity, sender, signUps);
      return [reply('activity.shown', { activity: activityView(activity), mine })];
    }
    const open = await activities.open(community.id, at, 50);
    const rows = await signUps.ofPerson(sender._id, open);
    const listed = open.filter(({ _id }) => rows.some(({ activity }) => activity === _id));
    const all = [];
    for (const activity of listed)
      all.push({ activity: activityView(activity), mine: await ownAt(activity, sender, signUps) });
    return [all.length > 0 ? reply('activity.mine', { all }) : reply('activity.mine-none', {})];
  },
};

/** Who of one's own is on a list, and how many wait before the first of them. */
async function ownAt(activity: Activity, sender: Resident, signUps: Services['signUps']): Promise<OwnPlaces> {
  const listed = await signUps.listed(activity._id);
  const isOwn = ({ resident, by }: SignUp) => resident === sender._id || by === sender._id;
  const waiting = listed.filter(({ state }) => state === 'waiting');
  const first = waiting.find(isOwn);
  const shiftOf = (id: string | undefined) => activity.shifts.find((shift) => shift.id === id)?.name;
  const job = shiftOf(listed.find(isOwn)?.shift);
  return {
    names: namesOf(listed.filter((row) => row.state === 'in' && isOwn(row))),
    waiting: namesOf(waiting.filter(isOwn)),
    ahead: waiting.filter(({ shift, turn }) => first && shift === first.shift && turn < first.turn).length,
    shift: job === undefined ? undefined : plainText(job, 20),
  };
}

/** 报名名单 12: who comes, who waits, who was there. */
export const showRoster: MessageHandler<'activity.roster', 'activities' | 'signUps' | 'teams' | 'rooms'> = {
  intent: 'activity.roster',
  may: { resident: 'all', 'grid-worker': 'all', admin: 'all' },
  effect: 'reads',

  async handle({ intent, sender, community, at }, { activities, signUps, teams, rooms }) {
    const activity = onlyOne(
      knownTo(sender, await activities.find(community.id, intent.activity ?? {}, at), rooms),
    );
    const all = await signUps.all(activity._id);
    // Who stayed away or came late is between them and the organiser.
    const isOrganiser = mayManage(sender, activity, rooms, await teams.ledBy(community.id, sender._id));
    const shiftOf = (id: string) => activity.shifts.find((shift) => shift.id === id)?.name;
    return [
      reply('activity.roster', {
        activity: activityView(activity),
        people: all
          .filter(({ state }) => state === 'in' || state === 'walk-in')
          .map((one) => {
            const shift = shiftOf(one.shift);
            return {
              name: plainText(one.name, 20),
              shift,
              mark: isOrganiser ? marksOf(one, activity) : undefined,
            };
          }),
        waiting: all.filter(({ state }) => state === 'waiting').map(({ name }) => plainText(name, 20)),
      }),
    ];
  },
};
