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
  expect(await person('张三', RESIDENTS).says('规则')).toEqual([
    expect.stringMatching(
      /分 5 类：\n· 思想文化建设：加分 12 项[\s\S]*发“规则 类别或名称”查看，例如：规则 思想文化建设$/,
    ),
  ]);
  expect(await person('张三', RESIDENTS).says('规则 爱网护网')).toEqual([
    expect.stringMatching(/^爱网护网：\n· /),
  ]);
  const qian = person('钱伟', 'direct');
  const body = rules?.bodies.find(({ id }) => id === rules.chains[0]?.stages[0]?.body);
  for (const member of ['1-1-301 赵敏', '2-3-402 周建国', '2-1-101 钱伟', '1-2-201 孙丽', '5-1-101 吴洁'])
    await qian.says(`授权 ${member} ${body?.name.zh}`);
  // Of these five, four have to agree: the regulation wants six of ten, and four where fewer are left.
  const others = (speaker: string) =>
    ['周建国', '钱伟', '孙丽', '吴洁', '赵敏'].filter((name) => name !== speaker).slice(0, 4);
  const agree = async (number: number, names: string[]) => {
    const said: string[] = [];
    for (const name of names) said.push(...(await person(name, 'direct').says(`通过 ${number}`)));
    return said;
  };
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  expect(await agree(1001, others('张三'))).toEqual([
    '#1001 周建国已同意（1/4），还需 3 位委员。',
    '#1001 钱伟已同意（2/4），还需 2 位委员。',
    '#1001 孙丽已同意（3/4），还需 1 位委员。',
    '#1001 张三 志愿服务 2小时（今天）已通过（吴洁），+20 分。',
  ]);
  const zhao = person('赵敏', 'direct');
  await zhao.says('上报 志愿服务 4小时');
  await agree(1002, others('赵敏'));
  await zhao.says('扣分 4-1-302 乱倒垃圾 已提醒两次');
  await agree(1003, others('赵敏'));
  expect(last(heard('direct:陈静'), '异议 1003')).toContain('乱倒垃圾');

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
