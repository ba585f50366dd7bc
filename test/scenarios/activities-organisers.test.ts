import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_WORKERS = '网格员工作群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

test('what is said to the preview of a published notice, or to where it was posted, is an organiser’s word', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清扫 周六上午9点 2小时 小广场 8人');
  const sun = town.person('孙丽', GRID_WORKERS);
  expect(await sun.quotes('招募预览', '改成10人')).toEqual([
    expect.stringContaining('【还没有修改】1. 清扫 将改为：\n人数：8 人 → 10 人'),
  ]);
  await sun.says('算了');
  expect(await sun.quotes('已发到', '改成30人')).toEqual([expect.stringContaining('人数：8 人 → 30 人')]);
  await sun.says('算了');
  expect(await sun.quotes('已发到', '报了几个了')).toEqual([expect.stringContaining('已报 0/8 人')]);
  expect(await sun.quotes('已发到', '取消')).toEqual([expect.stringContaining('确定取消“清扫”')]);
});

test('calling off shows the reason that everybody will read; several are called off one by one', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, heard } = town;
  await publish(town, '发布招募 清扫 周六上午9点 2小时 小广场 8人');
  await publish(town, '发布招募 义诊 周六下午2点 2小时 活动室 5人');
  await publish(town, '发布招募 太极 每周日上午9点 1小时 小广场 5人');
  await person('张三', GRID_ONE).says('报名 2');
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('取消活动2和1')).toEqual(['活动要一个一个取消，都还没有取消。请先发：取消活动 2']);
  expect(await sun.says('因暴雨，活动2取消')).toEqual([
    '确定取消“义诊”（11月15日（周六）14:00，2小时）吗？已报名的 1 人会收到通知。原因写“暴雨”。确定请回复“是”。',
  ]);
  await sun.says('是');
  expect(heard(GRID_ONE).at(-1)).toContain('2. 义诊（11月15日（周六）14:00，2小时）不办了：暴雨');
  expect(await sun.says('取消活动3的系列')).toEqual([
    expect.stringContaining('这个系列就此停办，以后的场次不再发布。'),
  ]);
});

test('a note is added to the note that there is; how often something is held can’t be changed, nor can it pause', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清扫 周六上午9点 2小时 小广场 8人 带手套');
  const sun = town.person('孙丽', GRID_WORKERS);
  await town.person('张三', GRID_ONE).says('报名 1');
  const preview = async (words: string) => {
    const [said] = await sun.says(words);
    await sun.says('算了');
    return said;
  };
  expect(await preview('修改活动1 说明加上：自带水杯')).toContain('说明：带手套 → 带手套，自带水杯');
  expect(await preview('活动1集合时间改成8点半')).toContain('说明：带手套 → 带手套，8点半集合\n');
  expect(await preview('修改活动1 结束时间改为12点')).toContain(
    '09:00，2小时 → 11月15日（周六）09:00，3小时',
  );
  expect(await preview('活动1从20人改成30人')).toContain('人数：8 人 → 30 人');
  expect(await preview('修改活动 1 周日（17日）')).toContain('没看懂“周日（17日）”');
  expect(await preview('活动1延期一周')).toContain('→ 11月22日（周六）09:00');
  expect(await preview('修改活动1 每周六上午9点')).toBe(
    '“清扫”多久办一次不能改，还没有改动。要办成系列请另外发布，例如：发布招募 清扫 每周六上午9点；这一场不办了请发：取消活动 1',
  );
  expect(await preview('活动1暂停')).toBe(
    '“清扫”不能暂停。改期请发：修改活动 1 改到周日下午3点；不再收人请发：修改活动 1 1人；不办了请发：取消活动 1',
  );
});

test('a series changes from next week on: the date of this week stays', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 夜巡 每天晚上7点 2小时 北门 6人');
  const sun = town.person('孙丽', GRID_WORKERS);
  expect(await sun.says('系列活动1从后天起改到晚上8点')).toEqual([
    expect.stringContaining('没看懂“2025-11-14”'),
  ]);
  const [all] = await sun.says('系列活动1从今天起改到晚上8点');
  expect(all).toContain('以后还没发布的各场也这样改。');
});

test('while the preview of a notice waits, a change changes the draft, and a yes may say what is to be done', async () => {
  const town = await openCommunity({ now: NOW });
  const sun = town.person('孙丽', GRID_WORKERS);
  await sun.says('发布招募 浇花 周五上午8点 3小时 小广场 5人');
  expect(await sun.says('地点改到东门')).toEqual([
    expect.stringContaining('【招募预览，还没有发布】浇花\n时间：11月14日（周五）08:00，3小时\n地点：东门'),
  ]);
  expect(await sun.quotes('招募预览', '改成10人')).toEqual([expect.stringContaining('人数：招 10 人')]);
  // In a room full of people, 好的 and 可以 are said to somebody else; nor does another's word count.
  expect(await sun.says('好的')).toEqual([]);
  expect(await town.person('钱伟', GRID_WORKERS).says('发吧')).toEqual([]);
  expect(town.heard(GRID_ONE)).toEqual([]);
  await sun.says('发吧');
  expect(town.heard(GRID_ONE)[0]).toContain('【招募】浇花\n时间：11月14日（周五）08:00，3小时\n地点：东门');
});
