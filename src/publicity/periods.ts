import { DateTime } from 'luxon';
import { dayOf, local, type PeriodKind, periodKey, TIME_ZONE } from '#src/calendar.ts';

export type CalendarKind = Exclude<PeriodKind, 'total'>;

/** A period of the calendar, from its first moment to the first one after it. */
export interface CalendarPeriod {
  kind: CalendarKind;
  /** A key of `periodKey`: `2025-11`, `2025-Q4`. */
  key: string;
  from: Date;
  to: Date;
}

/** When something is posted once a period: on a day of the week, or of the period's first month. */
export interface PostingRule {
  every: CalendarKind;
  day: number;
  /** `HH:mm`. */
  time: string;
}

/** The period that a moment lies in. */
export function periodAt(kind: CalendarKind, at: Date): CalendarPeriod {
  const start = local(at).startOf(kind);
  return {
    kind,
    key: periodKey(kind, at),
    from: start.toJSDate(),
    to: start.plus({ [kind]: 1 }).toJSDate(),
  };
}

/** The period before the one that a moment lies in. */
export function periodBefore(kind: CalendarKind, at: Date): CalendarPeriod {
  return periodAt(kind, new Date(periodAt(kind, at).from.getTime() - 1));
}

/** The last posting at or before `now`, and the whole period that it is about. */
export function lastPosting(
  { every, day, time }: PostingRule,
  now: Date,
): { dueAt: Date; period: CalendarPeriod } {
  const thisTime = postingIn({ every, day, time }, now);
  const dueAt = thisTime <= now ? thisTime : postingIn({ every, day, time }, periodBefore(every, now).from);
  return { dueAt, period: periodBefore(every, dueAt) };
}

/**
 * What of a period is still to be posted when everything before `postedUntil` has been: it begins there, so that a
 * regulation that posts at other times than the one before it posts nothing twice and leaves nothing out. Undefined
 * when nothing is left.
 */
export function leftOf(period: CalendarPeriod, postedUntil: Date | undefined): CalendarPeriod | undefined {
  if (postedUntil === undefined) return period;
  return postedUntil < period.to ? { ...period, from: postedUntil } : undefined;
}

function postingIn({ every, day, time }: PostingRule, at: Date): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  // A week has no 28th day.
  const days = (every === 'week' ? Math.min(day, 7) : day) - 1;
  return local(at).startOf(every).plus({ days }).set({ hour, minute }).toJSDate();
}

/** The end of the last day on which something opened at `from` may be questioned: the day of posting does not count. */
export function endOfWindow(from: Date, days: number): Date {
  return local(from)
    .startOf('day')
    .plus({ days: days + 1 })
    .toJSDate();
}

/** A period as its first and last day, `YYYY-MM-DD`. */
export function daysOf({ from, to }: Pick<CalendarPeriod, 'from' | 'to'>): { first: string; last: string } {
  return {
    first: local(from).toISODate() ?? '',
    last: local(new Date(to.getTime() - 1)).toISODate() ?? '',
  };
}

/** The last day before a window's end, `YYYY-MM-DD`. */
export function lastDayBefore(end: Date): string {
  return dayOf(new Date(end.getTime() - 1));
}

/** The period that a key names: `2025`, `2025-Q4`, `2025-11`, `2025-W46`; undefined for anything else. */
export function periodOf(key: string): CalendarPeriod | undefined {
  const format = [
    ['year', 'yyyy'],
    ['quarter', "yyyy-'Q'q"],
    ['month', 'yyyy-MM'],
    ['week', "kkkk-'W'WW"],
  ] as const;
  for (const [kind, pattern] of format) {
    const day = DateTime.fromFormat(key, pattern, { zone: TIME_ZONE });
    if (day.isValid) return periodAt(kind, day.toJSDate());
  }
  return undefined;
}
