import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MovableClock } from '#src/clock.ts';
import type { ChatMessage, NewMessage, PracticeEvent, World } from '#src/wechat/practice/api.ts';
import { createHttpApi } from '#src/wechat/practice/http-api.ts';
import { PracticeLog } from '#src/wechat/practice/practice-log.ts';
import { createPracticeServer } from '#src/wechat/practice/practice-server.ts';
import { Arrivals, tinyGif, token, world } from './practice-chat.ts';

const residents = 'guihuali-1@chatroom';
let folder: string;
let page: Awaited<ReturnType<typeof openPage>>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'practice-'));
  page = await openPage();
});
afterEach(async () => {
  await page.close();
  rmSync(folder, { recursive: true });
});

/** The gateway's HTTP side, as the practice page meets it. */
async function openPage() {
  const clock = new MovableClock();
  const offsets: number[] = [];
  const log = new PracticeLog(folder);
  const server = await createPracticeServer({ world, clock, token, grpcPort: 0, log });
  const http = createHttpApi({
    server,
    clock,
    pageFolder: join(folder, 'page'),
    onClock: (offsetMs) => offsets.push(offsetMs),
    async onReset() {
      clock.setOffset(0);
      server.world.reset();
    },
  });
  const url = await http.listen({ host: '127.0.0.1', port: 0 });

  const call = async (method: string, path: string, body?: unknown) => {
    const headers = body === undefined ? undefined : { 'content-type': 'application/json' };
    const init = { method, ...(headers && { headers, body: JSON.stringify(body) }) };
    const response = await fetch(url + path, init);
    return { status: response.status, body: (await response.json()) as never };
  };
  return {
    url,
    offsets,
    clock,
    call,
    say: (message: Partial<NewMessage>) =>
      call('POST', '/api/messages', { as: 'zhang-san', conversation: residents, kind: 'text', ...message }),
    messages: async (id = residents): Promise<ChatMessage[]> =>
      (await call('GET', `/api/conversations/${encodeURIComponent(id)}/messages`)).body,
    world: async (): Promise<World> => (await call('GET', '/api/world')).body,
    async close() {
      await http.close();
      await server.close();
    },
  };
}

test('the world opens with its people, its groups and a little chat', async () => {
  const { bot, people, rooms, clock } = await page.world();
  expect(bot).toEqual({ id: 'xiaoji', name: '小积', connected: false });
  expect(people.length).toBeGreaterThanOrEqual(6);
  expect(rooms.map((room) => room.topic)).toContain('积分评审组');
  expect(clock.offsetMs).toBe(0);
  const chat = await page.messages();
  expect(chat.map((message) => message.text)).toContain('收到，李奶奶那边我去。');
  expect(chat.every((message) => Date.parse(message.sentAt) < Date.now())).toBe(true);
});

test('what is said is in the chat, and the page hears of it at once', async () => {
  const events = await openEvents(page.url);
  const { body } = await page.say({ text: '控制\u0007字符 @小积 你好', mentionIds: ['xiaoji'] });
  expect(await events.next()).toEqual({ type: 'bot', connected: false });
  expect(await events.next()).toEqual({ type: 'message', message: body });
  expect((await page.messages()).at(-1)).toEqual(body);
});

test('a quote, a #接龙, and a picture', async () => {
  const first = (await page.messages())[0];
  await page.say({ text: '好', quoteId: first?.id ?? '' });
  await page.say({ kind: 'solitaire', text: '#接龙\n1. 张三' });
  await page.say({ kind: 'picture', picture: { name: 'a.gif', base64: tinyGif } });
  const [quote, solitaire, picture] = (await page.messages()).slice(-3);
  expect(quote?.quote).toEqual({ messageId: first?.id, senderName: '网格员孙丽', text: first?.text });
  expect(solitaire?.kind).toBe('solitaire');
  const file = await fetch(page.url + picture?.pictureUrl);
  expect(file.headers.get('content-type')).toBe('image/gif');
  expect(Buffer.from(await file.arrayBuffer()).toString('base64')).toBe(tinyGif);
});

test.each<[string, Partial<NewMessage>, number, string]>([
  ['nobody', { as: 'nobody', text: 'a' }, 404, '没有 nobody 这个人'],
  ['an unknown chat', { conversation: 'x@chatroom', text: 'a' }, 404, '会话'],
  ['a group of others', { conversation: 'guihuali-review@chatroom', text: 'a' }, 403, '不在这个会话里'],
  ['somebody else’s direct chat', { conversation: 'direct:wang-fang', text: 'a' }, 403, '不在这个会话里'],
  ['an empty text', { text: '' }, 400, '空的'],
  ['more than 100 kB', { text: 'a'.repeat(100_001) }, 413, '100 KB'],
  ['a quote from elsewhere', { text: 'a', quoteId: 'x' }, 404, '引用'],
  [
    'a picture that is none',
    { kind: 'picture', picture: { name: 'a.png', base64: btoa('<svg/>') } },
    415,
    '不是能用的图片',
  ],
  [
    'a picture of more than 8 MiB',
    { kind: 'picture', picture: { name: 'a.gif', base64: bigGif(8 * 1024 * 1024 + 1) } },
    413,
    '8 MB',
  ],
  [
    'a body of more than 12 MiB',
    { kind: 'picture', picture: { name: 'a.gif', base64: bigGif(10 * 1024 * 1024) } },
    413,
    '太大',
  ],
  ['an unknown field', { text: 'a', evil: true } as never, 400, '格式不对'],
])('%s is refused in Chinese', async (_name, message, status, words) => {
  const before = await page.messages();
  const answer = await page.say(message);
  expect(answer.status).toBe(status);
  expect((answer.body as { error: string }).error).toContain(words);
  expect(await page.messages()).toEqual(before);
});

test('exactly 100 kB of text and 8 MiB of picture are taken', async () => {
  expect((await page.say({ text: 'a'.repeat(100_000) })).status).toBe(200);
  const picture = { name: 'a.gif', base64: bigGif(8 * 1024 * 1024) };
  expect((await page.say({ kind: 'picture', picture })).status).toBe(200);
});

describe('only this machine may ask', () => {
  test.each([
    [{ host: 'evil.example' }, 403],
    [{ host: '127.0.0.1.evil.example:8788' }, 403],
    [{ host: 'localhost@evil.example' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ host: 'localhost:5173', origin: 'http://localhost:5173' }, 200],
    [{ host: '[::1]:8788' }, 200],
  ])('%j -> %i', async (headers, status) => {
    const answered = Promise.withResolvers<number | undefined>();
    request(`${page.url}/api/world`, { headers }, (response) => {
      response.resume();
      answered.resolve(response.statusCode);
    }).end();
    expect(await answered.promise).toBe(status);
  });

  test('and in JSON only, which no foreign page can send unasked', async () => {
    const response = await fetch(`${page.url}/api/reset`, { method: 'POST', body: 'x' });
    expect([response.status, await response.json()]).toEqual([415, { error: '只接受 JSON。' }]);
  });

  test.each(['/..%2fchat.jsonl', '/%2e%2e/chat.jsonl', '/files/..%2fchat.jsonl', '/files/x', '/x.js'])(
    'and nothing outside the page’s folder: %s',
    async (path) => {
      expect((await fetch(page.url + path)).status).toBe(404);
    },
  );
});

describe('the clock goes forward only', () => {
  test('to Monday 09:00 in Shanghai, and runs on from there', async () => {
    const { body } = await page.call('POST', '/api/clock', { step: 'monday-09:00' });
    const { now, offsetMs } = body as { now: string; offsetMs: number };
    expect(now).toMatch(/T01:00:0/);
    expect(new Date(now).getUTCDay()).toBe(1);
    expect(page.offsets).toEqual([offsetMs]);
    await page.say({ text: '早' });
    const sentAt = Date.parse((await page.messages()).at(-1)?.sentAt ?? '');
    expect(sentAt).toBeGreaterThanOrEqual(Date.parse(now));
  });

  test.each([
    [{ to: '2020-01-01T00:00' }, '不能往回拨'],
    [{ to: '2999-01-01T00:00' }, '最多往后拨一年'],
    [{ to: 'tomorrow' }, '看不懂这个时间'],
    [{ step: 'week' }, '格式不对'],
  ])('%j is refused', async (jump, words) => {
    const { status, body } = await page.call('POST', '/api/clock', jump);
    expect(status).toBe(400);
    expect((body as { error: string }).error).toContain(words);
    expect(page.offsets).toEqual([]);
  });
});

describe('a restart shows the same chats', () => {
  test('with pictures and group nicknames', async () => {
    await page.say({ text: '记住这句' });
    await page.say({ kind: 'picture', picture: { name: 'a.gif', base64: tinyGif } });
    await page.call('PUT', `/api/rooms/${encodeURIComponent(residents)}/aliases/zhang-san`, {
      alias: '3-2-502 张三',
    });
    const before = [await page.messages(), (await page.world()).rooms];

    await page.close();
    page = await openPage();
    expect([await page.messages(), (await page.world()).rooms]).toEqual(before);
    expect((await fetch(page.url + before[0]?.at(-1)?.['pictureUrl' as never])).status).toBe(200);
  });

  test('also when the last line was cut short by a crash', async () => {
    await page.say({ text: '记住这句' });
    const before = await page.messages();
    appendFileSync(join(folder, 'chat.jsonl'), '{"type":"message","mess');
    await page.close();
    page = await openPage();
    expect(await page.messages()).toEqual(before);
    await page.say({ text: '还有这句' });
    await page.close();
    page = await openPage();
    expect((await page.messages()).at(-1)?.text).toBe('还有这句');
  });

  test('until it is reset to the first day', async () => {
    const texts = (await page.messages()).map((message) => message.text);
    await page.say({ text: '忘掉这句' });
    await page.call('POST', '/api/clock', { step: 'day' });
    const { status, body } = await page.call('POST', '/api/reset');
    expect([status, (body as World).clock.offsetMs]).toEqual([200, 0]);
    expect((await page.messages()).map((message) => message.text)).toEqual(texts);
  });
});

function bigGif(bytes: number): string {
  const head = Buffer.from(tinyGif, 'base64');
  return Buffer.concat([head, Buffer.alloc(bytes - head.length)]).toString('base64');
}

/** The page's event stream, once it is open. */
async function openEvents(url: string): Promise<Arrivals<PracticeEvent>> {
  const events = new Arrivals<PracticeEvent>();
  const open = Promise.withResolvers<void>();
  request(`${url}/api/events`, (response) => {
    open.resolve();
    response.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n'))
        if (line.startsWith('data: ')) events.add(JSON.parse(line.slice(6)));
    });
    response.on('error', () => {}); // The server closes the stream at the end of the test.
  }).end();
  await open.promise;
  return events;
}
