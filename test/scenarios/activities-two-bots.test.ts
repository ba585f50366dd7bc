import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyLedger } from '#src/ledger/verify.ts';
import type { NewMessage } from '#src/wechat/practice/api.ts';
import { ManualClock } from '#test/support/manual-clock.ts';
import { openTwo } from '#test/support/two-bots.ts';

const GRID_ONE = 'guihuali-1@chatroom';
const WORKERS = 'guihuali-grid@chatroom';
const COMMITTEE = 'guihuali-review@chatroom';

test('two bots, one list: the last places, the closing and the points are given out once', async () => {
  const clock = new ManualClock('2025-11-12T10:30+08:00');
  const { gateways, bots, exits, said } = await openTwo(clock);
  const settle = async () => {
    for (const bot of bots) {
      await bot.app.outbox.poll();
      await bot.settled();
    }
  };
  /** Each message reaches the bots that are named, all of them at the same moment. */
  const say = async (...messages: { to: (0 | 1)[]; as: string; where: string; text: string }[]) => {
    const told = messages.flatMap(({ to, as, where, text }) => {
      const id = randomUUID();
      const message: NewMessage = { as, conversation: where, kind: 'text', text };
      return to.map((bot) => {
        gateways[bot]?.say(message, { id });
        return exits[bot]?.of(id);
      });
    });
    await Promise.all(told);
    await settle();
  };
  // A question is asked by one bot and answered to the same.
  await say({
    to: [0],
    as: 'sun-li',
    where: WORKERS,
    text: '发布招募 清洁家园 周六上午9点 2小时 小广场 招2人',
  });
  await say({ to: [0], as: 'sun-li', where: WORKERS, text: '是' });

  // Four people want two places at once; two of the messages reach both bots.
  await say(
    { to: [0, 1], as: 'zhang-san', where: GRID_ONE, text: '报名 1' },
    { to: [1], as: 'wang-fang', where: GRID_ONE, text: '报名 1' },
    { to: [0], as: 'zhao-min', where: GRID_ONE, text: '报名 1' },
    { to: [1, 0], as: 'zhou-jianguo', where: GRID_ONE, text: '报名 1' },
  );
  const [bot] = bots;
  if (!bot) throw new Error('no bot');
  const { activities, signUps, claims, ledger } = bot.app.services;
  const [activity] = await activities.find('guihuali', { number: 1 }, clock.now());
  const listed = await signUps.listed(activity?._id ?? '');
  expect(listed.map(({ state }) => state)).toEqual(['in', 'in', 'waiting', 'waiting']);
  expect(said(GRID_ONE).filter((text) => text.includes('已报名'))).toHaveLength(2);
  expect(said(GRID_ONE).filter((text) => text.includes('候补'))).not.toHaveLength(0);

  // Two organisers close it at the same moment, each to the other's bot.
  clock.set('2025-11-15T11:00+08:00');
  await say({ to: [0], as: 'sun-li', where: WORKERS, text: '全到 1' });
  await say(
    { to: [0], as: 'sun-li', where: WORKERS, text: '结束活动 1' },
    { to: [1, 0], as: 'qian-wei', where: WORKERS, text: '结束活动 1' },
  );
  expect(await claims.waiting('guihuali', 10)).toHaveLength(2);
  expect(said(COMMITTEE).filter((text) => text.includes('【待评审】活动 1'))).toHaveLength(1);
  const numbers = (await claims.waiting('guihuali', 10)).map(({ number }) => number).join(' ');
  await say(
    { to: [0], as: 'qian-wei', where: COMMITTEE, text: `通过 ${numbers}` },
    { to: [1], as: 'qian-wei', where: COMMITTEE, text: `通过 ${numbers}` },
  );
  expect(await verifyLedger(bot.app.models.ledger)).toEqual([]);
  const balances = await Promise.all(
    ['3-2-501', '1-1-301', '2-3-402'].map((address) => ledger.balanceOf(`guihuali/${address}`)),
  );
  expect(balances.reduce((sum, points) => sum + points, 0)).toBe(40);
});
