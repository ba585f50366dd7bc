import { expect, test } from 'vitest';
import { listedDeed, otherHoursAmong } from '#src/claims/same-day.ts';
import type { Claim } from '#src/claims/schema.ts';

/** What stands in the household's day: 张三's two hours by hand, and their one hour from the list of an activity. */
const BY_HAND = { number: 1001, resident: 'zhang', item: 'volunteer', kind: 'report', minutes: 120 } as Claim;
const FROM_LIST = {
  number: 1002,
  resident: 'zhang',
  item: 'patrol',
  kind: 'attendance',
  minutes: 60,
} as Claim;
const OF_DAY = [BY_HAND, FROM_LIST];

test.for([
  [
    'what was reported by hand is on no list',
    { resident: 'zhang', item: 'volunteer', minutes: 120 },
    undefined,
  ],
  ['another item', { resident: 'zhang', item: 'sorting', minutes: 120 }, undefined],
  ['another length of what the list says', { resident: 'zhang', item: 'patrol', minutes: 90 }, 1002],
  ['somebody else than on the list', { resident: 'wang', item: 'patrol', minutes: 90 }, undefined],
  ['nobody on the roster', { item: 'patrol', minutes: 90 }, undefined],
] as const)('%s', ([, deed, same]) => {
  expect(listedDeed(OF_DAY, { kind: 'report', ...deed })?.number).toBe(same);
});

test.for([
  ['a report stands beside the list', { kind: 'report', resident: 'zhang', minutes: 30 }, [1002]],
  ['a list beside both', { kind: 'attendance', resident: 'zhang', minutes: 30 }, [1001, 1002]],
  ['nobody else’s hours count', { kind: 'attendance', resident: 'wang', minutes: 30 }, []],
  ['a deed that is not counted in hours', { kind: 'report', resident: 'zhang' }, []],
] as const)('%s', ([, deed, others]) => {
  expect(otherHoursAmong(OF_DAY, { item: 'volunteer', ...deed })).toEqual(others);
});
