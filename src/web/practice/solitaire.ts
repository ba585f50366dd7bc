/** A #接龙 list as WeChat writes it: a title of one or more lines, then numbered rows. */
export interface Solitaire {
  title: string;
  rows: string[];
}

const tag = /^#\s*(?:接龙|接龍|Group Note)\s*/iu;
const row = /^\s*\d{1,3}\s*[.、．)）:：]\s*(.*)$/u;

export function parseSolitaire(text: string): Solitaire | null {
  if (!tag.test(text)) return null;
  const title: string[] = [];
  const rows: string[] = [];
  for (const line of text.replace(tag, '').split('\n')) {
    const content = row.exec(line)?.[1];
    if (content !== undefined) rows.push(content.trim());
    else if (line.trim() && rows.length > 0) rows.push(`${rows.pop()} ${line.trim()}`);
    else if (line.trim()) title.push(line.trim());
  }
  return { title: title.join('\n'), rows };
}

export function writeSolitaire({ title, rows }: Solitaire): string {
  const numbered = rows
    .filter((content) => content.trim())
    .map((content, i) => `${i + 1}. ${content.trim()}`);
  return ['#接龙', title.trim(), '', ...numbered].join('\n');
}

/** The newest state of a list: whoever joins adds to that, also when they clicked on an older copy. */
export function newestSolitaire(messages: { text: string }[], clicked: Solitaire): Solitaire {
  for (const { text } of messages.toReversed()) {
    const list = parseSolitaire(text);
    if (list?.title === clicked.title && list.title) return list;
  }
  return clicked;
}
