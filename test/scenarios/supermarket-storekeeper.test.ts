import { Buffer } from 'node:buffer';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { verifyShelf } from '#src/supermarket/shelf.ts';
import { codeIn, fileHeard, openShop } from '#test/support/shop.ts';

const GRID_ONE = '桂花里一网格居民群';
const NOW = '2025-11-12T10:30+08:00';

test('goods come in, go out and are counted, each with its reason; the storekeeper is warned', async () => {
  const opened = await openShop({ now: NOW, points: { 张三: 200 }, goods: ['大米 20分 库存8袋'] });
  const { person, bot } = opened;
  const keeper = person('吴洁', 'direct');
  expect(await keeper.says('入库 大米 50袋 保质期2025-12-01')).toEqual(['大米 入库 50 袋，现可换 58 袋。']);
  expect(await keeper.says('报损 大米 2袋 受潮')).toEqual(['大米 出库 2 袋，现可换 56 袋。']);
  await person('张三', 'direct').says('兑换 大米 6袋');
  expect(await keeper.says('盘点 大米 55袋')).toEqual(['大米 盘点 55 袋，盘亏 1 袋（其中 6 袋待领）。']);
  expect(await keeper.says('盘点 大米 4袋')).toEqual([
    '“大米”可动用的只有 49 袋，另有 6 袋已经换给别人待领。要动待领的，请先发：取消兑换 编号',
  ]);
  expect(await keeper.says('报损 大米 45袋 受潮')).toEqual([
    '大米 出库 45 袋，现可换 4 袋（另有 6 袋待领）。\n\n“大米”只剩 4 袋了，请补货。到货后这样发：入库 大米 50袋',
  ]);
  expect(await person('张三', 'direct').says('入库 大米 50袋')).toEqual([
    expect.stringContaining('超市管理员'),
  ]);

  const { shelf } = bot().app.services;
  const journals = await shelf.journals('guihuali/大米');
  expect(
    journals.map(({ reason, free, reserved, memo }) => `${reason} ${free}/${reserved} ${memo}`).sort(),
  ).toEqual([
    'count -1/0 盘点 55',
    'count 8/0 上架',
    'hold -6/6 #1001 3-2-501',
    'in 50/0 ',
    'out -2/0 受潮',
    'out -45/0 受潮',
  ]);
  expect(await verifyShelf(bot().app.models.market)).toEqual([]);
});

test('on Monday the storekeeper hears what goes off soon, and when the shelf cannot cover the points', async () => {
  const { person, heard, clock, passTime } = await openShop({
    now: NOW,
    points: { 张三: 900 },
    goods: ['大米 20分 库存0袋'],
  });
  await person('吴洁', 'direct').says('入库 大米 10袋 保质期2025-12-01');
  clock.set('2025-11-17T08:30:30+08:00');
  await passTime();
  await passTime();
  expect(heard('direct:吴洁').slice(-2)).toEqual([
    '这些商品快到期了，请尽快处理：\n大米 约 10 袋，12月1日到期\n处理掉的这样发：报损 大米 2袋 过期',
    '【提醒】居民手里有 900 分，货架上的商品只值 200 分，不够换。请补货或找赞助。发“积分成本”看明细。',
  ]);
  expect(heard('积分评审组').filter((text) => text.includes('不够换'))).toHaveLength(1);
});

test('gifts and money go on the books, and what points cost can be asked', async () => {
  const { person } = await openShop({
    now: NOW,
    points: { 张三: 100 },
    goods: ['大米 20分 库存0袋 成本28元'],
  });
  const keeper = person('吴洁', 'direct');
  expect(await keeper.says('捐赠 电力公司 大米 50袋')).toEqual(['已入账：电力公司捐赠 大米×50，已入库。']);
  expect(await keeper.says('启动资金 街道办 5万元')).toEqual([
    '已入账：街道办 50000 元，超市资金结余 50000 元。',
  ]);
  const [held = ''] = await person('张三', 'direct').says('兑换 大米 2袋');
  await keeper.says(`核销 ${codeIn(held)}`);
  expect(await keeper.says('积分成本')).toEqual([
    [
      '积分成本（2025 年第 4 季度）：',
      '本季发出 100 分，兑换 40 分（成本 56 元），过期 0 分。',
      '居民手里还有 60 分，按以往成本约合 84 元。',
      '货架上的商品值 960 分，够换。',
      '超市资金结余 50000 元。',
    ].join('\n'),
  ]);
});

test('limits, standing and taking something off the list', async () => {
  const { person } = await openShop({
    now: NOW,
    points: { 张三: 100 },
    goods: ['大米 20分 库存9袋 每户每月限2袋'],
  });
  const zhang = person('张三', 'direct');
  expect(await zhang.says('兑换 大米 3袋')).toEqual([
    '“大米”每户每月限 2 袋，您家还能换 2 袋，请改数量再发。',
  ]);
  await zhang.says('兑换 大米 1袋');
  await person('王芳', 'direct').says('兑换 大米 1袋');
  expect(await zhang.says('兑换 大米 1袋')).toEqual([
    '“大米”每户每月限 2 袋，您家已经换满了。发“兑换目录”看别的。',
  ]);
  await zhang.says('取消兑换');
  expect(await zhang.says('兑换 大米 1袋')).toEqual([expect.stringContaining('已兑换')]);
  expect(await person('吴洁', 'direct').says('改价 大米 25分')).toEqual([
    '已修改：大米 25 分/袋，剩 7 袋，每户每月限 2 袋。',
  ]);
  expect(await person('吴洁', 'direct').says('下架 大米')).toEqual([
    '“大米”已下架。还有 2 份已换待领，照常发放。',
  ]);
  expect(await zhang.says('兑换目录')).toEqual(['积分超市现在没有上架的商品，请过几天再来看。']);
});

test('the card list for the desk: balances and codes, in private, to print', async () => {
  const opened = await openShop({ now: NOW, points: { 李奶奶: 30, 张三: 50 }, goods: ['大米 20分 库存9袋'] });
  const { person, heard } = opened;
  await person('孙丽', '网格员工作群').says('代兑换 李奶奶 大米 1袋');
  const code = codeIn(heard('direct:孙丽').at(-1) ?? '');
  expect(await person('张三', GRID_ONE).says('卡片清单')).toEqual([expect.stringContaining('来办')]);
  expect(await person('吴洁', '网格员工作群').says('卡片清单')).toEqual([
    '已私信发给您。没收到的话，请先加小积为好友，再私聊发一次。',
  ]);
  expect(heard('direct:吴洁').at(-2)).toMatch(/^积分卡清单：\d+ 户，1 份待领，见附表。/);
  const file = fileHeard(opened, 'direct:吴洁');
  expect(file.name).toBe('小积-桂花里社区-积分卡清单-2025-11-12.xlsx');
  const rows = await readSheet(Buffer.from(file.bytes));
  expect(rows[0]).toEqual([
    '住址',
    '家庭成员',
    '手机',
    '积分',
    '可用',
    '待领编号',
    '待领商品',
    '领取码',
    '领取地点',
    '截止',
    '签字',
  ]);
  const granny = rows.find(([address]) => address === '3-1-101') ?? [];
  expect(granny.slice(0, 5)).toEqual(['3-1-101', '李奶奶', '无', 30, 10]);
  expect(granny.slice(6)).toEqual([
    '大米×1',
    code,
    '桂花里积分超市（党群服务中心一楼）',
    '2025-11-19 23:59',
    null,
  ]);
});
