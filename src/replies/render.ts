import { en, mergedEn } from './en/index.ts';
import type { ReplyKey } from './reply.ts';
import { mergedZhCN, zhCN } from './zh-CN/index.ts';

/** Longer messages are cut by some gateways (DESIGN: "keep messages under ~1,800 characters"). */
export const MAX_MESSAGE_CHARACTERS = 1600;

/** How several acknowledgements of one kind become one message: a title, a line each, what to do next. */
export interface Merged<P> {
  title(count: number): string;
  line(params: P): string;
  /** What to do next; `last` is the line above it. */
  tail?(last: P): string;
}

type AnyReplies = Record<string, (params: never) => string>;
type AnyMerged = Record<string, Merged<never>>;

const CATALOGUES: Record<'zh' | 'en', { texts: AnyReplies; merged: AnyMerged }> = {
  zh: { texts: zhCN, merged: mergedZhCN as AnyMerged },
  en: { texts: en, merged: mergedEn as AnyMerged },
};

/** Whether entries of this kind may be gathered into one message. */
export function isMergeable(key: string): boolean {
  return Object.hasOwn(mergedZhCN, key);
}

/** Kinds that are quoted to be answered, which works only for a message of their own. */
const STANDS_ALONE: ReadonlySet<string> = new Set<ReplyKey>(['review.list-card']);

/** Whether an entry of this kind is never put into one message with others. */
export function standsAlone(key: string): boolean {
  return STANDS_ALONE.has(key);
}

/** The words for one reply. */
export function render(language: 'zh' | 'en', key: ReplyKey, params: Record<string, unknown>): string {
  const text = CATALOGUES[language].texts[key];
  if (!text) throw new Error(`no reply is called ${key}`);
  return clip(text(params as never));
}

/** Most messages that one long reply becomes; nobody reads further. */
const MAX_PAGES = 12;

/** The words for one reply as the messages that they take: split between lines, or names, never in the middle of one. */
export function renderPages(language: 'zh' | 'en', key: ReplyKey, params: Record<string, unknown>): string[] {
  const text = CATALOGUES[language].texts[key];
  if (!text) throw new Error(`no reply is called ${key}`);
  return pagesOf(text(params as never));
}

/** A text in pieces of at most `MAX_MESSAGE_CHARACTERS`. */
export function pagesOf(text: string): string[] {
  if (text.length <= MAX_MESSAGE_CHARACTERS) return [text];
  const pages: string[] = [];
  let rest = text;
  while (rest.length > MAX_MESSAGE_CHARACTERS && pages.length < MAX_PAGES - 1) {
    const head = rest.slice(0, MAX_MESSAGE_CHARACTERS);
    const least = MAX_MESSAGE_CHARACTERS / 2;
    const line = head.lastIndexOf('\n');
    const name = Math.max(head.lastIndexOf('、'), head.lastIndexOf(', '), head.lastIndexOf('，'));
    const end = line > least ? line : name > least ? name + 1 : head.length;
    pages.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...pages, clip(rest)];
}

/** One message for several entries of a kind, and how many of them fit into it. */
export function renderMerged(
  language: 'zh' | 'en',
  key: ReplyKey,
  list: Record<string, unknown>[],
): { text: string; count: number } {
  const [first] = list;
  const merged = CATALOGUES[language].merged[key];
  if (list.length <= 1 || !merged)
    return { text: render(language, key, first ?? {}), count: Math.min(1, list.length) };

  const lines = new Set<string>();
  let [length, count] = [120, 0];
  for (const params of list) {
    const line = merged.line(params as never);
    // The same line twice tells nobody more.
    if (!lines.has(line)) {
      if (length + line.length + 1 > MAX_MESSAGE_CHARACTERS) break;
      lines.add(line);
      length += line.length + 1;
    }
    count += 1;
  }
  if (count === 0) return { text: render(language, key, first ?? {}), count: 1 };
  const last = list[count - 1];
  const tail = merged.tail && last ? [merged.tail(last as never)] : [];
  const text = [merged.title(count), ...lines, ...tail].join('\n');
  return { text, count };
}

function clip(text: string): string {
  return text.length <= MAX_MESSAGE_CHARACTERS ? text : `${text.slice(0, MAX_MESSAGE_CHARACTERS - 1)}…`;
}
