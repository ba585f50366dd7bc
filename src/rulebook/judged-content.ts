import { createHash } from 'node:crypto';
import type { Rulebook } from './schema.ts';

/** What things are called, where they come from and yearly honours may change at any time: no deed is judged by them. */
const NOT_JUDGED = ['name', 'aliases', 'source', 'awards'];

/** The part of a rulebook that deeds are judged by. Whatever has an id stands under it, so that order does not matter. */
export function judgedContent(book: Rulebook): Record<string, unknown> {
  return {
    ...(judged(book) as Record<string, unknown>),
    // But for the first chain, which is everybody's.
    firstChain: book.chains[0]?.id,
  };
}

function judged(value: unknown): unknown {
  if (Array.isArray(value)) {
    const hasIds = value.length > 0 && value.every((entry) => typeof entry?.id === 'string');
    return hasIds
      ? Object.fromEntries(value.map(({ id, ...entry }) => [id, judged(entry)]))
      : value.map(judged);
  }
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, part]) => !NOT_JUDGED.includes(key) && part !== undefined);
  return Object.fromEntries(kept.map(([key, part]) => [key, judged(part)]));
}

/** A short name for judged content: the same for the same content. */
export function fingerprintOf(book: Rulebook): string {
  return createHash('sha256')
    .update(inOrder(judgedContent(book)))
    .digest('hex');
}

function inOrder(content: unknown): string {
  return JSON.stringify(content, (_key, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** Where two rulebooks judge differently, with both values: `items.volunteer.pays.points（10 → 12）`. */
export function differencesOf(before: Rulebook, after: Rulebook): { path: string; text: string }[] {
  return differences(judgedContent(before), judgedContent(after), []);
}

function differences(before: unknown, after: unknown, path: string[]): { path: string; text: string }[] {
  if (isGroup(before) && isGroup(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differences(before[key], after[key], [...path, key]));
  }
  if (inOrder(before) === inOrder(after)) return [];
  const where = path.join('.');
  if (before === undefined) return [{ path: where, text: `${where}（新增）` }];
  if (after === undefined) return [{ path: where, text: `${where}（删去）` }];
  const isShort = [before, after].every((value) => typeof value !== 'object');
  return [{ path: where, text: isShort ? `${where}（${before} → ${after}）` : where }];
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
