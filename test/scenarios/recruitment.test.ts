import { expect, test } from 'vitest';
import { openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const GRID_WORKERS = '网格员工作群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

test('a grid worker recruits in one message; neighbours sign up until it is full', async () => {
  const { person, heard } = await openCommunity({ now: NOW });
  expect(await person('孙丽', GRID_WORKERS).says('发布招募 清洁家园 周六上午9点 小广场 招2人')).toEqual([
    '活动 1“清洁家园”已发到：桂花里一网格居民群、桂花里二网格居民群。',
  ]);
  const notice =
    '【招募】清洁家园\n时间：11月15日（周六）09:00\n地点：小广场\n人数：招 2 人，还有 2 个名额\n报名请回复：报名 1';
  expect(heard(GRID_ONE)).toEqual([notice]);
  expect(heard(GRID_TWO)).toEqual([notice]);

  expect(await person('张三', GRID_ONE).says('报名 1')).toEqual([
    '张三已报名“清洁家园”（11月15日（周六）09:00），已报 1/2 人。取消请发：取消报名 1',
  ]);
  expect(await person('张三', GRID_ONE).says('报名 1')).toEqual([
    '张三已经报过“清洁家园”了，11月15日（周六）09:00见。',
  ]);
  expect(await person('陈静', GRID_TWO).says('报名 1')).toEqual([
    expect.stringContaining('陈静已报名'),
    '“清洁家园”已报满 2 人，报名结束，谢谢大家！',
  ]);
  expect(heard(GRID_ONE).at(-1)).toBe('“清洁家园”已报满 2 人，报名结束，谢谢大家！');
  expect(await person('王芳', GRID_ONE).says('报名 1')).toEqual([
    '“清洁家园”已满 2 人，没有报上。有人退出可以再来报。',
  ]);
  expect(await person('张三', GRID_ONE).says('取消报名 1')).toEqual(['张三已取消报名“清洁家园”。']);
  expect(await person('王芳', GRID_ONE).says('报名 1')).toEqual([
    expect.stringContaining('王芳已报名'),
    expect.stringContaining('已报满'),
  ]);
});

test('it is posted again before it starts, while places are left', async () => {
  const { person, heard, clock, passTime } = await openCommunity({ now: NOW });
  await person('孙丽', GRID_WORKERS).says('发布招募 清洁家园 下周三上午9点 小广场 招2人');
  clock.set('2025-11-16T09:00+08:00');
  await passTime();
  expect(heard(GRID_ONE).at(-1)).toContain('【还在招募】清洁家园');
  clock.set('2025-11-18T09:00+08:00');
  await passTime();
  await passTime();
  expect(heard(GRID_ONE).filter((text) => text.includes('【还在招募】'))).toHaveLength(2);
});

test('no reminder once it is full', async () => {
  const { person, heard, clock, passTime } = await openCommunity({ now: NOW });
  await person('孙丽', GRID_WORKERS).says('发布招募 清洁家园 下周三上午9点 小广场 招1人');
  await person('张三', GRID_ONE).says('报名 1');
  clock.set('2025-11-16T09:00+08:00');
  await passTime();
  expect(heard(GRID_ONE).filter((text) => text.includes('【还在招募】'))).toEqual([]);
});

test('a party comes whole or not at all', async () => {
  const { person } = await openCommunity({ now: NOW });
  await person('孙丽', GRID_WORKERS).says('发布招募 清洁家园 周六上午9点 小广场 招2人');
  expect(await person('张三', GRID_ONE).says('报名 1 3人')).toEqual([
    '“清洁家园”只剩 2 个名额，不够这么多人，没有报上。',
  ]);
  expect(await person('张三', GRID_ONE).says('报名 1 2人')).toEqual([
    expect.stringContaining('张三、张三+1已报名'),
    expect.stringContaining('已报满'),
  ]);
});

test.each([
  ['报名 9', '没有找到这个活动。发“活动列表”看正在招募的，再发：报名 编号'],
  ['取消报名 1', '您没有报名“清洁家园”。'],
])('%s is answered with what to do', async (text, answer) => {
  const { person } = await openCommunity({ now: NOW });
  await person('孙丽', GRID_WORKERS).says('发布招募 清洁家园 周六上午9点 小广场 招2人');
  expect(await person('张三', GRID_ONE).says(text)).toEqual([answer]);
});

test('after it has begun, the list stands', async () => {
  const { person, clock } = await openCommunity({ now: NOW });
  await person('孙丽', GRID_WORKERS).says('发布招募 清洁家园 周六上午9点 小广场 招2人');
  clock.set('2025-11-15T09:30+08:00');
  expect(await person('张三', GRID_ONE).says('报名 1')).toEqual([
    '“清洁家园”已经开始或结束，不能再报名或取消了。',
  ]);
});

test('the list of what is open', async () => {
  const { person } = await openCommunity({ now: NOW });
  expect(await person('张三', GRID_ONE).says('活动列表')).toEqual([
    '现在没有正在招募的活动。有新活动会发到群里。',
  ]);
  await person('孙丽', GRID_WORKERS).says('发布招募 清洁家园 周六上午9点 小广场 招2人');
  expect(await person('张三', GRID_ONE).says('活动列表')).toEqual([
    '正在招募：\n1. 清洁家园 11月15日（周六）09:00，已报 0/2 人\n报名请发：报名 编号',
  ]);
});

test('a #接龙 of the activity signs its new rows up; a stale copy takes nobody off', async () => {
  const { person, bot } = await openCommunity({ now: NOW });
  await person('孙丽', GRID_WORKERS).says('发布招募 清洁家园 周六上午9点 小广场 招10人');
  expect(await person('张三', GRID_ONE).postsSolitaire('#接龙\n周六清洁家园\n\n1. 张三\n2. 王芳')).toEqual([
    expect.stringContaining('张三、王芳已报名“清洁家园”'),
  ]);
  expect(await person('赵敏', GRID_ONE).postsSolitaire('#接龙\n周六清洁家园\n\n1. 张三\n2. 赵敏')).toEqual([
    expect.stringContaining('赵敏已报名“清洁家园”（11月15日（周六）09:00），已报 3/10 人'),
  ]);
  expect(await person('赵敏', GRID_ONE).postsSolitaire('#接龙\n周六清洁家园\n\n1. 张三\n2. 赵敏')).toEqual(
    [],
  );
  const [activity] = await bot().app.services.activities.find('guihuali', { number: 1 }, new Date(NOW));
  expect(activity?.signUps.map(({ name }) => name)).toEqual(['张三', '王芳', '赵敏']);
});

test('a #接龙 about anything else is left alone', async () => {
  const { person } = await openCommunity({ now: NOW });
  await person('孙丽', GRID_WORKERS).says('发布招募 清洁家园 周六上午9点 小广场 招10人');
  expect(await person('张三', GRID_ONE).postsSolitaire('#接龙\n团购鸡蛋\n\n1. 张三 两板')).toEqual([]);
});
