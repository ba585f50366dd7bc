import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { itemOf, pointsFor } from '#src/rulebook/rulebook.ts';
import type { Item, Rulebook } from '#src/rulebook/schema.ts';
import type { Activity } from './schema.ts';

/**
 * The rulebook item that an activity earns: the one that its organiser says (null for none), or that its words name, or
 * else the regulation's item for activities, or else the first that pays by the hour. Undefined when it earns nothing.
 *
 * @throws Refusal for an item that there is not
 */
export function itemEarned(book: Rulebook, words: string, said?: string | null): Item | undefined {
  if (said === null) return undefined;
  if (said !== undefined) return itemNamed(book, said);
  const usual = book.activities?.item === undefined ? undefined : itemOf(book, book.activities.item);
  return namedIn(words, book) ?? usual ?? paidForActivities(book).find(({ pays }) => pays.per === 'hour');
}

/** What one earns by taking part for the whole of it; 0 while its length is not known, or when it earns nothing. */
export function worthOf({ minutes }: Pick<Activity, 'minutes'>, item: Item | undefined): number {
  return item && (minutes !== undefined || item.pays.per === 'time') ? pointsFor(item, { minutes }) : 0;
}

/** @throws Refusal for an item that there is not, or that pays for nothing of the kind */
export function itemNamed(book: Rulebook, words: string): Item {
  const item = namedIn(words, book);
  if (item) return item;
  const items = paidForActivities(book).map(({ name }) => name);
  throw new Refusal('activity.unknown-item', { item: plainText(words, 20), items });
}

function namedIn(words: string, book: Rulebook): Item | undefined {
  return paidForActivities(book)
    .flatMap((item) => [item.name.zh, item.name.en, ...item.aliases].map((name) => ({ item, name })))
    .filter(({ name }) => name.length > 1 && words.toLowerCase().includes(name.toLowerCase()))
    .sort((a, b) => b.name.length - a.name.length)[0]?.item;
}

function paidForActivities(book: Rulebook): Item[] {
  return book.items.filter(
    ({ kind, pays }) => kind === 'credit' && (pays.per === 'hour' || pays.per === 'time'),
  );
}
