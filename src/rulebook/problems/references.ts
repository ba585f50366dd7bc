import type { Problem } from '#src/issue-text.ts';
import { type Draft, deductionsOf } from './draft.ts';

/** Ids that nothing has. */
export function references(book: Draft): Problem[] {
  const problems: Problem[] = [];
  const known = {
    类别: ids(book.categories),
    条目: ids(book.items),
    机构: ids(book.bodies),
    评审链: ids(book.chains),
  };
  const english = { 类别: 'category', 条目: 'item', 机构: 'body', 评审链: 'chain' };
  const refer = (what: keyof typeof known, id: string | undefined, ...path: PropertyKey[]) => {
    if (id === undefined || known[what].includes(id)) return;
    const there = known[what].slice(0, 6).join('、');
    problems.push({
      path,
      message: `没有编号为 ${id} 的${what}${there ? `，现有 ${there}` : ''} (unknown ${english[what]})`,
    });
  };

  for (const [at, { chain }] of book.categories.entries()) refer('评审链', chain, 'categories', at, 'chain');
  for (const [at, { category, chain }] of book.items.entries()) {
    refer('类别', category, 'items', at, 'category');
    refer('评审链', chain, 'items', at, 'chain');
  }
  for (const [at, { standIn }] of book.bodies.entries()) refer('机构', standIn, 'bodies', at, 'standIn');
  for (const [at, { stages = [] }] of book.chains.entries())
    for (const [step, { body, escalateTo }] of stages.entries()) {
      refer('机构', body, 'chains', at, 'stages', step, 'body');
      refer('机构', escalateTo, 'chains', at, 'stages', step, 'escalateTo');
    }
  refer('评审链', book.discretion?.chain, 'discretion', 'chain');
  refer('机构', book.publicity?.objections?.body, 'publicity', 'objections', 'body');
  refer('条目', book.activities?.item, 'activities', 'item');
  for (const [at, { conditions }] of book.awards.entries())
    for (const [nth, id] of deductionsOf(conditions).entries())
      refer('条目', id, 'awards', at, 'conditions', 'withoutDeductions', nth);
  return problems;
}

function ids(entries: readonly { id?: string | undefined }[]): string[] {
  return entries.flatMap(({ id }) => id ?? []);
}
