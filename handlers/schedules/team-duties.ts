import { dayOf, local, periodKey } from '#src/calendar.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';
import type { ScheduledPost } from '#src/schedule/scheduled-post.ts';

/** At seven in the evening, every team's group hears who is on duty the next day. */
export const teamDuties: ScheduledPost<'teams' | 'roster' | 'rooms'> = {
  name: 'team duties',

  async due({ community, now }, { teams, roster, rooms }) {
    const dueAt = local(now).set({ hour: 19, minute: 0, second: 0, millisecond: 0 }).toJSDate();
    if (dueAt > now) return [];
    const tomorrow = local(dueAt).plus({ days: 1 });
    const week = periodKey('week', tomorrow.toJSDate());
    return (await teams.all(community.id)).flatMap((team) => {
      const duty = team.rosters
        .find((one) => one.week === week)
        ?.duties.find(({ weekday }) => weekday === tomorrow.weekday);
      const room = team.room === undefined ? undefined : rooms.byId(team.room);
      if (!duty || !room) return [];
      return [
        {
          id: `team-duty:${team._id}:${dayOf(tomorrow.toJSDate())}`,
          dueAt,
          async compose(): Promise<Reply[]> {
            const people = await roster.byIds(duty.residents);
            const names = people.map(({ name }) => plainText(name, 20));
            const mentions = people.flatMap(({ contactIds }) => contactIds[0] ?? []);
            return [reply('team.duty', { team: team.name, names }, { to: toRoom(room), mentions })];
          },
        },
      ];
    });
  },
};
