import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '#src/clock.ts';
import { connectWeChat } from '#src/wechat/connection.ts';
import { ConnectFailure } from '#src/wechat/errors.ts';
import type { Pace } from '#src/wechat/supervisor.ts';
import { openChat, openGateway, residents, silentLog, token } from './practice-chat.ts';

/** Seconds become tens of milliseconds, so that nobody waits. */
const pace: Partial<Pace> = {
  loginTimeoutMs: 1_000,
  relinkTimeoutMs: 500,
  dingIntervalMs: 50,
  dongTimeoutMs: 200,
  probeIntervalMs: 20,
};

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

async function open(options: Parameters<typeof openChat>[0] = {}) {
  const chat = await openChat({ pace, ...options });
  opened.push(chat);
  expect([await chat.states.next(), await chat.states.next()]).toEqual(['starting', 'connected']);
  return chat;
}

const hello = { as: 'zhang-san', conversation: residents.id, kind: 'text', text: '还在吗' } as const;

describe('the gateway goes away and comes back, and nobody has to help', () => {
  test('killed and started again', async () => {
    const { gateway, bot, states, heard } = await open();
    await gateway.stopGrpc();
    expect(await states.next()).toBe('reconnecting');
    await expect(bot.sendText(residents, '你好')).rejects.toMatchObject({ name: 'NotConnected' });
    expect(bot.account.name).toBe('小积');

    await gateway.startGrpc();
    expect(await states.next()).toBe('connected');
    gateway.say(hello);
    expect((await heard.next()).text).toBe('还在吗');
    await bot.sendText(residents, '在');
  });

  test('thirty times in a row', async () => {
    const { gateway, states, heard } = await open();
    for (let i = 0; i < 30; i += 1) {
      await gateway.stopGrpc();
      expect(await states.next()).toBe('reconnecting');
      await gateway.startGrpc();
      expect(await states.next()).toBe('connected');
    }
    gateway.say(hello);
    expect((await heard.next()).text).toBe('还在吗');
  });

  test('hanging, with its port open', async () => {
    const { gateway, states, heard } = await open();
    gateway.freeze();
    expect(await states.next()).toBe('reconnecting');
    gateway.thaw();
    expect(await states.next()).toBe('connected');
    gateway.say(hello);
    expect((await heard.next()).text).toBe('还在吗');
  });

  test('a message announced just before it hung is heard afterwards, once and in its place', async () => {
    const { gateway, states, heard } = await open();
    gateway.freeze();
    gateway.say({ ...hello, text: '一' });
    gateway.say({ ...hello, text: '二' });
    expect(await states.next()).toBe('reconnecting');
    gateway.thaw();
    expect(await states.next()).toBe('connected');
    gateway.say({ ...hello, text: '三' });
    expect([await heard.next(), await heard.next(), await heard.next()].map((m) => m.text)).toEqual([
      '一',
      '二',
      '三',
    ]);
  });

  test('a send that was under way when it hung is ambiguous', async () => {
    const { gateway, bot } = await open();
    gateway.freeze();
    await expect(bot.sendText(residents, '你好')).rejects.toMatchObject({ name: 'AmbiguousSend' });
    gateway.thaw();
  });

  test('when every attempt fails with the port open, a fresh process is asked for', async () => {
    const exhausted = Promise.withResolvers<void>();
    const { gateway } = await open({
      pace: { ...pace, relinkTimeoutMs: 50, maxAttempts: 3 },
      onExhausted: exhausted.resolve,
    });
    gateway.freeze();
    await exhausted.promise;
    gateway.thaw();
  });

  test('a handler that throws does not silence the bot', async () => {
    const texts: string[] = [];
    const both = Promise.withResolvers<void>();
    const { gateway } = await open({
      onMessage({ text }) {
        texts.push(text);
        if (texts.length === 2) both.resolve();
        throw new Error('a mistake of ours');
      },
    });
    gateway.say(hello);
    gateway.say(hello);
    await both.promise;
    expect(texts).toEqual(['还在吗', '还在吗']);
  });
});

describe('a start that cannot succeed says why, in one sentence', () => {
  async function failure(options: { token?: string; endpoint?: string }): Promise<ConnectFailure> {
    const impatient = { ...pace, loginTimeoutMs: 500 };
    const settings = {
      token,
      clock: systemClock,
      log: silentLog,
      onMessage() {},
      pace: impatient,
      ...options,
    };
    const error = await connectWeChat(settings)
      .start()
      .then(
        () => new Error('it started'),
        (reason) => reason,
      );
    expect(error).toBeInstanceOf(ConnectFailure);
    expect(error.message.match(/[.?!](?:\s|$)/g)).toHaveLength(1);
    return error;
  }

  test('nothing listens there', async () => {
    const error = await failure({ endpoint: '127.0.0.1:1' });
    expect(error.message).toBe(
      'No WeChat gateway answers at 127.0.0.1:1: check WECHATY_PUPPET_SERVICE_ENDPOINT and that the gateway runs.',
    );
    expect(error.chinese).toContain('连不上微信网关 127.0.0.1:1');
  });

  test.each(['garbage', 'a b:::c', 'http://127.0.0.1:99999', '127.0.0.1'])(
    'no address at all: %s',
    async (endpoint) => {
      expect((await failure({ endpoint })).problem).toBe('unreachable');
    },
  );

  test('the token is wrong', async () => {
    const gateway = await openGateway();
    opened.push(gateway);
    const error = await failure({ endpoint: gateway.endpoint, token: 'insecure_wrong' });
    expect(error.message).toBe(
      `The WeChat gateway at ${gateway.endpoint} refuses the token: check WECHATY_PUPPET_SERVICE_TOKEN.`,
    );
  });

  test('the token’s first part does not name the certificate', async () => {
    const gateway = await openGateway();
    opened.push(gateway);
    expect((await failure({ endpoint: gateway.endpoint, token: 'other_wrong' })).problem).toBe('certificate');
  });

  test('the gateway answers, but brings no account', async () => {
    const gateway = await openGateway();
    opened.push({ close: async () => void (await gateway.close()) });
    gateway.logout();
    expect((await failure({ endpoint: gateway.endpoint })).problem).toBe('not-logged-in');
  });

  test('something else listens there', async () => {
    const server = createServer((socket) => socket.on('error', () => {}));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    opened.push({ close: async () => void server.close() });
    const { port } = server.address() as { port: number };
    expect((await failure({ endpoint: `127.0.0.1:${port}` })).problem).toBe('no-answer');
  });

  test('a gateway that comes late is waited for', async () => {
    const gateway = await openGateway();
    opened.push(gateway);
    await gateway.stopGrpc();
    const settings = { token, clock: systemClock, log: silentLog, onMessage() {}, pace };
    const bot = connectWeChat({ ...settings, endpoint: gateway.endpoint });
    opened.push({ close: () => bot.stop() });
    const started = bot.start();
    await gateway.startGrpc();
    await started;
    expect(bot.state).toBe('connected');
  });
});

describe('the account is logged out at the gateway, and in again', () => {
  test('the bot says that it is away, and is back with the login', async () => {
    const { gateway, states, heard } = await open();
    gateway.logout();
    expect(await states.next()).toBe('reconnecting');
    gateway.login();
    expect(await states.next()).toBe('connected');
    gateway.say(hello);
    expect((await heard.next()).text).toBe('还在吗');
  });
});
