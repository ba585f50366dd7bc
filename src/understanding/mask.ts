import { findAddresses } from './reading/addresses.ts';
import { fold } from './reading/fold.ts';
import { looksLikeName, nameLength } from './reading/people.ts';

export interface Masked {
  text: string;
  /** The original words of the placeholders in a string; undefined when it holds one that was never given out. */
  restore(words: string): string | undefined;
}

type Kind = '人' | '住址' | '电话' | '号码' | '原文';
const placeholder = /\[(?:人|住址|电话|号码|原文)\d+\]/g;

const phone = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/g;
const identity =
  /(?<![\dA-Za-z])[\dA-Za-z_-]*\d[\dA-Za-z_-]{4,}(?![\dA-Za-z])|(?<!\d)\d{5,}(?!\d)|wxid_[\w-]+/g;
const called =
  /(?:我叫|名叫|叫做|姓名[:： ]?|我是|找|联系人[:： ]?)\s?([\u3400-\u9fff·]{2,4})(?=[\s,，。;；、!！?？]|$|住|的|在)/g;
const mentioned = /[@＠][^\s\u2005@]{1,30}/g;
const titled =
  /[\u3400-\u9fff]{1,3}(?:奶奶|爷爷|阿姨|叔叔|大爷|大妈|大娘|大伯|婆婆|伯伯|嫂子|姐姐|师傅|主任|老师|书记|医生|女士|先生)/g;

/**
 * Takes names, addresses, telephone numbers and ids out of a text before it leaves the house. `people` are the names
 * known to the community; names that nobody knows are found by their shape, and rather one too many than too few.
 */
export function mask(text: string, people: readonly string[] = []): Masked {
  const originals = new Map<string, string>();
  const byWords = new Map<string, string>();
  const counts: Partial<Record<Kind, number>> = {};
  const hide = (kind: Kind, words: string): string => {
    const known = byWords.get(words);
    if (known) return known;
    const count = (counts[kind] ?? 0) + 1;
    counts[kind] = count;
    const mark = `[${kind}${count}]`;
    originals.set(mark, words);
    byWords.set(words, mark);
    return mark;
  };
  let left = text.replace(placeholder, (words) => hide('原文', words));
  left = outside(left, (part) => part.replace(mentioned, (words) => hide('人', words)));
  left = outside(left, (part) => hideAddresses(part, (words) => hide('住址', words)));
  left = outside(left, (part) => part.replace(phone, (words) => hide('电话', words)));
  left = outside(left, (part) => part.replace(identity, (words) => hide('号码', words)));
  for (const name of [...new Set(people)].sort((a, b) => b.length - a.length)) {
    if (name.trim().length >= 2)
      left = outside(left, (part) => part.split(name).join(hideLater(hide, part, name)));
  }
  left = outside(left, (part) =>
    part.replace(called, (all, name: string) => all.replace(name, hide('人', name))),
  );
  left = outside(left, (part) => part.replace(titled, (words) => hide('人', words)));
  left = outside(left, (part) =>
    part.replace(/[\u3400-\u9fffA-Za-z·]+/g, (word) => (isName(word) ? hide('人', word) : word)),
  );
  return {
    text: left,
    restore(words) {
      let strange = false;
      const restored = words.replace(placeholder, (mark) => {
        const original = originals.get(mark);
        if (original === undefined) strange = true;
        return original ?? '';
      });
      return strange ? undefined : restored;
    },
  };
}

/** A placeholder only when the name is really there. */
function hideLater(hide: (kind: Kind, words: string) => string, part: string, name: string): string {
  return part.includes(name) ? hide('人', name) : name;
}

/** A word on its own that has the shape of a Chinese name, or two capitalised words. */
function isName(word: string): boolean {
  if (/^[A-Z][a-z]+$/.test(word)) return false;
  const folded = fold(word).text;
  return folded.length <= 4 && looksLikeName(folded) && nameLength(folded) === folded.length;
}

/** Applies a change to what stands between placeholders. */
function outside(text: string, change: (part: string) => string): string {
  let left = '';
  let at = 0;
  for (const match of text.matchAll(placeholder)) {
    left += change(text.slice(at, match.index)) + match[0];
    at = match.index + match[0].length;
  }
  return left + change(text.slice(at));
}

function hideAddresses(text: string, hide: (words: string) => string): string {
  const folded = fold(text);
  let left = '';
  let at = 0;
  for (const { start, end } of findAddresses(folded.text)) {
    const from = folded.at[start] ?? text.length;
    const to = folded.at[end] ?? text.length;
    left += text.slice(at, from) + hide(text.slice(from, to));
    at = to;
  }
  return left + text.slice(at);
}
