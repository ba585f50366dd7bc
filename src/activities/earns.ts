import { itemOf } from '#src/rulebook/rulebook.ts';
import type { Item, Rulebook } from '#src/rulebook/schema.ts';

/**
 * The rulebook item that an activity earns: the one that its words name, or else the regulation's item for
 * activities, or else the first that pays by the hour. Undefined when the regulation pays for nothing of the kind.
 */
export function itemEarned(book: Rulebook, words: string): Item | undefined {
  const paid = book.items.filter(
    ({ kind, pays }) => kind === 'credit' && (pays.per === 'hour' || pays.per === 'time'),
  );
  const named = paid
    .flatMap((item) => [item.name.zh, item.name.en, ...item.aliases].map((name) => ({ item, name })))
    .filter(({ name }) => name.length > 1 && words.includes(name))
    .sort((a, b) => b.name.length - a.name.length)[0]?.item;
  const usual = book.activities?.item === undefined ? undefined : itemOf(book, book.activities.item);
  return named ?? usual ?? paid.find(({ pays }) => pays.per === 'hour');
}
