import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_WORKERS = '网格员工作群';

const noted = (who: string, present: number) => [
  `已登记“清洁家园”：${who}，现在到场 ${present} 人。都齐了请发：结束活动 1`,
];

test('guests are on the organiser’s list by the names that the list gives them', async () => {
  const town = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  const { person, clock } = town;
  await publish(town, '周六上午9点清洁家园招20人 2小时 小广场');
  await person('王芳', GRID_ONE).says('报名 1 我和老伴');
  await person('周建国', GRID_ONE).says('报名 1 2人');
  await person('张三', GRID_ONE).says('报名 1');
  clock.set('2025-11-15T09:20+08:00');
  const sun = person('孙丽', GRID_WORKERS);
  expect((await sun.says('名单 1')).join('\n')).toContain('王芳的老伴');
  expect(await sun.says('签到 1 王芳的老伴')).toEqual(noted('王芳的老伴到场', 1));
  expect(await sun.says('签到 1 张三 周建国+1')).toEqual(noted('张三、周建国+1到场', 3));
  expect(await sun.says('缺席 1 王芳的老伴')).toEqual(noted('王芳的老伴缺席', 2));
  expect(await sun.says('全到 1 除了 王芳的老伴、周建国＋1')).toEqual(
    noted('除王芳的老伴、周建国+1外全部到场', 3),
  );
  expect(await person('孙丽', 'direct').says('王芳的老伴到了')).toEqual(noted('王芳的老伴到场', 4));
  // Brought along without a word.
  expect(await sun.says('签到 1 王芳的女儿')).toEqual(noted('王芳的女儿到场', 5));
  expect(await sun.says('签到 1 王大锤的女儿')).toEqual([expect.stringContaining('没认出王大锤的女儿')]);
  expect(await sun.says('缺席 1 张三的女儿')).toEqual([expect.stringContaining('没认出张三的女儿')]);
  expect(await sun.says('陈静的女儿没来')).toEqual([]);
  expect((await sun.says('名单 1')).join('\n')).toMatch(/王芳的老伴（已签到）[\s\S]*周建国\+1（缺席）/);
});
