/** MongoDB's regular expressions (PCRE) on JavaScript's: the same common syntax, the options i, m, s and x. */
import { StoreError } from '../errors.ts';

const cache = new Map<string, RegExp>();
const MAX_PATTERN = 32_764;

/** Takes white space and comments out of a pattern, for option `x`. */
function unspace(pattern: string): string {
  let out = '';
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] as string;
    if (c === '\\') {
      out += c + (pattern[++i] ?? '');
    } else if (inClass) {
      if (c === ']') inClass = false;
      out += c;
    } else if (c === '[') {
      inClass = true;
      out += c;
    } else if (c === '#') {
      while (i < pattern.length && pattern[i] !== '\n') i++;
    } else if (!/\s/.test(c)) out += c;
  }
  return out;
}

const POSIX: Record<string, string> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  space: '\\s',
  upper: 'A-Z',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
};

/** PCRE's spellings in JavaScript's, where there is one; what has none is refused by the compiler of patterns. */
function translate(pattern: string): string {
  return pattern
    .replace(/\\([AzZh])/g, (_, c: string) => (c === 'A' ? '^' : c === 'h' ? '[ \\t]' : '$'))
    .replace(/\(\?P</g, '(?<')
    .replace(/\[:(\w+):\]/g, (whole, name: string) => POSIX[name] ?? whole);
}

/** A JavaScript expression that finds what the server's would; an error where there is none. */
export function compileRegex(source: string, options: string): RegExp {
  const key = `${options}/${source}`;
  const known = cache.get(key);
  if (known) return known;
  if (source.length > MAX_PATTERN)
    throw new StoreError(51091, 'Regular expression is invalid: pattern string is longer than the limit');
  let pattern = source;
  let letters = options;
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  if (inline) {
    pattern = pattern.slice(inline[0].length);
    letters += inline[1];
  }
  let flags = '';
  for (const letter of new Set(letters)) {
    if (letter === 'x') pattern = unspace(pattern);
    else if (letter === 'i' || letter === 'm' || letter === 's') flags += letter;
    else if (letter !== 'u') throw new StoreError(51108, `invalid flag in regex options: ${letter}`);
  }
  pattern = translate(pattern);
  const regex = tryCompile(pattern, `${flags}u`) ?? tryCompile(pattern, flags);
  if (!regex)
    throw new StoreError(
      51091,
      `Regular expression is invalid or not supported by the embedded store: ${source}`,
    );
  if (cache.size > 500) cache.clear();
  cache.set(key, regex);
  return regex;
}

/** With `u` characters beyond the basic plane are one; some escapes that PCRE allows are only read without it. */
function tryCompile(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The literal text that every match begins with, when the expression is anchored; for index ranges. */
export function literalPrefix(source: string, options: string): string {
  if (options !== '' || !source.startsWith('^') || source.includes('|')) return '';
  let out = '';
  for (let i = 1; i < source.length; i++) {
    const c = source[i] as string;
    const escaped = c === '\\';
    const literal = escaped ? source[i + 1] : c;
    const after = source[escaped ? i + 2 : i + 1];
    if (literal === undefined || (escaped ? /[a-zA-Z0-9]/.test(literal) : /[.^$*+?()[\]{}]/.test(literal)))
      break;
    if (after === '*' || after === '?' || after === '{') break;
    out += literal;
    if (escaped) i++;
  }
  return out;
}
