import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { account, transfer } from '#src/ledger/ledger.ts';
import type { Journal } from '#src/ledger/schema.ts';
import { linesOf, pagesOf, totalsOf } from '#src/publicity/lines.ts';
import type { PageView } from '#src/publicity/posts.ts';
import { MAX_MESSAGE_CHARACTERS, render } from '#src/replies/render.ts';

function earned(number: number, points: number, more: Partial<Journal> = {}): Journal {
  const household = 'guihuali/3-2-501';
  const at = new Date('2025-11-12T10:00+08:00');
  return {
    _id: `claim:guihuali#${number}`,
    community: 'guihuali',
    kind: points < 0 ? 'deduction' : 'credit',
    entries: transfer(account.issued('guihuali'), account.household(household), points),
    household,
    grid: '一网格',
    resident: 'zhang',
    claim: number,
    item: 'volunteer',
    memo: '志愿服务',
    rulebookVersion: '2025-1',
    decidedBy: ['zhao'],
    messageId: `m${number}`,
    recordedAt: at,
    countsAt: at,
    ...more,
  };
}

function reversalOf(original: Journal): Journal {
  return {
    ...original,
    _id: `reversal:guihuali#${original.claim}`,
    kind: 'reversal',
    reverses: original._id,
    memo: '张三自己说没去',
    entries: original.entries.map(({ account, points }) => ({ account, points: -points })),
  };
}

const naming = (names: 'masked' | 'full') => ({
  names,
  people: new Map([['zhang', '张三丰']]),
  whatFor: () => ({ zh: '志愿服务', en: 'volunteering' }),
});

describe('the lines of a period', () => {
  test('credits first, then deductions without a name, then corrections of earlier periods', () => {
    const october = earned(900, 20);
    const lines = linesOf([earned(1003, -5), reversalOf(october), earned(1001, 20)], naming('masked'));
    expect(
      lines.map(({ number, kind, address, person, points }) => [number, kind, address, person, points]),
    ).toEqual([
      [1001, 'credit', '3-2-***', '张*', 20],
      [1003, 'deduction', '3-2-***', undefined, -5],
      [900, 'correction', '3-2-***', undefined, -20],
    ]);
  });

  test('what was taken back in the same period is struck, counts for nothing and has no second line', () => {
    const credit = earned(1001, 20);
    const journals = [credit, reversalOf(credit), earned(1002, 10)];
    const lines = linesOf(journals, naming('masked'));
    expect(lines.map(({ number, struck }) => [number, struck])).toEqual([
      [1001, true],
      [1002, false],
    ]);
    expect(totalsOf(lines, journals)).toEqual({ entries: 2, credits: 10, deductions: 0, households: 1 });
  });

  test('with full names a credit shows everything; a deduction still nothing but the masked address', () => {
    const [credit, deduction] = linesOf([earned(1001, 20), earned(1002, -5)], naming('full'));
    expect(credit).toMatchObject({ address: '3-2-501', person: '张三丰' });
    expect(deduction).toMatchObject({ address: '3-2-***' });
    expect(deduction).not.toHaveProperty('person');
  });
});

/** Names and addresses out of characters that the sentences do not use. */
const household = fc.record({
  name: fc.string({
    unit: fc.constantFrom('赵', '钱', '孙', '李', '龘', '骉', '犇'),
    minLength: 2,
    maxLength: 4,
  }),
  room: fc.integer({ min: 70_001, max: 79_999 }),
});

test('a masked posting never holds a whole name or a room number, in any language, on any page', () => {
  const entry = fc.record({
    household,
    points: fc.integer({ min: -500, max: 500 }).filter((points) => points !== 0),
    reversed: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 120 }), (entries) => {
      const people = new Map(entries.map(({ household }, index) => [`r${index}`, household.name]));
      const journals = entries.flatMap(({ household, points, reversed }, index) => {
        const journal = earned(1001 + index, points, {
          household: `guihuali/3-2-${household.room}`,
          resident: `r${index}`,
          memo: `${household.name}做的`,
        });
        return reversed ? [journal, { ...reversalOf(journal), memo: household.name }] : [journal];
      });
      const lines = linesOf(journals, { ...naming('masked'), people });
      const pages = pagesOf(lines);
      expect(pages.flat()).toEqual(lines);
      for (const [index, page] of pages.entries()) {
        expect(page.length).toBeLessThanOrEqual(25);
        const view: PageView = {
          scope: '桂花里社区一网格',
          first: '2025-11-01',
          last: '2025-11-30',
          lines: page,
          page: index + 1,
          pages: pages.length,
          totals: totalsOf(lines, journals),
          until: '2025-12-08',
          days: 7,
        };
        for (const language of ['zh', 'en'] as const) {
          const text = render(language, 'publicity.page', { ...view });
          expect(text.length).toBeLessThan(MAX_MESSAGE_CHARACTERS);
          expect(text.endsWith('…')).toBe(false);
          for (const { household } of entries) {
            expect(text).not.toContain(household.name);
            expect(text).not.toContain(String(household.room));
          }
        }
      }
    }),
    { numRuns: 40 },
  );
});
