import { marksOf } from '#src/activities/minutes.ts';
import { activityView } from '#src/activities/view.ts';
import { knownTo, mayManage, onlyOne } from '#src/activities/which.ts';
import { dayOf } from '#src/calendar.ts';
import type { MessageHandler, OpenHandler } from '#src/handler.ts';
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
    return [
      meant.length === 0
        ? reply('activity.none', {})
        : reply('activity.list', { activities: meant.map(activityView) }),
    ];
  },
};

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
