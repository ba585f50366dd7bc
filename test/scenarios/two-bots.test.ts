import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Bot, openBot } from '#src/bot.ts';
import { readCommunity } from '#src/community/community.ts';
import { verifyLedger } from '#src/ledger/verify.ts';
import { createLog } from '#src/log.ts';
import { NO_PACE } from '#src/outbox/pace.ts';
import { seedPractice } from '#src/practice/seed.ts';
import { readWorldFile } from '#src/practice/world-file.ts';
import { openEmbeddedStore } from '#src/store/embedded/index.ts';
import { createPracticeServer, type PracticeServer } from '#src/wechat/practice/practice-server.ts';
import { Exits } from '#test/support/exits.ts';
import { ManualClock } from '#test/support/manual-clock.ts';

const GRID_ONE = 'guihuali-1@chatroom';
const COMMITTEE = 'guihuali-review@chatroom';

/** Two bots for the same account, each on a gateway of its own, on one store. */
async function openTwo(
  clock: ManualClock,
): Promise<{ gateways: PracticeServer[]; bots: Bot[]; exits: Exits[]; said(room: string): string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaoji-two-'));
  const store = await openEmbeddedStore({ folder: join(folder, 'store') });
  const community = readCommunity('samples/guihuali/community.yaml');
  const world = { ...readWorldFile('samples/guihuali/practice.yaml'), chat: [], history: [] };
  const gateways: PracticeServer[] = [];
  const bots: Bot[] = [];
  const exits: Exits[] = [];
  for (const _ of ['first', 'second']) {
    const gateway = await createPracticeServer({
      world,
      clock,
      token: `insecure_${randomUUID()}`,
      grpcPort: 0,
    });
    gateways.push(gateway);
    const ended = new Exits();
    exits.push(ended);
    bots.push(
      await openBot({
        address: { token: gateway.token, endpoint: gateway.endpoint },
        communities: new Map([[community.id, community]]),
        folder,
        database: 'xiaoji-test',
        mongodbUri: store.uri,
        pace: NO_PACE,
        clock,
        log: createLog('silent'),
        onExhausted: () => undefined,
        observe: (message, exit) => ended.note(message.id, exit),
        prepare: (app, opened) => seedPractice(world, { app, store: opened, community, now: clock.now() }),
      }),
    );
  }
  onTestFinished(async () => {
    for (const bot of bots) await bot.close();
    for (const gateway of gateways) await gateway.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    gateways,
    bots,
    exits,
    said: (room) =>
      gateways
        .flatMap((gateway) => gateway.messages(room))
        .filter(({ senderId }) => senderId === 'xiaoji')
        .map(({ text }) => text),
  };
}

test('the weekly board is posted once, whoever comes first', async () => {
  const clock = new ManualClock('2025-11-12T10:30+08:00');
  const { bots, said } = await openTwo(clock);
  clock.set('2025-11-17T09:00+08:00');
  await Promise.all(bots.map((bot) => bot.app.schedule.runDue()));
  for (const bot of bots) {
    await bot.app.outbox.poll();
    await bot.settled();
  }
  expect(said(GRID_ONE).filter((text) => text.includes('上周'))).toHaveLength(1);
});

test('a message that both are told of is recorded and answered once', async () => {
  const clock = new ManualClock('2025-11-12T10:30+08:00');
  const { gateways, bots, exits, said } = await openTwo(clock);
  const both = async (say: Parameters<PracticeServer['say']>[0]) => {
    const id = randomUUID();
    for (const gateway of gateways) gateway.say(say, { id });
    await Promise.all(exits.map((ended) => ended.of(id)));
    for (const bot of bots) {
      await bot.app.outbox.poll();
      await bot.settled();
    }
  };
  await both({ as: 'zhang-san', conversation: GRID_ONE, kind: 'text', text: '上报 志愿服务 2小时' });
  await both({ as: 'zhao-min', conversation: COMMITTEE, kind: 'text', text: '通过 1001' });
  expect(said(GRID_ONE).filter((text) => text.includes('已记录 #1001'))).toHaveLength(1);
  expect(said(COMMITTEE).filter((text) => text.includes('待评审 #1001'))).toHaveLength(1);
  expect(said(GRID_ONE).filter((text) => text.includes('已通过'))).toHaveLength(1);
  const [bot] = bots;
  if (!bot) throw new Error('no bot');
  expect(await verifyLedger(bot.app.models.ledger)).toEqual([]);
  expect(await bot.app.services.ledger.balanceOf('guihuali/3-2-501')).toBe(20);
});
