import { types } from 'wechaty-puppet';
import { parseAppMessage } from './app-message.ts';
import { isSolitaire } from './solitaire-tag.ts';
import { parseTextQuote } from './text-quote.ts';

/** What a message says, whatever form its gateway gave it. */
export interface Words {
  kind: 'text' | 'solitaire' | 'other';
  text: string;
  /** `senderIds` where the gateway tells who was quoted; otherwise there is only the name. */
  quote?: { senderName: string; senderIds?: string[]; text: string };
}

/** Longer texts are cut: no rule needs more, and nobody shall make the bot chew on them. */
const maxBytes = 100_000;

/** Reads the text of a message of any type. Never throws. */
export function parseWords(type: types.Message, raw: string): Words {
  const text = cut(raw);
  const app = parseAppMessage(text);
  if (app?.kind === 'quote') return { ...plain(app.reply), quote: app.quoted };
  if (app?.kind === 'solitaire') return { kind: 'solitaire', text: app.text };
  if (app) return { kind: 'other', text: app.title };
  if (type === types.Message.GroupNote) return { kind: 'solitaire', text };
  if (type !== types.Message.Text) return { kind: 'other', text: '' };

  const quote = parseTextQuote(text);
  if (!quote) return plain(text);
  return { ...plain(quote.reply), quote: { senderName: quote.senderName, text: quote.text } };
}

function plain(text: string): Words {
  return { kind: isSolitaire(text) ? 'solitaire' : 'text', text };
}

function cut(text: string): string {
  // No character takes more than three bytes a UTF-16 unit, so short texts need no counting.
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return text;
  return Buffer.from(text)
    .subarray(0, maxBytes)
    .toString()
    .replace(/\uFFFD$/, '');
}
