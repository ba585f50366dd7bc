import { expect, test } from 'vitest';
import { periodName } from '#src/publicity/period-name.ts';
import {
  daysOf,
  endOfWindow,
  lastDayBefore,
  lastPosting,
  leftOf,
  type PostingRule,
  periodOf,
} from '#src/publicity/periods.ts';

test.each<[PostingRule, string, string, string, [string, string]]>([
  // rule, now, was due, period, its days
  [
    { every: 'month', day: 1, time: '09:00' },
    '2025-12-01T09:00+08:00',
    '2025-12-01T01:00Z',
    '2025-11',
    ['2025-11-01', '2025-11-30'],
  ],
  [
    { every: 'month', day: 1, time: '09:00' },
    '2025-12-01T08:59+08:00',
    '2025-11-01T01:00Z',
    '2025-10',
    ['2025-10-01', '2025-10-31'],
  ],
  [
    { every: 'month', day: 5, time: '18:30' },
    '2026-01-04T00:00+08:00',
    '2025-12-05T10:30Z',
    '2025-11',
    ['2025-11-01', '2025-11-30'],
  ],
  [
    { every: 'month', day: 28, time: '09:00' },
    '2026-03-01T00:00+08:00',
    '2026-02-28T01:00Z',
    '2026-01',
    ['2026-01-01', '2026-01-31'],
  ],
  [
    { every: 'quarter', day: 8, time: '09:00' },
    '2026-01-08T09:00+08:00',
    '2026-01-08T01:00Z',
    '2025-Q4',
    ['2025-10-01', '2025-12-31'],
  ],
  [
    { every: 'quarter', day: 8, time: '09:00' },
    '2026-03-31T23:00+08:00',
    '2026-01-08T01:00Z',
    '2025-Q4',
    ['2025-10-01', '2025-12-31'],
  ],
  [
    { every: 'year', day: 10, time: '09:00' },
    '2026-06-01T00:00+08:00',
    '2026-01-10T01:00Z',
    '2025',
    ['2025-01-01', '2025-12-31'],
  ],
  [
    { every: 'week', day: 1, time: '09:00' },
    '2025-11-17T09:00+08:00',
    '2025-11-17T01:00Z',
    '2025-W46',
    ['2025-11-10', '2025-11-16'],
  ],
  [
    { every: 'week', day: 20, time: '09:00' },
    '2025-11-16T10:00+08:00',
    '2025-11-16T01:00Z',
    '2025-W45',
    ['2025-11-03', '2025-11-09'],
  ],
])('%j at %s', (rule, now, due, key, [first, last]) => {
  const { dueAt, period } = lastPosting(rule, new Date(now));
  expect(dueAt).toEqual(new Date(due));
  expect(period.key).toBe(key);
  expect(daysOf(period)).toEqual({ first, last });
});

test.each<[why: string, period: string, postedUntil: string | undefined, left: [string, string] | undefined]>(
  [
    ['nothing was ever posted', '2025-11', undefined, ['2025-11-01', '2025-11-30']],
    ['the month before was', '2025-11', '2025-10-31', ['2025-11-01', '2025-11-30']],
    ['months were, now quarters: one month is left', '2025-Q4', '2025-11-30', ['2025-12-01', '2025-12-31']],
    ['months were, and the quarter with them', '2025-Q3', '2025-09-30', undefined],
    [
      'quarters were, now months: what lies between is not left out',
      '2025-12',
      '2025-09-30',
      ['2025-10-01', '2025-12-31'],
    ],
    ['quarters were, and the month with them', '2025-09', '2025-09-30', undefined],
    ['months were, now weeks: the rest of the week', '2025-W44', '2025-10-31', ['2025-11-01', '2025-11-02']],
    ['weeks were, now months', '2025-11', '2025-11-09', ['2025-11-10', '2025-11-30']],
    ['the bot was away for a month', '2025-12', '2025-10-31', ['2025-11-01', '2025-12-31']],
  ],
)('%s: of %s, posted until %s', (_, key, lastDay, left) => {
  const period = periodOf(key);
  if (!period) throw new Error(`${key} is no period`);
  const until = lastDay ? new Date(Date.parse(`${lastDay}T00:00+08:00`) + 86_400_000) : undefined;
  const still = leftOf(period, until);
  expect(still && Object.values(daysOf(still))).toEqual(left);
  expect(still?.key).toBe(left && key);
});

test.each([
  ['2025-12-01T09:00+08:00', 7, '2025-12-09T00:00+08:00', '2025-12-08'],
  ['2025-12-01T00:00+08:00', 1, '2025-12-03T00:00+08:00', '2025-12-02'],
  ['2025-12-28T23:59+08:00', 7, '2026-01-05T00:00+08:00', '2026-01-04'],
])('posted at %s, for %i days: heard until %s', (posted, days, end, lastDay) => {
  expect(endOfWindow(new Date(posted), days)).toEqual(new Date(end));
  expect(lastDayBefore(endOfWindow(new Date(posted), days))).toBe(lastDay);
});

test.each([
  ['2025', '2025年'],
  ['2025-11', '2025年11月'],
  ['2025-Q4', '2025年第4季度'],
  ['2025-W06', '2025年第6周'],
])('%s is read %s', (key, name) => {
  expect(periodName(key)).toBe(name);
});

test.each([
  ['2025', '2025-01-01', '2025-12-31'],
  ['2025-Q4', '2025-10-01', '2025-12-31'],
  ['2025-11', '2025-11-01', '2025-11-30'],
  ['2025-W01', '2024-12-30', '2025-01-05'],
])('%s is a period from %s to %s', (key, first, last) => {
  const period = periodOf(key);
  expect(period?.key).toBe(key);
  expect(period && daysOf(period)).toEqual({ first, last });
});

test.each(['', '25', '2025-13', '2025-Q5', '2025-11-12', 'today'])('%j is no period', (words) => {
  expect(periodOf(words)).toBeUndefined();
});
