import { expect, test } from 'vitest';
import { openCommunity } from '#test/support/open-community.ts';

const RESIDENTS = '桂花里一网格居民群';
const COMMITTEE = '积分评审组';

test('two hours of cleaning become twenty points once the committee has said so', async () => {
  const { person, heard } = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  const zhang = person('张三', RESIDENTS);
  const zhao = person('赵敏', COMMITTEE);

  expect(await zhang.says('上报 志愿服务 2小时 昨天 清扫楼道')).toEqual([
    '已记录 #1001：张三（3-2-501）志愿服务 2小时（昨天），待评审，通过后 +20 分。',
  ]);
  expect(heard(COMMITTEE)).toEqual([
    '【待评审 #1001】张三（3-2-501）\n志愿服务 2小时（昨天） → +20 分\n清扫楼道\n引用本条回复：通过 / 驳回 原因 / 改成1.5小时',
  ]);
  expect(await zhang.says('大家早上好')).toEqual([]);

  expect(await zhao.quotes('#1001', '通过')).toEqual([
    '#1001 张三 志愿服务 2小时（昨天）已通过（赵敏），+20 分。',
  ]);
  expect(heard(RESIDENTS).at(-1)).toBe(
    '@3-2-501 张三\u2005#1001 志愿服务已通过：张三 +20 分，3-2-501 当前 20 分。',
  );
  expect(await zhang.says('查积分')).toEqual(['3-2-501 当前积分 20 分，其中张三累计贡献 20 分。']);
  expect(await zhang.says('积分明细')).toEqual([
    '3-2-501 最近 1 笔（当前 20 分）：\n11月12日 +20 志愿服务 #1001',
  ]);
});

test('the same in English', async () => {
  const { person, heard } = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  const zhang = person('张三', RESIDENTS);

  expect(await zhang.says('report 2 volunteer hours')).toEqual([
    'Recorded #1001: 张三 (3-2-501), volunteering 2 hours (today). +20 points once the committee approves.',
  ]);
  await person('周建国', COMMITTEE).quotes('#1001', 'ok');
  expect(heard(RESIDENTS).at(-1)).toContain(
    '#1001 volunteering approved: 张三 +20 points, 3-2-501 now has 20 points.',
  );
  expect(await zhang.says('check my points')).toEqual(['3-2-501 has 20 points; 张三 has earned 20 in all.']);
});

test('a household owns the points that its members earn', async () => {
  const { person } = await openCommunity();
  await person('张三', RESIDENTS).says('上报 志愿服务 1小时');
  await person('王芳', RESIDENTS).says('上报 垃圾分类');
  await person('赵敏', COMMITTEE).says('全部通过');
  expect(await person('王芳', RESIDENTS).says('我家多少分')).toEqual([
    '3-2-501 当前积分 15 分，其中王芳累计贡献 5 分。',
  ]);
});

test('a direct chat does all that the group does', async () => {
  const { person } = await openCommunity();
  const chen = person('陈静', 'direct');
  expect(await chen.says('上报 治安巡逻 1.5小时')).toEqual([
    '已记录 #1001：陈静（4-1-302）治安巡逻 1.5小时（今天），待评审，通过后 +15 分。',
  ]);
  expect(await chen.says('查积分')).toEqual([
    '4-1-302 当前积分 0 分，其中陈静累计贡献 0 分。\n另有 1 条待评审，通过后 +15 分。',
  ]);
});
