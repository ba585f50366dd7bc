import type { Reading, Rule } from './define.ts';
import type { Message } from './message.ts';
import { numberList, readNumberList } from './reading/selections.ts';

type Build<I> = (
  groups: Record<string, string | undefined>,
  message: Message,
  match: RegExpExecArray,
) => Reading<I> | undefined;

/** A command: the whole message matches, and it opens with one of these words (blank-separated). */
export function command<I>(
  name: string,
  opens: string,
  pattern: string | string[],
  build: Build<NoInfer<I>>,
  longest?: number,
  needs?: RegExp,
): Rule<I> {
  const rule: Rule<I> = { name, opens: opens.split(' '), read: reader(pattern, build) };
  if (longest !== undefined) rule.longest = longest;
  if (needs) rule.needs = needs;
  return rule;
}

/** A way of saying it that counts only when said to the bot. */
export function addressed<I>(
  name: string,
  pattern: string | string[],
  build: Build<NoInfer<I>>,
  rank?: number,
  needs?: RegExp,
): Rule<I> {
  const rule: Rule<I> = { name, read: reader(pattern, build) };
  if (rank !== undefined) rule.rank = rank;
  if (needs) rule.needs = needs;
  return rule;
}

function reader<I>(
  pattern: string | string[],
  build: Build<NoInfer<I>>,
): (message: Message) => Reading<I> | undefined {
  const patterns = (Array.isArray(pattern) ? pattern : [pattern]).map(
    (source) => new RegExp(`^(?:${source})[?。.! ]*$`, 's'),
  );
  return (message) => {
    for (const expression of patterns) {
      const match = expression.exec(message.text);
      const reading = match && build(match.groups ?? {}, message, match);
      if (reading) return reading;
    }
    return undefined;
  };
}

/** A list of card numbers, as a named group. */
export const numbersGroup = `(?<numbers>${numberList})`;

/** The numbers written, or else those on the quoted card. */
export function numbersOf(written: string | undefined, message: Message): number[] {
  return written ? readNumberList(written) : message.card;
}

/** The stretch of the original text that a named group matched; groups that reach the end keep it whole. */
export function wordsOf(
  group: string | undefined,
  message: Message,
  match: RegExpExecArray,
): string | undefined {
  if (!group) return undefined;
  const start = match[0].lastIndexOf(group);
  const words =
    start + group.length >= message.text.length
      ? message.rest(start)
      : message.original(start, start + group.length);
  return words === '' ? undefined : words;
}

/** Leaves out keys without a value, so that intents compare and print cleanly. */
export function compact<T extends object>(slots: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
