import { describe, expect, test } from 'vitest';
import { dayOf, lastWeekly, periodKey } from '#src/calendar.ts';
import { rank } from '#src/leaderboard/leaderboard.ts';

describe('days and periods are those of Shanghai, weeks begin on Monday', () => {
  test.each([
    ['2025-11-16T15:59:59Z', '2025-11-16', '2025-W46', '2025-11', '2025-Q4', '2025'],
    ['2025-11-16T16:00:00Z', '2025-11-17', '2025-W47', '2025-11', '2025-Q4', '2025'],
    ['2025-12-31T15:59:59Z', '2025-12-31', '2026-W01', '2025-12', '2025-Q4', '2025'],
    ['2025-12-31T16:00:00Z', '2026-01-01', '2026-W01', '2026-01', '2026-Q1', '2026'],
    ['2027-01-01T04:00:00Z', '2027-01-01', '2026-W53', '2027-01', '2027-Q1', '2027'],
  ])('%s', (moment, day, week, month, quarter, year) => {
    const at = new Date(moment);
    expect(dayOf(at)).toBe(day);
    expect([
      periodKey('week', at),
      periodKey('month', at),
      periodKey('quarter', at),
      periodKey('year', at),
      periodKey('total', at),
    ]).toEqual([week, month, quarter, year, 'total']);
  });
});

describe('the last Monday 09:00', () => {
  test.each([
    ['2025-11-17T08:59:59+08:00', '2025-11-10T09:00:00+08:00'],
    ['2025-11-17T09:00:00+08:00', '2025-11-17T09:00:00+08:00'],
    ['2025-11-23T23:59:59+08:00', '2025-11-17T09:00:00+08:00'],
    ['2026-01-01T00:00:00+08:00', '2025-12-29T09:00:00+08:00'],
  ])('as of %s is %s', (now, expected) => {
    expect(lastWeekly(new Date(now), 1, '09:00')).toEqual(new Date(expected));
  });
});

test('equal points share a rank, and the next one is counted on', () => {
  const rows = [30, 20, 20, 10].map((points, index) => ({ name: `户${index}`, points }));
  expect(rank(rows).map((place) => place.rank)).toEqual([1, 2, 2, 4]);
});
