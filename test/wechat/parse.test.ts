import { describe, expect, test } from 'vitest';
import { types } from 'wechaty-puppet';
import { mentionedNames, stripOwnMention } from '#src/wechat/parse/own-mention.ts';
import { parseTextQuote } from '#src/wechat/parse/text-quote.ts';
import { parseWords } from '#src/wechat/parse/words.ts';

const rule = '- - - - - - - - - - - - - - -';
const { Text, Unknown, Url, GroupNote, Image } = types.Message;

describe('a quote in the text, as PadLocal and wechat4u give it', () => {
  test.each<[string, ReturnType<typeof parseTextQuote>]>([
    [`「小积：#1001 待审」\n${rule}\n通过`, { senderName: '小积', text: '#1001 待审', reply: '通过' }],
    [`「小积: #1001」\n${rule}\n通过`, { senderName: '小积', text: '#1001', reply: '通过' }],
    [
      `「小积：第一行\n第二行」\n${rule}\n驳回\n照片不清楚`,
      { senderName: '小积', text: '第一行\n第二行', reply: '驳回\n照片不清楚' },
    ],
    [
      `「3-2-501 张三：说「好」」\r\n${rule}\r\n收到`,
      { senderName: '3-2-501 张三', text: '说「好」', reply: '收到' },
    ],
    [`「小积：#1001」<br/>${rule}<br/>ok`, { senderName: '小积', text: '#1001', reply: 'ok' }],
    [`「张三：[图片]」\n${rule}\n`, { senderName: '张三', text: '[图片]', reply: '' }],
    [`「没有冒号」\n${rule}\n通过`, null],
    ['「小积：#1001」通过', null],
    [`前面有字「小积：#1001」\n${rule}\n通过`, null],
    [`「小积：#1001」\n---\n通过`, null],
    ['', null],
  ])('%j', (text, quote) => {
    expect(parseTextQuote(text)).toEqual(quote);
  });
});

const appmsg = (inner: string) =>
  `<?xml version="1.0"?>\n<msg><appmsg appid="" sdkver="0">${inner}</appmsg></msg>`;
const refer = (type: number, content: string) =>
  `<refermsg><type>${type}</type><svrid>78</svrid><fromusr>7@chatroom</fromusr><chatusr>wxid_bot</chatusr><displayname>小积</displayname><content>${content}</content></refermsg>`;
const quoted = (text: string) => ({ senderName: '小积', senderIds: ['wxid_bot', '7@chatroom'], text });
const solitaireText = '#接龙\n周六清扫\n例 姓名\n\n1. 张三\n2. 李四 & 家人';

describe('what a message says, in every form that a gateway gives it', () => {
  test.each<[string, types.Message, string, ReturnType<typeof parseWords>]>([
    ['plain text', Text, '大家好', { kind: 'text', text: '大家好' }],
    ['a smaller-than sign', Text, '1 < 2 <appmsg', { kind: 'text', text: '1 < 2 <appmsg' }],
    [
      'a quote of text',
      Url,
      appmsg(`<title>通过</title><type>57</type>${refer(1, '#1001 &lt;待审&gt;')}`),
      { kind: 'text', text: '通过', quote: quoted('#1001 <待审>') },
    ],
    [
      'the same without a known type',
      Unknown,
      appmsg(`${refer(1, '#1001')}<title><![CDATA[改成1.5小时 </title>]]></title><type>57</type>`),
      { kind: 'text', text: '改成1.5小时 </title>', quote: quoted('#1001') },
    ],
    [
      'a quote of a picture',
      Unknown,
      appmsg(`<title>这张不清楚</title><type>57</type>${refer(3, '&lt;msg&gt;&lt;img/&gt;&lt;/msg&gt;')}`),
      { kind: 'text', text: '这张不清楚', quote: quoted('[图片]') },
    ],
    [
      'a quote of a quote',
      Unknown,
      appmsg(
        `<title>同意</title><type>57</type>${refer(49, '&lt;msg&gt;&lt;appmsg&gt;&lt;title&gt;#1001&lt;/title&gt;&lt;type&gt;57&lt;/type&gt;&lt;refermsg&gt;&lt;/refermsg&gt;&lt;/appmsg&gt;&lt;/msg&gt;')}`,
      ),
      { kind: 'text', text: '同意', quote: quoted('#1001') },
    ],
    [
      'a #接龙 as XML, after the sender id',
      Unknown,
      `wxid_abc:\n${appmsg(`<title>${solitaireText.replace('&', '&amp;')}</title><des/><type>53</type><extinfo><solitaire_info><![CDATA[<solitaire><tt>0-86</tt></solitaire>]]></solitaire_info></extinfo>`)}`,
      { kind: 'solitaire', text: solitaireText },
    ],
    ['a #接龙 as GroupNote', GroupNote, solitaireText, { kind: 'solitaire', text: solitaireText }],
    ['a #接龙 typed by hand', Text, '#接龍\n1、张三', { kind: 'solitaire', text: '#接龍\n1、张三' }],
    ['an English one', Text, '#Group Note\n1. Lee', { kind: 'solitaire', text: '#Group Note\n1. Lee' }],
    ['talk about 接龙', Text, '大家去#接龙里报名', { kind: 'text', text: '大家去#接龙里报名' }],
    [
      'a link',
      Url,
      appmsg('<title>桂花里周报</title><type>5</type><url>https://example.com</url>'),
      { kind: 'other', text: '桂花里周报' },
    ],
    ["a picture's XML", Image, '<msg><img/></msg>', { kind: 'other', text: '' }],
    ['control characters', Text, 'a\u0000b\u0007', { kind: 'text', text: 'a\u0000b\u0007' }],
    ['nothing', Text, '', { kind: 'text', text: '' }],
  ])('%s', (_name, type, raw, words) => {
    expect(parseWords(type, raw)).toEqual(words);
  });

  test.each([
    '<msg><appmsg',
    '<msg><appmsg><title>通过',
    '<msg><appmsg><type>57</type><refermsg><content>&#xFFFFFFFF;&bogus;',
    '<appmsg></appmsg></msg><title>',
    `<msg><appmsg>${'<a>'.repeat(30_000)}`,
    `<msg><appmsg>${'< '.repeat(45_000)}`,
    `<msg><appmsg>${'<!--'.repeat(20_000)}`,
    `<msg><appmsg>${'<a><b>'.repeat(10_000)}${'</b></a>'.repeat(5_000)}`,
  ])('malformed XML neither throws nor takes long: %.40s', (raw) => {
    const startedAt = performance.now();
    expect(parseWords(Unknown, raw).text.length).toBeLessThanOrEqual(raw.length);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  test('a text of more than 100 kB is cut, between characters', () => {
    const { text } = parseWords(Text, '积'.repeat(100_000));
    expect(text).toBe('积'.repeat(33_333));
  });
});

describe('the mention of the bot is taken out of the text', () => {
  const names = ['小积', '小积 社区助手'];
  test.each<[string, { known?: boolean }, string, boolean]>([
    ['@小积\u2005查积分', {}, '查积分', true],
    ['@小积 查积分', {}, '查积分', true],
    ['＠小积，查积分', {}, '查积分', true],
    ['@小积 社区助手\u2005查积分', {}, '查积分', true],
    ['@小积', {}, '', true],
    ['查积分 @小积\u2005', {}, '查积分', true],
    ['请@小积\u2005帮我查', {}, '请 帮我查', true],
    ['查积分 @小积', { known: true }, '查积分', true],
    ['查积分', { known: true }, '查积分', true],
    ['问问 @小积 吧', {}, '问问 @小积 吧', false],
    ['@小积木 你好', {}, '@小积木 你好', false],
    ['@张三\u2005 你好', {}, '@张三\u2005 你好', false],
    ['小积 查积分', {}, '小积 查积分', false],
  ])('%j %j', (text, options, left, mentioned) => {
    expect(stripOwnMention(text, names, options)).toEqual({ text: left, mentioned });
  });

  test('a name made of pattern characters is only a name', () => {
    expect(stripOwnMention('@(积)*\u2005你好', ['(积)*'])).toEqual({ text: '你好', mentioned: true });
    expect(stripOwnMention('@积 你好', ['(积)*']).mentioned).toBe(false);
  });

  test('names of others are found by the space that WeChat puts after them', () => {
    expect(mentionedNames('@3-2-501 张三\u2005@李四\u2005 谢谢 @王五 ')).toEqual(['3-2-501 张三', '李四']);
  });
});
