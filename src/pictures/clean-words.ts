/** Characters that draw nothing or need a colour font: emoji with all that belongs to them, controls, joiners. */
const EMOJI = /\p{RGI_Emoji}/gv;
/** 1️⃣ is an emoji too, but somebody's house number. */
const KEYCAP = /([0-9#*])\uFE0F?\u20E3/gu;
const REMNANTS =
  /[\p{Emoji_Presentation}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Cf}\p{Co}\p{Variation_Selector}]|\u20E3/gu;

/** What stands where somebody wrote nothing but emoji. */
const ONLY_EMOJI = '（表情）';

/**
 * Words as a picture can show them: emoji are left out, white space becomes a single space. A character that the font
 * does not have stays, and is drawn as a crossed box.
 */
export function cleanWords(words: string): string {
  const clean = words
    .toWellFormed()
    .replace(KEYCAP, '$1')
    .replace(EMOJI, '')
    .replace(REMNANTS, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return clean === '' && words.trim() !== '' ? ONLY_EMOJI : clean;
}

/** A template's data with every text cleaned; what is null becomes absent, as stores give absent fields back. */
export function cleanParams<T>(params: T): T {
  return clean(params) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanWords(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const present = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return Object.fromEntries(present.map(([key, one]) => [key, clean(one)]));
}
