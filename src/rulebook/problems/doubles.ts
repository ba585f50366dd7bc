import type { Problem } from '#src/issue-text.ts';
import type { Draft } from './draft.ts';

/** Ids and names that two things share. */
export function doubles(book: Draft): Problem[] {
  const problems: Problem[] = [];
  const lists: [string, string, readonly (Named & { id?: string | undefined })[]][] = [
    ['categories', '类别', book.categories],
    ['items', '条目', book.items],
    ['bodies', '机构', book.bodies],
    ['chains', '评审链', book.chains],
    ['awards', '评优', book.awards],
  ];
  for (const [key, what, entries] of lists) {
    problems.push(...sameIds(what, entries, [key]));
    if (key !== 'items') problems.push(...sameNames(what, entries, [key]));
  }
  for (const [index, { pays }] of book.items.entries())
    problems.push(
      ...sameIds('档次', pays?.choices ?? [], ['items', index, 'pays', 'choices']),
      ...sameNames('档次', pays?.choices ?? [], ['items', index, 'pays', 'choices']),
    );

  // What people say has to mean one item.
  const owners = new Map<string, number>();
  for (const [index, { name, aliases = [] }] of book.items.entries()) {
    const words: [PropertyKey[], string | undefined][] = [
      [['name', 'zh'], name?.zh],
      [['name', 'en'], name?.en],
      ...aliases.map((alias, at): [PropertyKey[], string | undefined] => [['aliases', at], alias]),
    ];
    for (const [path, word] of words) {
      const key = word?.normalize('NFKC').trim().toLowerCase();
      if (!key) continue;
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, index);
      else if (owner !== index && book.items[owner]?.id !== book.items[index]?.id)
        problems.push({
          path: ['items', index, ...path],
          message: `“${word}”同时是 ${book.items[owner]?.id} 和 ${book.items[index]?.id} 的名称或别名，请只留一处 (two items share this name)`,
        });
    }
  }
  return problems;
}

function sameIds(
  what: string,
  entries: readonly { id?: string | undefined }[],
  at: PropertyKey[],
): Problem[] {
  return repeated(entries, ({ id }) => id).map((index) => ({
    path: [...at, index, 'id'],
    message: `${what}编号 ${entries[index]?.id} 出现了两次，请改其中一个 (duplicate id)`,
  }));
}

type Named = { name?: { zh?: string | undefined } | undefined };
function sameNames(what: string, entries: readonly Named[], at: PropertyKey[]): Problem[] {
  return repeated(entries, ({ name }) => name?.zh?.trim()).map((index) => ({
    path: [...at, index, 'name', 'zh'],
    message: `${what}名称“${entries[index]?.name?.zh}”出现了两次，请改其中一个 (duplicate name)`,
  }));
}

/** The positions of entries whose key an earlier one has. */
function repeated<T>(entries: readonly T[], keyOf: (entry: T) => string | undefined): number[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const key = keyOf(entry);
    if (!key) return [];
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}
