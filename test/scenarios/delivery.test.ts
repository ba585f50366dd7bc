import { expect, test } from 'vitest';
import { verifyLedger } from '#src/ledger/verify.ts';
import { GENTLE_PACE } from '#src/outbox/pace.ts';
import type { WorldFile } from '#src/practice/world-file.ts';
import { openCommunity } from '#test/support/open-community.ts';

const RESIDENTS = '桂花里一网格居民群';
const COMMITTEE = '积分评审组';

test('a report that is delivered twice is recorded and answered once', async () => {
  const { person, redeliver, lastMessageId, heard } = await openCommunity();
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  const id = lastMessageId('张三', RESIDENTS);
  expect(await redeliver(id, RESIDENTS)).toEqual([]);
  expect(heard(COMMITTEE)).toHaveLength(1);
});

test('also when the bot was started again in between', async () => {
  const { person, redeliver, lastMessageId, restart, exitOf, heard, bot } = await openCommunity();
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  const report = lastMessageId('张三', RESIDENTS);
  await person('赵敏', COMMITTEE).quotes('#1001', '通过');
  const approval = lastMessageId('赵敏', COMMITTEE);
  await restart();
  expect(await redeliver(report, RESIDENTS)).toEqual([]);
  expect(await redeliver(approval, COMMITTEE)).toEqual([]);
  expect(await exitOf(approval)).toBe('duplicate');
  expect(heard(RESIDENTS).filter((text) => text.includes('#1001'))).toHaveLength(2);
  expect(await person('张三', RESIDENTS).says('查积分')).toEqual([expect.stringContaining('当前积分 20 分')]);
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);
});

test('a restart in the middle loses nothing: reports, cards and questions go on', async () => {
  const { person, restart } = await openCommunity();
  const zhang = person('张三', RESIDENTS);
  await zhang.says('上报 垃圾分类');
  await zhang.says('上报 志愿服务');
  await restart();
  expect(await zhang.says('2小时')).toEqual([
    expect.stringContaining('已记录 #1002：张三（3-2-501）志愿服务 2小时'),
  ]);
  expect(await person('赵敏', COMMITTEE).quotes('#1001', '通过')).toEqual([
    expect.stringContaining('#1001 张三 垃圾分类'),
  ]);
});

test('what could not be said before a stop is said after it', async () => {
  const { person, restart, heard, clock, passTime } = await openCommunity({
    pace: { ...GENTLE_PACE, jitterMs: 0 },
  });
  const zhang = person('张三', RESIDENTS);
  await zhang.says('上报 志愿服务 2小时');
  // The second answer has to wait a second for its turn; the bot is stopped before that.
  expect(await zhang.says('查积分')).toEqual([]);
  await restart();
  clock.advance({ seconds: 2 });
  await passTime();
  expect(heard(RESIDENTS).at(-1)).toContain('3-2-501 当前积分 0 分');
});

test('sixty reports in two minutes get a handful of acknowledgements that name everyone', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `邻居${index + 1}`);
  const { person, heard, clock, passTime, bot } = await openCommunity({
    pace: { ...GENTLE_PACE, jitterMs: 0 },
    world: (world: WorldFile) => ({
      ...world,
      people: [
        ...world.people,
        ...names.map((name, index) => ({
          id: `neighbour-${index + 1}`,
          name,
          note: '',
          color: '#888888',
          household: `3-9-${100 + index}`,
          grid: '一网格',
          roles: [],
        })),
      ],
      rooms: world.rooms.map((room) =>
        room.topic === RESIDENTS
          ? {
              ...room,
              members: {
                ...room.members,
                ...Object.fromEntries(names.map((name, index) => [`neighbour-${index + 1}`, name])),
              },
            }
          : room,
      ),
    }),
  });
  for (const name of names) {
    await person(name, RESIDENTS).says('上报 志愿服务 1小时');
    clock.advance({ seconds: 2 });
    await passTime();
  }
  clock.advance({ seconds: 60 });
  await passTime();

  for (const room of [RESIDENTS, COMMITTEE]) {
    const said = heard(room);
    expect(said.length).toBeLessThanOrEqual(9);
    for (const name of names) expect(said.some((text) => new RegExp(`${name}(?!\\d)`).test(text))).toBe(true);
    for (const text of said) expect(text.length).toBeLessThanOrEqual(1800);
  }
  expect(await bot().app.services.claims.waiting('guihuali', 100)).toHaveLength(60);
});

test('a merged card is approved whole by quoting it', async () => {
  const { person, clock, passTime, heard } = await openCommunity({
    pace: { ...GENTLE_PACE, jitterMs: 0, singles: 1 },
  });
  for (const item of ['志愿服务 1小时', '志愿服务 2小时', '志愿服务 3小时']) {
    await person('张三', RESIDENTS).says(`上报 ${item}`);
    clock.advance({ seconds: 5 });
  }
  clock.advance({ seconds: 40 });
  await passTime();
  expect(heard(COMMITTEE).at(-1)).toContain('【待评审 2 条】');
  const zhao = person('赵敏', COMMITTEE);
  await zhao.quotes('【待评审 2 条】', '通过');
  clock.advance({ seconds: 60 });
  await passTime();
  expect(await person('张三', 'direct').says('查积分')).toEqual([expect.stringContaining('当前积分 50 分')]);
});

test('answers keep the pace of the group too', async () => {
  const { person, clock, heard, passTime } = await openCommunity({ pace: { ...GENTLE_PACE, jitterMs: 0 } });
  const names = ['张三', '王芳', '赵敏', '周建国'];
  for (const name of names) {
    await person(name, RESIDENTS).says('查积分');
    clock.advance({ seconds: 0.2 });
    await passTime();
  }
  expect(heard(RESIDENTS)).toHaveLength(1);
  clock.advance({ seconds: 1 });
  await passTime();
  // The other three waited together and came as one message.
  expect(heard(RESIDENTS)).toHaveLength(2);
});

test('what fails after a commit does not take the answer back', async () => {
  const { person, bot } = await openCommunity();
  bot().app.services.rooms.refresh = () => Promise.reject(new Error('the store is away'));
  expect(await person('钱伟', RESIDENTS).says('绑定本群 居民群 一网格')).toEqual([
    expect.stringContaining('本群已绑定'),
  ]);
});
