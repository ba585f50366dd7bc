/** A plain object, as a file says it. */
export type Raw = Record<string, unknown>;

/** The value at a path of keys separated by dots, or undefined. */
export function valueAt(from: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Raw | undefined | null)?.[key] ?? undefined, from);
}

/** Puts a value at a path, making the objects and lists on the way. */
export function putAt(into: Raw, path: PropertyKey[], value: unknown): void {
  let place = into as Record<PropertyKey, unknown>;
  for (const [index, key] of path.slice(0, -1).entries()) {
    place[key] ??= typeof path[index + 1] === 'number' ? [] : {};
    place = place[key] as Record<PropertyKey, unknown>;
  }
  place[path.at(-1) as PropertyKey] = value;
}
