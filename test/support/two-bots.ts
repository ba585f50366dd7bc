import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Bot, openBot } from '#src/bot.ts';
import { readCommunity } from '#src/community/community.ts';
import { createLog } from '#src/log.ts';
import { NO_PACE } from '#src/outbox/pace.ts';
import { seedPractice } from '#src/practice/seed.ts';
import { readWorldFile } from '#src/practice/world-file.ts';
import { openEmbeddedStore } from '#src/store/embedded/index.ts';
import { createPracticeServer, type PracticeServer } from '#src/wechat/practice/practice-server.ts';
import { Exits } from './exits.ts';
import type { ManualClock } from './manual-clock.ts';

/** Two bots for the same account, each on a gateway of its own, on one store. */
export async function openTwo(
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
        everyMinute: false,
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
