import { expect, test } from 'vitest';
import { chosenRooms } from '#src/activities/rooms-of.ts';
import type { Room } from '#src/community/schema.ts';

const ROOMS = [
  { _id: 'one', topic: '桂花里一网格居民群', grid: '一网格' },
  { _id: 'two', topic: '桂花里二网格居民群', grid: '二网格' },
  { _id: 'twelve', topic: '桂花里十二网格居民群', grid: '十二网格' },
] as Room[];

test.for([
  ['二网格', ['two']],
  ['二网格群', ['two']],
  ['桂花里二网格居民群', ['two']],
  ['十二网格', ['twelve']],
  ['十二网格居民群', ['twelve']],
  ['桂花里', ['one', 'two', 'twelve']],
  ['所有群', ['one', 'two', 'twelve']],
] as const)('%s', ([words, ids]) => {
  expect(chosenRooms(ROOMS, [words]).map(({ _id }) => _id)).toEqual(ids);
});

test('a name that no group has is refused, with those that there are', () => {
  expect(() => chosenRooms(ROOMS, ['网格三'])).toThrow(
    expect.objectContaining({ key: 'activity.unknown-room' }),
  );
});
