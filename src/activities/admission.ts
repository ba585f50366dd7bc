import { dayOf } from '#src/calendar.ts';
import { type Community, rulebookNow } from '#src/community/community.ts';
import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Services } from '#src/handler.ts';
import { Refusal } from '#src/refusal.ts';
import { MAX_PARTY } from './party.ts';
import type { Activity } from './schema.ts';
import type { Person } from './sign-ups.ts';
import { activityView } from './view.ts';

/** Some people who want to come, and who answers for them. */
export interface Application {
  activity: Activity;
  people: readonly Person[];
  by: Resident;
  community: Community;
  at: Date;
}

type Needed = Pick<Services, 'attendance' | 'teams' | 'signUps'>;

/**
 * Why people can't come: a pause after absences, a team that they are not in, more guests than one may bring.
 * Undefined when they can. It is asked of every way onto a list, 报名 and #接龙 alike.
 */
export async function refusalOf(
  { activity, people, by, community, at }: Application,
  { attendance, teams, signUps }: Needed,
): Promise<Refusal | undefined> {
  const rule = rulebookNow(community, at).activities?.noShows;
  for (const { resident } of people) {
    const pause = resident && (await attendance.pausedUntil(resident, rule, at));
    if (pause) return new Refusal('activity.paused', { count: pause.count, until: dayOf(pause.until) });
  }
  const team = activity.needs?.team;
  // Guests come with a member; whoever is registered has to be one.
  for (const resident of team ? new Set(people.map((one) => one.resident ?? by._id)) : [])
    if (team && !(await teams.isMember(community.id, team, resident)))
      return new Refusal('activity.team-only', { activity: activityView(activity), team });

  // Grid workers sign up whole stairwells; neighbours bring their own.
  const brought = holds(by, 'grid-worker') ? 0 : await signUps.broughtBy(activity._id, by._id, people);
  if (brought + people.length > MAX_PARTY)
    return new Refusal('activity.party-too-large', { limit: MAX_PARTY });
  return undefined;
}
