import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

const titled = (title: string, ...rows: string[]) =>
  `#接龙\n${title}\n\n${rows.map((row, index) => `${index + 1}. ${row}`).join('\n')}`;
const list = (...rows: string[]) => titled('周六清洁家园', ...rows);

async function withActivities() {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招90人');
  await publish(town, '发布招募 义诊 周日下午2点 2小时 活动室 招90人');
  await publish(town, '发布招募 包饺子 周日上午9点 2小时 活动室 岗位：和面2人、擀皮5人、洗碗3人');
  const { activities, signUps } = town.bot().app.services;
  const listed = async (number: number) => {
    const [activity] = await activities.find('guihuali', { number }, town.clock.now());
    return signUps.listed(activity?._id ?? '');
  };
  /** Residents are marked with an asterisk. */
  const names = async (number = 1) =>
    (await listed(number)).map(({ name, resident }) => (resident ? `${name}*` : name)).sort();
  const jobs = async () => (await listed(3)).map(({ name, shift }) => `${name} ${shift}`).sort();
  return { ...town, names, jobs };
}

test('lists of something else sign nobody up, though the title stands there', async () => {
  const { person, names } = await withActivities();
  const zhang = person('张三', GRID_ONE);
  for (const title of [
    '清洁家园请假',
    '不参加清洁家园的请接龙',
    '清洁家园活动盒饭统计',
    '参加过上周清洁家园的领毛巾',
    '清洁家园打扫效果满意的接龙',
    '小朋友清洁家园绘画比赛',
    '清洁校园',
  ])
    expect(await zhang.postsSolitaire(titled(title, '张三', '王芳'))).toEqual([]);
  expect(await names()).toEqual([]);
  // What there is besides, and what to do when one can't come, is no other matter.
  await zhang.postsSolitaire(titled('周六清洁家园报名，来不了请提前请假，管盒饭', '张三'));
  await zhang.postsSolitaire(titled('清洁家圆', '王芳'));
  expect(await names()).toEqual(['张三*', '王芳*'].sort());
});

test('rules above the names are nobody; headings name jobs', async () => {
  const { person, names, jobs } = await withActivities();
  const zhang = person('张三', GRID_ONE);
  await zhang.postsSolitaire(
    '#接龙\n本周六（15日）清洁家园\n时间：9:00-11:00\n要求：\n1. 穿运动鞋\n2. 自带水杯\n3. 不要带宠物\n\n报名：\n1. 张三\n1. 王芳\n请假：\n2. 赵敏',
  );
  expect(await names()).toEqual(['张三*', '王芳*'].sort());
  await zhang.postsSolitaire('#接龙\n包饺子\n和面：\n1. 张三\n2. 王芳\n擀皮：\n3. 赵敏');
  expect(await jobs()).toEqual(['张三 1', '王芳 1', '赵敏 2'].sort());
  await zhang.postsSolitaire('#接龙\n包饺子\n洗碗\n1. 周建国\n擀皮\n2. 陈静');
  expect(await jobs()).toEqual(['周建国 3', '张三 1', '王芳 1', '赵敏 2', '陈静 2'].sort());
});

test('one list for two activities: each row says which; two lists in one message are two', async () => {
  const { person, names } = await withActivities();
  const zhang = person('张三', GRID_ONE);
  await zhang.postsSolitaire(titled('周六清洁家园、周日义诊', '张三 都去', '王芳 周六', '赵敏周日', '陈静'));
  expect([await names(1), await names(2)]).toEqual([['张三*', '王芳*'].sort(), ['张三*', '赵敏*'].sort()]);
  await zhang.postsSolitaire('#接龙\n清洁家园\n1. 陈静\n\n#接龙\n义诊\n1. 周建国');
  expect([await names(1), await names(2)]).toEqual([
    ['张三*', '王芳*', '陈静*'].sort(),
    ['张三*', '赵敏*', '周建国*'].sort(),
  ]);
});

test('who left comes back by their own hand alone, and so do those whom they bring', async () => {
  const { person, names, heard } = await withActivities();
  const wang = person('王芳', GRID_ONE);
  await wang.postsSolitaire(list('王芳 带娃'));
  await wang.says('不去 1');
  const told = heard('direct:王芳').length;
  for (const row of ['王芳+2', '王芳 带娃', '王芳 和她妈', '王芳'])
    await person('周建国', GRID_ONE).postsSolitaire(list(row, '周建国'));
  expect(await names()).toEqual(['周建国*']);
  expect(heard('direct:王芳')).toHaveLength(told);
  await wang.postsSolitaire(list('王芳 带娃', '周建国'));
  expect(await names()).toEqual(['周建国*', '王芳*', '王芳的娃'].sort());
});

test('whoever writes fewer, or that they don’t come, into their own row is asked', async () => {
  const { person, names, clock } = await withActivities();
  const wang = person('王芳', GRID_ONE);
  await wang.postsSolitaire(list('王芳 3人', '赵敏'));
  clock.set('2025-11-12T10:30:30+08:00');
  expect(await wang.postsSolitaire(list('王芳 1人', '赵敏'))).toEqual([
    '@3栋2单元501王芳\u2005您这边已经报了 3 人：王芳、王芳+1、王芳+2。要减谁请发：取消报名 1 王芳+2',
  ]);
  clock.set('2025-11-12T10:31+08:00');
  // Later copies are no news.
  expect(await wang.postsSolitaire(list('王芳 1人', '赵敏', '张三'))).toEqual([
    expect.stringContaining('张三已报名'),
  ]);
  for (const row of ['王芳 请假', '王芳 取消'])
    expect(await wang.postsSolitaire(list(row, '赵敏', '张三'))).toEqual([
      expect.stringContaining('要取消报名“清洁家园”吗？'),
    ]);
  expect(await wang.says('是')).toEqual(['王芳、王芳+1、王芳+2已取消报名“清洁家园”。']);
  expect(await names()).toEqual(['张三*', '赵敏*'].sort());
  await wang.postsSolitaire(list('王芳', '赵敏', '张三 待定'));
  expect(await names()).toEqual(['张三*', '王芳*', '赵敏*'].sort());
});

test('people are found whatever stands around their names', async () => {
  const { person, names } = await withActivities();
  const zhang = person('张三', GRID_ONE);
  await zhang.postsSolitaire(list('🌹王芳🌹', '[玫瑰]赵敏', '赵敏👍', '周建国老师', '周建国', '4-1-302'));
  expect(await names()).toEqual(['王芳*', '赵敏*', '周建国*', '陈静*'].sort());
  await zhang.postsSolitaire(titled('义诊', '赵敏妈妈', '王芳老公和孩子', '王芳代李奶奶', '老王老李'));
  expect(await names(2)).toEqual(['赵敏的妈', '王芳的老公', '王芳的孩子', '李奶奶*', '老王', '老李'].sort());
});

test('我 is whoever wrote it, and in a copy nobody new', async () => {
  const { person, names } = await withActivities();
  await person('张三', GRID_ONE).postsSolitaire(list('我', '我和我妈', '+1'));
  expect(await names()).toEqual(['张三*', '张三的妈'].sort());
  await person('赵敏', GRID_ONE).postsSolitaire(list('我', '我和我妈', '+1', '王芳'));
  expect(await names()).toEqual(['张三*', '张三的妈', '王芳*'].sort());
  await person('赵敏', GRID_ONE).postsSolitaire(list('我', '我和我妈', '+1', '王芳', '我'));
  expect(await names()).toEqual(['张三*', '张三的妈', '王芳*', '赵敏*'].sort());
});

test('neither a list that is crossed out nor one of those who don’t know yet signs anybody up', async () => {
  const { person, names } = await withActivities();
  await person('张三', GRID_ONE).postsSolitaire(
    list('张三✖', '~~王芳~~', '赵敏 ❌', '周建国 可能来', '陈静 待定', '钱伟 8:30到'),
  );
  expect(await names()).toEqual(['钱伟*']);
});
