import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyLedger } from '#src/ledger/verify.ts';
import type { PracticeServer } from '#src/wechat/practice/practice-server.ts';
import { ManualClock } from '#test/support/manual-clock.ts';
import { openTwo } from '#test/support/two-bots.ts';

const GRID_ONE = 'guihuali-1@chatroom';
const COMMITTEE = 'guihuali-review@chatroom';

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
