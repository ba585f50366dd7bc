import { MAX_MESSAGE_CHARACTERS, render } from './render.ts';
import type { ReplyKey, ReplyParams } from './reply.ts';

const LANGUAGES = ['zh', 'en'] as const;

/** Cuts rows into pages of at most so many rows, and of at most so many characters by what each row takes up. */
export function pagesByLength<R>(
  rows: readonly R[],
  lengthOf: (row: R) => number,
  { most, characters }: { most: number; characters: number },
): R[][] {
  const pages: R[][] = [];
  let page: R[] = [];
  let length = 0;
  for (const row of rows) {
    const longer = lengthOf(row);
    if (page.length > 0 && (page.length >= most || length + longer > characters)) {
      pages.push(page);
      page = [];
      length = 0;
    }
    page.push(row);
    length += longer;
  }
  return page.length > 0 ? [...pages, page] : pages;
}

/**
 * Cuts rows into pages that fit one message each as they will be worded, in either language. One row alone is never
 * cut: it is far shorter than a message.
 *
 * @param page what the reply says of some rows, with everything that any page may say besides
 * @param most rows of one page
 */
export function pagesThatFit<R, K extends ReplyKey>(
  rows: readonly R[],
  key: K,
  page: (rows: R[]) => ReplyParams<K>,
  most: number,
): R[][] {
  const lengthIn = (language: 'zh' | 'en', some: R[]) =>
    render(language, key, page(some) as Record<string, unknown>).length;
  const empty = LANGUAGES.map((language) => lengthIn(language, []));
  const lengthOf = (row: R) =>
    Math.max(...LANGUAGES.map((language, at) => lengthIn(language, [row]) - (empty[at] ?? 0)));
  return pagesByLength(rows, lengthOf, { most, characters: MAX_MESSAGE_CHARACTERS - Math.max(...empty) });
}
