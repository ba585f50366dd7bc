import { randomInt } from 'node:crypto';

/** Letters and digits that can't be mistaken for each other, on paper or by ear: no I, L, O, 0, 1. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ';
const ALPHABET = `${LETTERS}23456789`;
const LENGTH = 8;

/**
 * A new collection code, e.g. `K7QM-3FXA`: 23 × 31⁷ ≈ 6.3 × 10¹¹ of them, from the operating system's randomness.
 * It begins with a letter, so that it never reads as a card's number.
 */
export function newCode(): string {
  const rest = Array.from({ length: LENGTH - 1 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${LETTERS[randomInt(LETTERS.length)]}${rest}`;
}

/** A code as somebody typed it, without case, blanks and dashes. Undefined when it can't be one. */
export function readCode(words: string): string | undefined {
  const code = words.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return code.length === LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : undefined;
}

/** As people read it: `K7QM-3FXA`. */
export function shownCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
