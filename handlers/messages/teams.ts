import { onlyPerson } from '#src/activities/only-person.ts';
import type { Team } from '#src/activities/schema.ts';
import { teamBoard } from '#src/activities/team-board.ts';
import { seesTo } from '#src/activities/which.ts';
import { local, periodKey } from '#src/calendar.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Answer, MessageHandler, Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { type Reply, reply, toRoom } from '#src/replies/reply.ts';

/** Most members whom one call mentions: each costs a look-up. */
const MAX_MENTIONS = 20;

/** 组建 巡逻队 队长 张三: said in the team's own group, its calls go there. */
export const foundTeam: MessageHandler<'team.found', 'teams' | 'roster'> = {
  intent: 'team.found',
  may: { admin: 'all' },
  effect: 'records',

  async handle({ intent, community, room, at }, { teams, roster }) {
    const captain = await onlyPerson(roster, community.id, intent.captain);
    const name = plainText(intent.team, 12);
    const before = await teams.byName(community.id, name);
    // A team that there is keeps its group, unless it is founded again in another one for residents.
    const moves = room !== undefined && (!before || (!intent.appoints && room.purpose === 'residents'));
    const team = await teams.found({
      community: community.id,
      name,
      captain: captain._id,
      ...(moves ? { room: room._id } : {}),
      createdAt: at,
    });
    const params = { team: team.name, captain: plainText(captain.name, 20) };
    return before
      ? [reply('team.captain-changed', { ...params, here: moves && before.room !== room._id })]
      : [reply('team.founded', { ...params, here: moves })];
  },
};

/** 加入 巡逻队 asks the captain, 退出 巡逻队 leaves; the captain takes people in and out. */
export const changeMembers: MessageHandler<'team.member', 'teams' | 'roster' | 'rooms'> = {
  intent: 'team.member',
  may: { resident: 'own', 'grid-worker': 'all', committee: 'own', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, message, language }, { teams, roster, rooms }): Promise<Answer> {
    // 加入少先队, among neighbours, is about no team of ours.
    if (!message.addressed && !(await isTeam(teams, community.id, intent.team))) return { replies: [] };
    const team = await theTeam(teams, community.id, intent.team);
    const people: Resident[] = intent.people ? [] : [sender];
    if (!intent.people && intent.joins && !(await leads(sender, team, { roster, rooms }))) {
      const captain = await roster.byId(team.captain);
      const names = { name: plainText(sender.name, 20), captain: plainText(captain?.name ?? '', 20) };
      const toCaptain = (captain?.contactIds ?? []).slice(0, 1).map((id) => ({
        account: message.account,
        conversation: { kind: 'direct' as const, id },
        language,
      }));
      const draft = { name: 'team.member', team: team.name, joins: true, people: [sender.name] };
      return {
        replies: [
          reply('team.asked-to-join', { team: team.name, captain: names.captain }),
          ...toCaptain.map((to) =>
            reply('team.wants-to-join', { team: team.name, name: names.name }, { to }),
          ),
        ],
        asksOthers: toCaptain.map(({ conversation }) => ({
          conversation,
          contactId: conversation.id,
          question: { intent: 'team.member', missing: 'agreement', draft },
        })),
      };
    }
    if (intent.people) {
      await requireLead(sender, team, { roster, rooms });
      for (const name of intent.people) people.push(await onlyPerson(roster, community.id, { name }));
    }
    if (!intent.joins && people.some(({ _id }) => _id === team.captain))
      throw new Refusal('team.captain-stays', {});
    if (intent.joins)
      await teams.join(
        team,
        people.map(({ _id }) => _id),
      );
    else for (const { _id } of people) await teams.leave(team, _id);
    const names = people.map(({ name }) => plainText(name, 20));
    return { replies: [reply('team.members-changed', { team: team.name, names, joined: intent.joins })] };
  },
};

/** 排班 巡逻队 下周 周一 张三 李四 周三 王五: who serves when; each day's people are reminded the evening before. */
export const planTeam: MessageHandler<'team.plan', 'teams' | 'roster' | 'rooms'> = {
  intent: 'team.plan',
  may: { resident: 'own', 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, message, at }, { teams, roster, rooms }) {
    if (!message.addressed && !(await isTeam(teams, community.id, intent.team))) return [];
    const team = await theTeam(teams, community.id, intent.team);
    await requireLead(sender, team, { roster, rooms });
    if (intent.duties.length === 0) throw new Refusal('team.unclear-plan', { team: team.name });
    const monday = local(at)
      .startOf('week')
      .plus({ weeks: intent.week === 'next' ? 1 : 0 });
    const members = await roster.byIds(team.members);
    const duties = intent.duties.map(({ weekday, people }) => ({
      weekday,
      residents: people.map((name) => {
        const member = members.find((one) => one.name === name);
        if (!member) throw new Refusal('team.not-a-member', { team: team.name, name: plainText(name, 20) });
        return member._id;
      }),
    }));
    await teams.plan(team, periodKey('week', monday.toJSDate()), duties);
    return [
      reply('team.planned', {
        team: team.name,
        days: intent.duties.map(({ weekday, people }) => ({
          weekday,
          names: people.map((name) => plainText(name, 20)),
        })),
        from: monday.toFormat('yyyy-MM-dd'),
      }),
    ];
  },
};

/** 召集 巡逻队 今晚8点小广场集合: to the team's group, with everybody's name; without one, to each member. */
export const callTeam: MessageHandler<'team.call', 'teams' | 'roster' | 'rooms'> = {
  intent: 'team.call',
  may: { resident: 'own', 'grid-worker': 'all', admin: 'all' },
  effect: 'records',

  async handle({ intent, sender, community, message }, { teams, roster, rooms }) {
    if (!message.addressed && !(await isTeam(teams, community.id, intent.team))) return [];
    const team = await theTeam(teams, community.id, intent.team);
    await requireLead(sender, team, { roster, rooms });
    const members = await roster.byIds(team.members);
    const room = team.room === undefined ? undefined : rooms.byId(team.room);
    const params = {
      team: team.name,
      text: plainText(intent.text, 200),
      by: plainText(sender.name, 20),
      names: members.map(({ name }) => plainText(name, 20)),
    };
    const contacts = members.flatMap(({ contactIds }) => contactIds[0] ?? []);
    const calls: Reply[] = room
      ? [reply('team.call', params, { to: toRoom(room), mentions: contacts.slice(0, MAX_MENTIONS) })]
      : contacts.map((id) =>
          reply('team.call', params, {
            to: { account: message.account, conversation: { kind: 'direct', id }, language: 'zh' },
          }),
        );
    const isThere = room?._id === message.conversation.id;
    return isThere ? calls : [reply('team.called', { team: team.name, count: members.length }), ...calls];
  },
};

/** 队伍列表, 巡逻队排班, 队伍排行. */
export const showTeams: MessageHandler<'team.show', 'teams' | 'roster' | 'outcomes'> = {
  intent: 'team.show',
  may: { resident: 'all', 'grid-worker': 'all', committee: 'all', admin: 'all' },
  effect: 'reads',

  async handle({ intent, community, at }, { teams, roster, outcomes }) {
    const all = await teams.all(community.id);
    if (all.length === 0) throw new Refusal('team.none', {});
    if (intent.what === 'board') {
      const { period = 'month' } = intent;
      const rows = await teamBoard(all, period, at, outcomes);
      return [reply('team.board', { period, rows })];
    }
    const meant = intent.what === 'orders' ? all.find(({ name }) => intent.team?.includes(name)) : undefined;
    if (meant) return [reply('team.orders', { team: meant.name })];
    if (intent.team === undefined || intent.what === 'orders')
      return [
        reply('team.list', { teams: all.map(({ name, members }) => ({ name, members: members.length })) }),
      ];
    const team = await theTeam(teams, community.id, intent.team);
    const members = await roster.byIds(team.members);
    const nameOf = (id: string) => plainText(members.find(({ _id }) => _id === id)?.name ?? '', 20);
    const week = periodKey('week', at);
    return [
      reply('team.show', {
        team: team.name,
        captain: nameOf(team.captain),
        members: members.map(({ name }) => plainText(name, 20)),
        rosters: team.rosters
          .filter((one) => one.week >= week)
          .map((one) => ({
            week: one.week,
            days: one.duties.map(({ weekday, residents }) => ({ weekday, names: residents.map(nameOf) })),
          })),
      }),
    ];
  },
};

/** Whether a team is called so: 召集, 加入 and 排班 are said among neighbours of much else. */
async function isTeam(teams: Services['teams'], community: string, name: string): Promise<boolean> {
  return (await teams.byName(community, plainText(name, 12))) !== null;
}

async function theTeam(teams: Services['teams'], community: string, name: string): Promise<Team> {
  const team = await teams.byName(community, plainText(name, 12));
  if (!team) throw new Refusal('team.unknown', { team: plainText(name, 12) });
  return team;
}

/** A team's captain sees to it, and so do grid workers and admins of its grid. */
async function requireLead(sender: Resident, team: Team, services: Pick<Services, 'roster' | 'rooms'>) {
  if (!(await leads(sender, team, services))) throw new Refusal('team.captain-only', { team: team.name });
}

/** A team is of the grid of its group; without a group, of its captain's. */
async function leads(
  sender: Resident,
  team: Team,
  { roster, rooms }: Pick<Services, 'roster' | 'rooms'>,
): Promise<boolean> {
  if (sender._id === team.captain) return true;
  const room = team.room === undefined ? undefined : rooms.byId(team.room);
  return seesTo(sender, room ? room.grid : (await roster.byId(team.captain))?.grid);
}
