import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pagesByLength, pagesThatFit } from '#src/replies/pages.ts';
import { MAX_MESSAGE_CHARACTERS, render } from '#src/replies/render.ts';
import type { ClaimView } from '#src/replies/views.ts';

const BODY = { zh: '村小组评分员', en: 'villager group' };
const claim: fc.Arbitrary<ClaimView & { line: number }> = fc.record({
  line: fc.integer({ min: 1, max: 300 }),
  number: fc.integer({ min: 1000, max: 999_999 }),
  kind: fc.constantFrom('report' as const, 'deduction' as const),
  person: fc.string({ maxLength: 20 }),
  address: fc.constant('12-3-1501'),
  item: fc.constant({ zh: '积极参加邻里矛盾调解并取得实效', en: 'mediation among neighbours, with success' }),
  quantity: fc.integer({ min: 1, max: 50 }),
  choice: fc.constant({ zh: '县级以上媒体宣传报道', en: 'reported by media above the county' }),
  day: fc.constant('2025-10-20'),
  today: fc.constant('2025-11-12'),
  note: fc.string({ maxLength: 200 }),
  points: fc.integer({ min: 1, max: 10_000 }),
  pictures: fc.integer({ min: 0, max: 9 }),
  needsPicture: fc.boolean(),
  reporter: fc.string({ maxLength: 20 }),
});

/** Each page is whole in both languages: not clipped, and none of its rows lost. */
function expectWhole<R>(pages: R[][], key: Parameters<typeof render>[1], paramsOf: (page: number) => object) {
  for (const index of pages.keys())
    for (const language of ['zh', 'en'] as const) {
      const text = render(language, key, paramsOf(index) as Record<string, unknown>);
      expect(text.length).toBeLessThanOrEqual(MAX_MESSAGE_CHARACTERS);
      expect(text.endsWith('…')).toBe(false);
    }
}

test('a review list is cut into whole pages, the instruction on the last, however long the notes are', () => {
  fc.assert(
    fc.property(fc.array(claim, { minLength: 1, maxLength: 40 }), fc.boolean(), (rows, meeting) => {
      const said = { number: 1050, body: BODY, scope: '桂花里社区', total: rows.length, meeting };
      const pages = pagesThatFit(
        rows,
        'review.list-card',
        (lines) => ({ ...said, lines, page: 99, pages: 99 }),
        12,
      );
      expect(pages.flat()).toEqual(rows);
      const paramsOf = (index: number) => ({
        ...said,
        lines: pages[index],
        page: index + 1,
        pages: pages.length,
      });
      expectWhole(pages, 'review.list-card', paramsOf);
      expect(render('zh', 'review.list-card', paramsOf(pages.length - 1))).toMatch(
        meeting ? /会议纪要 编号$/ : /3回避$/,
      );
    }),
    { numRuns: 50 },
  );
});

test('a red list of a hundred places is posted whole, with its thanks on the last page', () => {
  const rows = Array.from({ length: 100 }, (_, index) => ({
    rank: index + 1,
    address: '12-3-***',
    family: '欧阳*',
    points: 10_000 - index,
  }));
  const said = { scope: '桂花里社区一网格', period: '2025-Q4', soFar: false };
  const pages = pagesThatFit(
    rows,
    'lists.red',
    (some) => ({ ...said, rows: some, page: 99, pages: 99 }),
    100,
  );
  const paramsOf = (index: number) => ({ ...said, rows: pages[index], page: index + 1, pages: pages.length });
  expect(pages.flat()).toEqual(rows);
  expect(pages.length).toBeGreaterThan(1);
  expectWhole(pages, 'lists.red', paramsOf);
  const texts = pages.map((_, index) => render('zh', 'lists.red', paramsOf(index)));
  expect(texts[0]).toContain(`（1/${pages.length}）`);
  expect(texts.filter((text) => text.includes('谢谢上榜的每一家'))).toEqual([texts.at(-1)]);
});

test('what is longer than a page stands alone on one', () => {
  expect(pagesByLength([5, 20, 3, 4], (row) => row, { most: 9, characters: 10 })).toEqual([
    [5],
    [20],
    [3, 4],
  ]);
  expect(pagesByLength([1, 1, 1], (row) => row, { most: 2, characters: 10 })).toEqual([[1, 1], [1]]);
  expect(pagesByLength([], () => 1, { most: 2, characters: 10 })).toEqual([]);
});
