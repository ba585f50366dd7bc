import type { Period } from '#src/understanding/intent.ts';
import { boundsOf } from './month-report.ts';
import type { Outcomes } from './outcomes.ts';
import type { Team } from './schema.ts';

/** Minutes that the members of each team have served in a period, the most first. */
export async function teamBoard(
  teams: readonly Team[],
  period: Period,
  now: Date,
  outcomes: Outcomes,
): Promise<{ name: string; members: number; minutes: number }[]> {
  const [from, to] = boundsOf(period, now);
  const everybody = [...new Set(teams.flatMap(({ members }) => members))];
  const minutes = await outcomes.minutesOf(everybody, from, to);
  return teams
    .map(({ name, members }) => ({
      name,
      members: members.length,
      minutes: members.reduce((sum, member) => sum + (minutes.get(member) ?? 0), 0),
    }))
    .sort((a, b) => b.minutes - a.minutes);
}
