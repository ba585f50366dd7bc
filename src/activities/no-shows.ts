import type { Rulebook } from '#src/rulebook/schema.ts';
import type { Activity, SignUp } from './schema.ts';

const DAY_MS = 86_400_000;

/**
 * Whether an absence counts as staying away without a word: not for somebody who moved up so shortly before the start
 * that the time to say no ran out with it, and who never said that they would come.
 */
export function isNoShow(
  { declineBy, silentUntil }: Pick<SignUp, 'declineBy' | 'silentUntil'>,
  { startsAt }: Pick<Activity, 'startsAt'>,
): boolean {
  const asked = silentUntil ?? declineBy;
  return asked === undefined || asked < startsAt;
}

/** Until when absences pause somebody's sign-ups, by the regulation; undefined when they do not. */
export function pauseAfter(
  absences: readonly Date[],
  rule: NonNullable<NonNullable<Rulebook['activities']>['noShows']>,
  now: Date,
): { count: number; until: Date } | undefined {
  const since = now.getTime() - rule.withinDays * DAY_MS;
  const recent = absences.map((at) => at.getTime()).filter((at) => at > since && at <= now.getTime());
  if (recent.length < rule.limit) return undefined;
  const until = new Date(Math.max(...recent) + rule.pauseDays * DAY_MS);
  return until > now ? { count: recent.length, until } : undefined;
}
