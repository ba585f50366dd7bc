import { DateTime } from 'luxon';

/** Communities keep Chinese time, whatever the machine is set to. */
export const TIME_ZONE = 'Asia/Shanghai';

/** A moment on the community's wall clock. */
export function local(at: Date): DateTime {
  return DateTime.fromJSDate(at, { zone: TIME_ZONE });
}

/** The community's calendar day of a moment, `YYYY-MM-DD`. */
export function dayOf(at: Date): string {
  return local(at).toFormat('yyyy-MM-dd');
}

/** Noon of a calendar day (`YYYY-MM-DD`): a moment that certainly lies in it. */
export function noonOf(day: string): Date {
  return DateTime.fromISO(day, { zone: TIME_ZONE }).set({ hour: 12 }).toJSDate();
}

/** The moments at which periods are counted: weeks start on Monday (ISO 8601). */
export type PeriodKind = 'week' | 'month' | 'quarter' | 'year' | 'total';

/** The key of the period that a moment lies in: `2025-W46`, `2025-11`, `2025-Q4`, `2025`, `total`. */
export function periodKey(kind: PeriodKind, at: Date): string {
  const day = local(at);
  switch (kind) {
    case 'week':
      return `${day.weekYear}-W${String(day.weekNumber).padStart(2, '0')}`;
    case 'month':
      return day.toFormat('yyyy-MM');
    case 'quarter':
      return `${day.year}-Q${day.quarter}`;
    case 'year':
      return String(day.year);
    case 'total':
      return 'total';
  }
}

/** The last moment, at or before `now`, when the wall clock showed this weekday (1 = Monday) and time (`HH:mm`). */
export function lastWeekly(now: Date, weekday: number, time: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const today = local(now).startOf('day');
  const candidate = today.minus({ days: (today.weekday - weekday + 7) % 7 }).set({ hour, minute });
  return (candidate.toMillis() <= now.getTime() ? candidate : candidate.minus({ days: 7 })).toJSDate();
}

/** The last moment, at or before `now`, when a period of this kind had its posting day and time (`HH:mm`). */
export function lastPeriodic(
  now: Date,
  every: 'week' | 'month' | 'quarter' | 'year',
  day: number,
  time: string,
): Date {
  if (every === 'week') return lastWeekly(now, Math.min(day, 7), time);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const candidate = local(now).startOf(every).set({ day, hour, minute });
  return (
    candidate.toMillis() <= now.getTime() ? candidate : candidate.minus({ [`${every}s`]: 1 })
  ).toJSDate();
}
