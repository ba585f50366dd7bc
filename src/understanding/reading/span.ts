/** Something found in a folded text, from `start` to `end`. */
export interface Found<T> {
  value: T;
  start: number;
  end: number;
}

/** Blanks stretches that are already understood, so that later readers do not run into them. */
export function blank(text: string, spans: readonly { start: number; end: number }[]): string {
  let left = text;
  for (const { start, end } of spans) {
    left = left.slice(0, start) + '\ue000'.repeat(end - start) + left.slice(end);
  }
  return left;
}

/** Every match of a global expression for which `read` gives a value. */
export function findAll<T>(
  text: string,
  expression: RegExp,
  read: (match: RegExpExecArray) => T | undefined,
): Found<T>[] {
  const found: Found<T>[] = [];
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match; match = expression.exec(text)) {
    if (match[0] === '') {
      expression.lastIndex++;
      continue;
    }
    const value = read(match);
    if (value !== undefined) found.push({ value, start: match.index, end: match.index + match[0].length });
  }
  return found;
}
