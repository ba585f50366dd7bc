import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayCode, matches } from '#src/activities/day-code.ts';
import { servedMinutes } from '#src/activities/minutes.ts';
import { isNoShow, pauseAfter } from '#src/activities/no-shows.ts';
import { nextDate } from '#src/activities/series.ts';

const at = (time: string, day = '2025-11-15') => new Date(`${day}T${time}+08:00`);
const plan = { startsAt: at('09:00'), minutes: 120 };

describe('minutes of service, of an activity from nine to eleven', () => {
  test.each([
    ['on time, to the end', '09:00', undefined, undefined, 120],
    ['early, to the end: no more than planned', '08:30', undefined, undefined, 120],
    ['half an hour late', '09:30', undefined, undefined, 90],
    ['left after an hour', '09:00', '10:00', undefined, 60],
    ['late, and stayed longer: nothing after the plan', '09:30', '11:30', undefined, 90],
    ['early, and left early: nothing before the plan', '08:00', '10:00', undefined, 60],
    ['checked out by mistake before checking in', '09:30', '09:00', undefined, 0],
    ['came when it was over', '11:30', undefined, undefined, 0],
    ['as the organiser says', '09:00', '09:10', 100, 100],
    ['as the organiser says, but not more than planned', '09:00', undefined, 300, 120],
    ['never checked in', undefined, undefined, undefined, 0],
  ])('%s', (_, arrived, left, said, minutes) => {
    const signUp = {
      ...(arrived ? { checkedInAt: at(arrived) } : {}),
      ...(left ? { checkedOutAt: at(left) } : {}),
      ...(said === undefined ? {} : { minutes: said }),
    };
    expect(servedMinutes(signUp, plan)).toBe(minutes);
  });

  test.each([
    ['on time', '09:00', undefined, undefined, '09:01', 1],
    ['on time, written down for both hours', '09:00', undefined, 120, '10:00', 60],
    ['left before that', '09:00', '09:30', undefined, '10:00', 30],
    ['closed after the end', '09:00', undefined, undefined, '12:00', 120],
  ])('%s, closed early: nothing after closing', (_, arrived, left, said, closed, minutes) => {
    const signUp = {
      checkedInAt: at(arrived),
      ...(left ? { checkedOutAt: at(left) } : {}),
      ...(said === undefined ? {} : { minutes: said }),
    };
    expect(servedMinutes(signUp, { ...plan, closedAt: at(closed) })).toBe(minutes);
  });

  test('whatever the times, no more than what they share with the plan', () => {
    const moment = fc.date({ min: at('06:00'), max: at('20:00'), noInvalidDate: true });
    fc.assert(
      fc.property(
        moment,
        fc.option(moment, { nil: undefined }),
        fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }),
        fc.option(moment, { nil: undefined }),
        fc.integer({ min: 1, max: 600 }),
        (arrived, left, said, closed, minutes) => {
          const activity = { startsAt: plan.startsAt, minutes, ...(closed ? { closedAt: closed } : {}) };
          const signUp = { checkedInAt: arrived, ...(left ? { checkedOutAt: left } : {}) };
          const minutesOf = (of: typeof signUp & { minutes?: number }) => servedMinutes(of, activity);
          // Counted one by one: minutes of the plan at which they were there and the activity was not closed.
          const planned = Array.from({ length: minutes }, (_, index) => [
            plan.startsAt.getTime() + index * 60_000,
            plan.startsAt.getTime() + (index + 1) * 60_000,
          ]);
          const open = planned.filter(([, to = 0]) => !closed || to <= closed.getTime());
          const there = open.filter(
            ([from = 0, to = 0]) => from >= arrived.getTime() && (!left || to <= left.getTime()),
          );
          const served = minutesOf(signUp);
          expect(Number.isInteger(served)).toBe(true);
          expect(served).toBeGreaterThanOrEqual(there.length);
          // A minute that was cut at both ends may come to one whole.
          expect(served).toBeLessThanOrEqual(there.length + 1);
          expect(served).toBeLessThanOrEqual(minutes);
          if (said !== undefined)
            expect(minutesOf({ ...signUp, minutes: said })).toBe(Math.min(said, open.length));
        },
      ),
    );
  });
});

describe('the next date of a series', () => {
  test.each([
    ['day', undefined, 28, '2025-11-28', '2025-11-29'],
    ['day', undefined, 30, '2025-11-30', '2025-12-01'],
    ['week', undefined, 15, '2025-11-15', '2025-11-22'],
    ['month', undefined, 15, '2025-11-15', '2025-12-15'],
    ['month', undefined, 31, '2025-10-31', '2025-11-30'],
    ['month', undefined, 31, '2025-11-30', '2025-12-31'],
    ['month', 2, 8, '2025-11-08', '2025-12-13'],
    ['month', 1, 1, '2025-11-01', '2025-12-06'],
    ['month', -1, 28, '2025-11-28', '2025-12-26'],
    ['month', -1, 30, '2026-01-30', '2026-02-27'],
    ['month', undefined, 30, '2026-01-30', '2026-02-28'],
  ] as const)('every %s (nth %s, day %s) after %s is %s', (every, nth, monthDay, after, next) => {
    const series = { every, monthDay, ...(nth ? { nth } : {}) };
    expect(nextDate(series, at('09:00', after))).toEqual(at('09:00', next));
  });
});

test.each([
  ['Monday to Friday', { weekdays: [1, 2, 3, 4, 5] }, '2025-11-28', '2025-12-01'],
  ['Monday to Friday', { weekdays: [1, 2, 3, 4, 5] }, '2025-11-27', '2025-11-28'],
  ['Tuesday and Thursday', { weekdays: [2, 4] }, '2025-11-18', '2025-11-20'],
  ['Tuesday and Thursday', { weekdays: [2, 4] }, '2025-11-20', '2025-11-25'],
  ['every second week', { step: 2 }, '2025-11-15', '2025-11-29'],
])('%s: after %o comes the next of them', (_, how, after, next) => {
  expect(nextDate({ every: 'week', monthDay: 1, ...how }, at('09:00', after))).toEqual(at('09:00', next));
});

describe('absences without a word', () => {
  const rule = { limit: 2, withinDays: 30, pauseDays: 14 };
  test.each([
    ['none', [], undefined],
    ['one', ['2025-11-10'], undefined],
    ['two', ['2025-11-08', '2025-11-10'], '2025-11-24'],
    ['two, one of them long ago', ['2025-09-01', '2025-11-10'], undefined],
    ['two, and the pause is over', ['2025-10-20', '2025-10-25'], undefined],
  ])('%s', (_, absences, until) => {
    const pause = pauseAfter(
      absences.map((day) => at('09:00', day)),
      rule,
      at('09:00'),
    );
    expect(pause?.until).toEqual(until === undefined ? undefined : at('09:00', until));
  });
});

describe('what is an absence without a word, of an activity at nine', () => {
  test.each([
    ['had a place from the beginning', {}, true],
    ['moved up long before, and was silent', { silentUntil: at('20:00', '2025-11-14') }, true],
    ['moved up so late that the time to say no ended with the start', { silentUntil: at('09:00') }, false],
    ['the same, and nobody noted the silence yet', { declineBy: at('09:00') }, false],
  ])('%s', (_, signUp, counts) => {
    expect(isNoShow(signUp, plan)).toBe(counts);
  });
});

describe('the day’s code', () => {
  test('six digits, good from an hour before to an hour after, and kept only as a hash', () => {
    const { code, kept } = dayCode(plan, at('07:00'));
    expect(code).toMatch(/^\d{6}$/);
    expect(kept).toMatchObject({ from: at('08:00'), until: at('12:00') });
    expect(JSON.stringify(kept)).not.toContain(code);
    expect(matches(kept, code)).toBe(true);
    expect(matches(kept, String((Number(code) + 1) % 1_000_000).padStart(6, '0'))).toBe(false);
  });

  test('the codes of two activities have nothing to do with each other', () => {
    const [a, b] = [dayCode(plan, at('07:00')), dayCode(plan, at('07:00'))];
    expect(a.kept.hash).not.toBe(b.kept.hash);
    expect(matches(b.kept, a.code)).toBe(a.code === b.code);
  });
});
