import type { Problem } from '#src/issue-text.ts';
import { doubles } from './problems/doubles.ts';
import { type Draft, deductionsOf, draft } from './problems/draft.ts';
import { references } from './problems/references.ts';
import { reviews } from './problems/reviews.ts';

/*
 * What a schema can't see: ids that are used twice or that nothing has, and settings that contradict each other.
 * It looks at what the file says, not at the checked rulebook, so that all mistakes can be told at once; whatever
 * has the wrong shape is the schema's to tell and counts as absent here.
 */

/** Every contradiction in a rulebook as a file says it. */
export function problemsOf(raw: unknown): Problem[] {
  const parsed = draft.safeParse(raw);
  if (!parsed.success) return [];
  const book = parsed.data;
  if (book.bodies.length === 0) book.bodies = [{ id: 'committee' }];
  if (book.chains.length === 0) book.chains = [{ id: 'review', stages: [{ body: 'committee' }] }];
  return [...periods(book), ...doubles(book), ...references(book), ...reviews(book), ...contradictions(book)];
}

function periods({ from = '2000-01-01', until }: Draft): Problem[] {
  return until !== undefined && until < from
    ? [{ path: ['until'], message: `截止日期 ${until} 早于生效日期 ${from} (ends before it begins)` }]
    : [];
}

function contradictions(book: Draft): Problem[] {
  const problems: Problem[] = [];
  const chains = new Map(book.chains.map(({ id, stages = [] }) => [id, stages.length]));
  const first = book.chains[0]?.id;
  for (const [at, { kind = 'credit', pays, reportedBy, category, chain }] of book.items.entries()) {
    const isGranted = kind === 'deduct' || pays?.per === 'state';
    if (isGranted && reportedBy !== undefined)
      problems.push({
        path: ['items', at, 'reportedBy'],
        message: `${kind === 'deduct' ? '扣分' : '按状态计分'}的条目不由人上报，请不要写谁可上报，只写谁可评定 (no reportedBy here, only awardedBy)`,
      });
    const through = chain ?? book.categories.find(({ id }) => id === category)?.chain ?? first;
    if (!isGranted && chains.get(through) === 0 && (reportedBy ?? ['resident']).length > 0)
      problems.push({
        path: ['items', at, 'id'],
        message: `有人可以上报，评审链 ${through} 却没有环节，等于自己给自己加分，请换一条评审链 (people report it and nobody reviews it)`,
      });
  }
  for (const [at, { conditions }] of book.awards.entries()) {
    const path = ['awards', at, 'conditions'];
    const categories = conditions?.categories;
    if (categories !== undefined && categories > book.categories.length)
      problems.push({
        path: [...path, 'categories'],
        message: `要求 ${categories} 个类别有分，细则里只有 ${book.categories.length} 个类别 (more than there are)`,
      });
    for (const [nth, id] of deductionsOf(conditions).entries()) {
      const named = book.items.find((item) => item.id === id);
      if (named && named.kind !== 'deduct')
        problems.push({
          path: [...path, 'withoutDeductions', nth],
          message: `${id} 不是扣分条目 (not a deduction)`,
        });
    }
  }
  return problems;
}
