import { local } from '#src/calendar.ts';
import { nthOfMonth, type Repeat } from '#src/understanding/repeats.ts';
import type { Activities } from './activities.ts';
import { type ActivityChanges, changed } from './changes.ts';
import type { Activity, ActivityModels, Series, SeriesPlan } from './schema.ts';

/** The next date of a series is published so many days before it, at nine in the morning. */
const DAYS_BEFORE = 5;

/** Where dates are closer than that, the next is published when the last has been held: a group hears of one at a time. */
function daysBefore(series: Series, startsAt: Date): number {
  const gap = Math.round(local(startsAt).diff(local(series.lastAt), 'days').days);
  return Math.min(DAYS_BEFORE, Math.max(1, gap));
}

/** Activities that come back each week or month (系列活动). */
export class SeriesOfActivities {
  readonly #models: ActivityModels;

  constructor(models: ActivityModels) {
    this.#models = models;
  }

  /** Makes an activity the first date of a series, inside the caller's transaction. */
  async begin(activity: Activity, { every, step, weekdays, nth, times }: Repeat): Promise<Series> {
    const series: Series = {
      _id: `${activity.community}/series/${activity.number}`,
      community: activity.community,
      plan: planOf(activity),
      last: activity._id,
      lastAt: activity.startsAt,
      every,
      ...(step ? { step } : {}),
      ...(weekdays ? { weekdays } : {}),
      ...(nth ? { nth } : {}),
      ...(times ? { left: times - 1 } : {}),
      monthDay: local(activity.startsAt).day,
      stopped: false,
    };
    await this.#models.series.insertMany([series], { lean: true });
    await this.#models.activities.updateOne({ _id: activity._id }, { $set: { series: series._id } });
    return series;
  }

  /** No more dates; those that are published already stay. */
  async stop(id: string): Promise<void> {
    await this.#models.series.updateOne({ _id: id }, { $set: { stopped: true } });
  }

  /** Whether more dates of it will be published. */
  async isRunning(id: string): Promise<boolean> {
    const series = await this.#models.series.findById(id, { stopped: 1, left: 1 }).lean();
    return series !== null && !series.stopped && (series.left === undefined || series.left > 0);
  }

  /** Its dates after a moment that are published and still to be held. */
  datesAfter(id: string, now: Date): Promise<Activity[]> {
    return this.#models.activities
      .find({ series: id, status: 'open', startsAt: { $gt: now } })
      .sort({ startsAt: 1 })
      .lean();
  }

  /** Series whose next date is to be published now, and that date. Dates that were slept through are left out. */
  async due(community: string, now: Date): Promise<{ series: Series; startsAt: Date; dueAt: Date }[]> {
    const running = await this.#models.series.find({ community, stopped: false }).lean();
    return running.flatMap((series) => {
      if (series.left !== undefined && series.left <= 0) return [];
      let startsAt = nextDate(series, series.lastAt);
      while (startsAt <= now) startsAt = nextDate(series, startsAt);
      const dueAt = local(startsAt)
        .minus({ days: daysBefore(series, startsAt) })
        .set({ hour: 9, minute: 0 })
        .toJSDate();
      return dueAt <= now ? [{ series, startsAt, dueAt: dueAt < series.lastAt ? series.lastAt : dueAt }] : [];
    });
  }

  /**
   * What its dates are planned like, as an activity at the time of the last one: by it a change for every date is
   * judged, whatever was changed for one date alone.
   *
   * @param date one of its dates
   */
  async planned(id: string, date: Activity): Promise<Activity | undefined> {
    const series = await this.#models.series.findById(id).lean();
    if (!series) return undefined;
    const { _id, community, number, turns, status, messageId, createdAt } = date;
    const own = { _id, community, number, turns, status, messageId, createdAt };
    return {
      ...own,
      ...series.plan,
      series: id,
      startsAt: series.lastAt,
      taken: {},
      postings: [],
      photos: [],
    };
  }

  /** Changes the dates that are not published yet, inside the caller's transaction. */
  async change(id: string, { startsAt, postings: _, ...changes }: ActivityChanges): Promise<void> {
    const series = await this.#models.series.findById(id).lean();
    if (!series) return;
    await this.#models.series.updateOne(
      { _id: id },
      {
        $set: {
          plan: changed(series.plan, changes),
          ...(startsAt ? { lastAt: startsAt, monthDay: local(startsAt).day } : {}),
        },
      },
    );
  }

  /**
   * Publishes the next date, inside the caller's transaction. Undefined when another date of the series was moved to
   * that very time.
   */
  async continueWith(
    series: Series,
    startsAt: Date,
    now: Date,
    activities: Activities,
  ): Promise<Activity | undefined> {
    const { _id, community, plan } = series;
    const isTaken =
      (await this.#models.activities.countDocuments({ series: _id, startsAt, status: 'open' })) > 0;
    const next = isTaken
      ? undefined
      : await activities.publish(
          {
            ...plan,
            community,
            startsAt,
            series: _id,
            messageId: `${_id}/${startsAt.toISOString()}`,
            createdAt: now,
          },
          [{ kind: 'notice', dueAt: now, done: true }, ...remindersOf(startsAt, now)],
        );
    await this.#models.series.updateOne(
      { _id },
      {
        $set: {
          last: next?._id ?? series.last,
          lastAt: startsAt,
          ...(series.left === undefined ? {} : { left: series.left - 1 }),
        },
      },
    );
    return next;
  }
}

function planOf({
  title,
  minutes,
  place,
  note,
  item,
  needs,
  shifts,
  organiser,
  organiserName,
  rooms,
}: Activity): SeriesPlan {
  const plan = { title, minutes, place, note, item, needs, shifts, organiser, organiserName, rooms };
  return changed<SeriesPlan>(plan, {});
}

/** One reminder, the day before: people know a series. */
function remindersOf(startsAt: Date, now: Date) {
  const dueAt = new Date(startsAt.getTime() - 24 * 3_600_000);
  return dueAt > now ? [{ kind: 'reminder' as const, dueAt, done: false }] : [];
}

/**
 * The date after one: the next day, the next of several days of the week, one or more weeks later, or in the next month
 * on the same date (or its last day) or the same weekday.
 */
export function nextDate(
  {
    every,
    step = 1,
    weekdays,
    nth,
    monthDay,
  }: Pick<Series, 'every' | 'step' | 'weekdays' | 'nth' | 'monthDay'>,
  after: Date,
): Date {
  const at = local(after);
  if (every === 'day') return at.plus({ days: 1 }).toJSDate();
  if (every === 'week' && weekdays) {
    const days = [1, 2, 3, 4, 5, 6, 7].find((ahead) => weekdays.includes(at.plus({ days: ahead }).weekday));
    return at.plus({ days: days ?? 7 }).toJSDate();
  }
  if (every === 'week') return at.plus({ weeks: step }).toJSDate();
  const month = at.startOf('month').plus({ months: 1 }).set({ hour: at.hour, minute: at.minute });
  if (nth) return nthOfMonth(month, nth, at.weekday).toJSDate();
  return month.set({ day: Math.min(monthDay, month.daysInMonth ?? 28) }).toJSDate();
}
