import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { types } from 'wechaty-puppet';
import { openChat, residents, tinyGif, world } from './practice-chat.ts';

/** Everything here goes over real gRPC, through the PuppetServer that a production gateway runs. */
let chat: Awaited<ReturnType<typeof openChat>>;
beforeAll(async () => {
  chat = await openChat();
});
afterAll(() => chat.close());

const inGroup = { conversation: residents.id, kind: 'text' } as const;

describe('hearing', () => {
  test('chatter in a group', async () => {
    chat.gateway.say({ ...inGroup, as: 'zhang-san', text: '大家早上好' });
    expect(await chat.heard.next()).toMatchObject({
      account: 'xiaoji',
      conversation: residents,
      sender: { contactId: 'zhang-san', name: '张三', alias: '3-2-501 张三' },
      kind: 'text',
      text: '大家早上好',
      addressed: null,
      mentions: [],
    });
  });

  test('a mention, with the people mentioned besides the bot', async () => {
    const text = '@小积\u2005代 @3栋2单元501王芳\u2005上报';
    chat.gateway.say({ ...inGroup, as: 'sun-li', text, mentionIds: ['xiaoji', 'wang-fang'] });
    expect(await chat.heard.next()).toMatchObject({
      text: '代 @3栋2单元501王芳\u2005上报',
      addressed: 'mention',
      mentions: [{ contactId: 'wang-fang', name: '3栋2单元501王芳' }],
    });
  });

  test('a mention by a gateway that gives no ids', async () => {
    await chat.bot.members(residents.id);
    chat.gateway.say({ ...inGroup, as: 'sun-li', text: '@小积 代 @3栋2单元501王芳\u2005上报' });
    expect(await chat.heard.next()).toMatchObject({
      addressed: 'mention',
      mentions: [{ contactId: 'wang-fang', name: '3栋2单元501王芳' }],
    });
  });

  test('a direct message needs no mention', async () => {
    chat.gateway.say({ as: 'zhang-san', conversation: 'direct:zhang-san', kind: 'text', text: '查积分' });
    expect(await chat.heard.next()).toMatchObject({
      conversation: { kind: 'direct', id: 'zhang-san' },
      sender: { contactId: 'zhang-san', name: '张三' },
      text: '查积分',
      addressed: 'direct',
    });
  });

  test('a reply that quotes a card of the bot', async () => {
    await chat.bot.sendText(residents, '#1001 张三 志愿服务\n2小时，待审');
    const card = await chat.said.next();
    chat.gateway.say({ ...inGroup, as: 'zhao-min', text: '通过', quoteId: card.id });
    expect(await chat.heard.next()).toMatchObject({
      text: '通过',
      addressed: 'quote',
      quote: { senderName: '小积', text: '#1001 张三 志愿服务\n2小时，待审', fromBot: true },
    });
  });

  test('a quote of somebody else is none of the bot’s business', async () => {
    const said = chat.gateway.say({ ...inGroup, as: 'zhang-san', text: '灯修好了' });
    await chat.heard.next();
    chat.gateway.say({ ...inGroup, as: 'wang-fang', text: '好', quoteId: said.id });
    expect(await chat.heard.next()).toMatchObject({
      addressed: null,
      quote: { senderName: '3-2-501 张三', fromBot: false },
    });
  });

  test('a quote as raw XML tells by id who was quoted', async () => {
    const quoteOf = (id: string) => ({
      type: types.Message.Unknown,
      text: `<msg><appmsg><title>通过</title><type>57</type><refermsg><type>1</type><fromusr>${residents.id}</fromusr><chatusr>${id}</chatusr><displayname>小积</displayname><content>#1001</content></refermsg></appmsg></msg>`,
    });
    chat.gateway.say({ ...inGroup, as: 'zhao-min', text: '通过' }, { wire: quoteOf('xiaoji') });
    chat.gateway.say({ ...inGroup, as: 'zhao-min', text: '通过' }, { wire: quoteOf('wang-fang') });
    expect(await chat.heard.next()).toMatchObject({
      text: '通过',
      addressed: 'quote',
      quote: { fromBot: true },
    });
    expect(await chat.heard.next()).toMatchObject({
      text: '通过',
      addressed: null,
      quote: { fromBot: false },
    });
  });

  test('a picture, with its bytes', async () => {
    const picture = { name: 'a.gif', base64: tinyGif };
    chat.gateway.say({ as: 'zhang-san', conversation: residents.id, kind: 'picture', picture });
    const message = await chat.heard.next();
    expect(message).toMatchObject({ kind: 'picture', text: '', addressed: null });
    expect(Buffer.from((await message.picture?.bytes()) ?? []).toString('base64')).toBe(tinyGif);
  });

  test('a large picture, which goes as a stream', async () => {
    const base64 = Buffer.concat([Buffer.from(tinyGif, 'base64'), Buffer.alloc(3_000_000, 7)]).toString(
      'base64',
    );
    const picture = { name: 'big.gif', base64 };
    chat.gateway.say({ as: 'zhang-san', conversation: residents.id, kind: 'picture', picture });
    const bytes = await (await chat.heard.next()).picture?.bytes();
    expect(Buffer.from(bytes ?? []).toString('base64') === base64).toBe(true);
  });

  test('a #接龙', async () => {
    const text = '#接龙\n周六清扫\n\n1. 张三 2人';
    chat.gateway.say({ as: 'zhang-san', conversation: residents.id, kind: 'solitaire', text });
    expect(await chat.heard.next()).toMatchObject({ kind: 'solitaire', text });
  });

  test('a new group nickname, on the very next message', async () => {
    chat.gateway.setAlias(residents.id, 'liu-yang', '3-2-603 刘洋');
    chat.gateway.say({ ...inGroup, as: 'liu-yang', text: '我换房了' });
    expect((await chat.heard.next()).sender.alias).toBe('3-2-603 刘洋');
    expect(await chat.bot.members(residents.id)).toContainEqual({
      contactId: 'liu-yang',
      name: '刘洋',
      alias: '3-2-603 刘洋',
    });
  });

  test('the same message again, with the same id', async () => {
    const said = chat.gateway.say(
      { ...inGroup, as: 'zhang-san', text: '上报 志愿服务 2小时' },
      { id: 'msg-1' },
    );
    chat.gateway.redeliver(said.id);
    const [first, second] = [await chat.heard.next(), await chat.heard.next()];
    expect(second).toEqual(first);
    expect(first.id).toBe('msg-1');
  });

  test('everything in the order in which it was said, whoever says it', async () => {
    const speakers = ['zhang-san', 'wang-fang', 'liu-yang', 'zhao-min', 'sun-li'];
    const lines = Array.from({ length: 200 }, (_, i) => `第${i}句`);
    for (const [i, text] of lines.entries()) {
      chat.gateway.say({ ...inGroup, as: speakers[i % speakers.length] ?? '', text });
    }
    const heard: string[] = [];
    while (heard.length < lines.length) heard.push((await chat.heard.next()).text);
    expect(heard).toEqual(lines);
  });

  test.each([
    ['control characters', '你好\u0000\u0007\u001b[31m\u2028'],
    ['half a character', `a\ud83d`],
    ['100 kB', '积'.repeat(33_333)],
  ])('%s come through', async (_name, text) => {
    chat.gateway.say({ ...inGroup, as: 'zhang-san', text });
    expect((await chat.heard.next()).text).toBe(text.toWellFormed());
  });

  test('a message that cannot be fetched is passed over, and the next one heard', async () => {
    chat.gateway.redeliver('no-such-message');
    chat.gateway.say({ ...inGroup, as: 'zhang-san', text: '还在吗' });
    expect((await chat.heard.next()).text).toBe('还在吗');
  });
});

describe('speaking', () => {
  test('a text to a group, with the people it calls', async () => {
    const id = await chat.bot.sendText(residents, '已记录 #1001', { mentions: ['zhang-san'] });
    expect(await chat.said.next()).toMatchObject({
      id,
      conversation: residents.id,
      senderId: 'xiaoji',
      text: '@3-2-501 张三\u2005已记录 #1001',
      mentionIds: ['zhang-san'],
    });
  });

  test('who is called in the text already is not called twice', async () => {
    await chat.bot.sendText(residents, '@3-2-501 张三\u2005已记录', { mentions: ['zhang-san'] });
    expect((await chat.said.next()).text).toBe('@3-2-501 张三\u2005已记录');
  });

  test.each([
    ['a small picture, which goes with the call', 0],
    ['a poster, which does so too', 100_000],
    ['the largest that does', 1024 * 1024 - Buffer.from(tinyGif, 'base64').length],
    ['a large picture, which goes as a stream', 5_000_000],
  ])('%s', async (_name, padding) => {
    const bytes = Buffer.concat([Buffer.from(tinyGif, 'base64'), Buffer.alloc(padding, 7)]);
    await chat.bot.sendFile({ kind: 'direct', id: 'zhang-san' }, { name: 'rank.gif', bytes });
    const said = await chat.said.next();
    expect(said).toMatchObject({ conversation: 'direct:zhang-san', kind: 'picture' });
    const fileId = said.pictureUrl?.replace('/files/', '') ?? '';
    expect(Buffer.compare(Buffer.from(chat.gateway.world.file(fileId) ?? []), bytes)).toBe(0);
  });

  test('a group that is not there is refused, and nothing is said', async () => {
    const nowhere = { kind: 'room', id: 'nowhere@chatroom' } as const;
    await expect(chat.bot.sendText(nowhere, '你好')).rejects.toMatchObject({ name: 'SendRefused' });
  });

  test('a picture that is none is refused', async () => {
    const bytes = Buffer.from('not a picture');
    await expect(chat.bot.sendFile(residents, { name: 'x.gif', bytes })).rejects.toMatchObject({
      name: 'SendRefused',
    });
  });

  test('the rooms and the names', async () => {
    expect(await chat.bot.rooms()).toEqual(world.rooms.map(({ id, topic }) => ({ id, topic })));
    expect(await chat.bot.contactName('wu-jie')).toBe('吴洁');
    expect(chat.bot.account).toEqual({ id: 'xiaoji', name: '小积' });
  });
});
