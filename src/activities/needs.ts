import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { NeedsRead } from '#src/understanding/needs.ts';
import type { Needs } from './schema.ts';
import type { Teams } from './teams.ts';

/** Whom an activity is for, as its notice says; undefined when it is for everybody. */
export function needsOf({ minAge, maxAge, skill, team }: NeedsRead = {}): Needs | undefined {
  const needs = {
    ...(minAge ? { minAge } : {}),
    ...(maxAge ? { maxAge } : {}),
    ...(skill ? { skill: plainText(skill, 30) } : {}),
    ...(team ? { team: plainText(team, 20) } : {}),
  };
  return Object.keys(needs).length > 0 ? needs : undefined;
}

/** @throws Refusal for a team that there is not: nobody could sign up. */
export async function checkTeam(
  community: string,
  needs: Needs | null | undefined,
  teams: Teams,
): Promise<void> {
  const team = needs?.team;
  if (team !== undefined && !(await teams.byName(community, team)))
    throw new Refusal('team.unknown', { team });
}
