import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCommunity, rulebookOn } from '#src/community/community.ts';
import { itemOf, pointsFor } from '#src/rulebook/rulebook.ts';
import type { Item, Rulebook } from '#src/rulebook/schema.ts';

/* The sample communities against the figures of the published schemes that they stand for. */

const community = (name: string) => readCommunity(join('samples', name, 'community.yaml'));
const item = (book: Rulebook | undefined, id: string) => itemOf(book as Rulebook, id) as Item;

test.each(readdirSync('samples'))('%s can be read', (name) => {
  expect(community(name).rulebooks.length).toBeGreaterThan(0);
});

test('Jiashansi: 57 credits in five categories and 13 deductions; six of ten agree; a black list for the panel only', () => {
  const [book] = community('jiashansi').rulebooks;
  const credits = book.items.filter(({ kind }) => kind === 'credit');
  expect([credits.length, book.items.length - credits.length]).toEqual([57, 13]);
  expect(book.categories.map(({ name }) => name.zh)).toEqual([
    '思想文化建设',
    '文明乡社建设',
    '美丽家园建设',
    '社民自强自立',
    '爱网护网',
  ]);
  expect(new Set(book.items.map(({ category }) => category))).toEqual(
    new Set(book.categories.map(({ id }) => id)),
  );
  expect(book.chains[0]?.stages).toMatchObject([{ agree: 6, atLeast: 4, rejections: 5 }]);
  expect(book.lists).toMatchObject({ every: 'quarter', black: { to: 'committee' } });
});

describe('Hebei community, Nanjing', () => {
  const hebei = community('hebei');

  test('14 items in five aspects; four steps after the self-report, the last at a meeting', () => {
    for (const book of hebei.rulebooks) {
      expect([book.items.length, book.categories.length]).toEqual([14, 5]);
      expect(book.chains[0]?.stages.map(({ name, meeting }) => [name?.zh, meeting])).toEqual([
        ['村小组评分', false],
        ['议事评审', false],
        ['两委审核', false],
        ['代表大会审定', true],
      ]);
      expect(book.publicity).toMatchObject({ every: 'month', days: 7 });
    }
  });

  test('a household without illegal sheds has five points a year', () => {
    expect(item(rulebookOn(hebei, '2025-11-12'), 'no-illegal-shed').pays).toEqual({
      per: 'state',
      points: 5,
      every: 'year',
    });
  });

  test('the next year weighs waste sorting and frontages more, from its first day on', () => {
    const worth = (day: string) =>
      ['waste-sorting', 'frontage', 'volunteering'].map((id) =>
        pointsFor(item(rulebookOn(hebei, day), id), { minutes: 60 }),
      );
    expect([worth('2025-12-31'), worth('2026-01-01')]).toEqual([
      [2, 5, 10],
      [4, 8, 8],
    ]);
  });
});

test('Xinglong: 12 items, an hour is ten points, one reviewer is enough', () => {
  const [book] = community('xinglong').rulebooks;
  expect(book.items.length).toBe(12);
  expect(pointsFor(item(book, 'volunteering'), { minutes: 60 })).toBe(10);
  expect(book.chains[0]?.stages).toMatchObject([{ body: 'committee', agree: 1 }]);
});

test('Mianyang: five programmes; only grid workers report visits', () => {
  const [book] = community('mianyang').rulebooks;
  expect(book.categories.length).toBe(5);
  expect(item(book, 'special-visit').reportedBy).toEqual(['grid-worker']);
});

test('Dianli: a visit is worth what the elder’s tier says', () => {
  const [book] = community('dianli').rulebooks;
  expect(
    ['tier-one', 'tier-two', 'tier-three'].map((choice) => pointsFor(item(book, 'visit'), { choice })),
  ).toEqual([15, 10, 5]);
});
