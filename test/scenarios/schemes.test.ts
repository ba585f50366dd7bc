import { expect, test } from 'vitest';
import { verifyLedger } from '#src/ledger/verify.ts';
import { openCommunity } from '#test/support/open-community.ts';
import { png } from '#test/support/pictures.ts';
import { type Scheme, underScheme } from '#test/support/schemes.ts';

const RESIDENTS = '桂花里一网格居民群';
const COMMITTEE = '积分评审组';
const GRID_WORKERS = '网格员工作群';

const open = (scheme: Scheme) =>
  openCommunity({ now: '2025-11-12T10:30+08:00', change: underScheme(scheme) });

/** What a group heard last that has these words in it. */
const last = (texts: string[], words: string) => texts.findLast((text) => text.includes(words));

test('points supermarket (Xinglong): an hour is ten points, one member decides, the month’s red list is posted', async () => {
  const { person, heard, clock, passTime, bot } = await open('xinglong');
  expect(await person('张三', RESIDENTS).says('上报 清洁家园 2小时')).toEqual([
    '已记录 #1001：张三（3-2-501）清洁家园 2小时（今天），待评审，通过后 +20 分。',
  ]);
  await person('赵敏', COMMITTEE).quotes('#1001', '通过');
  expect(await person('张三', RESIDENTS).says('查积分')).toEqual([expect.stringContaining('当前积分 20 分')]);
  clock.set('2025-12-01T09:01+08:00');
  await passTime();
  expect(last(heard(RESIDENTS), '红榜')).toMatch(/3-2-501|3-2-\*\*\*/);
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);
});

test('points supermarket (Xinglong): a hazard without a photo is not approved', async () => {
  const { person } = await open('xinglong');
  const zhang = person('张三', RESIDENTS);
  expect(await zhang.says('上报 隐患上报 3栋门口井盖松了')).toEqual([
    expect.stringContaining('这一项要附照片，请接着发照片。'),
  ]);
  const zhao = person('赵敏', COMMITTEE);
  expect(await zhao.quotes('#1001', '通过')).toEqual([
    '#1001 按细则要有照片，还没有，先请申报人补发。\n发“待审”看等待的申报。',
  ]);
  await zhang.postsPicture(png('井盖'));
  expect(await zhao.quotes('待评审 #1001', '通过')).toEqual([
    expect.stringContaining('已通过（赵敏），+10 分'),
  ]);
});

test('community and grid company (Jiashansi): a panel decides by quorum, lines are cared for, the quarter has a red and a black list', async () => {
  const { person, heard, clock, passTime, bot } = await open('jiashansi');
  const rules = bot().app.services.communities.get('guihuali')?.rulebooks[0];
  expect(rules?.items.filter(({ kind }) => kind === 'credit')).toHaveLength(57);
  expect(rules?.items.filter(({ kind }) => kind === 'deduct')).toHaveLength(13);
  const qian = person('钱伟', 'direct');
  const body = rules?.bodies.find(({ id }) => id === rules.chains[0]?.stages[0]?.body);
  for (const member of ['1-1-301 赵敏', '2-3-402 周建国', '2-1-101 钱伟', '1-2-201 孙丽'])
    await qian.says(`授权 ${member} ${body?.name.zh}`);
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  const need = rules?.chains[0]?.stages[0]?.agree ?? 0;
  const said: string[] = [];
  for (const name of ['赵敏', '周建国', '钱伟', '孙丽'].slice(0, need))
    said.push(...(await person(name, 'direct').says('通过 1001')));
  expect(said.slice(0, -1).every((text) => text.includes('还需'))).toBe(true);
  expect(said.at(-1)).toContain('已通过');
  expect(await person('张三', RESIDENTS).says('查积分')).toEqual([expect.stringContaining('当前积分 20 分')]);

  const zhao = person('赵敏', 'direct');
  const nest = rules?.items.find(({ kind, pays }) => kind === 'deduct' && pays.per === 'time');
  await zhao.says('上报 志愿服务 4小时');
  for (const name of ['周建国', '钱伟', '孙丽'].slice(0, need))
    await person(name, 'direct').says('通过 1002');
  await zhao.says(`扣分 4-1-302 ${nest?.name.zh} 已提醒两次`);
  for (const name of ['周建国', '钱伟', '孙丽'].slice(0, need))
    await person(name, 'direct').says('通过 1003');
  expect(last(heard('direct:陈静'), '异议 1003')).toContain(nest?.name.zh);

  clock.set('2026-01-08T09:01+08:00');
  await passTime();
  expect(last(heard(RESIDENTS), '红榜')).toContain('40 分');
  expect(last(heard(RESIDENTS), '黑榜')).toBeUndefined();
  expect(last(heard(COMMITTEE), '黑榜')).toMatch(/4-1-\*\*\*/);
  expect(last(heard(COMMITTEE), '黑榜')).not.toContain('陈静');
});

test('villages and power stewards (Mianyang): the steward checks, the alliance decides, the month is posted', async () => {
  const { person, heard, clock, passTime, bot } = await open('mianyang');
  const qian = person('钱伟', 'direct');
  await qian.says('授权 1-2-201 孙丽 电管家');
  for (const member of ['1-1-301 赵敏', '2-3-402 周建国']) await qian.says(`授权 ${member} 联盟评议组`);
  const zhang = person('张三', RESIDENTS);
  expect(await zhang.says('上报 特需户走访')).toEqual([expect.stringContaining('网格员')]);
  await zhang.says('上报 困难帮扶');
  expect(last(heard(GRID_WORKERS), '#1001')).toContain('环节：核实（第 1 步，共 2 步）');
  expect(await person('赵敏', COMMITTEE).says('通过 1001')).toEqual([
    '#1001 不归您评审。\n发“待审”看等待的申报。',
  ]);
  expect(await person('孙丽', GRID_WORKERS).quotes('#1001', '通过')).toEqual([
    '#1001 张三 困难帮扶（今天）本环节已通过（孙丽），转评议（第 2 步，共 2 步）。',
  ]);
  expect(await person('赵敏', COMMITTEE).quotes('#1001', '通过')).toEqual([
    expect.stringContaining('已通过（赵敏），+10 分'),
  ]);
  clock.set('2025-12-01T09:01+08:00');
  await passTime();
  expect(last(heard(RESIDENTS), '公示')).toContain('#1001');
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);
});

test('requests and care (Dianli): a visit counts by its tier, the station checks, what waits goes to the committee too', async () => {
  const { person, heard, clock, passTime } = await open('dianli');
  const zhang = person('张三', RESIDENTS);
  expect(await zhang.says('上报 走访老人 一级')).toEqual([
    '已记录 #1001：张三（3-2-501）走访老人（一级（独居失能））（今天），待评审，通过后 +15 分。',
  ]);
  expect(last(heard(GRID_WORKERS), '#1001')).toContain('+15 分');
  clock.set('2025-11-14T10:40+08:00');
  await passTime();
  expect(last(heard(COMMITTEE), '#1001')).toContain('【待评审·已超期】服务站 1 天没有评完');
  expect(await person('赵敏', COMMITTEE).says('通过 1001')).toEqual([
    expect.stringContaining('已通过（赵敏），+15 分'),
  ]);
  clock.set('2025-12-01T09:01+08:00');
  await passTime();
  expect(last(heard(RESIDENTS), '公示')).toContain('#1001');
});
