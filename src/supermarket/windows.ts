import { DateTime } from 'luxon';
import { local, TIME_ZONE } from '#src/calendar.ts';
import type { OpeningDays, Place } from './settings.ts';

/** Some days on which a place hands out goods. Every day from the first to the last, between the hours. */
export interface Window {
  /** `2025-12-20`, the day on which it begins: what tells windows of a place apart. */
  id: string;
  opensAt: Date;
  closesAt: Date;
}

/** Whether goods can be had now; if not, when. */
export type Opening =
  | { state: 'always' }
  | { state: 'open'; window: Window }
  | { state: 'closed'; next: Window };

/** The opening of a place at a moment. Between two days of one window it counts as open. */
export function openingAt({ windows }: Pick<Place, 'windows'>, at: Date): Opening {
  if (windows === 'always') return { state: 'always' };
  const ahead = upcoming(windows, at);
  const [first] = ahead;
  if (!first) throw new Error('opening days without an end always come again');
  return first.opensAt <= at ? { state: 'open', window: first } : { state: 'closed', next: first };
}

/** The last window that has begun by now; undefined for a place that is always open. */
export function lastWindow({ windows }: Pick<Place, 'windows'>, at: Date): Window | undefined {
  if (windows === 'always') return undefined;
  return around(windows, at)
    .filter(({ opensAt }) => opensAt <= at)
    .at(-1);
}

/** The window after this one. */
export function windowAfter({ windows }: Pick<Place, 'windows'>, { closesAt }: Window): Window | undefined {
  return windows === 'always' ? undefined : upcoming(windows, new Date(closesAt.getTime() + 1))[0];
}

/** Windows that are open or still to come, the soonest first. */
function upcoming(windows: OpeningDays[], at: Date): Window[] {
  return around(windows, at).filter(({ closesAt }) => closesAt >= at);
}

/** The windows from half a year before to half a year after a moment. */
function around(windows: OpeningDays[], at: Date): Window[] {
  const months = Array.from({ length: 13 }, (_, index) =>
    local(at)
      .startOf('month')
      .plus({ months: index - 6 }),
  );
  return months
    .flatMap((month) => windows.flatMap((days) => windowIn(month, days) ?? []))
    .sort((a, b) => a.opensAt.getTime() - b.opensAt.getTime());
}

function windowIn(
  month: DateTime,
  { every, month: ofQuarter, days, open, close }: OpeningDays,
): Window | undefined {
  if (every === 'quarter' && ((month.month - 1) % 3) + 1 !== ofQuarter) return undefined;
  const moment = (day: number, time: string) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return DateTime.fromObject(
      { year: month.year, month: month.month, day, hour, minute },
      { zone: TIME_ZONE },
    );
  };
  const opens = moment(days[0], open);
  return {
    id: opens.toFormat('yyyy-MM-dd'),
    opensAt: opens.toJSDate(),
    closesAt: moment(days[1], close).toJSDate(),
  };
}
