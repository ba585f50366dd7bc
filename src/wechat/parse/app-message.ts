import { type XmlElement, xmlElements, xmlText } from './xml-elements.ts';

/** What an appmsg (the XML behind WeChat's rich messages) says, as far as the bot cares. */
export type AppMessage =
  | { kind: 'quote'; reply: string; quoted: { senderIds: string[]; senderName: string; text: string } }
  | { kind: 'solitaire'; text: string }
  | { kind: 'other'; title: string };

/** What is shown for quoted messages that are no text, by WeChat's message type. */
const quotedAs: Record<string, string> = {
  3: '[图片]',
  34: '[语音]',
  43: '[视频]',
  47: '[动画表情]',
  48: '[位置]',
};

/**
 * Reads raw appmsg XML: type 57 is a reply with a quote, type 53 a #接龙 whose full text is the title.
 * Null when the text is no appmsg. In groups some gateways put `wxid:` and a line break before the XML.
 */
export function parseAppMessage(text: string): AppMessage | null {
  const start = /^\s*(?:[\w@-]{1,64}:\s*\n)?\s*(?=<)/.exec(text.slice(0, 200))?.[0].length;
  if (start === undefined || !text.includes('<appmsg')) return null;
  const appmsg = appmsgOf(xmlElements(text.slice(start)));
  if (!appmsg) return null;

  const title = value(appmsg, 'title');
  const type = value(appmsg, 'type').trim();
  const refermsg = appmsg.find((element) => element.name === 'refermsg');
  if (type === '53') return { kind: 'solitaire', text: title };
  if (type === '57' && refermsg)
    return { kind: 'quote', reply: title, quoted: quoted(xmlElements(refermsg.inner)) };
  return { kind: 'other', title };
}

function appmsgOf(elements: XmlElement[]): XmlElement[] | undefined {
  const outer = elements.find((element) => element.name === 'msg');
  const inside = outer ? xmlElements(outer.inner) : elements;
  const found = inside.find((element) => element.name === 'appmsg');
  return found && xmlElements(found.inner);
}

/** In groups `fromusr` can be the room, and `chatusr` the person. */
function quoted(refermsg: XmlElement[]) {
  const content = value(refermsg, 'content');
  return {
    senderIds: [value(refermsg, 'chatusr'), value(refermsg, 'fromusr')].filter((id) => id !== ''),
    senderName: value(refermsg, 'displayname'),
    text: quotedAs[value(refermsg, 'type').trim()] ?? wordsOf(content),
  };
}

/** The words of a quoted message that itself was an appmsg. */
function wordsOf(content: string): string {
  const app = parseAppMessage(content);
  if (!app) return content;
  if (app.kind === 'quote') return app.reply;
  return app.kind === 'solitaire' ? app.text : app.title;
}

function value(elements: XmlElement[], name: string): string {
  return xmlText(elements.find((element) => element.name === name)?.inner ?? '');
}
