import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { type CommunityOptions, openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const GRID_WORKERS = '网格员工作群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

async function withTwoPlaces(options: CommunityOptions = {}) {
  const town = await openCommunity({ now: NOW, ...options });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招2人');
  return town;
}

test('two rooms, one list: who comes later waits, and moves up when somebody cannot come', async () => {
  const { person, heard } = await withTwoPlaces();
  await person('张三', GRID_ONE).says('报名 1');
  await person('陈静', GRID_TWO).says('报名 1');
  expect(await person('王芳', GRID_ONE).says('报名 1')).toEqual([
    '“清洁家园”名额已满，王芳排在候补第一位；有空位马上通知您。不等了请发：取消报名 1',
  ]);
  expect(await person('吴洁', GRID_TWO).says('报名 1')).toEqual([
    '“清洁家园”名额已满，吴洁排在候补，前面还有 1 人；有空位马上通知您。不等了请发：取消报名 1',
  ]);
  expect(await person('王芳', GRID_ONE).says('报名 1')).toEqual([
    '王芳已经在“清洁家园”的候补里了，有空位马上通知您。',
  ]);

  // 陈静 gives up her place in the other room; 王芳 hears of it in hers.
  expect(await person('陈静', GRID_TWO).says('不去 1')).toEqual(['陈静已取消报名“清洁家园”。']);
  expect(heard(GRID_ONE).at(-1)).toBe(
    '@3栋2单元501王芳\u2005好消息：“清洁家园”（11月15日（周六）09:00，2小时）有空位了，王芳已从候补转为正式报名。去不了请在11月12日 12:30 前回复：不去 1',
  );

  // She says no, and the next one moves up.
  expect(await person('王芳', GRID_ONE).says('不去 1')).toEqual(['王芳已取消报名“清洁家园”。']);
  expect(heard(GRID_TWO).at(-1)).toContain('吴洁已从候补转为正式报名');
  expect(await person('孙丽', GRID_WORKERS).says('报名名单 1')).toEqual([
    expect.stringContaining('已报 2/2 人\n1. 张三\n2. 吴洁'),
  ]);
});

test('silence keeps the place, unless the regulation passes it on', async () => {
  const keeps = await withTwoPlaces();
  for (const name of ['张三', '王芳', '赵敏']) await keeps.person(name, GRID_ONE).says('报名 1');
  await keeps.person('张三', GRID_ONE).says('取消报名 1');
  keeps.clock.set('2025-11-12T12:31+08:00');
  await keeps.passTime();
  expect(keeps.heard(GRID_ONE).at(-1)).toContain('赵敏已从候补转为正式报名');

  const passes = await withTwoPlaces({
    change: (community) => ({
      ...community,
      rulebooks: community.rulebooks.map((book) => ({
        ...book,
        activities: { declineWithinMinutes: 60, unanswered: 'passes' as const },
      })) as unknown as typeof community.rulebooks,
    }),
  });
  for (const name of ['张三', '王芳', '赵敏', '周建国']) await passes.person(name, GRID_ONE).says('报名 1');
  await passes.person('张三', GRID_ONE).says('取消报名 1');
  passes.clock.set('2025-11-12T11:31+08:00');
  await passes.passTime();
  const said = passes.heard(GRID_ONE).slice(-2).join('\n');
  expect(said).toContain('给赵敏留的名额没有等到答复，已让给下一位');
  expect(said).toContain('周建国已从候补转为正式报名');
  // 周建国 says that he comes: his place is kept.
  await passes.person('周建国', GRID_ONE).says('报名 1');
  passes.clock.set('2025-11-12T12:40+08:00');
  await passes.passTime();
  expect(passes.heard(GRID_ONE).join('\n')).not.toContain('给周建国留的名额');
});

test('a party stays together: it waits whole, keeps its turn, and moves up whole', async () => {
  const { person, heard } = await withTwoPlaces();
  await person('陈静', GRID_TWO).says('报名 1');
  expect(await person('张三', GRID_ONE).says('报名 1 我和我妈')).toEqual([
    '“清洁家园”只剩 1 个名额，不够 2 人一起来，已排候补第一位。想先去 1 人：先发“取消报名 1”，再发“报名 1 1人”',
  ]);
  // The place that the party can't use is not kept empty.
  expect(await person('王芳', GRID_ONE).says('报名 1')).toEqual([
    expect.stringContaining('王芳已报名“清洁家园”'),
    expect.stringContaining('已报满'),
  ]);
  await person('王芳', GRID_ONE).says('取消报名 1');
  expect(heard(GRID_ONE).at(-1)).toContain('王芳已取消');
  await person('陈静', GRID_TWO).says('取消报名 1');
  expect(heard(GRID_ONE).at(-1)).toContain('张三、张三的妈已从候补转为正式报名');
  // One of the two stays away; the other still comes.
  expect(await person('张三', GRID_ONE).says('取消报名 1 张三的妈')).toEqual([
    '张三的妈已取消报名“清洁家园”。',
  ]);
});

test('more places: the waitlist moves up at once; fewer than are taken are refused', async () => {
  const { person, heard } = await withTwoPlaces();
  for (const name of ['张三', '王芳', '赵敏']) await person(name, GRID_ONE).says('报名 1');
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('修改活动 1 1人')).toEqual([
    '“清洁家园”已有 2 人报名，名额不能少于 2。要减人请先发：移除 1 姓名',
  ]);
  expect(await sun.says('修改活动 1 5人')).toEqual([
    '【还没有修改】1. 清洁家园 将改为：\n人数：2 人 → 5 人\n已报名的 3 人会收到通知。确认请回复“是”。',
  ]);
  await sun.says('是');
  const said = heard(GRID_ONE).slice(-2).join('\n');
  expect(said).toContain('【活动有变】1. 清洁家园\n人数：2 人 → 5 人\n已报名：张三、王芳；候补：赵敏');
  expect(said).toContain('赵敏已从候补转为正式报名');
});

test('who stays away without a word too often cannot sign up for a while, if the regulation says so', async () => {
  const { person, clock } = await openCommunity({
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
  const sun = person('孙丽', GRID_WORKERS);
  await sun.says('发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  await sun.says('是');
  await person('张三', GRID_ONE).says('报名 1');
  await person('王芳', GRID_ONE).says('报名 1');
  clock.set('2025-11-15T11:00+08:00');
  await sun.says('全到 1 除了 王芳');
  await sun.says('结束活动 1');
  await sun.says('发布招募 清洁家园 下周六上午9点 2小时 小广场 招20人');
  await sun.says('是');
  expect(await person('王芳', GRID_ONE).says('报名 2')).toEqual([
    '您最近有 1 次报了名没有来，按细则到 11月29日之前不能报名。有特殊情况请联系网格员。',
  ]);
  expect(await person('张三', GRID_ONE).says('报名 2')).toEqual([expect.stringContaining('张三已报名')]);
});

test('whoever waits for a place is told of a change as somebody who waits', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招1人');
  await town.person('张三', GRID_ONE).says('报名 1');
  await town.person('王芳', GRID_ONE).says('报名 1');
  const sun = town.person('孙丽', GRID_WORKERS);
  await sun.says('修改活动 1 地点 东门');
  await sun.says('是');
  expect(town.heard(GRID_ONE).at(-1)).toContain('已报名：张三；候补：王芳。来不了请回复：不去 1');
});
