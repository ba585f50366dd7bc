import type { Body, Cap, Chain, Item, Rulebook } from './schema.ts';

/** How much of an item was done. */
export interface Amount {
  minutes?: number | undefined;
  quantity?: number | undefined;
  /** Id of the level that was chosen, for items with levels. */
  choice?: string | undefined;
}

/** The most hours that one report may claim: nobody serves longer than a day. */
export const MAX_MINUTES = 24 * 60;
/** The most times or units that one report may claim. */
export const MAX_QUANTITY = 50;

/**
 * The points that an amount of an item is worth, before caps. Hours count in whole steps and are rounded to whole
 * points (90 minutes at 10 an hour = 15; 50 minutes, half up = 8); a state is worth the same whatever the amount.
 */
export function pointsFor({ pays }: Item, { minutes = 0, quantity = 1, choice }: Amount): number {
  switch (pays.per) {
    case 'hour': {
      const counted = Math.floor(minutes / pays.step) * pays.step;
      const exact = counted * pays.points;
      if (pays.round === 'down') return Math.floor(exact / 60);
      return pays.round === 'up' ? Math.ceil(exact / 60) : Math.floor(exact / 60 + 0.5);
    }
    case 'time':
    case 'unit':
      return pays.points * quantity;
    case 'choice':
      return (pays.choices.find(({ id }) => id === choice)?.points ?? 0) * quantity;
    case 'state':
      return pays.points;
  }
}

/** The amount of an item that is worth so many points, if there is one. */
export function amountWorth(item: Item, points: number): Amount | undefined {
  const { pays } = item;
  switch (pays.per) {
    case 'hour':
      return { minutes: Math.round((points * 60) / pays.points) };
    case 'time':
    case 'unit':
      return points % pays.points === 0 ? { quantity: points / pays.points } : undefined;
    case 'choice': {
      const level = pays.choices.find((choice) => choice.points === points);
      return level ? { choice: level.id, quantity: 1 } : undefined;
    }
    case 'state':
      return undefined;
  }
}

/** The most that one report of an item can be worth. */
export function mostPointsFor(item: Item): number {
  const { pays } = item;
  if (pays.per === 'choice') return Math.max(...pays.choices.map(({ points }) => points)) * MAX_QUANTITY;
  return pointsFor(item, { minutes: MAX_MINUTES, quantity: MAX_QUANTITY });
}

/** The version that judges deeds of a day (`YYYY-MM-DD`): the last one that had begun by then. */
export function inForceOn(versions: readonly Rulebook[], day: string): Rulebook | undefined {
  return versions
    .filter(({ from, until }) => from <= day && (until === undefined || day <= until))
    .reduce<Rulebook | undefined>((last, book) => (last && last.from > book.from ? last : book), undefined);
}

export function itemOf(book: Rulebook, id: string): Item | undefined {
  return book.items.find((item) => item.id === id);
}

/** The chain that an item goes through: its own, its category's, or the first of the rulebook. */
export function chainFor(book: Rulebook, item: Item | undefined): Chain {
  const category = book.categories.find(({ id }) => id === item?.category);
  const id = item ? (item.chain ?? category?.chain) : book.discretion?.chain;
  return chainOf(book, id);
}

/** A chain by its id; the first one for none. @throws Error for an id that the rulebook has not: it was checked when read. */
export function chainOf(book: Rulebook, id: string | undefined): Chain {
  const chain = id === undefined ? book.chains[0] : book.chains.find((chain) => chain.id === id);
  if (!chain) throw new Error(`rulebook ${book.version} has no chain ${id}`);
  return chain;
}

export function bodyOf(book: Rulebook, id: string): Body {
  const body = book.bodies.find((body) => body.id === id);
  if (!body) throw new Error(`rulebook ${book.version} has no body ${id}`);
  return body;
}

/** A cap and what it is counted over: one item, one category, or everything. */
export interface ScopedCap extends Cap {
  /** `item:<id>`, `category:<id>` or `all`. */
  scope: string;
  /** What that is called; absent for everything. */
  of?: { zh: string; en: string };
}

/**
 * Every cap that points of an item fall under. A state counts once a period, whether or not a cap says so. Caps of a
 * category and of everything are for what is earned: they shield nobody from deductions, and deductions use up none.
 */
export function capsFor(book: Rulebook, item: Item | undefined, deducts: boolean): ScopedCap[] {
  const scoped = (scope: string, of?: ScopedCap['of']) => (cap: Cap) => ({
    ...cap,
    scope,
    ...(of ? { of } : {}),
  });
  const all = deducts ? [] : book.caps.map(scoped('all'));
  if (!item) return all;
  const category = book.categories.find(({ id }) => id === item.category);
  const once: Cap[] =
    item.pays.per === 'state' ? [{ for: 'household', every: item.pays.every, times: 1 }] : [];
  return [
    ...[...item.caps, ...once].map(scoped(`item:${item.id}`, item.name)),
    ...(deducts ? [] : (category?.caps ?? []).map(scoped(`category:${category?.id}`, category?.name))),
    ...all,
  ];
}
