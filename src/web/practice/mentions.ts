/** WeChat ends a mention with this narrow space, which tells `@小积 ` picked from the list from one typed by hand. */
const mentionEnd = '\u2005';

export interface Mentionable {
  id: string;
  name: string;
}

/** The letters after an `@` that the caret stands behind, or null when nobody is being mentioned there. */
export function mentionQuery(text: string, caret: number): string | null {
  const found = /(?:^|[^\w.])@([^\s@\u2005]{0,12})$/u.exec(text.slice(0, caret));
  return found?.[1] ?? null;
}

/** The text with the half-typed mention at the caret finished, and where the caret goes. */
export function finishMention(text: string, caret: number, name: string): { text: string; caret: number } {
  const query = mentionQuery(text, caret) ?? '';
  const start = text.slice(0, caret - query.length);
  const head = `${start.endsWith('@') ? start : `${start}@`}${name}${mentionEnd}`;
  return { text: head + text.slice(caret), caret: head.length };
}

/** The people whose finished mention is still in the text. */
export function mentionedIn(text: string, people: Mentionable[]): string[] {
  return people.filter(({ name }) => text.includes(`@${name}${mentionEnd}`)).map(({ id }) => id);
}
