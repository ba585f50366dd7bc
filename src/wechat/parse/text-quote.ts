export interface TextQuote {
  senderName: string;
  text: string;
  reply: string;
}

/**
 * Reads the form in which PadLocal and wechat4u give a reply with a quote:
 *
 *     「name：quoted words」
 *     - - - - - - - - - - - - - - -
 *     the reply
 *
 * Null when the text is none. The quoted words may have several lines, and contain 「」 of their own.
 */
export function parseTextQuote(text: string): TextQuote | null {
  if (!text.startsWith('「')) return null;
  const lines = text.replaceAll(/<br\/?>|\r\n?/g, '\n').split('\n');
  const rule = lines.findIndex(
    (line, i) => i > 0 && /^(?:- ){5,}-? ?$/.test(line) && lines[i - 1]?.endsWith('」'),
  );
  if (rule === -1) return null;

  const quoted = lines.slice(0, rule).join('\n').slice(1, -1);
  const colon = quoted.search(/[：:]/);
  if (colon === -1) return null;
  return {
    senderName: quoted.slice(0, colon),
    text: quoted.slice(colon + 1).trimStart(),
    reply: lines.slice(rule + 1).join('\n'),
  };
}
