import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const GRID_WORKERS = '网格员工作群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

test('moved: everybody who signed up is told, in the groups and privately', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, heard } = town;
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  await person('张三', GRID_ONE).says('报名 1');
  await person('陈静', 'direct').says('报名 1');
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('活动1改到周日下午3点')).toEqual([
    [
      '【还没有修改】1. 清洁家园 将改为：',
      '时间：11月15日（周六）09:00，2小时 → 11月16日（周日）15:00，2小时',
      '已报名的 2 人会收到通知。确认请回复“是”。',
    ].join('\n'),
  ]);
  expect(await sun.says('是')).toEqual(['已修改“清洁家园”，已通知 2 人。']);
  const toldOf = (names: string) =>
    [
      '【活动有变】1. 清洁家园',
      '时间：11月15日（周六）09:00，2小时 → 11月16日（周日）15:00，2小时',
      `已报名：${names}。来不了请回复：不去 1`,
    ].join('\n');
  const told = toldOf('张三、陈静');
  expect(heard(GRID_ONE).at(-1)).toBe(`@3-2-501 张三\u2005${told}`);
  expect(heard(GRID_TWO).at(-1)).toBe(told);
  expect(heard('direct:陈静').at(-1)).toBe(toldOf('陈静'));
  expect(await sun.says('修改活动 1 地点 小广场')).toEqual(['“清洁家园”本来就是这样，没有改动。']);
});

test('called off: everybody is told why, and nobody can sign up any more', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, heard } = town;
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  await person('张三', GRID_ONE).says('报名 1');
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('取消活动 1 下雨')).toEqual([
    '确定取消“清洁家园”（11月15日（周六）09:00，2小时）吗？已报名的 1 人会收到通知。原因写“下雨”。确定请回复“是”。',
  ]);
  expect(await sun.says('是')).toEqual(['已取消“清洁家园”，已通知 1 人。']);
  expect(heard(GRID_TWO).at(-1)).toBe(
    '【活动取消】1. 清洁家园（11月15日（周六）09:00，2小时）不办了：下雨\n请已报名的张三不用再来，给您添麻烦了。',
  );
  expect(await person('王芳', GRID_ONE).says('报名 1')).toEqual(['“清洁家园”已经取消了。']);
  town.clock.set('2025-11-14T19:00+08:00');
  await town.passTime();
  expect(heard(GRID_ONE).join('\n')).not.toContain('【明天的活动】');
});

test('the evening before and an hour before, one message names everybody who comes', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, heard, clock } = town;
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招2人 带手套');
  for (const name of ['张三', '王芳', '赵敏']) await person(name, GRID_ONE).says('报名 1');
  clock.set('2025-11-14T19:00+08:00');
  await town.passTime();
  await town.passTime();
  const eve = heard(GRID_ONE).filter((text) => text.includes('【明天的活动】'));
  expect(eve).toEqual([
    expect.stringContaining(
      '【明天的活动】清洁家园 11月15日（周六）09:00，2小时，小广场集合。\n已报名：张三、王芳。\n请注意：带手套。\n临时来不了请回复：不去 1',
    ),
  ]);
  clock.set('2025-11-15T08:00+08:00');
  await town.passTime();
  expect(heard(GRID_ONE).at(-1)).toContain('【马上开始】清洁家园 09:00开始，小广场集合：张三、王芳。');
  clock.set('2025-11-15T12:00+08:00');
  await town.passTime();
  expect(heard(GRID_WORKERS).at(-1)).toContain('“清洁家园”应该结束了：报名 2 人，登记到场 0 人');
});

test('a weekly series: the next date is published by itself, until the series is stopped', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, heard, clock } = town;
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('发布招募 夜间巡逻 每周六晚上7点 2小时 小广场 招6人 共3次')).toEqual([
    expect.stringContaining('重复：每周一次，共 3 次'),
  ]);
  await sun.says('是');
  expect(heard(GRID_ONE).find((text) => text.startsWith('【招募】'))).toContain('系列活动：每一场单独报名');
  await person('张三', GRID_ONE).says('报名 1');
  // Five days before the next Saturday, at nine.
  clock.set('2025-11-17T09:00+08:00');
  await town.passTime();
  await town.passTime();
  expect(heard(GRID_ONE).filter((text) => text.includes('【招募】夜间巡逻'))).toHaveLength(2);
  expect(heard(GRID_ONE).join('\n')).toContain('时间：11月22日（周六）19:00');
  expect(await person('张三', GRID_ONE).says('报名 2')).toEqual([expect.stringContaining('已报 1/6 人')]);

  expect(await sun.says('取消系列活动 2 冬天停办')).toEqual([
    expect.stringContaining('已报名的 1 人会收到通知'),
  ]);
  await sun.says('是');
  clock.set('2025-11-24T09:00+08:00');
  await town.passTime();
  expect(heard(GRID_ONE).join('\n')).not.toContain('11月29日');
});

test('a stretch of days is a series with a date a day; a change for all of them reaches those that are published, too', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, heard, clock } = town;
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('招募夜间巡逻：11月17日至21日，每天晚上7：00-8：30，小广场，4人')).toEqual([
    expect.stringContaining('重复：每天一次，共 5 次'),
  ]);
  await sun.says('是');
  const dates = () =>
    heard(GRID_ONE)
      .filter((text) => text.startsWith('【招募】'))
      .map((text) => /时间：(.*?)，/.exec(text)?.[1]);
  const pass = async (time: string) => {
    clock.set(`2025-11-${time}+08:00`);
    await town.passTime();
    await town.passTime();
  };
  await pass('17T09:00');
  expect(dates()).toEqual(['11月17日（周一）19:00', '11月18日（周二）19:00']);
  await person('张三', GRID_ONE).says('报名 2');

  expect(await sun.says('修改系列活动 1 改到晚上8点')).toEqual([
    [
      '【还没有修改】1. 夜间巡逻 将改为：',
      '时间：11月17日（周一）19:00，1.5小时 → 11月17日（周一）20:00，1.5小时',
      '已发布的 2（11月18日） 也这样改。',
      '以后还没发布的各场也这样改。',
      '已报名的 1 人会收到通知。确认请回复“是”。',
    ].join('\n'),
  ]);
  expect(await sun.says('是')).toEqual(['已修改“夜间巡逻” 2 场，已通知 1 人。']);
  expect(heard(GRID_ONE).at(-1)).toContain('11月18日（周二）19:00，1.5小时 → 11月18日（周二）20:00，1.5小时');
  for (const day of ['18', '19', '20', '21']) await pass(`${day}T09:00`);
  // Five dates, and no sixth.
  expect(dates().slice(2)).toEqual([
    '11月19日（周三）20:00',
    '11月20日（周四）20:00',
    '11月21日（周五）20:00',
  ]);
});

test('what moves to another day moves every date of the series by as many days', async () => {
  const town = await openCommunity({ now: NOW });
  const { heard, clock } = town;
  const sun = town.person('孙丽', GRID_WORKERS);
  await sun.says('发布招募 护学岗 每个工作日早上7点半到8点 小学门口 招4人');
  await sun.says('是');
  clock.set('2025-11-13T07:00+08:00');
  await town.passTime();
  expect(await sun.says('修改系列活动 1 改到11月14日早上7点')).toEqual([
    expect.stringContaining('时间：11月13日（周四）07:30，0.5小时 → 11月14日（周五）07:00，0.5小时'),
  ]);
  await sun.says('是');
  clock.set('2025-11-16T09:00+08:00');
  await town.passTime();
  expect(heard(GRID_ONE).findLast((text) => text.startsWith('【招募】'))).toContain(
    '时间：11月17日（周一）07:00',
  );
});

test('a series stops after its last date was held, too, and the preview says so', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, heard, clock } = town;
  const sun = person('孙丽', GRID_WORKERS);
  await sun.says('发布招募 夜间巡逻 每周六晚上7点 2小时 小广场 招6人');
  await sun.says('是');
  await person('张三', GRID_ONE).says('报名 1');
  expect(await sun.says('取消活动 1 系列')).toEqual([
    '确定取消“夜间巡逻”（11月15日（周六）19:00，2小时）吗？这个系列就此停办，以后的场次不再发布。已报名的 1 人会收到通知。确定请回复“是”。',
  ]);
  await sun.says('算了');
  clock.set('2025-11-15T21:00+08:00');
  await sun.says('全到 1');
  await sun.says('结束活动 1');
  expect(await sun.says('取消系列活动 1')).toEqual([
    '确定停办“夜间巡逻”这个系列吗？以后的场次不再发布。确定请回复“是”。',
  ]);
  expect(await sun.says('是')).toEqual(['“夜间巡逻”系列已停办。']);
  clock.set('2025-11-17T09:00+08:00');
  await town.passTime();
  expect(heard(GRID_ONE).join('\n')).not.toContain('11月22日');
});

test('whoever signed up in a group that the activity was not posted to is told there', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, heard } = town;
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人 发到一网格群');
  await person('陈静', GRID_TWO).says('报名 1');
  const sun = person('孙丽', GRID_WORKERS);
  await sun.says('取消活动 1 下雨');
  await sun.says('是');
  expect(heard(GRID_TWO).at(-1)).toMatch(
    /^@4-1-302 陈静\u2005【活动取消】1\. 清洁家园[\s\S]*请已报名的陈静不用再来/,
  );
});

test('several jobs with places of their own', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, heard } = town;
  await publish(town, '发布招募 义诊 周六上午9点 2小时 活动室 岗位：登记1人、搬运2人');
  expect(heard(GRID_ONE)[0]).toContain('岗位：\n· 登记：1 人，还有 1 个名额\n· 搬运：2 人，还有 2 个名额');
  expect(await person('张三', GRID_ONE).says('报名 1')).toEqual([
    '“义诊”分几个岗位，请说明报哪个：\n· 登记：1 人，还有 1 个名额\n· 搬运：2 人，还有 2 个名额\n例如：报名 1 登记',
  ]);
  expect(await person('张三', GRID_ONE).says('报名 1 登记')).toEqual([
    expect.stringContaining('张三已报名“义诊”·登记'),
  ]);
  expect(await person('王芳', GRID_ONE).says('报名 1 登记')).toEqual([
    expect.stringContaining('名额已满，王芳排在候补第一位'),
  ]);
  expect(await person('赵敏', GRID_ONE).says('报名 1 搬运')).toEqual([
    expect.stringContaining('赵敏已报名“义诊”·搬运'),
  ]);
});

test('what an activity needs stands in the notice and in the answer', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 急救演练 周六上午9点 2小时 小广场 招20人 18-60岁 需会急救');
  expect(town.heard(GRID_ONE)[0]).toContain('要求：18–60 岁，会急救');
  expect(await town.person('张三', GRID_ONE).says('报名 1')).toEqual([
    expect.stringContaining('要求18–60 岁，会急救，不合适请取消。'),
  ]);
});

test('on Monday one message sums up what the week still offers', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 下周六上午9点 2小时 小广场 招2人');
  await publish(town, '发布招募 义诊 下周五上午9点 2小时 活动室 招5人');
  town.clock.set('2025-11-17T10:00+08:00');
  await town.passTime();
  expect(town.heard(GRID_ONE)).toContain(
    [
      '【本周招募汇总】',
      '2. 义诊 11月21日（周五）09:00，2小时，活动室，还有 5 个名额',
      '1. 清洁家园 11月22日（周六）09:00，2小时，小广场，还有 2 个名额',
      '报名请发：报名 编号',
    ].join('\n'),
  );
});

test('a repeated notice names a job with a free place, and says which is full', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 义诊 周日下午2点 2小时 活动室 岗位：登记1人、搬运2人');
  const notice = () => town.heard(GRID_ONE).findLast((text) => text.includes('报名请回复')) ?? '';
  expect(notice()).toContain('· 登记：1 人，还有 1 个名额\n· 搬运：2 人，还有 2 个名额\n');
  expect(notice()).toContain('报名请回复：报名 1 登记');
  await town.person('张三', GRID_ONE).says('报名 1 登记');
  town.clock.set('2025-11-13T14:00+08:00');
  await town.passTime();
  expect(notice()).toContain('【还在招募');
  expect(notice()).toContain('· 登记：1 人，已满\n');
  expect(notice()).toContain('报名请回复：报名 1 搬运');
});
