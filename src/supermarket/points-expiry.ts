import { DateTime } from 'luxon';
import { local, TIME_ZONE } from '#src/calendar.ts';
import type { Ledger, Standing } from '#src/ledger/ledger.ts';
import { account, pointsOf, transfer } from '#src/ledger/ledger.ts';
import type { Journal } from '#src/ledger/schema.ts';

/** The day on which points of a month may no longer be spent, and which ones those are. */
export interface ExpiryDay {
  /** The first moment of a month. */
  at: Date;
  /** Points that count before this moment expire. */
  before: Date;
}

/** The last day of expiry at or before a moment. Points of one month are good for so many more, then go at its end. */
export function lastExpiry(months: number, now: Date): ExpiryDay {
  return expiryOn(local(now).startOf('month'), months);
}

/** The next three days of expiry after a moment: a notice can be due more than a month before. */
export function nextExpiries(months: number, now: Date): ExpiryDay[] {
  return [1, 2, 3].map((ahead) => expiryOn(local(now).startOf('month').plus({ months: ahead }), months));
}

/** When a notice is due, so many days before: at nine in the morning. */
export function noticeAt({ at }: ExpiryDay, days: number): Date {
  return local(at).minus({ days }).set({ hour: 9 }).toJSDate();
}

function expiryOn(first: DateTime, months: number): ExpiryDay {
  return { at: first.toJSDate(), before: first.minus({ months }).toJSDate() };
}

/**
 * How many of a household's points expire: what was credited before the day and has not been spent, deducted or lost
 * since, the oldest being spent first. Points that are reserved count as spent; frozen ones wait for the objection.
 *
 * @param earned all journals of the household that count, of whatever day
 */
export function expiringPoints(
  earned: Journal[],
  { available, held, total }: Standing,
  before: Date,
): number {
  let credited = 0;
  let old = 0;
  for (const journal of earned) {
    // A reversal takes back the very credit that it reverses, wherever it counts.
    if (journal.kind === 'deduction' || !journal.countsAt) continue;
    const points = pointsOf(journal);
    credited += points;
    if (journal.countsAt < before) old += points;
  }
  const gone = credited - total + held;
  return Math.max(0, Math.min(available, old - gone));
}

/** The journal by which a household's points expire. Its id says when, so that they expire once. */
export function expiryJournal(
  household: { _id: string; community: string; grid: string },
  points: number,
  { at }: ExpiryDay,
  rulebookVersion: string,
  now: Date,
): Journal {
  const day = DateTime.fromJSDate(at, { zone: TIME_ZONE }).toFormat('yyyy-MM-dd');
  return {
    _id: `expiry:${household._id}:${day}`,
    community: household.community,
    kind: 'expiry',
    household: household._id,
    grid: household.grid,
    claim: 0,
    memo: `积分到期 ${day}`,
    rulebookVersion,
    decidedBy: [],
    messageId: `expiry:${day}`,
    recordedAt: now,
    entries: transfer(account.household(household._id), account.expired(household.community), points),
  };
}

/** What expires of every household that has something to spend. */
export async function expiringIn(
  community: string,
  { before }: ExpiryDay,
  ledger: Ledger,
): Promise<{ household: string; points: number }[]> {
  const expiring: { household: string; points: number }[] = [];
  for (const { household } of await ledger.spendableIn(community)) {
    const standing = await ledger.standingOf(household);
    const earned = await ledger.earnedBetween({ community, household }, new Date(0), new Date(8.64e15));
    const points = expiringPoints(earned, standing, before);
    if (points > 0) expiring.push({ household, points });
  }
  return expiring;
}
