import type { InEnglish } from '../reply.ts';
import type { teamsReplies as zh } from '../zh-CN/teams.ts';
import { PERIODS, WEEKDAYS } from './words.ts';

export const teamsReplies: InEnglish<typeof zh> = {
  'team.founded': (p) =>
    `The team ${p.team} is founded; its captain is ${p.captain}. ${p.here ? 'Its calls go to this group.' : "Say it again in the team's group, and its calls go there."} To join: join team ${p.team}`,
  'team.captain-changed': (p) =>
    `${p.captain} is the captain of ${p.team} now; members and rosters stay. ${p.here ? 'Its calls go to this group from now on.' : 'Its calls go where they went.'}`,
  'team.unknown': (p) => `There is no team "${p.team}". To see which there are: teams`,
  'team.none': () => 'There are no teams yet. An admin can say: found team patrol captain Zhang San',
  'team.captain-only': (p) => `That is for the captain of ${p.team} or a grid worker.`,
  'team.asked-to-join': (p) =>
    `I told ${p.captain}, the captain of ${p.team}; you are in once the captain agrees.`,
  'team.wants-to-join': (p) =>
    `[Asks to join] ${p.name} would like to join ${p.team}. To agree reply "yes" (later on, quote this), or send: ${p.team} add ${p.name}`,
  'team.captain-stays': () => "A captain can't simply leave; an admin has to name another one first.",
  'team.members-changed': (p) => `${p.names.join(', ')} ${p.joined ? 'joined' : 'left'} ${p.team}.`,
  'team.not-a-member': (p) =>
    `${p.name} is no member of ${p.team}, so nothing was planned. First take them in.`,
  'team.planned': (p) =>
    [
      `Planned for ${p.team}, the week from ${p.from}; reminders at 7 pm the evening before:`,
      ...p.days.map(dutyLine),
    ].join('\n'),
  'team.unclear-plan': (p) =>
    `I did not understand the roster of ${p.team}; nothing was written down. Please say each day and, behind it, the members who serve.`,
  'team.orders': (p) =>
    `${p.team} can't be dissolved, joined or renamed here. You can say: teams, team hours, call team, join team, leave team; an admin can name another captain.`,
  'team.call': (p) => `[${p.team}] ${p.text} (${p.by})\n${p.names.join(', ')}: please be there in time.`,
  'team.called': (p) => `Called the ${p.count} members of ${p.team}.`,
  'team.duty': (p) =>
    `[${p.team}] On duty tomorrow: ${p.names.join(', ')}. If you can't, please tell the captain.`,
  'team.list': (p) =>
    [
      'Teams here:',
      ...p.teams.map(({ name, members }) => `- ${name}, ${members} members`),
      'To join: join team <name>',
    ].join('\n'),
  'team.show': (p) =>
    [
      `${p.team}: captain ${p.captain}, ${p.members.length} members: ${p.members.join(', ')}`,
      ...p.rosters.flatMap(({ week, days }) => [`Week ${week}:`, ...days.map(dutyLine)]),
    ].join('\n'),
  'team.board': (p) =>
    [
      `Hours of the teams (${PERIODS[p.period]}):`,
      ...p.rows.map(
        ({ name, members, minutes }, index) =>
          `${index + 1}. ${name} (${members}): ${Math.round(minutes / 6) / 10} hours`,
      ),
    ].join('\n'),
};

function dutyLine({ weekday, names }: { weekday: number; names: string[] }): string {
  return `${WEEKDAYS[weekday - 1]}: ${names.join(', ')}`;
}
