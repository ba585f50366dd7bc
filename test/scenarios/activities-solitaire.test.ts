import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const GRID_WORKERS = '网格员工作群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

const list = (...rows: string[]) =>
  `#接龙\n周六清洁家园\n\n${rows.map((row, index) => `${index + 1}. ${row}`).join('\n')}`;

async function withTenPlaces() {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招10人');
  const names = async () => {
    const { activities, signUps } = town.bot().app.services;
    const [activity] = await activities.find('guihuali', { number: 1 }, new Date(NOW));
    return (await signUps.listed(activity?._id ?? '')).map(({ name }) => name);
  };
  return { ...town, names };
}

test('a #接龙 of the activity signs its new rows up, native or typed; +1 is one more', async () => {
  const { person, names } = await withTenPlaces();
  expect(await person('张三', GRID_ONE).postsSolitaire(list('张三', '王芳'))).toEqual([
    expect.stringContaining('张三、王芳已报名“清洁家园”'),
  ]);
  expect(await person('赵敏', GRID_ONE).says(list('张三', '王芳', '赵敏 +1'))).toEqual([
    expect.stringContaining('赵敏、赵敏+1已报名“清洁家园”（11月15日（周六）09:00，2小时），已报 4/10 人'),
  ]);
  expect(await person('赵敏', GRID_ONE).postsSolitaire(list('张三', '王芳', '赵敏 +1'))).toEqual([]);
  expect(await names()).toEqual(['张三', '王芳', '赵敏', '赵敏+1']);
});

test('a storm of stale copies: everybody who was ever on the list stays, and the bot keeps quiet about it', async () => {
  const { person, names, heard } = await withTenPlaces();
  await person('张三', GRID_ONE).postsSolitaire(list('张三'));
  // Three people copy the same first post at the same time; the other group has its own copies.
  await Promise.all([
    person('王芳', GRID_ONE).postsSolitaire(list('张三', '王芳')),
    person('赵敏', GRID_ONE).postsSolitaire(list('张三', '赵敏')),
    person('周建国', GRID_ONE).postsSolitaire(list('张三', '周建国')),
    person('陈静', GRID_TWO).postsSolitaire(list('陈静')),
  ]);
  await person('吴洁', GRID_TWO).postsSolitaire(list('陈静', '吴洁'));
  await person('王芳', GRID_ONE).postsSolitaire(list('张三', '王芳', '老李头'));
  expect((await names()).sort()).toEqual(['吴洁', '周建国', '张三', '王芳', '老李头', '赵敏', '陈静'].sort());
  expect(heard(GRID_WORKERS).join('\n')).not.toContain('少了');
  expect(heard(GRID_ONE).join('\n')).not.toContain('接龙里没有您了');
});

test('whose row somebody else deletes stays, until the organiser confirms', async () => {
  const { person, names, heard } = await withTenPlaces();
  await person('张三', GRID_ONE).postsSolitaire(list('张三', '王芳'));
  await person('赵敏', GRID_ONE).postsSolitaire(list('张三', '王芳', '赵敏'));
  // 周建国 takes 王芳's row out of the newest list while adding his own.
  await person('周建国', GRID_ONE).postsSolitaire(list('张三', '赵敏', '周建国'));
  expect(await names()).toContain('王芳');
  expect(heard(GRID_WORKERS).at(-1)).toBe(
    '@孙丽\u2005周建国发的“清洁家园”接龙里少了王芳，可能是旧名单，先都保留。确实不来了请回复：移除 1 王芳',
  );
  // The copy goes on without her: nobody is asked a second time.
  await person('张三', GRID_ONE).postsSolitaire(list('张三', '赵敏', '周建国', '老李头'));
  expect(heard(GRID_WORKERS).filter((text) => text.includes('少了'))).toHaveLength(1);
  expect(await person('孙丽', GRID_WORKERS).says('移除 1 王芳')).toEqual(['已把王芳移出“清洁家园”的报名。']);
  expect(await names()).not.toContain('王芳');
  // A stale copy does not bring her back; her own hand does.
  await person('张三', GRID_ONE).postsSolitaire(list('张三', '王芳', '赵敏'));
  expect(await names()).not.toContain('王芳');
  await person('王芳', GRID_ONE).postsSolitaire(list('张三', '赵敏', '周建国', '王芳'));
  expect(await names()).toContain('王芳');
});

test('whoever leaves their own row out is asked', async () => {
  const { person, names } = await withTenPlaces();
  await person('张三', GRID_ONE).postsSolitaire(list('张三', '王芳'));
  await person('赵敏', GRID_ONE).postsSolitaire(list('张三', '王芳', '赵敏'));
  expect(await person('王芳', GRID_ONE).postsSolitaire(list('张三', '赵敏'))).toEqual([
    '@3栋2单元501王芳\u2005接龙里没有您了。要取消报名“清洁家园”吗？取消请回复“是”，不理会就还给您留着。',
  ]);
  expect(await names()).toContain('王芳');
  expect(await person('王芳', GRID_ONE).says('是')).toEqual(['王芳已取消报名“清洁家园”。']);
  expect(await names()).toEqual(['张三', '赵敏']);
});

test('a #接龙 fills the last places in its own order; the rest wait', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招2人');
  expect(await town.person('张三', GRID_ONE).postsSolitaire(list('张三', '王芳', '赵敏'))).toEqual([
    expect.stringContaining('张三、王芳已报名“清洁家园”（11月15日（周六）09:00，2小时），已报 2/2 人'),
    expect.stringContaining('已报满 2 人'),
    expect.stringContaining('赵敏排在候补第一位'),
  ]);
});

test('a #接龙 about anything else is left alone', async () => {
  const { person } = await withTenPlaces();
  expect(await person('张三', GRID_ONE).postsSolitaire('#接龙\n团购鸡蛋\n\n1. 张三 两板')).toEqual([]);
});

test('a row says who else comes; one that says that somebody can’t come signs nobody up', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  const { activities, signUps } = town.bot().app.services;
  await town
    .person('王芳', GRID_ONE)
    .postsSolitaire(
      list('周建国 带老伴', '赵敏 一家三口', '张三 2', '王芳和她妈', '请假 老王', '老李头 带工具'),
    );
  const [activity] = await activities.find('guihuali', { number: 1 }, new Date(NOW));
  const rows = await signUps.listed(activity?._id ?? '');
  expect(rows.map(({ name }) => name).sort()).toEqual(
    [
      ...[
        '周建国',
        '周建国的老伴',
        '赵敏',
        '赵敏+1',
        '赵敏+2',
        '张三',
        '张三+1',
        '王芳',
        '王芳的妈',
        '老李头',
      ],
    ].sort(),
  );
  // 王芳's row is her own, not that of a guest.
  expect(rows.find(({ name }) => name === '王芳')?.resident).toBeDefined();
});

test('a row with and without the address is one person’s', async () => {
  const { person, heard, names } = await withTenPlaces();
  await person('王芳', GRID_ONE).postsSolitaire(list('3-2-501 张三', '王芳'));
  await person('赵敏', GRID_ONE).postsSolitaire(list('张三', '王芳', '赵敏'));
  expect(heard(GRID_WORKERS).join('\n')).not.toContain('少了');
  expect(await names()).toEqual(['张三', '王芳', '赵敏']);
});

test('a day in the title says which date is meant, and a copy means what the list meant', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招10人');
  const zhang = town.person('张三', GRID_ONE);
  const titled = (title: string, ...rows: string[]) =>
    `#接龙\n${title}\n\n${rows.map((row, index) => `${index + 1}. ${row}`).join('\n')}`;
  const names = async (number: number) => {
    const { activities, signUps } = town.bot().app.services;
    const [activity] = await activities.find('guihuali', { number }, town.clock.now());
    return (await signUps.listed(activity?._id ?? '')).map(({ name }) => name);
  };
  expect(await zhang.postsSolitaire(titled('下周六清洁家园', '张三'))).toEqual([]);
  expect(await zhang.postsSolitaire(titled('小区团购鸡蛋，送清洁家园套装', '张三'))).toEqual([]);
  expect(await names(1)).toEqual([]);

  await publish(town, '发布招募 清洁家园 11月29日上午9点 2小时 小广场 招10人');
  await zhang.postsSolitaire(titled('清洁家园 11月29日', '张三'));
  await zhang.postsSolitaire(titled('清洁家园 报名截止11月14日', '王芳'));
  expect([await names(1), await names(2)]).toEqual([['王芳'], ['张三']]);
  // 后天 was Friday when the list began; the day after, its copies still mean the same.
  await publish(town, '发布招募 义诊 周五上午9点 2小时 小广场 招10人');
  await zhang.postsSolitaire(titled('后天义诊', '张三'));
  town.clock.set('2025-11-13T10:30+08:00');
  await town.person('王芳', GRID_ONE).postsSolitaire(titled('后天义诊', '张三', '王芳'));
  expect(await names(3)).toEqual(['张三', '王芳']);
});
