import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '#src/clock.ts';
import { type ConnectionState, connectWeChat } from '#src/wechat/connection.ts';
import type { IncomingMessage } from '#src/wechat/incoming-message.ts';
import type { GatewayReport } from '#src/wechat/practice/gateway-ipc.ts';
import { startPracticeGateway } from '#src/wechat/practice/start-gateway.ts';
import { Arrivals, residents, silentLog } from './practice-chat.ts';

/** The gateway as a process of its own, the way that `npm start` runs it. */
const worldPath = 'samples/guihuali/practice.yaml';
const gatewayPath = 'src/wechat/practice/gateway.ts';

let folder: string;
const opened: (() => Promise<void> | void)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'practice-'));
});
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true });
});

async function open(onReset: () => Promise<void> = async () => {}) {
  const clock = new Arrivals<number>();
  const log = { ...silentLog };
  const gateway = await startPracticeGateway({
    worldPath,
    folder,
    httpPort: 0,
    log,
    onClock: clock.add,
    onReset,
  });
  opened.push(() => gateway.stop());
  return { gateway, clock };
}

async function connect({ token, endpoint }: { token: string; endpoint: string }) {
  const heard = new Arrivals<IncomingMessage>();
  const states = new Arrivals<ConnectionState>();
  const bot = connectWeChat({
    token,
    endpoint,
    clock: systemClock,
    log: silentLog,
    onMessage: heard.add,
    onState: states.add,
  });
  opened.push(() => bot.stop());
  await bot.start();
  await states.until((state) => state === 'connected');
  return { bot, heard, states };
}

async function post(url: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

const hello = {
  as: 'zhang-san',
  conversation: residents.id,
  kind: 'text',
  text: '@小积 在吗',
  mentionIds: ['xiaoji'],
};

test('killed with -9, it is back within seconds, with its chats, and the bot is too', async () => {
  const { gateway } = await open();
  const { bot, heard, states } = await connect(gateway);
  await post(`${gateway.httpUrl}/api/messages`, hello);
  expect(await heard.next()).toMatchObject({ text: '在吗', addressed: 'mention' });
  await bot.sendText(residents, '在');

  const startedAt = performance.now();
  const first = gateway.process();
  first.kill('SIGKILL');
  expect(await states.next()).toBe('reconnecting');
  expect(await states.next()).toBe('connected');
  expect(performance.now() - startedAt).toBeLessThan(8_000);
  expect(gateway.process().pid).not.toBe(first.pid);

  const chat = await fetch(
    `${gateway.httpUrl}/api/conversations/${encodeURIComponent(residents.id)}/messages`,
  );
  const texts = ((await chat.json()) as { text: string }[]).map((message) => message.text);
  expect(texts.slice(-2)).toEqual(['@小积 在吗', '在']);
  await post(`${gateway.httpUrl}/api/messages`, hello);
  expect((await heard.next()).text).toBe('在吗');
});

test('a clock that was moved is told at once, and again after a restart', async () => {
  const { gateway, clock } = await open();
  expect(await clock.next()).toBe(0);
  await post(`${gateway.httpUrl}/api/clock`, { step: 'day' });
  const offsetMs = await clock.next();
  expect(offsetMs).toBeGreaterThanOrEqual(86_400_000);
  gateway.process().kill('SIGKILL');
  expect(await clock.next()).toBe(offsetMs);
});

test('a reset waits for the bot, and brings the clock back', async () => {
  const askedFor = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  const { gateway, clock } = await open(() => {
    askedFor.resolve();
    return done.promise;
  });
  await post(`${gateway.httpUrl}/api/clock`, { step: 'day' });
  await post(`${gateway.httpUrl}/api/messages`, hello);

  const answer = post(`${gateway.httpUrl}/api/reset`, {});
  await askedFor.promise;
  expect((await post(`${gateway.httpUrl}/api/messages`, hello)).status).toBe(409);
  done.resolve();
  expect((await answer).status).toBe(200);
  expect([await clock.next(), (await clock.next()) > 0, await clock.next()]).toEqual([0, true, 0]);
  const chat = await fetch(
    `${gateway.httpUrl}/api/conversations/${encodeURIComponent(residents.id)}/messages`,
  );
  expect(await chat.text()).not.toContain('在吗');
});

test('it does not outlive whoever started it', async () => {
  const child = fork(gatewayPath, ['--world', worldPath, '--http-port', '0'], { silent: true });
  const [report] = (await once(child, 'message')) as [GatewayReport];
  expect(report.type).toBe('ready');
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

describe('ports', () => {
  test('a taken port gives way to the next', async () => {
    const port = await occupy();
    const child = fork(gatewayPath, ['--world', worldPath, '--http-port', `${port}`], { silent: true });
    opened.push(() => void child.kill());
    const [report] = (await once(child, 'message')) as [GatewayReport];
    const url = report.type === 'ready' ? new URL(report.httpUrl) : null;
    expect(url?.hostname).toBe('127.0.0.1');
    expect(Number(url?.port)).toBeGreaterThan(port);
  });

  test.each(['99999', 'many', '-1'])('%s is no port: one sentence names the variable', async (port) => {
    const { stderr, code } = await run(['--world', worldPath], { PRACTICE_PORT: port });
    expect(code).toBe(1);
    expect(stderr).toContain(`练习页面的端口 ${port} 不能用，请把环境变量 PRACTICE_PORT 设成别的端口。`);
  });
});

/** Takes a port, so that the gateway cannot. */
async function occupy(): Promise<number> {
  const server: Server = createServer();
  const taken = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', taken.resolve);
  await taken.promise;
  opened.push(() => void server.close());
  return (server.address() as { port: number }).port;
}

function run(args: string[], env: Record<string, string>): Promise<{ stderr: string; code: number | null }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [gatewayPath, ...args],
      { env: { ...process.env, ...env } },
      (_error, _stdout, stderr) => resolve({ stderr, code: child.exitCode }),
    );
  });
}
