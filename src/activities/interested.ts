import type { Roster } from '#src/community/roster.ts';
import type { Activity, SignUp } from './schema.ts';
import type { Teams } from './teams.ts';

/**
 * Households of those whose word an attendance rests on: the organiser, whoever closed the activity or wrote names
 * down, the captain of its team. For themselves they are no witnesses, and nobody credits their own household.
 */
export async function interestedHouseholds(
  { organiser, closedBy, community, needs }: Activity,
  came: readonly Pick<SignUp, 'markedBy'>[],
  { teams, roster }: { teams: Teams; roster: Roster },
): Promise<ReadonlySet<string>> {
  const team = needs?.team === undefined ? null : await teams.byName(community, needs.team);
  const people = [organiser, closedBy, team?.captain, ...came.map(({ markedBy }) => markedBy)];
  const known = await roster.byIds([...new Set(people.flatMap((id) => id ?? []))]);
  return new Set(known.flatMap(({ household }) => household ?? []));
}
