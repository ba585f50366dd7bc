import { pinyin } from 'pinyin-pro';
import type { Vocabulary, VocabularyItem, VocabularyProduct } from './context.ts';
import { fold } from './reading/fold.ts';
import { numeral } from './reading/numerals.ts';
import type { Found } from './reading/span.ts';

/** A word that names something, ready for comparing. */
interface Word {
  id: string;
  text: string;
  characters: string[];
  syllables: string[];
  latin: RegExp | undefined;
  /** Long enough, and in Han characters, for typos to be told from other words. */
  fuzzy: boolean;
}

export interface Index {
  words: Word[];
  /** Longest word, in characters. */
  longest: number;
}

/** n/l, zh/z, ch/c, sh/s, ang/an, eng/en, ing/in and f/h are one sound to many, and to their keyboards. */
function fuzzy(syllable: string): string {
  return syllable
    .replace(/^zh/, 'z')
    .replace(/^ch/, 'c')
    .replace(/^sh/, 's')
    .replace(/^n/, 'l')
    .replace(/^h(?=u)/, 'f')
    .replace(/^fu(?=.)/, 'f')
    .replace(/ng$/, 'n');
}

const syllableOf = new Map<string, string>();

function syllable(character: string): string {
  const known = syllableOf.get(character);
  if (known !== undefined) return known;
  const han = /[\u4e00-\u9fff]/.test(character);
  const read = han ? fuzzy(pinyin(character, { toneType: 'none' })) : character;
  syllableOf.set(character, read);
  return read;
}

function makeWord(id: string, name: string): Word | undefined {
  const text = fold(name).text.trim();
  if (text === '') return undefined;
  const characters = [...text];
  const latin = /^[a-z][a-z0-9 '-]*$/.test(text)
    ? new RegExp(`(?<![a-z])${text.replace(/[-' ]+/g, "[-' ]?")}(?:s|ing)?(?![a-z])`)
    : undefined;
  return {
    id,
    text,
    characters,
    syllables: characters.map(syllable),
    latin,
    fuzzy: /[\u4e00-\u9fff]{2}/.test(text),
  };
}

function makeIndex(entries: readonly { id: string; name: string; aliases?: string[] }[]): Index {
  const words: Word[] = [];
  for (const { id, name, aliases = [] } of entries) {
    for (const each of new Set([name, ...aliases, id.replace(/-/g, ' ')])) {
      const word = makeWord(id, each);
      if (word) words.push(word);
    }
  }
  words.sort((a, b) => b.characters.length - a.characters.length);
  return { words, longest: words[0]?.characters.length ?? 0 };
}

interface Indexes {
  items: Index;
  products: Index;
  activities: Index;
  bodies: Index;
  /** The levels of each item that pays by a choice of them. */
  choices: Map<string, Index>;
  /** A number of units, for each item that is paid per unit. */
  units: Map<string, RegExp>;
  pays: Map<string, VocabularyItem['pays']>;
}
const cache = new WeakMap<Vocabulary, Indexes>();

/** What is computed from a vocabulary, once per vocabulary object. */
export function indexesOf(vocabulary: Vocabulary): Indexes {
  let made = cache.get(vocabulary);
  if (!made) {
    const activities = (vocabulary.activities ?? []).map(({ number, title }) => ({
      id: String(number),
      name: title,
      aliases: [],
    }));
    made = {
      items: makeIndex(vocabulary.items),
      products: makeIndex((vocabulary.products ?? []) as VocabularyProduct[]),
      activities: makeIndex(activities),
      bodies: makeIndex(vocabulary.bodies ?? []),
      choices: new Map(
        vocabulary.items.flatMap(({ id, choices = [] }) =>
          choices.length > 0 ? [[id, makeIndex(choices)] as const] : [],
        ),
      ),
      units: new Map(
        vocabulary.items.flatMap(({ id, unit, unitAliases = [] }) =>
          unit ? [[id, unitExpression([unit, ...unitAliases])] as const] : [],
        ),
      ),
      pays: new Map(vocabulary.items.map((item) => [item.id, item.pays])),
    };
    cache.set(vocabulary, made);
  }
  return made;
}

function unitExpression(units: string[]): RegExp {
  const words = units.map((unit) => fold(unit).text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`(?<n>${numeral}) ?(?:${words.join('|')})(?:s|es)?(?![a-z])`, 'g');
}

const most = 48;

/** Every place where a word stands as written; longer words win, overlaps are left out. */
export function findExact(text: string, index: Index): Found<string>[] {
  const found: Found<string>[] = [];
  const taken = (start: number, end: number) => found.some((f) => start < f.end && f.start < end);
  for (const { id, text: word, latin } of index.words) {
    if (latin) {
      const match = latin.exec(text);
      if (match && !taken(match.index, match.index + match[0].length)) {
        found.push({ value: id, start: match.index, end: match.index + match[0].length });
      }
      continue;
    }
    for (
      let start = text.indexOf(word);
      start >= 0 && found.length < most;
      start = text.indexOf(word, start + word.length)
    ) {
      const end = start + word.length;
      if (!taken(start, end)) found.push({ value: id, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const accept = 0.3;
const margin = 0.1;

/**
 * The word that somebody meant but mistyped (志原服务, 兑患): the distance per character to some stretch of the
 * text, where the same sound costs a quarter. Accepted up to 0.30, and only when no other thing is within 0.10.
 */
export function findFuzzy(text: string, index: Index): Found<string> | undefined {
  if (text.length > 80) return undefined;
  const characters = [...text];
  const syllables = characters.map(syllable);
  const heard = new Set(syllables);
  const best = new Map<string, { distance: number; start: number; end: number; length: number }>();
  for (const word of index.words) {
    if (!word.fuzzy) continue;
    // Every syllable that is nowhere in the text costs one: most words are out before any table is filled.
    let lacking = 0;
    for (const each of word.syllables) if (!heard.has(each)) lacking++;
    if (lacking > accept * word.syllables.length) continue;
    const hit = align(word, characters, syllables);
    const known = best.get(word.id);
    if (
      hit &&
      (!known ||
        hit.distance < known.distance ||
        (hit.distance === known.distance && hit.length > known.length))
    ) {
      best.set(word.id, hit);
    }
  }
  const ranked = [...best.entries()].sort(([, a], [, b]) => a.distance - b.distance || b.length - a.length);
  const [first, second] = ranked;
  if (!first || first[1].distance > accept) return undefined;
  const overlaps = second && second[1].start < first[1].end && first[1].start < second[1].end;
  if (
    second &&
    overlaps &&
    second[1].distance - first[1].distance < margin &&
    second[1].length >= first[1].length
  )
    return undefined;
  // Characters outside the BMP take two units; stretches are counted in units.
  const unit = (count: number) => characters.slice(0, count).join('').length;
  return { value: first[0], start: unit(first[1].start), end: unit(first[1].end) };
}

/** Sellers' approximate search: the stretch of the text nearest to the word, in one pass over both. */
function align(word: Word, characters: string[], syllables: string[]) {
  const m = word.characters.length;
  let previous = new Float64Array(m + 1);
  let starts = new Int32Array(m + 1);
  for (let i = 0; i <= m; i++) previous[i] = i;
  let best: { distance: number; start: number; end: number; length: number } | undefined;
  for (let j = 1; j <= characters.length; j++) {
    const current = new Float64Array(m + 1);
    const from = new Int32Array(m + 1);
    from[0] = j;
    for (let i = 1; i <= m; i++) {
      const a = word.characters[i - 1];
      const b = characters[j - 1];
      const cost = a === b ? 0 : word.syllables[i - 1] === syllables[j - 1] ? 0.25 : 1;
      const swap = (previous[i - 1] ?? 0) + cost;
      const skip = (previous[i] ?? 0) + 1;
      const add = (current[i - 1] ?? 0) + 1;
      const least = Math.min(swap, skip, add);
      current[i] = least;
      from[i] =
        least === swap
          ? i === 1
            ? j - 1
            : (starts[i - 1] ?? 0)
          : least === skip
            ? (starts[i] ?? 0)
            : (from[i - 1] ?? 0);
    }
    const distance = (current[m] ?? m) / m;
    if (distance <= accept && (!best || distance < best.distance)) {
      best = { distance, start: from[m] ?? 0, end: j, length: m };
    }
    previous = current;
    starts = from;
  }
  return best;
}
