/** Between a mention and what follows: WeChat writes U+2005, people and other clients a space or a comma. */
const separator = '[\\u2005\\s，,：:、。！!？?]';

/**
 * Takes the @mention of the bot out of a text. `names` are the names that the bot goes by in this conversation.
 * A mention counts at the start of the text; anywhere else only when the client marked it with U+2005, or when
 * `known` (the gateway says that the bot is mentioned).
 */
export function stripOwnMention(
  text: string,
  names: string[],
  { known = false }: { known?: boolean } = {},
): { text: string; mentioned: boolean } {
  const own = names.filter((name) => name !== '').sort((a, b) => b.length - a.length);
  if (own.length === 0) return { text, mentioned: known };
  const name = own.map(escapePattern).join('|');
  const marked = new RegExp(`\\s*[@＠](?:${name})\\u2005\\s*`);
  const leading = new RegExp(`^\\s*[@＠](?:${name})(?:${separator}+|$)`);
  const anywhere = new RegExp(`\\s*[@＠](?:${name})(?:${separator}+|$)`);

  for (const form of known ? [leading, marked, anywhere] : [leading, marked]) {
    const found = form.exec(text);
    if (!found) continue;
    const before = text.slice(0, found.index);
    const after = text.slice(found.index + found[0].length);
    return { text: before && after ? `${before} ${after}` : before + after, mentioned: true };
  }
  return { text, mentioned: known };
}

/** The names after `@` that the client marked with U+2005; where the gateway gives no ids, they are all there is. */
export function mentionedNames(text: string): string[] {
  return Array.from(text.matchAll(/[@＠]([^@＠\u2005\n]{1,64})\u2005/g), (match) => match[1] ?? '');
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
