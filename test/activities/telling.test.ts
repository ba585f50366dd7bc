import { expect, test } from 'vitest';
import type { Activity, SignUp } from '#src/activities/schema.ts';
import { toldWhere } from '#src/activities/telling.ts';
import type { Room } from '#src/community/schema.ts';

const ROOM = { _id: 'one', account: 'bot', topic: '一网格群' } as Room;
const signUp = (index: number, where: string, kind: 'room' | 'direct' = 'room') =>
  ({
    name: `名字很长的邻居${index}号`,
    said: {
      account: 'bot',
      conversation: { kind, id: where },
      contactId: `contact-${index}`,
      language: 'zh',
    },
  }) as SignUp;

test('three hundred are all named and all mentioned, twenty at a time', () => {
  const listed = Array.from({ length: 300 }, (_, index) =>
    index < 250
      ? signUp(index, 'one')
      : index < 299
        ? signUp(index, 'unposted')
        : signUp(index, 'c', 'direct'),
  );
  const rooms = { byId: (id: string) => (id === 'one' ? ROOM : undefined) };
  const told = toldWhere({ rooms: ['one'] } as Activity, listed, rooms);
  for (const { mentions, names } of told) {
    expect(mentions.length).toBeLessThanOrEqual(20);
    expect(names.join('、').length).toBeLessThanOrEqual(900);
  }
  const at = (id: string) => told.filter(({ to }) => to.conversation.id === id);
  expect(at('one').flatMap(({ names }) => names)).toEqual(listed.map(({ name }) => name));
  expect(at('one').flatMap(({ mentions }) => mentions)).toHaveLength(250);
  expect(at('unposted').flatMap(({ mentions }) => mentions)).toHaveLength(49);
  expect(at('c')).toEqual([expect.objectContaining({ mentions: [], names: ['名字很长的邻居299号'] })]);
});

test('a room in which nobody signed up hears of it once', () => {
  expect(toldWhere({ rooms: ['one'] } as Activity, [], { byId: () => ROOM })).toEqual([
    expect.objectContaining({ mentions: [], names: [] }),
  ]);
});
