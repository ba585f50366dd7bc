import type { Rulebook } from '#src/rulebook/schema.ts';

/** What is in a regulation, for whoever has to see that nothing was left out. */
export function summaryOf({ version, from, items, categories, chains, awards }: Rulebook): string {
  const deductions = items.filter(({ kind }) => kind === 'deduct').length;
  return `版本 ${version}，${from} 起；${categories.length} 个类别，${items.length - deductions} 条加分，${deductions} 条扣分，${chains.length} 条评审链，${awards.length} 项评优`;
}
