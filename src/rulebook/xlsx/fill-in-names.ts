import type { Raw } from './paths.ts';

/**
 * Gives whatever has a Chinese name and no English one the words of its id (`waste-sorting` → waste sorting), or the
 * Chinese name where there is no id, so that a regulation can be written without English.
 */
export function fillInNames(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const { id, name, unit } = value as Raw;
  fillIn(name, typeof id === 'string' ? id.replaceAll('-', ' ') : undefined);
  fillIn(unit, undefined);
  for (const part of Object.values(value)) fillInNames(part);
}

function fillIn(name: unknown, words: string | undefined): void {
  if (typeof name !== 'object' || name === null) return;
  const { zh, en } = name as Raw;
  if (en === undefined && zh !== undefined) (name as Raw).en = words ?? zh;
}
