import type { Attachment } from '#src/pictures/attachment.ts';
import {
  isMergeable,
  MAX_MESSAGE_CHARACTERS,
  render,
  renderMerged,
  renderPages,
  standsAlone,
} from '#src/replies/render.ts';
import type { OutboxEntry } from './schema.ts';

/** One message on the wire, and the entries that it settles. */
export interface Batch {
  text: string;
  mentions: string[];
  attachment?: Attachment;
  entries: OutboxEntry[];
}

/** Most people whom one message mentions. */
const MAX_MENTIONS = 20;

/**
 * What to say next in one conversation, out of the entries that wait there in order.
 *
 * Acknowledgements of the same kind become one message that names them all; other texts that wait together are
 * put under each other while they fit. What is held back stays for later, unless it can be merged with what is said.
 */
export function nextBatch(
  waiting: OutboxEntry[],
  isHeldBack: (entry: OutboxEntry) => boolean,
): Batch | undefined {
  const head = waiting.find((entry) => !isHeldBack(entry));
  if (!head) return undefined;
  if (isAcknowledgement(head)) return mergedBatch(head, waiting);

  const entries: OutboxEntry[] = [];
  const texts: string[] = [];
  const mentions = new Set<string>();
  let length = 0;
  for (const entry of waiting) {
    if (isAcknowledgement(entry) || isHeldBack(entry)) continue;
    const text = textOf(entry);
    const everybody = new Set([...mentions, ...entry.mentions]);
    const fits =
      length + text.length <= MAX_MESSAGE_CHARACTERS && entries.length < 20 && everybody.size <= MAX_MENTIONS;
    // An attachment follows its own text; a post that must not be repeated stays a message of its own.
    const alone =
      entry.page !== undefined ||
      entry.attachment !== undefined ||
      entry.whenUnsure === 'never' ||
      standsAlone(entry.key);
    if (entries.length > 0 && (!fits || alone)) break;
    entries.push(entry);
    texts.push(text);
    for (const contact of entry.mentions) mentions.add(contact);
    length += text.length + 2;
    if (alone) break;
  }
  return {
    text: texts.join('\n\n'),
    mentions: [...mentions],
    ...(head.attachment ? { attachment: head.attachment } : {}),
    entries,
  };
}

/** Whether an entry may be gathered with others of its kind; one that takes several messages may not. */
export function isAcknowledgement({ key, page }: Pick<OutboxEntry, 'key' | 'page'>): boolean {
  return page === undefined && isMergeable(key);
}

function textOf({ language, key, params, page }: OutboxEntry): string {
  return page === undefined
    ? render(language, key, params)
    : (renderPages(language, key, params)[page] ?? '');
}

function mergedBatch(head: OutboxEntry, waiting: OutboxEntry[]): Batch {
  const alike = waiting.filter(
    (entry) =>
      isAcknowledgement(entry) &&
      entry.key === head.key &&
      entry.language === head.language &&
      entry.attachment === undefined,
  );
  const entries = head.attachment === undefined ? alike : [head];
  const { text, count } = renderMerged(
    head.language,
    head.key,
    entries.map(({ params }) => params),
  );
  const settled = entries.slice(0, count);
  return {
    text,
    mentions: settled.length === 1 ? head.mentions : [],
    ...(head.attachment ? { attachment: head.attachment } : {}),
    entries: settled,
  };
}
