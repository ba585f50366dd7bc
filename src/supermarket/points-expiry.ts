import type { DateTime } from 'luxon';
import { dayOf, local } from '#src/calendar.ts';
import type { Standing } from '#src/ledger/ledger.ts';
import { account, pointsOf, transfer } from '#src/ledger/ledger.ts';
import type { Journal } from '#src/ledger/schema.ts';
import type { SupermarketSettings } from './settings.ts';

/** The day on which points of a month may no longer be spent, and which ones those are. */
export interface ExpiryDay {
  /** The first moment of a month. */
  at: Date;
  /** Points that count before this moment expire. */
  before: Date;
}

/** Something to be done about points that expire, for every household that it concerns. */
export interface ExpiryTask extends ExpiryDay {
  /** `notice-7`: so many days before; `notice-moved`: instead of a day whose notice was missed; `expire`: the day itself. */
  key: string;
  /** A notice without which nothing expires on the day. */
  announces: boolean;
}

/** A task that was begun, and when it was done for everybody. */
export type BegunTask = ExpiryTask & { doneAt?: Date };

const DAY_MS = 24 * 3_600_000;
/** A notice that was missed is made up while people still have a week, or when it is less than a day late. */
const LEAST_MS = 7 * DAY_MS;

/** The next three days of expiry after a moment: a notice can be due more than a month before. */
export function nextExpiries(months: number, now: Date): ExpiryDay[] {
  return [1, 2, 3].map((ahead) => expiryOn(local(now).startOf('month').plus({ months: ahead }), months));
}

/** When a notice is due, so many days before: at nine in the morning. */
export function noticeAt({ at }: Pick<ExpiryDay, 'at'>, days: number): Date {
  return local(at).minus({ days }).set({ hour: 9 }).toJSDate();
}

function expiryOn(first: DateTime, months: number): ExpiryDay {
  return { at: first.toJSDate(), before: first.minus({ months }).toJSDate() };
}

/**
 * What is to be done now. Points expire only on a day whose shortest notice was given to everybody. Where that was
 * missed, they stay until the first of a month at least a week off, and that is announced at once.
 *
 * @param begun the tasks of the last months, whether done or not
 */
export function tasksDue(
  { months, noticeDays }: NonNullable<SupermarketSettings['pointsExpire']>,
  now: Date,
  begun: readonly BegunTask[],
): ExpiryTask[] {
  const days = noticeDays.length > 0 ? noticeDays : [LEAST_MS / DAY_MS];
  const shortest = Math.min(...days);
  const isDone = (key: string, { at }: Pick<ExpiryDay, 'at'>) =>
    begun.some((task) => task.key === key && task.doneAt && task.at.getTime() === at.getTime());
  const announced = (day: Pick<ExpiryDay, 'at'>) =>
    begun.find((task) => task.announces && task.doneAt && task.at.getTime() === day.at.getTime());
  const isAWeekOff = ({ at }: ExpiryDay) => at.getTime() - now.getTime() >= LEAST_MS;
  const isInTime = (day: ExpiryDay, before: number) =>
    day.at > now && (now.getTime() <= noticeAt(day, before).getTime() + DAY_MS || isAWeekOff(day));

  const tasks: ExpiryTask[] = [];
  const coming = nextExpiries(months, now);
  for (const day of coming) {
    // Of several notices that were missed, the last one says it all.
    const fallen = Math.min(...days.filter((before) => noticeAt(day, before) <= now));
    if (Number.isFinite(fallen) && isInTime(day, fallen))
      tasks.push({ ...day, key: `notice-${fallen}`, announces: fallen === shortest });
  }

  const target = coming.find(isAWeekOff);
  const missed = target && expiryOn(local(target.at).minus({ months: 1 }), months);
  if (
    target &&
    missed &&
    !announced(missed) &&
    !isInTime(missed, shortest) &&
    !tasks.some(({ at }) => at.getTime() === target.at.getTime())
  )
    tasks.push({ ...target, key: 'notice-moved', announces: true });

  // However long the bot was away, what was announced has expired; the latest day has the earlier ones in it.
  const [last] = begun
    .filter((task) => task.announces && task.doneAt && task.at <= now)
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  if (last) tasks.push({ at: last.at, before: last.before, key: 'expire', announces: false });
  return tasks.filter((task) => !isDone(task.key, task));
}

/**
 * Adds up what households were credited: in all, and before a day. Deductions, and their reversals, are no credits;
 * the reversal of a credit takes back that very credit, wherever the reversal itself counts.
 */
export class CreditAges {
  readonly #before: Date;
  readonly #sums = new Map<string, { credited: number; old: number }>();
  readonly #reversals: Journal[] = [];

  constructor(before: Date) {
    this.#before = before;
  }

  add(journal: Journal): void {
    if (journal.kind === 'reversal') this.#reversals.push(journal);
    else if (journal.kind === 'credit') this.#put(journal, journal.countsAt);
  }

  /** Ids of the journals that were reversed: `settle` wants them. */
  get reversed(): string[] {
    return this.#reversals.flatMap(({ reverses }) => reverses ?? []);
  }

  /** Takes off what was reversed. */
  settle(originals: readonly Journal[]): void {
    const byId = new Map(originals.map((journal) => [journal._id, journal]));
    for (const reversal of this.#reversals.splice(0)) {
      const original = byId.get(reversal.reverses ?? '');
      if (original?.kind === 'credit') this.#put(reversal, original.countsAt);
    }
  }

  of(household: string): { credited: number; old: number } {
    return this.#sums.get(household) ?? { credited: 0, old: 0 };
  }

  #put(journal: Journal, countsAt: Date | undefined): void {
    const points = pointsOf(journal);
    const { credited, old } = this.of(journal.household);
    const isOld = countsAt !== undefined && countsAt < this.#before;
    this.#sums.set(journal.household, { credited: credited + points, old: isOld ? old + points : old });
  }
}

/**
 * How many of a household's points expire: what was credited before the day and has not been spent, deducted or lost
 * since, the oldest being spent first. Points that are reserved count as spent; frozen ones wait for the objection.
 */
export function expiringPoints(
  { credited, old }: { credited: number; old: number },
  { available, frozen }: Pick<Standing, 'available' | 'frozen'>,
): number {
  const gone = credited - available - frozen;
  return Math.max(0, Math.min(available, old - gone));
}

/**
 * The journal by which a household's points expire. Its id says when, so that they expire once.
 *
 * @param redemption the number of the one whose points came back after the day
 */
export function expiryJournal(
  household: { _id: string; community: string; grid: string },
  points: number,
  { at }: Pick<ExpiryDay, 'at'>,
  {
    rulebookVersion,
    now,
    redemption,
    again = '',
  }: { rulebookVersion: string; now: Date; redemption?: number; again?: string },
): Journal {
  const day = dayOf(at);
  return {
    _id: `expiry:${household._id}:${day}${redemption === undefined ? '' : `:${redemption}${again}`}`,
    community: household.community,
    kind: 'expiry',
    household: household._id,
    grid: household.grid,
    claim: redemption ?? 0,
    memo: `积分到期 ${day}`,
    rulebookVersion,
    decidedBy: [],
    messageId: `expiry:${day}`,
    recordedAt: now,
    entries: transfer(account.household(household._id), account.expired(household.community), points),
  };
}
