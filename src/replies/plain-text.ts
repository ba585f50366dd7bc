/**
 * Somebody's own words, made safe to repeat in a reply: one line, no control characters, not too long, and no
 * `#`, so that a note can never look like the number of another card.
 */
export function plainText(text: string, maxCharacters = 60): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[#＃﹟]/gu, '')
    .trim();
  const characters = [...line];
  return characters.length <= maxCharacters ? line : `${characters.slice(0, maxCharacters - 1).join('')}…`;
}
