import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { claimModel } from '#src/claims/schema.ts';
import { systemClock } from '#src/clock.ts';
import { ledgerModels } from '#src/ledger/schema.ts';
import { verifyLedger } from '#src/ledger/verify.ts';
import { outboxModels } from '#src/outbox/schema.ts';
import { readWorldFile } from '#src/practice/world-file.ts';
import { openStore } from '#src/store/store.ts';
import { createPracticeServer, type PracticeServer } from '#src/wechat/practice/practice-server.ts';

const ROOM = 'guihuali-1@chatroom';
const COMMITTEE = 'guihuali-review@chatroom';
const ROUNDS = 5;
const REPORTS_A_ROUND = 12;

test('a bot killed in the middle of things loses nothing that it acknowledged, and pays nothing twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xiaoji-crash-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const world = { ...readWorldFile('samples/guihuali/practice.yaml'), chat: [], history: [] };
  const gateway = await createPracticeServer({
    world,
    clock: systemClock,
    token: `insecure_${randomUUID()}`,
    grpcPort: 0,
  });
  onTestFinished(() => gateway.close());

  const said: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const bot = await startBot(gateway, folder);
    // Killed after so many acknowledgements, each round in the middle of other work.
    const enough = acknowledgements(gateway, 3 + round * 2);
    for (let report = 0; report < REPORTS_A_ROUND; report++) {
      const minutes = 60 + round * REPORTS_A_ROUND + report;
      said.push(
        gateway.say({
          as: 'zhang-san',
          conversation: ROOM,
          kind: 'text',
          text: `上报 志愿服务 ${minutes}分钟`,
        }).id,
      );
      if (report % 4 === 3)
        gateway.say({ as: 'zhao-min', conversation: COMMITTEE, kind: 'text', text: '全部通过' });
    }
    await enough;
    bot.kill('SIGKILL');
    await once(bot, 'exit');
  }
  // The gateway tells again of everything, as some do after a login.
  const bot = await startBot(gateway, folder);
  const quiet = pendingListed(gateway);
  for (const id of said) gateway.redeliver(id);
  gateway.say({ as: 'zhao-min', conversation: COMMITTEE, kind: 'text', text: '待审' });
  await quiet;
  bot.kill('SIGKILL');
  await once(bot, 'exit');

  const store = await openStore({ folder: join(folder, 'store'), database: 'xiaoji-test' });
  onTestFinished(() => store.close());
  const claims = await claimModel(store.connection).find().lean();
  const acknowledged = new Map<number, string>();
  for (const { text } of gateway.messages(ROOM)) {
    for (const [, number, minutes] of text.matchAll(
      /#(\d+)[：\s].*?志愿服务 (\S+?)（今天）(?:，待评审| \+)/g,
    ))
      acknowledged.set(Number(number), minutes ?? '');
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(3 * ROUNDS);
  for (const number of acknowledged.keys())
    expect(
      claims.some((claim) => claim.number === number),
      `#${number} was acknowledged`,
    ).toBe(true);

  // One claim a message, however often the message came.
  const messages = claims.map(({ messageId }) => messageId);
  expect(new Set(messages).size).toBe(messages.length);
  const ledger = ledgerModels(store.connection);
  expect(await verifyLedger(ledger)).toEqual([]);
  const credited = await ledger.journals.countDocuments();
  expect(credited).toBe(claims.filter(({ status }) => status === 'approved').length);
  // Each claim comes with its answer and its card, in the same commit.
  const { outbox } = outboxModels(store.connection);
  for (const { messageId } of claims)
    expect(await outbox.countDocuments({ _id: { $regex: `:${messageId}:` } })).toBeGreaterThanOrEqual(2);
}, 60_000);

async function startBot(gateway: PracticeServer, folder: string): Promise<ChildProcess> {
  const bot = fork('test/support/bot-process.ts', [gateway.endpoint, gateway.token, folder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  onTestFinished(() => {
    bot.kill('SIGKILL');
  });
  await once(bot, 'message');
  return bot;
}

function acknowledgements(gateway: PracticeServer, count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    const stop = gateway.onMessage(({ senderId, text }) => {
      if (senderId !== 'xiaoji' || !text.startsWith('已记录')) return;
      left -= text.match(/#\d+/g)?.length ?? 0;
      if (left > 0) return;
      stop();
      resolve();
    });
  });
}

function pendingListed(gateway: PracticeServer): Promise<void> {
  return new Promise((resolve) => {
    const stop = gateway.onMessage(({ senderId, conversation, text }) => {
      const isAnswer = /待评审 \d+ 条：|没有等待评审/.test(text);
      if (senderId !== 'xiaoji' || conversation !== COMMITTEE || !isAnswer) return;
      stop();
      resolve();
    });
  });
}
