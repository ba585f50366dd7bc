import { Converter } from 'opencc-js/t2cn';

/**
 * A text made easy to read for rules: simplified characters, half-width, lower case, one kind of space, nothing
 * invisible. `at` leads every folded character back to its place in the original.
 */
export interface Folded {
  text: string;
  /** Index in the original for each folded character, and the original's length at the end. */
  at: Uint32Array;
}

const toSimplified = Converter({ from: 'twp', to: 'cn' });

const firstHan = 0x4e00;
const lastHan = 0x9fff;

/** Traditional -> simplified, character by character, worked out once when the module is loaded. */
const simplified = ((): Uint16Array => {
  const characters: string[] = [];
  for (let code = firstHan; code <= lastHan; code++) characters.push(String.fromCharCode(code));
  const converted = toSimplified(characters.join('\n')).split('\n');
  return Uint16Array.from(characters, (character, i) => {
    const to = converted[i];
    return to?.length === 1 ? to.charCodeAt(0) : character.charCodeAt(0);
  });
})();

const spelled: Record<string, string> = {
  '，': ',',
  '：': ':',
  '∶': ':',
  '；': ';',
  '！': '!',
  '？': '?',
  '（': '(',
  '）': ')',
  '～': '~',
  '〜': '~',
  '∼': '~',
  '—': '-',
  '–': '-',
  '－': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '﹣': '-',
  ー: '-',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '`': "'",
  '½': '.5',
  '¼': '.25',
  '¾': '.75',
  '…': '…',
  '．': '.',
  '｡': '。',
  '﹐': ',',
  '＃': '#',
  '＠': '@',
  '／': '/',
  '＋': '+',
  '％': '%',
  '✖': '×',
  '✕': '×',
  '⁠': '',
};

const foldedCode = new Map<number, string>();

/** The folded form of a rarer character; '' drops it. */
function foldRare(code: number, character: string): string {
  const known = foldedCode.get(code);
  if (known !== undefined) return known;
  let folded = spelled[character];
  if (folded === undefined) {
    if (/\p{White_Space}/u.test(character)) folded = ' ';
    else if (/[\p{Cc}\p{Cf}\p{Mn}]/u.test(character)) folded = '';
    else folded = character.normalize('NFKC').toLowerCase();
  }
  foldedCode.set(code, folded);
  return folded;
}

/** One folded code for every character that folds to one; 0 for the rarer ones. */
const plain = ((): Uint16Array => {
  const table = new Uint16Array(0x10000);
  for (let code = 32; code < 127; code++) table[code] = code >= 65 && code <= 90 ? code + 32 : code;
  table[96] = 39;
  table[9] = 32;
  table[10] = 10;
  table[0x3000] = 32;
  for (let code = 0xff01; code <= 0xff5e; code++) table[code] = table[code - 0xfee0] ?? 0;
  for (let code = firstHan; code <= lastHan; code++) table[code] = simplified[code - firstHan] ?? code;
  for (const sign of '。、·「」《》【】…') table[sign.charCodeAt(0)] = sign.charCodeAt(0);
  for (const [sign, to] of Object.entries(spelled)) {
    if (sign.length === 1 && to.length === 1) table[sign.charCodeAt(0)] = to.charCodeAt(0);
  }
  return table;
})();

const codes = new Uint16Array(512);
const places = Uint32Array.from({ length: 513 }, (_, i) => i);

/** Folds a text of any length in one pass. */
export function fold(original: string): Folded {
  return (original.length <= 512 ? foldPlain(original) : undefined) ?? foldAny(original);
}

/** The common case: every character becomes one character, so that all keep their places. */
function foldPlain(original: string): Folded | undefined {
  const { length } = original;
  let changed = false;
  let traditional = false;
  for (let i = 0; i < length; i++) {
    const code = original.charCodeAt(i);
    const to = plain[code] ?? 0;
    if (to === 0) return undefined;
    if (to !== code) {
      changed = true;
      if (code >= firstHan && code <= lastHan) traditional = true;
    }
    codes[i] = to;
  }
  const at = places.subarray(0, length + 1);
  if (!changed) return { text: original, at };
  const text = String.fromCharCode.apply(null, codes.subarray(0, length) as unknown as number[]);
  return { text: traditional ? foldPhrases(text, original, at) : text, at };
}

function foldAny(original: string): Folded {
  const at = new Uint32Array(original.length * 4 + 1);
  let text = '';
  let length = 0;
  let traditional = false;
  for (let i = 0; i < original.length; i++) {
    const code = original.charCodeAt(i);
    let to: string;
    if (code >= firstHan && code <= lastHan) {
      const simple = simplified[code - firstHan] ?? code;
      if (simple !== code) traditional = true;
      to = String.fromCharCode(simple);
    } else if (code === 10) to = '\n';
    else if (code < 32 || code === 127) to = code === 9 ? ' ' : '';
    else if (code < 128)
      to =
        code >= 65 && code <= 90
          ? String.fromCharCode(code + 32)
          : code === 96
            ? "'"
            : String.fromCharCode(code);
    else if (code >= 0xd800 && code <= 0xdfff) to = String.fromCharCode(code);
    else to = foldRare(code, String.fromCharCode(code));
    if (to.length > 4) to = to.slice(0, 4);
    if (to === '.5' || to === '.25' || to === '.75') {
      if (!/\d$/.test(text)) to = `0${to}`;
    }
    for (let k = 0; k < to.length; k++) at[length + k] = i;
    length += to.length;
    text += to;
  }
  at[length] = original.length;
  return { text: traditional ? foldPhrases(text, original, at) : text, at };
}

/**
 * Words that differ between Taiwan and the mainland (計程車 -> 出租车), wherever the length stays the same, so
 * that every character keeps its place.
 */
function foldPhrases(text: string, original: string, at: Uint32Array): string {
  if (text.length > 2000 || original.length !== text.length || at[text.length] !== text.length) return text;
  const phrases = toSimplified(original);
  if (phrases.length !== text.length) return text;
  let merged = '';
  for (let i = 0; i < text.length; i++) {
    const code = phrases.charCodeAt(i);
    merged += code >= firstHan && code <= lastHan ? phrases.charAt(i) : text.charAt(i);
  }
  return merged;
}
