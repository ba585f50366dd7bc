import { expect, test } from 'vitest';
import { verifyLedger } from '#src/ledger/verify.ts';
import { verifyShelf } from '#src/supermarket/shelf.ts';
import type { OpenCommunity } from '#test/support/open-community.ts';
import { withRules } from '#test/support/rulebooks.ts';
import { codeIn, give, openShop, type ShopOptions } from '#test/support/shop.ts';

const GRID_ONE = '桂花里一网格居民群';
const COMMITTEE = '积分评审组';
const GRID_WORKERS = '网格员工作群';
const NOW = '2025-11-12T10:30+08:00';
const HOME = 'guihuali/3-2-501';

async function booksAgree({ bot }: OpenCommunity): Promise<void> {
  const { models } = bot().app;
  expect(await verifyLedger(models.ledger)).toEqual([]);
  expect(await verifyShelf(models.market)).toEqual([]);
}

const standing = ({ bot }: OpenCommunity) => bot().app.services.ledger.standingOf(HOME);

/** 张三 has 30 points from a deed, and a bag of rice for 20 of them waits for him. */
async function reserved(options: Omit<ShopOptions, 'points' | 'goods'> = {}) {
  const opened = await openShop({ now: NOW, goods: ['大米 20分 库存5袋'], ...options });
  const { person } = opened;
  const [recorded = ''] = await person('张三', GRID_ONE).says('上报 志愿服务 3小时 昨天 清扫楼道');
  const claim = /#(\d+)/.exec(recorded)?.[1] ?? '';
  await person('赵敏', COMMITTEE).says(`通过 ${claim}`);
  const [held = ''] = await person('张三', 'direct').says('兑换 大米 1袋');
  return { ...opened, opened, claim, code: codeIn(held), number: /#(\d+)/.exec(held)?.[1] ?? '' };
}

/** 陈静 questions a claim; the number of her objection. */
async function objected({ person }: OpenCommunity, claim: string): Promise<string> {
  const [said = ''] = await person('陈静', 'direct').says(`异议 ${claim} 那天没看到他`);
  return /异议 #(\d+)/.exec(said)?.[1] ?? '';
}

const nobodyOwes: Pick<ShopOptions, 'change'> = {
  change: (community) => withRules(community, () => ({ mayOwe: false })),
};

test('an objection between hold and collection: it is kept until the objection is dismissed', async () => {
  const { opened, person, clock, passTime, claim, code, number } = await reserved();
  const objection = await objected(opened, claim);
  expect(await standing(opened)).toEqual({ total: 30, available: -20, frozen: 30, held: 20 });
  clock.set('2025-11-19T17:00+08:00');
  expect(await person('吴洁', 'direct').says(`核销 ${code}`)).toEqual([
    `#${number} 的积分因异议冻结，处理完再来领。商品先留着，至少留到 11月26日 23:59。`,
  ]);
  // Its first deadline, and the one that it got, pass while the committee makes up its mind.
  for (const day of ['2025-11-20T00:01+08:00', '2025-11-27T00:01+08:00']) {
    clock.set(day);
    await passTime();
    expect((await standing(opened)).held).toBe(20);
  }
  await person('赵敏', COMMITTEE).says(`异议不成立 ${objection} 有签到照片`);
  expect(await person('吴洁', 'direct').says(`核销 ${code}`)).toEqual([expect.stringMatching(/^核销成功/)]);
  expect(await standing(opened)).toEqual({ total: 10, available: 10, frozen: 0, held: 0 });
  await booksAgree(opened);
});

test('upheld where nobody may owe: what was reserved is called off and makes up for it, nothing is waived', async () => {
  const { opened, person, heard, claim, code } = await reserved(nobodyOwes);
  const objection = await objected(opened, claim);
  expect(await standing(opened)).toEqual({ total: 30, available: -20, frozen: 30, held: 20 });
  await person('赵敏', COMMITTEE).says(`异议成立 ${objection} 记录不实`);
  expect(await standing(opened)).toEqual({ total: 0, available: 0, frozen: 0, held: 0 });
  expect(heard('direct:张三').at(-1)).toMatch(
    /\n您家有积分被冲正，预留的 #\d+ 大米×1 已取消，20 分退回抵扣。有疑问请问网格员。$/,
  );
  expect(heard('direct:张三').join()).not.toContain('没有扣回');
  expect(await person('吴洁', 'direct').says(`核销 ${code}`)).toEqual([
    expect.stringContaining('码不能再用'),
  ]);
  await booksAgree(opened);
});

test('reversed by hand where nobody may owe: the newest reservations go first, and only as many as it takes', async () => {
  const { opened, person, claim, number } = await reserved(nobodyOwes);
  await give(opened, '张三', 40, 950);
  for (let time = 0; time < 2; time++) await person('张三', 'direct').says('兑换 大米 1袋');
  expect(await standing(opened)).toEqual({ total: 70, available: 10, frozen: 0, held: 60 });
  await person('赵敏', COMMITTEE).says(`冲正 ${claim} 重复`);
  expect(await standing(opened)).toEqual({ total: 40, available: 0, frozen: 0, held: 40 });
  expect(await person('张三', 'direct').says('我的兑换')).toEqual([
    expect.stringMatching(
      new RegExp(
        `#${number} 大米×1：领取码[^]*\n#${Number(number) + 1} 大米×1：领取码[^]*\n#${Number(number) + 2} 大米×1：已取消$`,
      ),
    ),
  ]);
  await booksAgree(opened);
});

test('a deduction where nobody may owe leaves what is reserved; the storekeeper calls it off first where that has to go', async () => {
  const { opened, person, heard, number } = await reserved(nobodyOwes);
  const deduct = async (points: number) => {
    const [card = ''] = await person('周建国', COMMITTEE).says(`扣分 3-2-501 ${points}分 高空抛物`);
    return person('赵敏', COMMITTEE).says(`通过 ${/#(\d+)/.exec(card)?.[1]}`);
  };
  await deduct(15);
  expect(heard('direct:张三').at(-1)).toMatch(
    /扣了 10 分（应扣 15 分，可用积分不够，只扣 10 分）：.*当前 20 分。/,
  );
  expect(await standing(opened)).toEqual({ total: 20, available: 0, frozen: 0, held: 20 });

  expect(await person('吴洁', 'direct').says(`取消兑换 ${number}`)).toEqual([
    expect.stringContaining('20 分已退回'),
  ]);
  await deduct(5);
  expect(heard('direct:张三').at(-1)).toContain('扣了 5 分：');
  expect(await standing(opened)).toEqual({ total: 15, available: 15, frozen: 0, held: 0 });
  await booksAgree(opened);
});

test('an objection to points that have not been public yet counts once', async () => {
  const opened = await openShop({
    now: NOW,
    points: { 张三: 20 },
    creditedAt: '2025-10-05T12:00+08:00',
    goods: ['大米 20分 库存5袋'],
    change: (community) => ({
      ...community,
      supermarket: { ...community.supermarket, spendable: 'after-publicity' },
    }),
  });
  const { person } = opened;
  const [recorded = ''] = await person('张三', GRID_ONE).says('上报 志愿服务 3小时 昨天 清扫楼道');
  const claim = /#(\d+)/.exec(recorded)?.[1] ?? '';
  await person('赵敏', COMMITTEE).says(`通过 ${claim}`);
  await person('陈静', 'direct').says(`异议 ${claim} 那天没看到他`);
  // The twenty points of October are public, whatever is said of November's.
  expect(await person('张三', 'direct').says('兑换 大米 1袋')).toEqual([
    expect.stringContaining('家里还可用 0 分'),
  ]);
});

const EXPIRES = (months: number): Pick<ShopOptions, 'change'> => ({
  change: (community) => ({
    ...community,
    supermarket: { ...community.supermarket, pointsExpire: { months, noticeDays: [30, 7] } },
  }),
});

test('no points expire unannounced: a notice that was missed moves the day', async () => {
  const opened = await openShop({
    now: '2025-11-20T10:00+08:00',
    points: { 张三: 30, 李奶奶: 12 },
    creditedAt: '2023-11-15T12:00+08:00',
    ...EXPIRES(24),
  });
  const { heard, clock, passTime, bot } = opened;
  const { ledger } = bot().app.services;
  clock.set('2025-11-27T10:00+08:00');
  await passTime();
  expect(heard('direct:张三')).toEqual([
    '3-2-501 有 30 分将在 1月1日到期（还有 35 天），请及时兑换。发“兑换目录”看能换什么。',
  ]);
  clock.set('2025-12-01T00:01+08:00');
  await passTime();
  expect(await ledger.balanceOf(HOME)).toBe(30);

  clock.set('2026-01-01T00:01+08:00');
  await passTime();
  expect(await ledger.balanceOf(HOME)).toBe(0);
  expect(heard(GRID_WORKERS).slice(-1)).toEqual([
    '这些没有手机的家庭有积分在 1月1日过期清零，请上门告知：3-1-101 12 分。',
  ]);
  await booksAgree(opened);
});

test('to reserve over the night does not keep points alive, and that is said', async () => {
  const opened = await openShop({
    now: '2025-11-24T10:00+08:00',
    points: { 张三: 30 },
    creditedAt: '2023-11-15T12:00+08:00',
    goods: ['大米 20分 库存5袋'],
    ...EXPIRES(24),
  });
  const { person, clock, passTime } = opened;
  await passTime();
  clock.set('2025-11-30T23:50+08:00');
  await person('张三', 'direct').says('兑换 大米 1袋');
  clock.set('2025-12-01T00:01+08:00');
  await passTime();
  expect(await standing(opened)).toEqual({ total: 20, available: 0, frozen: 0, held: 20 });
  expect(await person('张三', 'direct').says('取消兑换')).toEqual([
    expect.stringMatching(/已取消，20 分已退回 3-2-501。其中 20 分已过有效期，当即清零。$/),
  ]);
  expect(await standing(opened)).toEqual({ total: 0, available: 0, frozen: 0, held: 0 });
  await booksAgree(opened);
});

test('whoever asks for what has run out at the moment when more comes in is told', async () => {
  const opened = await openShop({ now: NOW, points: { 张三: 40 }, goods: ['大米 20分 库存0袋'] });
  const { person, heard } = opened;
  for (let round = 0; round < 5; round++) {
    const [asked] = await Promise.all([
      person('张三', 'direct').says('兑换 大米 1袋'),
      person('吴洁', 'direct').says('入库 大米 1袋'),
    ]);
    const said = asked.join();
    if (said.includes('已换完')) {
      expect(heard('direct:张三').at(-1)).toContain('又有了');
      await person('张三', 'direct').says('兑换 大米 1袋');
    }
    await person('张三', 'direct').says('取消兑换');
    await person('吴洁', 'direct').says('盘点 大米 0袋');
  }
  await booksAgree(opened);
});
