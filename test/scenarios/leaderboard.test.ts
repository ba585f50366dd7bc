import { expect, test } from 'vitest';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const COMMITTEE = '积分评审组';

/** 张三 and 王芳 (one household) 30, 陈静 20, 孙丽 20. */
async function withPoints(now = '2025-11-12T10:30+08:00'): Promise<OpenCommunity> {
  const opened = await openCommunity({ now });
  await opened.person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  await opened.person('王芳', GRID_ONE).says('上报 治安巡逻 1小时');
  await opened.person('陈静', GRID_TWO).says('上报 志愿服务 2小时');
  await opened.person('孙丽', GRID_ONE).says('上报 邻里调解');
  await opened.person('赵敏', COMMITTEE).says('全部通过');
  return opened;
}

test('on demand: a grid’s group sees its grid, the committee the community; ties share a rank', async () => {
  const { person } = await withPoints();
  expect(await person('张三', GRID_ONE).says('排行榜')).toEqual([
    [
      '桂花里社区一网格本周积分榜',
      '家庭：',
      '🥇 3-2-501 30 分',
      '🥈 1-2-201 20 分',
      '个人：',
      '🥇 孙丽 20 分',
      '🥇 张三 20 分',
      '🥉 王芳 10 分',
    ].join('\n'),
  ]);
  const [whole = ''] = await person('赵敏', COMMITTEE).says('本月排行榜');
  expect(whole).toContain('桂花里社区本月积分榜');
  expect(whole).toContain('陈静 20 分');
});

test('Monday 09:00: last week’s board is posted to every bound group, once', async () => {
  const { clock, passTime, heard, restart } = await withPoints();
  clock.set('2025-11-17T08:59:59+08:00');
  await passTime();
  expect(heard(GRID_TWO).filter((text) => text.includes('上周'))).toEqual([]);

  clock.set('2025-11-17T09:00+08:00');
  await passTime();
  await passTime();
  expect(heard(GRID_TWO).at(-1)).toBe(
    '桂花里社区二网格上周积分榜\n家庭：\n🥇 4-1-302 20 分\n个人：\n🥇 陈静 20 分\n谢谢每一位！新的一周继续加油。',
  );
  expect(heard(COMMITTEE).at(-1)).toContain('桂花里社区上周积分榜');

  await restart();
  clock.advance({ hours: 1 });
  await passTime();
  for (const room of [GRID_ONE, GRID_TWO, COMMITTEE]) {
    expect(heard(room).filter((text) => text.includes('上周积分榜'))).toHaveLength(1);
  }
});

test('a bot that was away on Monday morning posts when it is back, but not days later', async () => {
  const { clock, passTime, heard } = await withPoints();
  clock.set('2025-11-17T21:00+08:00');
  await passTime();
  expect(heard(GRID_ONE).filter((text) => text.includes('上周积分榜'))).toHaveLength(1);
  clock.set('2025-11-26T10:00+08:00');
  await passTime();
  expect(heard(GRID_ONE).filter((text) => text.includes('上周'))).toHaveLength(1);
});

test('weeks begin on Monday in Shanghai, whatever the machine’s zone', async () => {
  const { person, clock } = await withPoints('2025-11-16T23:50+08:00');
  expect(await person('张三', GRID_ONE).says('本周榜')).toEqual([expect.stringContaining('3-2-501 30 分')]);
  clock.set('2025-11-17T00:10+08:00');
  expect(await person('张三', GRID_ONE).says('本周榜')).toEqual(['桂花里社区一网格本周还没有积分入账。']);
  expect(await person('张三', GRID_ONE).says('总榜')).toEqual([expect.stringContaining('3-2-501 30 分')]);
});

test('who opts out is not named, and can come back', async () => {
  const { person } = await withPoints();
  expect(await person('王芳', GRID_ONE).says('不上榜')).toEqual([
    '好的，以后排行榜不再出现您和您家。想恢复就发：恢复上榜',
  ]);
  const [without = ''] = await person('张三', GRID_ONE).says('排行榜');
  expect(without).not.toContain('王芳');
  expect(without).not.toContain('3-2-501');
  await person('王芳', GRID_ONE).says('恢复上榜');
  expect(await person('张三', GRID_ONE).says('排行榜')).toEqual([expect.stringContaining('王芳')]);
});

test('a reversal takes the points out of the week in which they were credited', async () => {
  const { person, clock } = await withPoints();
  clock.set('2025-11-19T10:00+08:00');
  await person('周建国', COMMITTEE).says('冲正 1001 重复');
  expect(await person('张三', GRID_ONE).says('上周榜')).toEqual([
    expect.stringContaining('🥇 1-2-201 20 分\n🥈 3-2-501 10 分'),
  ]);
});
