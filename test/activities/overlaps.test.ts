import fc from 'fast-check';
import { expect, test } from 'vitest';
import { servedMinutes, servedSpans } from '#src/activities/minutes.ts';
import { minutesOf, type Span } from '#src/activities/spans.ts';

const DAY = new Date('2025-11-15T06:00+08:00').getTime();
const moment = (minute: number) => new Date(DAY + minute * 60_000);
const span = (from: number, until: number): Span => ({ from: moment(from), until: moment(until) });

test.each([
  ['two at once: the second adds nothing', [span(180, 300)], undefined, []],
  ['half an hour later: only its last half hour', [span(150, 270)], undefined, [span(270, 300)]],
  [
    'something short in between: before it and after it',
    [span(200, 220)],
    undefined,
    [span(180, 200), span(220, 300)],
  ],
  ['one that ends where this begins', [span(60, 180)], undefined, [span(180, 300)]],
  ['an hour of it, as the organiser says: the first that is free', [span(180, 210)], 60, [span(210, 270)]],
  ['more than is left, as the organiser says: what is left', [span(180, 270)], 60, [span(270, 300)]],
])('of an activity from nine to eleven, beside %s', (_, taken, said, left) => {
  const signUp = { checkedInAt: moment(170), ...(said === undefined ? {} : { minutes: said }) };
  expect(servedSpans(signUp, { startsAt: moment(180), minutes: 120 }, taken)).toEqual(left);
});

test('whatever activities somebody is put down for, in whatever order they are closed, no minute counts twice', () => {
  const minute = fc.integer({ min: 0, max: 600 });
  const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
  const attended = fc.record({
    startsAt: minute,
    length: fc.integer({ min: 1, max: 300 }),
    arrived: minute,
    left: maybe(minute),
    said: maybe(fc.integer({ min: 0, max: 400 })),
    closed: maybe(minute),
  });
  fc.assert(
    fc.property(fc.array(attended, { minLength: 2, maxLength: 6 }), (all) => {
      const credited: Span[] = [];
      for (const { startsAt, length, arrived, left, said, closed } of all) {
        const activity = {
          startsAt: moment(startsAt),
          minutes: length,
          ...(closed === undefined ? {} : { closedAt: moment(closed) }),
        };
        const signUp = {
          checkedInAt: moment(arrived),
          ...(left === undefined ? {} : { checkedOutAt: moment(left) }),
          ...(said === undefined ? {} : { minutes: said }),
        };
        const spans = servedSpans(signUp, activity, credited);
        const before = counted(credited);
        const alone = counted(servedSpans(signUp, activity));
        // Each minute that was free, and no other; as many as the organiser said, when that is less.
        const free = [...alone].filter((one) => !before.has(one));
        if (said === undefined) expect([...counted(spans)]).toEqual(free);
        else expect(minutesOf(spans)).toBeGreaterThanOrEqual(free.length);
        expect(minutesOf(spans)).toBeLessThanOrEqual(servedMinutes(signUp, activity));
        expect([...counted(spans)].some((one) => before.has(one))).toBe(false);
        credited.push(...spans);
      }
      expect(minutesOf(credited)).toBe(counted(credited).size);
    }),
  );
});

/** The minutes of the day that lie in some stretches. */
function counted(spans: readonly Span[]): Set<number> {
  return new Set(
    spans.flatMap(({ from, until }) =>
      Array.from(
        { length: (until.getTime() - from.getTime()) / 60_000 },
        (_, index) => (from.getTime() - DAY) / 60_000 + index,
      ),
    ),
  );
}
