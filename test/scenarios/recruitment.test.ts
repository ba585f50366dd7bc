import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const GRID_WORKERS = '网格员工作群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

test('one message, a preview, a yes: a notice and a poster in every group; neighbours sign up until it is full', async () => {
  const { person, heard } = await openCommunity({ now: NOW });
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('周六上午9点花园小区清洁家园，招2人，2小时，带手套')).toEqual([
    [
      '【招募预览，还没有发布】清洁家园',
      '时间：11月15日（周六）09:00，2小时',
      '地点：花园小区',
      '说明：带手套',
      '人数：招 2 人',
      '计分：志愿服务，全程参加得 20 分',
      '发到：桂花里一网格居民群、桂花里二网格居民群',
      '发布请回复“是”；不发请回复“取消”；要改就说，例如：地点改到东门，改成8人。',
    ].join('\n'),
  ]);
  expect(heard(GRID_ONE)).toEqual([]);
  expect(await sun.says('是')).toEqual(['活动 1“清洁家园”已发到：桂花里一网格居民群、桂花里二网格居民群。']);
  const notice = [
    '【招募】清洁家园',
    '时间：11月15日（周六）09:00，2小时',
    '地点：花园小区',
    '说明：带手套',
    '人数：招 2 人，还有 2 个名额',
    '报名请回复：报名 1',
  ].join('\n');
  expect(heard(GRID_ONE)).toEqual([notice, '[图片]']);
  expect(heard(GRID_TWO)).toEqual([notice, '[图片]']);

  expect(await person('张三', GRID_ONE).says('报名 1')).toEqual([
    '张三已报名“清洁家园”（11月15日（周六）09:00，2小时），已报 1/2 人。取消请发：取消报名 1',
  ]);
  expect(await person('张三', GRID_ONE).says('报名 1')).toEqual([
    '张三已经报过“清洁家园”了，11月15日（周六）09:00见。',
  ]);
  expect(await person('陈静', GRID_TWO).says('报名 1')).toEqual([
    '陈静已报名“清洁家园”（11月15日（周六）09:00，2小时），已报 2/2 人。取消请发：取消报名 1',
    '“清洁家园”已报满 2 人，谢谢大家！还想来的可以继续报名排候补。',
  ]);
  expect(heard(GRID_ONE).at(-1)).toBe('“清洁家园”已报满 2 人，谢谢大家！还想来的可以继续报名排候补。');
});

test('what is missing is asked for, one thing at a time', async () => {
  const { person, heard } = await openCommunity({ now: NOW });
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('发布招募 清洁家园 周六')).toEqual(['活动什么时候开始？例如：周六上午9点']);
  expect(await sun.says('上午9点')).toEqual(['“清洁家园”要做多久？例如：2小时（还没定请回复“不限”）']);
  expect(await sun.says('两个半小时')).toEqual(['“清洁家园”在哪里集合？（没有固定地点请回复“不限”）']);
  expect(await sun.says('小广场')).toEqual(['“清洁家园”招多少人？例如：20人（不限人数请回复“不限”）']);
  expect(await sun.says('不限')).toEqual([expect.stringContaining('【招募预览，还没有发布】清洁家园')]);
  expect(await sun.says('取消')).toEqual([expect.any(String)]);
  expect(heard(GRID_ONE)).toEqual([]);
});

test('it is posted again before it starts, while places are left, and says how long it is until then', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 下周三上午9点 2小时 小广场 招2人');
  const reminders = () => town.heard(GRID_ONE).filter((text) => text.includes('【还在招募'));
  town.clock.set('2025-11-16T09:00+08:00');
  await town.passTime();
  expect(reminders()).toEqual([expect.stringContaining('【还在招募，还有 3 天】清洁家园')]);
  town.clock.set('2025-11-18T09:00+08:00');
  await town.passTime();
  await town.passTime();
  expect(reminders()).toHaveLength(2);
  expect(reminders()[1]).toContain('【还在招募，就在明天】');
});

test('no reminder once it is full', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 下周三上午9点 2小时 小广场 招1人');
  await town.person('张三', GRID_ONE).says('报名 1');
  town.clock.set('2025-11-16T09:00+08:00');
  await town.passTime();
  expect(town.heard(GRID_ONE).filter((text) => text.includes('【还在招募'))).toEqual([]);
});

test.each([
  ['报名 1 我和我妈', '张三、张三的妈已报名“清洁家园”'],
  ['报名 1 2人', '张三、张三+1已报名“清洁家园”'],
  ['报名 清洁家园', '张三已报名“清洁家园”'],
  ['帮李奶奶报名 1', '李奶奶已报名“清洁家园”'],
])('%s', async (text, answer) => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  expect(await town.person('张三', GRID_ONE).says(text)).toEqual([expect.stringContaining(answer)]);
});

test.each([
  ['报名 9', '没有找到这个活动，请核对编号。发“活动列表”看正在招募的。'],
  ['取消报名 1', '您没有报名“清洁家园”。'],
])('%s is answered with what to do', async (text, answer) => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招2人');
  expect(await town.person('张三', GRID_ONE).says(text)).toEqual([answer]);
});

test('after it has begun, the list stands', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招2人');
  town.clock.set('2025-11-15T09:30+08:00');
  expect(await town.person('张三', GRID_ONE).says('报名 1')).toEqual([
    '“清洁家园”已经开始或结束，不能再报名或取消了。',
  ]);
});

test('the list of what is open, and who has signed up', async () => {
  const town = await openCommunity({ now: NOW });
  expect(await town.person('张三', GRID_ONE).says('活动列表')).toEqual([
    '现在没有正在招募的活动。有新活动会发到群里。',
  ]);
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招1人');
  await town.person('张三', GRID_ONE).says('报名 1');
  await town.person('陈静', GRID_TWO).says('报名 1');
  expect(await town.person('张三', GRID_ONE).says('活动列表')).toEqual([
    '正在招募：\n1. 清洁家园 11月15日（周六）09:00，2小时，小广场，已报 1/1 人\n报名请发：报名 编号',
  ]);
  expect(await town.person('孙丽', GRID_WORKERS).says('报名名单 1')).toEqual([
    '1. 清洁家园（11月15日（周六）09:00，2小时）已报 1/1 人\n1. 张三\n候补：陈静',
  ]);
});

test('one person brings at most ten, in one message or in several', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招50人');
  const limit = '一个人最多报 10 人（含自己）。人多请让他们自己报，或请网格员代报。';
  const zhang = town.person('张三', GRID_ONE);
  expect(await zhang.says('报名 1 11人')).toEqual([limit]);
  await zhang.says('报名 1 9人');
  expect(await zhang.says('报名 1 李大妈 王大爷')).toEqual([limit]);
  expect(await zhang.says('报名 1 李大妈')).toEqual([expect.stringContaining('李大妈已报名')]);
});

test('in English', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招1人');
  expect(await town.person('张三', 'direct').says('sign up 1')).toEqual([
    '张三 signed up for "清洁家园" (Sat 2025-11-15 09:00, 2 hours), 1/1 signed up. To cancel: cancel sign-up 1',
  ]);
  expect(await town.person('王芳', 'direct').says('sign up 1')).toEqual([
    '"清洁家园" is full; 王芳 is first on the waitlist. I will tell you when a place is free. To stop waiting: cancel sign-up 1',
  ]);
});
