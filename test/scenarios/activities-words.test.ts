import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const GRID_WORKERS = '网格员工作群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';
const CLEAN_UP = '周六上午9点清洁家园招20人 2小时 小广场';

test('words about groups and time are orders: 只发二网格, 周五早上8点再发', async () => {
  const town = await openCommunity({ now: NOW });
  const sun = town.person('孙丽', GRID_WORKERS);
  const [preview] = await sun.says(`${CLEAN_UP} 只发二网格 周五早上8点再发`);
  expect(preview).toContain('发到：桂花里二网格居民群（11-14 08:00）');
  expect(preview).not.toContain('说明');
  await sun.says('是');
  expect(town.heard(GRID_TWO)).toEqual([]);
  town.clock.set('2025-11-14T08:01+08:00');
  await town.passTime();
  expect(town.heard(GRID_TWO)[0]).toContain('【招募】清洁家园');
  expect(town.heard(GRID_ONE)).toEqual([]);
});

test('an order about posting that can’t be read is asked about, and never posted as part of the notice', async () => {
  const { person } = await openCommunity({ now: NOW });
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says(`${CLEAN_UP} 别发二网格`)).toEqual([
    '要发到哪些群？请发群名或网格名，例如：一网格（都发请回复“都发”）',
  ]);
  const [preview] = await sun.says('一网格');
  expect(preview).toContain('发到：桂花里一网格居民群');
  expect(preview).not.toContain('说明');
  await sun.says('取消');
  expect(await sun.says(`${CLEAN_UP} 晚点再发`)).toEqual([
    '什么时候发出去？例如：周五早上8点（确认后就发请回复“马上”）',
  ]);
  expect(await sun.says('周五早上8点')).toEqual([expect.stringContaining('（11-14 08:00）')]);
});

test('a notice as it stands in other groups is a recruitment in the grid workers’ room', async () => {
  const { person } = await openCommunity({ now: NOW });
  const sun = person('孙丽', GRID_WORKERS);
  const notice = '【志愿者招募】\n活动：清洁家园\n时间：本周六上午9点到11点\n地点：小广场\n人数：20人';
  const preview = [
    '【招募预览，还没有发布】清洁家园',
    '时间：11月15日（周六）09:00，2小时',
    '地点：小广场',
    '人数：招 20 人',
  ].join('\n');
  expect(await sun.says(notice)).toEqual([expect.stringContaining(preview)]);
  await sun.says('取消');
  expect(await sun.says(notice, { mentionsBot: true })).toEqual([expect.stringContaining(preview)]);
});

test('in a direct chat the draft outlives answers that can’t be read', async () => {
  const { person } = await openCommunity({ now: NOW });
  const sun = person('孙丽', 'direct');
  const when = '活动什么时候开始？例如：周六上午9点';
  expect(await sun.says('发布招募 清洁家园')).toEqual([when]);
  expect(await sun.says('看大家的时间')).toEqual([when]);
  expect(await sun.says('周日')).toEqual([when]);
  expect(await sun.says('上午9点半')).toEqual(['“清洁家园”要做多久？例如：2小时（还没定请回复“不限”）']);
  expect(await sun.says('看情况')).toEqual(['“清洁家园”要做多久？例如：2小时（还没定请回复“不限”）']);
  expect(await sun.says('上午9点半到11点半')).toEqual([expect.stringContaining('在哪里集合')]);
  expect(await sun.says('小广场')).toEqual([expect.stringContaining('招多少人')]);
  expect(await sun.says('10到20人')).toEqual([expect.stringContaining('时间：11月16日（周日）09:30，2小时')]);
});

test('a hundred hours are asked about; 60-18岁 is 18 to 60; 巡逻队专场 is for the team', async () => {
  const { person } = await openCommunity({ now: NOW });
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('周六上午9点清洁家园招20人 100小时 小广场 60-18岁')).toEqual([
    '“清洁家园”要做多久？例如：2小时（还没定请回复“不限”）',
  ]);
  expect(await sun.says('2小时')).toEqual([expect.stringContaining('要求：18–60 岁')]);
  await sun.says('取消');
  expect(await sun.says(`${CLEAN_UP} 巡逻队专场`)).toEqual([expect.stringContaining('没有“巡逻队”这支队伍')]);
});

test.each([
  '周六的清洁家园取消',
  '清洁家园不办了',
  '取消清洁家园',
  '取消周六的活动',
  '取消活动 清洁家园 下雨',
  '1号活动取消',
  '活动1因下雨取消',
])('%s calls it off', async (text) => {
  const town = await openCommunity({ now: NOW });
  await publish(town, CLEAN_UP);
  const sun = town.person('孙丽', GRID_WORKERS);
  expect(await sun.says(text, { mentionsBot: true })).toEqual([
    expect.stringContaining('确定取消“清洁家园”（11月15日（周六）09:00，2小时）吗？'),
  ]);
  expect(await sun.says('是')).toEqual([expect.stringContaining('已取消“清洁家园”')]);
});

test('organisers keep the list in few words', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, CLEAN_UP);
  for (const name of ['张三', '王芳', '赵敏']) await town.person(name, GRID_ONE).says('报名 1');
  town.clock.set('2025-11-15T10:30+08:00');
  const sun = town.person('孙丽', GRID_WORKERS);
  expect(await sun.says('签到1 张三、王芳')).toEqual([
    expect.stringContaining('张三、王芳到场，现在到场 2 人'),
  ]);
  expect(await sun.says('1全到了')).toEqual([expect.stringContaining('全部到场，现在到场 3 人')]);
  expect(await sun.says('赵敏没来')).toEqual([expect.stringContaining('赵敏缺席，现在到场 2 人')]);
  expect(await sun.says('王芳迟到20分钟')).toEqual([expect.stringContaining('王芳迟到')]);
  town.clock.set('2025-11-15T11:05+08:00');
  expect((await sun.says('1结束'))[0]).toContain('活动 1“清洁家园”已结束，到场 2 人。');
  expect((await sun.says('1活动总结'))[0]).toContain('【活动总结】1. 清洁家园');

  const zhang = town.person('张三', 'direct');
  expect(await zhang.says('不满意，太晒了')).toEqual(['谢谢您对“清洁家园”的评价：不满意。']);
  // Said in so many words, it stands until they are said anew.
  for (const text of ['挺好的', '很开心，孩子考上了大学', '很开心'])
    expect([text, (await zhang.says(text)).join('')]).toEqual([text, expect.not.stringContaining('评价')]);
  expect(await zhang.says('1满意')).toEqual(['谢谢您对“清洁家园”的评价：满意。']);
  const wang = town.person('王芳', 'direct');
  for (const text of ['很开心，孩子考上了大学', '乱', '太差', '好'])
    expect([text, (await wang.says(text)).join('')]).toEqual([text, expect.not.stringContaining('评价')]);
  expect(await wang.says('挺好的，辛苦了')).toEqual(['谢谢您对“清洁家园”的评价：满意。']);
  // Days later it is about something else.
  town.clock.set('2025-11-20T11:05+08:00');
  expect(await zhang.says('挺好的')).toEqual([]);
});

test('said among colleagues, 迟到 and 早退 put nobody on a list', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, CLEAN_UP);
  await town.person('张三', GRID_ONE).says('报名 1');
  town.clock.set('2025-11-15T10:30+08:00');
  const sun = town.person('孙丽', GRID_WORKERS);
  // Colleagues speak of others, too; an order is answered.
  for (const text of ['王芳迟到20分钟', '王芳早退10分钟'])
    expect([text, await sun.says(text)]).toEqual([text, []]);
  expect(await sun.says('工时 王芳 30分钟')).toEqual(['“清洁家园”的名单里没有王芳。发“报名名单 1”看名单。']);
  expect(await sun.says('张三迟到20分钟')).toEqual([
    expect.stringContaining('张三迟到20分钟，现在到场 1 人'),
  ]);
  // With the number, or said to the bot, it is the organiser's list.
  expect(await sun.says('迟到 1 王芳 20分钟')).toEqual([expect.stringContaining('现在到场 2 人')]);
  expect(await sun.says('赵敏迟到20分钟', { mentionsBot: true })).toEqual([
    expect.stringContaining('现在到场 3 人'),
  ]);
});

test('before its notice an activity does not exist for those who do not see to it', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, `${CLEAN_UP} 周五早上8点再发`);
  const zhao = town.person('赵敏', 'direct');
  const orders = (number: number) => [
    `不去 ${number}`,
    `取消报名 ${number}`,
    `活动总结 ${number}`,
    `取消活动 ${number}`,
    `签到 ${number} 张三`,
    `结束活动 ${number}`,
    `开始签到 ${number}`,
    `移除 ${number} 王芳`,
  ];
  const unknown: string[][] = [];
  for (const order of orders(7)) unknown.push(await zhao.says(order));
  for (const [index, order] of orders(1).entries())
    expect([order, await zhao.says(order)]).toEqual([order, unknown[index]]);
  expect(unknown.flat().join('')).not.toMatch(/清洁家园|由组织者/);
  expect(await town.person('孙丽', 'direct').says('活动总结 1')).toEqual([
    expect.stringContaining('“清洁家园”还没开始'),
  ]);
  town.clock.set('2025-11-14T08:01+08:00');
  await town.passTime();
  expect(await zhao.says('取消报名 1')).toEqual([expect.stringContaining('您没有报名“清洁家园”')]);
  expect(await zhao.says('开始签到 1')).toEqual([expect.stringContaining('由组织者')]);
});

test('six digits alone check in, in a direct chat', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, CLEAN_UP);
  town.clock.set('2025-11-15T09:00+08:00');
  await town.person('孙丽', GRID_WORKERS).says('1开始签到');
  const code = /签到码：(\d{3} ?\d{3})/.exec(town.heard('direct:孙丽').at(-1) ?? '')?.[1] ?? '';
  expect(await town.person('张三', 'direct').says(code.replace(' ', ''))).toEqual([
    expect.stringContaining('张三已签到“清洁家园”'),
  ]);
  expect(await town.person('王芳', 'direct').says(`我到了 ${code}`)).toEqual([
    expect.stringContaining('王芳已签到“清洁家园”'),
  ]);
  expect(await town.person('赵敏', GRID_ONE).says(code)).toEqual([]);
});

test('without an activity around, the answer says how to name one', async () => {
  const { person } = await openCommunity({ now: NOW });
  const sun = person('孙丽', GRID_WORKERS);
  const which = (example: string) => `不知道是哪个活动，请带上编号，例如：${example}。发“活动列表”看编号。`;
  expect(await sun.says('签到 王芳')).toEqual([which('签到 12 张三 李四')]);
  expect(await sun.says('缺席 王芳')).toEqual([which('缺席 12 张三')]);
  expect(await sun.says('结束活动')).toEqual([which('结束活动 12')]);
  expect(await sun.says('开始签到')).toEqual([which('开始签到 12')]);
  // Among themselves: it need not be about an activity.
  expect(await sun.says('王芳没来')).toEqual([]);
});

test('what neighbours say to each other gets no answer; an order that isn’t theirs is refused before it is asked about', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, CLEAN_UP);
  const zhao = town.person('赵敏', GRID_ONE);
  for (const text of [
    '活动1取消了，大家别去',
    '活动1不计分',
    '活动结束',
    '签退',
    '我签到了',
    '加入少先队',
    '退出国家队',
  ])
    expect([text, await zhao.says(text)]).toEqual([text, []]);
  expect(await zhao.says('加入少先队', { mentionsBot: true })).toEqual([
    expect.stringContaining('没有“少先队”'),
  ]);
  expect(await zhao.says('签退', { mentionsBot: true })).toEqual([expect.stringContaining('还没有签到')]);
  expect(await zhao.says('发布招募')).toEqual([expect.stringMatching(/^这件事要由/)]);
  expect(await zhao.says('移除 1 王芳', { mentionsBot: true })).toEqual([
    '这个活动由组织者或网格员来办。别的网格的活动，请联系那边的网格员。',
  ]);

  // Whoever takes part is answered.
  await town.person('张三', GRID_ONE).says('报名 1');
  town.clock.set('2025-11-15T10:30+08:00');
  expect(await town.person('张三', GRID_ONE).says('签退')).toEqual([expect.stringContaining('还没有签到')]);
  expect(await zhao.says('签退')).toEqual([]);
  expect(await zhao.says('活动结束')).toEqual([]);
});

test('a captain answers who wants to join with a word; another captain leaves a team’s group as it is', async () => {
  const town = await openCommunity({ now: NOW });
  const qian = town.person('钱伟', GRID_ONE);
  await qian.says('组建 巡逻队 队长 张三');
  await town.person('王芳', GRID_ONE).says('加入 巡逻队');
  const zhang = town.person('张三', 'direct');
  expect(await zhang.says('同意')).toEqual(['王芳已加入巡逻队。']);
  await town.person('赵敏', GRID_ONE).says('加入 巡逻队');
  town.clock.advance({ hours: 5 });
  expect(await zhang.quotes('赵敏想加入', '可以')).toEqual(['赵敏已加入巡逻队。']);
  expect(await zhang.says('巡逻队下周排班：周一张三、王芳，周三赵敏')).toEqual([
    expect.stringContaining('周一：张三、王芳\n周三：赵敏'),
  ]);

  expect(await town.person('钱伟', 'direct').says('任命巡逻队队长 王芳')).toEqual([
    '巡逻队队长已换成王芳，队员和排班照旧。召集消息发到哪里不变。',
  ]);
  expect(await town.person('钱伟', GRID_TWO).says('任命巡逻队队长 张三')).toEqual([
    expect.stringContaining('召集消息发到哪里不变'),
  ]);
  await town.person('张三', 'direct').says('召集 巡逻队 今晚8点小广场集合');
  expect(town.heard(GRID_ONE).at(-1)).toContain('【巡逻队集合】');
  expect(await town.person('钱伟', GRID_TWO).says('组建 巡逻队 队长 张三')).toEqual([
    '巡逻队队长已换成张三，队员和排班照旧。召集消息改发在本群。',
  ]);
});

test('jobs with numbers are a call for people; an order for an activity that is not there is answered among organisers', async () => {
  const town = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  const sun = town.person('孙丽', '网格员工作群');
  expect(await sun.says('修改活动 99 30人')).toEqual([expect.stringContaining('没有找到这个活动')]);
  expect(await town.person('张三', '桂花里一网格居民群').says('活动99不计分')).toEqual([]);
  expect(await sun.says('周六上午9点花园小区清洁家园，2小时，带手套，岗位：扫地3人、擦窗2人')).toEqual([
    expect.stringContaining('· 扫地：3 人，还有 3 个名额\n· 擦窗：2 人，还有 2 个名额'),
  ]);
});
