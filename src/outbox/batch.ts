import type { Attachment } from '#src/pictures/attachment.ts';
import {
  isMergeable,
  MAX_MESSAGE_CHARACTERS,
  render,
  renderMerged,
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

/**
 * What to say next in one conversation, out of the entries that wait there in order.
 *
 * Acknowledgements of the same kind become one message that names them all; other texts that wait together are
 * put under each other while they fit. Entries of a kind in `heldBack` stay for later.
 */
export function nextBatch(waiting: OutboxEntry[], heldBack: (key: string) => boolean): Batch | undefined {
  const head = waiting.find((entry) => !(isMergeable(entry.key) && heldBack(entry.key)));
  if (!head) return undefined;
  if (isMergeable(head.key)) return mergedBatch(head, waiting);

  const entries: OutboxEntry[] = [];
  const texts: string[] = [];
  let length = 0;
  for (const entry of waiting) {
    if (isMergeable(entry.key)) continue;
    const text = render(entry.language, entry.key, entry.params);
    const fits = length + text.length <= MAX_MESSAGE_CHARACTERS && entries.length < 20;
    // An attachment follows its own text; a post that must not be repeated stays a message of its own.
    const alone = entry.attachment !== undefined || entry.whenUnsure === 'never' || standsAlone(entry.key);
    if (entries.length > 0 && (!fits || alone)) break;
    entries.push(entry);
    texts.push(text);
    length += text.length + 2;
    if (alone) break;
  }
  return {
    text: texts.join('\n\n'),
    mentions: [...new Set(entries.flatMap(({ mentions }) => mentions))],
    ...(head.attachment ? { attachment: head.attachment } : {}),
    entries,
  };
}

function mergedBatch(head: OutboxEntry, waiting: OutboxEntry[]): Batch {
  const alike = waiting.filter(
    (entry) => entry.key === head.key && entry.language === head.language && entry.attachment === undefined,
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
