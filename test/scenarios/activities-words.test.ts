import { expect, test } from 'vitest';
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
