import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { findClockTimes } from '#src/understanding/reading/clock-times.ts';
import { dayNumber, findDays, isoDay, weekdayOf } from '#src/understanding/reading/days.ts';
import { readDuration } from '#src/understanding/reading/durations.ts';
import { fold } from '#src/understanding/reading/fold.ts';
import { readNumeral } from '#src/understanding/reading/numerals.ts';
import { now } from './corpus.ts';

const table = parse(readFileSync(new URL('times.yaml', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, unknown>
>;
const rows = (name: string) => Object.entries(table[name] ?? {});
const folded = (text: string) => fold(text).text;

test('the table has at least 150 rows', () => {
  expect(Object.values(table).flatMap((part) => Object.keys(part)).length).toBeGreaterThanOrEqual(150);
});

describe('lengths of time', () => {
  test.each(rows('durations'))('%s is %s', (text, expected) => {
    const read = readDuration(folded(text));
    expect(read === undefined ? 'none' : read.vague ? 'vague' : read.minutes).toBe(expected);
  });
});

describe.each(['past', 'future'] as const)('days towards the %s', (direction) => {
  test.each(rows(direction))('%s is %s', (text, expected) => {
    const [day, ...others] = findDays(folded(text), now, direction);
    expect(others).toEqual([]);
    expect(day === undefined ? 'none' : isoDay(day.value)).toBe(expected);
  });
});

describe('hours', () => {
  const hour = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  test.each(rows('clocks'))('%s is %s', (text, expected) => {
    const [found] = findClockTimes(folded(text));
    const { start, end } = found?.value ?? {};
    expect(
      start === undefined ? 'none' : end === undefined ? hour(start) : `${hour(start)}-${hour(end)}`,
    ).toBe(expected);
  });
});

describe('numerals', () => {
  test.each(rows('numerals'))('%s is %s', (text, expected) => {
    expect(readNumeral(text)).toBe(expected);
  });

  test('every number up to ten thousand is read as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), (n) => {
        expect(readNumeral(inHan(n))).toBe(n);
      }),
    );
  });
});

test('weeks start on Monday, and a bare weekday is never more than six days away', () => {
  const start = dayNumber(2024, 1, 1) ?? 0;
  expect(weekdayOf(start)).toBe(0);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 6 }), (offset, weekday) => {
      const today = new Date((start + offset) * 86_400_000);
      const text = `周${'一二三四五六日'[weekday]}`;
      const past = findDays(text, today, 'past')[0]?.value ?? Number.NaN;
      const future = findDays(text, today, 'future')[0]?.value ?? Number.NaN;
      expect(weekdayOf(past)).toBe(weekday);
      expect(weekdayOf(future)).toBe(weekday);
      expect(start + offset - past).toBeLessThan(7);
      expect(future - start - offset).toBeLessThan(7);
    }),
  );
});

test('a day begins at midnight in Shanghai', () => {
  const late = new Date('2025-11-12T23:59:00+08:00');
  const early = new Date('2025-11-13T00:01:00+08:00');
  expect(findDays('昨天', late, 'past').map(({ value }) => isoDay(value))).toEqual(['2025-11-11']);
  expect(findDays('昨天', early, 'past').map(({ value }) => isoDay(value))).toEqual(['2025-11-12']);
});

function inHan(n: number): string {
  const digits = '零一二三四五六七八九';
  if (n < 10) return digits[n] ?? '';
  let text = '';
  let gap = false;
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(n / unit) % 10;
    if (digit === 0) gap = text !== '' && n % unit !== 0;
    else {
      text += `${gap ? '零' : ''}${digits[digit]}${name}`;
      gap = false;
    }
  }
  return text;
}
