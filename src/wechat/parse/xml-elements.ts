/** An XML element: its name, and the raw text between its tags. */
export interface XmlElement {
  name: string;
  inner: string;
}

/**
 * The outermost elements of a piece of XML, in order. Made for what WeChat puts in messages, and it never throws:
 * an element without an end takes all the rest, and what is no element is skipped. Runs in linear time.
 */
export function xmlElements(xml: string): XmlElement[] {
  const elements: XmlElement[] = [];
  let at = 0;
  while (at < xml.length) {
    const open = nextTag(xml, at);
    if (!open) break;
    at = open.end;
    if (open.kind === 'empty') elements.push({ name: open.name, inner: '' });
    if (open.kind !== 'open') continue;
    const close = closingTag(xml, open.name, open.end);
    elements.push({ name: open.name, inner: xml.slice(open.end, close.start) });
    at = close.end;
  }
  return elements;
}

/** The text of an element's inside: CDATA unwrapped, entities decoded. */
export function xmlText(inner: string): string {
  const trimmed = inner.trim();
  if (!trimmed.startsWith(cdata)) return decodeEntities(inner);
  const end = trimmed.indexOf(']]>');
  return trimmed.slice(cdata.length, end === -1 ? undefined : end);
}

const cdata = '<![CDATA[';

interface Tag {
  kind: 'open' | 'close' | 'empty';
  name: string;
  start: number;
  end: number;
}

/** The next tag from a position on; comments, declarations and CDATA are passed over. */
function nextTag(xml: string, from: number): Tag | null {
  let start = xml.indexOf('<', from);
  while (start !== -1) {
    const skipped = afterMarkup(xml, start);
    if (skipped === null) {
      const name = /^<\/?([\w:.-]+)/.exec(xml.slice(start, start + 100))?.[1];
      const end = name ? xml.indexOf('>', start) : -1;
      if (name && end === -1) return null;
      if (name) return { kind: kindOf(xml, start, end), name, start, end: end + 1 };
    }
    start = xml.indexOf('<', skipped ?? start + 1);
  }
  return null;
}

function kindOf(xml: string, start: number, end: number): Tag['kind'] {
  if (xml[start + 1] === '/') return 'close';
  return xml[end - 1] === '/' ? 'empty' : 'open';
}

/** Where `<!-- -->`, `<? ?>` or CDATA ends, or null when none starts here. */
function afterMarkup(xml: string, start: number): number | null {
  for (const [opening, closing] of markup) {
    if (!xml.startsWith(opening, start)) continue;
    const end = xml.indexOf(closing, start + opening.length);
    return end === -1 ? xml.length : end + closing.length;
  }
  return null;
}

const markup = [
  [cdata, ']]>'],
  ['<!--', '-->'],
  ['<?', '?>'],
] as const;

function closingTag(xml: string, name: string, from: number): { start: number; end: number } {
  let depth = 1;
  for (let tag = nextTag(xml, from); tag; tag = nextTag(xml, tag.end)) {
    if (tag.name !== name || tag.kind === 'empty') continue;
    depth += tag.kind === 'open' ? 1 : -1;
    if (depth === 0) return tag;
  }
  return { start: xml.length, end: xml.length };
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name) return entities[name] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
