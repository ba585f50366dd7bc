import { expect, test } from 'vitest';
import { verifyLedger } from '#src/ledger/verify.ts';
import { verifyShelf } from '#src/supermarket/shelf.ts';
import type { OpenCommunity } from '#test/support/open-community.ts';
import { codeIn, openShop } from '#test/support/shop.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const GRID_WORKERS = '网格员工作群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

async function booksAgree({ bot }: OpenCommunity): Promise<void> {
  const { models } = bot().app;
  expect(await verifyLedger(models.ledger)).toEqual([]);
  expect(await verifyShelf(models.market)).toEqual([]);
}

test('points buy a bag of rice: held, collected with the code, once', async () => {
  const opened = await openShop({ now: NOW, points: { 张三: 50 } });
  const { person, heard } = opened;
  expect(await person('吴洁', 'direct').says('上架 大米 5kg 20分 库存50袋 市价32元')).toEqual([
    '已上架：大米（5kg）20 分/袋，剩 50 袋。',
  ]);
  expect(await person('张三', GRID_ONE).says('兑换 大米 1袋')).toEqual([
    expect.stringMatching(/^#\d{4} 张三 兑换 大米×1 已办好，领取码已私信。$/),
  ]);
  const note = heard('direct:张三').at(-1) ?? '';
  expect(note).toMatch(
    /^#\d{4} 已兑换：大米×1，用 20 分，家里还可用 30 分。\n领取码 [A-Z][A-Z2-9]{3}-[A-Z2-9]{4}（请不要给别人看）\n请在 11月19日 23:59 前到桂花里积分超市（党群服务中心一楼）领取，过期自动退回积分。\n不要了请发：取消兑换 \d{4}$/,
  );
  const code = codeIn(note);
  expect(heard(GRID_ONE).join('\n')).not.toContain(code);

  expect(await person('吴洁', 'direct').says(`核销 ${code}`)).toEqual([
    expect.stringMatching(/^核销成功 #\d{4}：大米×1，3-2-501 张三（吴洁）。$/),
  ]);
  expect(heard('direct:张三').at(-1)).toContain('已由吴洁发放');
  expect(await person('吴洁', 'direct').says(`核销 ${code.toLowerCase().replace('-', ' ')}`)).toEqual([
    expect.stringMatching(
      /^#\d{4} 已在 11月12日 10:30 由吴洁核销过，一个码只能用一次。有疑问请对方发“我的兑换”核对。$/,
    ),
  ]);
  expect(await person('吴洁', 'direct').says('日清单')).toEqual([
    expect.stringMatching(/^11月12日发放 1 笔：\n10:30 #\d{4} 大米×1 → 3-2-501 张三（吴洁）$/),
    expect.anything(),
  ]);
  await booksAgree(opened);
});

test('the catalogue shows first what this household can afford, in private when asked in a group', async () => {
  const { person, heard } = await openShop({ now: NOW, points: { 张三: 30 } });
  const keeper = person('吴洁', 'direct');
  for (const goods of [
    '食用油 60分 库存3桶',
    '大米 20分 库存5袋',
    '酱油 8分 库存0瓶',
    '理发 服务 30分/次 商户好邻居理发店',
  ])
    await keeper.says(`上架 ${goods}`);
  expect(await person('张三', GRID_ONE).says('兑换目录')).toEqual([
    '张三，兑换目录已私信发给您。没收到的话，请先加小积为好友，再私聊发：兑换目录',
  ]);
  expect(heard('direct:张三')).toEqual([
    [
      '桂花里积分超市兑换目录（您家可用 30 分）：',
      '● 理发 30 分/次',
      '● 大米 20 分/袋，剩 5 袋',
      '○ 食用油 60 分/桶，剩 3 桶（还差 30 分）',
      '× 酱油 8 分/瓶，已换完',
      '兑换请发：兑换 理发 1次',
    ].join('\n'),
    '[图片]',
  ]);
  expect(await person('张三', GRID_ONE).says('大米多少分')).toEqual([
    '大米 20 分/袋，剩 5 袋。要换请发：兑换 大米 1袋',
  ]);
  expect(await person('张三', GRID_ONE).says('兑换 飞机票')).toEqual([]);
});

test('too few points: a group hears no figures', async () => {
  const { person } = await openShop({ now: NOW, points: { 张三: 10 }, goods: ['大米 20分 库存5袋'] });
  expect(await person('张三', GRID_ONE).says('兑换 大米 1袋')).toEqual([
    '可用积分不够，没有换成。详情请私聊小积发：兑换目录',
  ]);
  expect(await person('张三', 'direct').says('兑换 大米 1袋')).toEqual([
    '要 20 分，您家现在可用 10 分，还差 10 分。\n发“兑换目录”看现在能换什么。',
  ]);
});

test('a rush: the last bags go to who is first; when one lapses, who waited is told', async () => {
  const opened = await openShop({
    now: NOW,
    points: { 张三: 40, 陈静: 40, 赵敏: 40 },
    goods: ['大米 20分 库存2袋'],
  });
  const { person, heard, clock, passTime } = opened;
  expect(await person('张三', GRID_ONE).says('兑换 大米 1袋')).toEqual([expect.stringContaining('已办好')]);
  expect(await person('赵敏', GRID_ONE).says('兑换 大米 1袋')).toEqual([expect.stringContaining('已办好')]);
  expect(await person('陈静', GRID_TWO).says('兑换 大米 1袋')).toEqual([
    '“大米”已换完，没有换成。到货会私信告诉您。',
  ]);
  expect(heard('direct:陈静')).toEqual([]);
  expect(await person('吴洁', 'direct').says('库存')).toEqual([
    '库存（可换 + 待领）：\n大米 0 + 2 袋　偏少\n盘点请发：盘点 大米 48袋',
    expect.anything(),
  ]);

  const code = codeIn(heard('direct:张三').at(-1) ?? '');
  clock.set('2025-11-20T00:00:30+08:00');
  expect(await person('吴洁', 'direct').says(`核销 ${code}`)).toEqual([
    expect.stringContaining('码不能再用'),
  ]);
  await passTime();
  expect(heard('direct:张三').at(-1)).toMatch(
    /^#\d{4} 大米×1 过了 11月19日 23:59 没有领，已退回 20 分。还要的话请重新兑换。$/,
  );
  expect(heard('direct:陈静')).toEqual(['“大米”又有了，现有 1 袋，先到先得。要换请发：兑换 大米 1袋']);
  expect(await person('陈静', 'direct').says('兑换 大米 1袋')).toEqual([expect.stringContaining('已兑换')]);
  await passTime();
  expect(heard('direct:张三').filter((text) => text.includes('没有领'))).toHaveLength(1);
  await booksAgree(opened);
});

test('a message delivered again, also to a bot that was started anew, redeems once', async () => {
  const opened = await openShop({ now: NOW, points: { 张三: 50 }, goods: ['大米 20分 库存5袋'] });
  const { person, redeliver, restart, lastMessageId, heard } = opened;
  await person('张三', GRID_ONE).says('兑换 大米 1袋');
  const id = lastMessageId('张三', GRID_ONE);
  expect(await redeliver(id, GRID_ONE)).toEqual([]);
  await restart();
  expect(await redeliver(id, GRID_ONE)).toEqual([]);
  expect(await person('张三', 'direct').says('我的兑换')).toEqual([
    expect.stringMatching(
      /^您家的兑换：\n#\d{4} 大米×1：领取码 \S+，11月19日 23:59 前到桂花里积分超市（党群服务中心一楼）领取$/,
    ),
  ]);
  const code = codeIn(heard('direct:张三').at(-1) ?? '');
  await person('吴洁', 'direct').says(`核销 ${code}`);
  const fulfilled = lastMessageId('吴洁', 'direct:吴洁');
  await restart();
  expect(await redeliver(fulfilled, 'direct:吴洁')).toEqual([]);
  await booksAgree(opened);
});

test('it can be called off until it is collected, and returned afterwards', async () => {
  const opened = await openShop({
    now: NOW,
    points: { 张三: 50 },
    goods: ['大米 20分 库存5袋', '酱油 8分 库存9瓶'],
  });
  const { person, heard, bot } = opened;
  const zhang = person('张三', 'direct');
  const keeper = person('吴洁', 'direct');
  const total = async () => (await bot().app.services.ledger.standingOf('guihuali/3-2-501')).available;
  await zhang.says('兑换 大米 1袋');
  expect(await zhang.says('取消兑换')).toEqual([
    expect.stringMatching(/^#\d{4} 大米×1 已取消，20 分已退回 3-2-501。$/),
  ]);
  expect(await total()).toBe(50);
  expect(await zhang.says('取消兑换')).toEqual(['您家没有等着领的兑换。发“我的兑换”看记录。']);

  const [held = ''] = await zhang.says('兑换 大米 2袋');
  const number = /#(\d+)/.exec(held)?.[1];
  await keeper.says(`核销 ${codeIn(held)}`);
  expect(await zhang.says(`取消兑换 ${number}`)).toEqual([expect.stringContaining('没有取消')]);
  expect(await zhang.says(`退货 ${number}`)).toEqual([expect.stringContaining('超市管理员')]);
  expect(await keeper.says(`退货 ${number} 没用上`)).toEqual([
    `#${number} 大米×2 已退货，40 分退回 3-2-501，货已回到货架。`,
  ]);
  expect(heard('direct:张三').at(-1)).toBe(`您家的 #${number} 大米×2 已退货，退回 40 分。`);
  expect(await total()).toBe(50);
  expect(await keeper.says(`退货 ${number}`)).toEqual([expect.stringContaining('不能退换')]);

  const [again = ''] = await zhang.says('兑换 大米 1袋');
  await keeper.says(`核销 ${codeIn(again)}`);
  const old = /#(\d+)/.exec(again)?.[1];
  expect(await keeper.says(`换货 ${old} 换 酱油 2瓶`)).toEqual([
    expect.stringMatching(new RegExp(`^#${old} 大米×1 已换成 #\\d{4} 酱油×2，退回 4 分。$`)),
  ]);
  expect(await total()).toBe(34);
  await booksAgree(opened);
});

test('points that an objection freezes in between cannot be spent', async () => {
  const opened = await openShop({ now: NOW, points: {}, goods: ['大米 20分 库存5袋'] });
  const { person } = opened;
  const [recorded = ''] = await person('张三', GRID_ONE).says('上报 志愿服务 3小时 昨天 清扫楼道');
  const claim = /#(\d+)/.exec(recorded)?.[1];
  await person('赵敏', '积分评审组').says(`通过 ${claim}`);
  const [held = ''] = await person('张三', 'direct').says('兑换 大米 1袋');
  expect(held).toContain('家里还可用 10 分');
  await person('张三', 'direct').says('取消兑换');
  await person('陈静', 'direct').says(`异议 ${claim} 那天没看到他`);
  expect(await person('张三', 'direct').says('兑换 大米 1袋')).toEqual([
    '要 20 分，您家现在可用 0 分，还差 20 分。\n另有 30 分因异议冻结，处理后才能用。\n发“兑换目录”看现在能换什么。',
  ]);
  await person('周建国', '积分评审组').says(`异议不成立 ${claim} 有签到照片`);
  await booksAgree(opened);
});

test('a grid worker redeems for somebody without a phone; a neighbour may not', async () => {
  const opened = await openShop({
    now: NOW,
    points: { 李奶奶: 30, 张三: 30 },
    goods: ['大米 20分 库存5袋'],
  });
  const { person, heard } = opened;
  expect(await person('陈静', 'direct').says('代兑换 李奶奶 大米 1袋')).toEqual([
    expect.stringContaining('只能'),
  ]);
  expect(await person('孙丽', GRID_WORKERS).says('代兑换 李奶奶 大米 1袋')).toEqual([
    expect.stringMatching(/^#\d{4} 李奶奶 兑换 大米×1 已办好，领取码已私信。$/),
    expect.stringMatching(/^孙丽代 3-1-101 李奶奶 兑换了 #\d{4}：大米×1，用 20 分。/),
  ]);
  expect(heard('direct:孙丽').at(-1)).toContain(
    '已替 3-1-101 李奶奶 兑换：大米×1，用 20 分，家里还可用 10 分。',
  );
  await person('孙丽', 'direct').says('代兑换 3-2-501张三 大米 1袋');
  expect(heard('direct:张三').at(-1)).toMatch(/^孙丽替您家兑换了 #\d{4}：大米×1，用 20 分。\n领取码 /);
  expect(heard('direct:王芳').at(-1)).toContain('孙丽替您家兑换了');
  await booksAgree(opened);
});
