import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const GRID_WORKERS = '网格员工作群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

const list = (...rows: string[]) =>
  `#接龙\n周六清洁家园\n\n${rows.map((row, index) => `${index + 1}. ${row}`).join('\n')}`;

async function withActivity(
  notice = '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人',
  before: (town: OpenCommunity) => Promise<unknown> = async () => undefined,
) {
  const town = await openCommunity({ now: NOW });
  await before(town);
  await publish(town, notice);
  const rows = async () => {
    const { activities, signUps } = town.bot().app.services;
    const [activity] = await activities.find('guihuali', { number: 1 }, new Date(NOW));
    return signUps.listed(activity?._id ?? '');
  };
  const names = async () => (await rows()).map(({ name }) => name);
  return { ...town, rows, names };
}

test('one of several is cancelled by the very name that the bot printed', async () => {
  const { person, names } = await withActivity();
  const chen = person('陈静', GRID_TWO);
  await chen.says('报名 1 2人');
  expect(await chen.says('取消报名 1 陈静+1')).toEqual(['陈静+1已取消报名“清洁家园”。']);
  expect(await names()).toEqual(['陈静']);
  // A name that is not there takes nobody off, least of all whoever said it.
  expect(await chen.says('取消报名 1 老李头')).toEqual([
    '“清洁家园”的名单里没有老李头。发“报名名单 1”看名单。',
  ]);
  expect(await names()).toEqual(['陈静']);
  expect(await chen.says('取消报名 1 了')).toEqual(['陈静已取消报名“清洁家园”。']);
});

test('everybody who is named comes, whatever they are called; 我妈 is the mother of whoever says so', async () => {
  const { person, names } = await withActivity();
  const zhang = person('张三', GRID_ONE);
  await zhang.says('报名 1 我、我妈和老李头');
  expect(await names()).toEqual(['张三', '张三的妈', '老李头']);
  expect(await zhang.says('不去 1 我妈')).toEqual(['张三的妈已取消报名“清洁家园”。']);
  await person('赵敏', GRID_ONE).says('报名 1 王大锤家老二');
  expect(await names()).toEqual(['张三', '老李头', '王大锤家老二']);
});

test('whom somebody else signed up hears of it, and goes by their own word, or when named by who signed them up', async () => {
  const { person, names, heard } = await withActivity();
  const zhang = person('张三', GRID_ONE);
  await zhang.says('报名 1 我、王芳和老李头');
  expect(heard('direct:王芳').at(-1)).toBe(
    '张三帮您报名了“清洁家园”（11月15日（周六）09:00，2小时，小广场）。去不了请回复：不去 1',
  );
  // 不去 takes oneself and one's guests; 王芳 decides for herself.
  expect(await zhang.says('不去 1')).toEqual(['张三、老李头已取消报名“清洁家园”。']);
  expect(await names()).toEqual(['王芳']);
  expect(await zhang.says('不去 1')).toEqual([
    '您没有报名“清洁家园”。帮别人报的请带上姓名，例如：取消报名 1 王芳',
  ]);
  expect(await person('赵敏', GRID_ONE).says('取消报名 1 王芳')).toEqual([
    '王芳不是您报的名，没有取消。“清洁家园”的报名只能由本人、帮忙报名的人或组织者取消。',
  ]);
  expect(await zhang.says('取消报名 1 王芳')).toEqual(['王芳已取消报名“清洁家园”。']);
  expect(heard('direct:王芳').at(-1)).toBe(
    '张三已取消王芳对“清洁家园”（11月15日（周六）09:00，2小时）的报名。还想去请发：报名 1',
  );
});

test('rows that a #接龙 brought belong to those whose rows they are', async () => {
  const { person, names, heard } = await withActivity();
  const zhang = person('张三', GRID_ONE);
  await zhang.postsSolitaire(list('张三 +1', '王芳', '老李头'));
  expect(heard('direct:王芳').at(-1)).toContain('张三帮您报名了“清洁家园”');
  expect(await zhang.says('不去 1')).toEqual(['张三、张三+1已取消报名“清洁家园”。']);
  expect(await names()).toEqual(['王芳', '老李头']);
  expect(await zhang.says('取消报名 1 老李头')).toEqual(['老李头已取消报名“清洁家园”。']);
});

test('移除 takes guests too, and tells those concerned', async () => {
  const { person, names, heard } = await withActivity();
  await person('张三', GRID_ONE).says('报名 1 我、我妈和老李头');
  await person('陈静', GRID_TWO).says('报名 1 2人');
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('移除 1 老李头 陈静+1')).toEqual(['已把老李头、陈静+1移出“清洁家园”的报名。']);
  expect(heard('direct:陈静').at(-1)).toContain('孙丽已取消陈静+1对“清洁家园”');
  expect(await sun.says('移除 1 张三')).toEqual(['已把张三、张三的妈移出“清洁家园”的报名。']);
  expect(heard('direct:张三').at(-1)).toContain('孙丽已取消张三、张三的妈对“清洁家园”');
  expect(await sun.says('移除 1 张三 陈静')).toEqual(['“清洁家园”的名单里没有张三。发“报名名单 1”看名单。']);
  expect(await names()).toEqual(['陈静']);
});

test('two of one name in different households are two people', async () => {
  const town = await openCommunity({
    now: NOW,
    world: (world) => ({
      ...world,
      people: [
        ...world.people,
        {
          id: 'wang-fang-2',
          name: '王芳',
          household: '4-1-402',
          grid: '二网格',
          roles: [],
          note: '',
          color: '#123456',
        } as (typeof world.people)[number],
      ],
    }),
  });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  const zhang = town.person('张三', GRID_ONE);
  await zhang.postsSolitaire(list('张三', '3-2-501 王芳'));
  expect(await zhang.postsSolitaire(list('张三', '3-2-501 王芳', '4-1-402 王芳'))).toEqual([
    expect.stringMatching(/^王芳已报名/),
  ]);
  expect(await town.person('孙丽', GRID_WORKERS).says('移除 1 王芳')).toEqual([
    expect.stringContaining('的名单里有 2 位王芳，分不清是哪一位，没有移除'),
  ]);
});

test('#接龙 brings at most ten for one person, as 报名 does; later copies keep quiet about it', async () => {
  const { person, names } = await withActivity();
  const crowd = Array.from({ length: 14 }, (_, index) => `老${'甲乙丙丁戊己庚辛壬癸子丑寅卯'[index]}头`);
  const said = await person('张三', GRID_ONE).postsSolitaire(list('张三', ...crowd));
  expect(said).toEqual([
    expect.stringContaining('已报名“清洁家园”'),
    expect.stringContaining('一个人最多报 10 人（含自己）'),
  ]);
  expect(await names()).toHaveLength(10);
  expect(await person('张三', GRID_ONE).postsSolitaire(list('张三', ...crowd))).toEqual([]);
  expect(await names()).toHaveLength(10);
});

test('#接龙 of a team’s activity takes members only', async () => {
  const { person, names } = await withActivity(
    '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人 仅限巡逻队',
    (town) => town.person('钱伟', GRID_ONE).says('组建 巡逻队 队长 张三'),
  );
  expect(await person('张三', GRID_ONE).postsSolitaire(list('张三', '赵敏'))).toEqual([
    expect.stringContaining('张三已报名“清洁家园”'),
    expect.stringContaining('只招巡逻队队员'),
  ]);
  expect(await names()).toEqual(['张三']);
});

test('#接龙 during a pause after absences is refused like 报名', async () => {
  const { person, clock, names } = await (async () => {
    const town = await openCommunity({
      now: NOW,
      change: (community) => ({
        ...community,
        rulebooks: community.rulebooks.map((book) => ({
          ...book,
          activities: {
            declineWithinMinutes: 120,
            unanswered: 'keeps' as const,
            noShows: { limit: 1, withinDays: 30, pauseDays: 14 },
          },
        })) as unknown as typeof community.rulebooks,
      }),
    });
    await publish(town, '发布招募 义诊 周六上午9点 2小时 小广场 招20人');
    const names = async () => {
      const { activities, signUps } = town.bot().app.services;
      const [activity] = await activities.find('guihuali', { number: 2 }, town.clock.now());
      return (await signUps.listed(activity?._id ?? '')).map(({ name }) => name);
    };
    return { ...town, names };
  })();
  await person('张三', GRID_ONE).says('报名 1');
  await person('王芳', GRID_ONE).says('报名 1');
  clock.set('2025-11-15T11:00+08:00');
  const sun = person('孙丽', GRID_WORKERS);
  await sun.says('全到 1 除了 王芳');
  await sun.says('结束活动 1');
  await sun.says('发布招募 清洁家园 下周六上午9点 2小时 小广场 招20人');
  await sun.says('是');
  expect(await person('王芳', GRID_ONE).postsSolitaire(list('张三', '王芳'))).toEqual([
    expect.stringContaining('张三已报名“清洁家园”'),
    expect.stringContaining('您最近有 1 次报了名没有来'),
  ]);
  expect(await names()).toEqual(['张三']);
});

test('a row of a #接龙 may name its shift; who names none gets a place where one is free', async () => {
  const { person, rows } = await withActivity(
    '发布招募 清洁家园 周六上午9点 2小时 小广场 岗位：登记1人、搬运3人',
  );
  expect(
    await person('张三', GRID_ONE).postsSolitaire(list('张三', '王芳', '赵敏 搬运', '周建国 登记')),
  ).toEqual([
    expect.stringMatching(/清洁家园·登记：张三，[\s\S]*清洁家园·搬运：王芳、赵敏，/),
    expect.stringContaining('周建国排在候补第一位'),
  ]);
  expect((await rows()).map(({ name, shift, state }) => `${name} ${shift} ${state}`)).toEqual([
    '张三 1 in',
    '王芳 2 in',
    '赵敏 2 in',
    '周建国 1 waiting',
  ]);
});
