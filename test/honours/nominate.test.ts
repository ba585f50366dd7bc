import { describe, expect, test } from 'vitest';
import { nominate } from '#src/honours/nominate.ts';
import { account, transfer } from '#src/ledger/ledger.ts';
import type { Journal } from '#src/ledger/schema.ts';
import { type AnnualAward, rulebookSchema } from '#src/rulebook/schema.ts';

let number = 1000;
function journal(household: string, points: number, more: Partial<Journal> = {}): Journal {
  number += 1;
  const at = new Date('2025-06-01T10:00+08:00');
  return {
    _id: `claim:guihuali#${number}`,
    community: 'guihuali',
    kind: points < 0 ? 'deduction' : 'credit',
    entries: transfer(account.issued('guihuali'), account.household(household), points),
    household,
    grid: '一网格',
    claim: number,
    item: points < 0 ? 'dumping' : 'volunteer',
    category: points < 0 ? 'environment' : 'service',
    memo: '',
    rulebookVersion: '2025-1',
    decidedBy: [],
    messageId: '',
    recordedAt: at,
    countsAt: at,
    ...more,
  };
}

function reversed(original: Journal): Journal {
  const entries = original.entries.map(({ account, points }) => ({ account, points: -points }));
  return {
    ...original,
    _id: `reversal:${original.claim}`,
    kind: 'reversal',
    reverses: original._id,
    entries,
  };
}

function award(of: AnnualAward['of'], more: object = {}): AnnualAward {
  const [parsed] = rulebookSchema.shape.awards.parse([
    { id: 'star', name: { zh: '星级家庭', en: 'star family' }, of, ...more },
  ]);
  return parsed as AnnualAward;
}

const places = (award: AnnualAward, journals: Journal[]) => {
  const takenBack = new Set(journals.flatMap(({ reverses }) => reverses ?? []));
  return nominate(award, journals, takenBack).map(({ rank, subject }) => [rank, subject]);
};

describe('households by points', () => {
  test('the highest first; those who are equal share a rank, and the last place is given to all who share it', () => {
    const journals = [
      journal('a', 10),
      journal('b', 30),
      journal('c', 20),
      journal('d', 20),
      journal('e', 5),
    ];
    expect(places(award('households', { places: 2 }), journals)).toEqual([
      [1, 'b'],
      [2, 'c'],
      [2, 'd'],
    ]);
  });

  test('credits less deductions, and a floor', () => {
    const journals = [journal('a', 30), journal('a', -5), journal('b', 26), journal('c', 9)];
    expect(places(award('households', { conditions: { least: 10 } }), journals)).toEqual([
      [1, 'b'],
      [2, 'a'],
    ]);
  });

  test('so many categories; one that was reversed counts no more', () => {
    const second = journal('b', 10, { category: 'harmony' });
    const journals = [
      journal('a', 10),
      journal('a', 10, { category: 'harmony' }),
      journal('b', 50),
      second,
      reversed(second),
    ];
    expect(places(award('households', { conditions: { categories: 2 } }), journals)).toEqual([[1, 'a']]);
  });

  test.each<[string, object, string[]]>([
    ['no deduction of any kind', { withoutDeductions: 'any' }, ['c', 'd']],
    ['none of these items', { withoutDeductions: ['dumping'] }, ['b', 'c', 'd']],
    ['no such condition', {}, ['a', 'b', 'c', 'd']],
  ])('%s; a deduction that was reversed does not count', (_, conditions, expected) => {
    const forgiven = journal('c', -5);
    const journals = [
      journal('a', 90),
      journal('a', -5),
      journal('b', 80),
      journal('b', -5, { item: 'blocking' }),
      journal('c', 70),
      forgiven,
      reversed(forgiven),
      journal('d', 60),
    ];
    expect(places(award('households', { conditions }), journals).map(([, subject]) => subject)).toEqual(
      expected,
    );
  });
});

describe('people by hours', () => {
  test('minutes served, not points; a person answers for the deductions of the household', () => {
    const journals = [
      journal('a', 10, { resident: 'zhang', minutes: 60 }),
      journal('a', 20, { resident: 'wang', minutes: 120 }),
      journal('b', 90, { resident: 'chen', minutes: 30 }),
      journal('c', 90, { resident: 'li', minutes: 600 }),
      journal('c', -5),
    ];
    const rule = award('people', { by: 'hours', conditions: { least: 1, withoutDeductions: 'any' } });
    expect(places(rule, journals)).toEqual([
      [1, 'wang'],
      [2, 'zhang'],
    ]);
  });

  test('hours that were reversed are no hours', () => {
    const mistaken = journal('a', 20, { resident: 'zhang', minutes: 120 });
    const journals = [mistaken, reversed(mistaken), journal('b', 10, { resident: 'chen', minutes: 60 })];
    expect(places(award('people', { by: 'hours' }), journals)).toEqual([[1, 'chen']]);
  });
});

test('every record that speaks for a nomination is with it, what was taken back too', () => {
  const mistaken = journal('a', 20);
  const journals = [journal('a', 30), mistaken, reversed(mistaken), journal('b', 10)];
  const [first] = nominate(award('households'), journals, new Set([mistaken._id]));
  expect(first?.points).toBe(30);
  expect(first?.records).toHaveLength(3);
});
