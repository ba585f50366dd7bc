/** A stretch of a folded text. */
export interface Span {
  start: number;
  end: number;
}

/** Something found in a folded text. */
export interface Found<T> extends Span {
  value: T;
}

/** Blanks stretches that are already understood, so that later readers do not run into them. */
export function blank(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  let left = '';
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    left += text.slice(at, from) + '\ue000'.repeat(end - from);
    at = end;
  }
  return left + text.slice(at);
}

/** More of one kind in one message is nobody's deed; the limit keeps the work on a hostile message small. */
const most = 48;

/** Every match of a global expression for which `read` gives a value. */
export function findAll<T>(
  text: string,
  expression: RegExp,
  read: (match: RegExpExecArray) => T | undefined,
): Found<T>[] {
  const found: Found<T>[] = [];
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match && found.length < most; match = expression.exec(text)) {
    if (match[0] === '') {
      expression.lastIndex++;
      continue;
    }
    const value = read(match);
    if (value !== undefined) found.push({ value, start: match.index, end: match.index + match[0].length });
  }
  return found;
}
