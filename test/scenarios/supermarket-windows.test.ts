import { expect, test } from 'vitest';
import type { Community } from '#src/community/community.ts';
import { codeIn, give, openShop } from '#test/support/shop.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';

/** 一季一兑换: from the 20th to the 22nd of the last month of each quarter. */
const quarterly = (community: Community): Community => ({
  ...community,
  supermarket: {
    ...community.supermarket,
    places: community.supermarket.places.map((place) => ({
      ...place,
      windows: [{ every: 'quarter', month: 3, days: [20, 22], open: '09:00', close: '17:00' }],
    })),
  },
});

test('a window opens and closes in the groups; in between things can be reserved for it', async () => {
  const opened = await openShop({
    now: '2025-12-01T10:00+08:00',
    points: { 张三: 50, 陈静: 50 },
    goods: ['大米 20分 库存3袋', '理发 服务 10分 商户好邻居理发店'],
    change: quarterly,
  });
  const { person, heard, clock, passTime } = opened;
  expect(await person('张三', GRID_ONE).says('兑换时间')).toEqual([
    '桂花里积分超市（党群服务中心一楼）：下次 12月20日 09:00 至 12月22日 17:00，周一至周五 9:00-17:00。现在可以先预约，例如：预约 大米 1袋',
  ]);
  expect(await person('张三', GRID_ONE).says('预约 大米 1袋')).toEqual([
    expect.stringMatching(/^#\d{4} 张三 预约 大米×1 已办好，领取码已私信。$/),
  ]);
  const note = heard('direct:张三').at(-1) ?? '';
  expect(note).toContain(
    '请在 12月20日 09:00 至 12月22日 17:00 到桂花里积分超市（党群服务中心一楼）领取，过期自动退回积分。',
  );
  const code = codeIn(note);
  expect(await person('吴洁', 'direct').says(`核销 ${code}`)).toEqual([
    expect.stringMatching(/是预约的，12月20日 09:00 起才能领，请对方到时再来。$/),
  ]);
  // A service is not bound to the opening days.
  expect(await person('陈静', 'direct').says('兑换 理发')).toEqual([
    expect.stringContaining('请在 12月31日 23:59 前'),
  ]);

  clock.set('2025-12-20T09:00+08:00');
  await passTime();
  for (const group of [GRID_ONE, GRID_TWO])
    expect(heard(group).at(-1)).toBe(
      '【积分超市开门】桂花里积分超市现在开始兑换，到 12月22日 17:00 为止。\n地点：党群服务中心一楼，时间：周一至周五 9:00-17:00\n看能换什么请发：兑换目录',
    );
  expect(await person('吴洁', 'direct').says(`核销 ${code}`)).toEqual([expect.stringContaining('核销成功')]);
  expect(await person('陈静', 'direct').says('兑换 大米 1袋')).toEqual([
    expect.stringContaining('请在 12月22日 17:00 前'),
  ]);

  clock.set('2025-12-22T17:00:30+08:00');
  await passTime();
  await passTime();
  const posts = heard(GRID_ONE).filter((text) => text.includes('积分超市关门'));
  expect(posts).toEqual([
    '【积分超市关门】桂花里积分超市本期兑换结束，共发放 1 份。下期 3月20日 09:00 开始，现在可以先预约，例如：预约 大米 1袋',
  ]);
  expect(heard('direct:陈静').at(-1)).toContain('没有领，已退回 20 分');
});

test('what is reserved for an opening counts towards the limit of the month in which it opens', async () => {
  const { person, clock } = await openShop({
    now: '2025-11-01T10:00+08:00',
    points: { 张三: 200 },
    goods: ['大米 20分 库存30袋 每户每月限2袋'],
    change: (community) => ({
      ...community,
      supermarket: {
        ...community.supermarket,
        places: community.supermarket.places.map((place) => ({
          ...place,
          windows: [{ every: 'month', month: 3, days: [1, 2], open: '09:00', close: '17:00' }],
        })),
      },
    }),
  });
  const zhang = person('张三', 'direct');
  const full = ['“大米”每户每月限 2 袋，您家已经换满了。发“兑换目录”看别的。'];
  expect(await zhang.says('兑换 大米 2袋')).toEqual([expect.stringContaining('已兑换')]);
  expect(await zhang.says('兑换 大米 1袋')).toEqual(full);

  // Later in November it is for December, and in the opening of December that counts.
  clock.set('2025-11-20T10:00+08:00');
  expect(await zhang.says('预约 大米 1袋')).toEqual([expect.stringContaining('12月1日 09:00 至')]);
  clock.set('2025-12-01T10:00+08:00');
  expect(await zhang.says('兑换 大米 2袋')).toEqual([
    '“大米”每户每月限 2 袋，您家还能换 1 袋，请改数量再发。',
  ]);
  expect(await zhang.says('兑换 大米 1袋')).toEqual([expect.stringContaining('已兑换')]);
  expect(await zhang.says('兑换 大米 1袋')).toEqual(full);
  clock.set('2025-12-03T10:00+08:00');
  expect(await zhang.says('预约 大米 2袋')).toEqual([expect.stringContaining('1月1日 09:00 至')]);
});

test('many places take several messages, and none is cut or left out', async () => {
  const names = Array.from({ length: 45 }, (_, index) => `第${index + 1}兑换点`);
  const { person } = await openShop({
    now: '2025-12-01T10:00+08:00',
    change: (community) => ({
      ...community,
      supermarket: {
        ...community.supermarket,
        places: names.map((name) => ({
          name,
          address: '党群服务中心东侧一楼大厅靠近邮政代办点的窗口',
          hours: '周一至周五 9:00-11:30、14:00-17:00',
          windows: 'always' as const,
        })),
      },
    }),
  });
  // Somebody who is not registered has no place of their own: they see all.
  const said = await person('刘洋', 'direct').says('兑换时间');
  expect(said.length).toBeGreaterThan(2);
  for (const text of said) expect(text.length).toBeLessThanOrEqual(1600);
  expect(said.join('\n').split('\n')).toEqual(
    names.map(
      (name) =>
        `${name}（党群服务中心东侧一楼大厅靠近邮政代办点的窗口）：周一至周五 9:00-11:30、14:00-17:00 可以兑换。`,
    ),
  );
});

test('points of a month that nobody could question yet are not spent, where the regulation says so', async () => {
  const opened = await openShop({
    now: '2025-11-12T10:30+08:00',
    points: { 张三: 15 },
    creditedAt: '2025-10-05T12:00+08:00',
    goods: ['大米 20分 库存3袋'],
    change: (community) => ({
      ...community,
      supermarket: { ...community.supermarket, spendable: 'after-publicity' },
    }),
  });
  const { person, clock } = opened;
  await give(opened, '张三', 30, 950);
  expect(await person('张三', 'direct').says('兑换 大米 1袋')).toEqual([
    '要 20 分，您家现在可用 15 分，还差 5 分。\n另有 30 分要等公示结束才能用。\n发“兑换目录”看现在能换什么。',
  ]);
  clock.set('2025-12-01T10:30+08:00');
  expect(await person('张三', 'direct').says('兑换 大米 1袋')).toEqual([expect.stringContaining('已兑换')]);
});

test('points expire, the oldest first, announced 30 and 7 days before', async () => {
  const opened = await openShop({
    now: '2025-10-20T10:00+08:00',
    points: { 张三: 30, 李奶奶: 12 },
    creditedAt: '2023-11-15T12:00+08:00',
    goods: ['酱油 8分 库存9瓶'],
  });
  const { person, heard, clock, passTime, bot } = opened;
  await give(opened, '张三', 25, 960);
  const [held = ''] = await person('张三', 'direct').says('兑换 酱油 1瓶');
  await person('吴洁', 'direct').says(`核销 ${codeIn(held)}`);

  // Points of November 2023 are good until the end of November 2025.
  clock.set('2025-11-01T09:00:30+08:00');
  await passTime();
  expect(heard('direct:张三').at(-1)).toBe(
    '3-2-501 有 22 分将在 12月1日到期（还有 30 天），请及时兑换。发“兑换目录”看能换什么。',
  );
  expect(heard('网格员工作群').at(-1)).toBe(
    '这些没有手机的家庭有积分将在 12月1日到期，请上门告知：3-1-101 12 分。',
  );
  clock.set('2025-11-24T09:00:30+08:00');
  await passTime();
  expect(heard('direct:张三').at(-1)).toContain('还有 7 天');

  clock.set('2025-12-01T00:00:30+08:00');
  await passTime();
  await passTime();
  expect(heard('direct:张三').at(-1)).toBe('3-2-501 有 22 分已过期清零。');
  const { ledger } = bot().app.services;
  expect(await ledger.balanceOf('guihuali/3-2-501')).toBe(25);
  expect(await ledger.balanceOf('guihuali/3-1-101')).toBe(0);
  expect(heard('direct:张三').filter((text) => text.includes('清零'))).toHaveLength(1);
});
