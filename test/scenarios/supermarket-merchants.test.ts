import { Buffer } from 'node:buffer';
import readExcelFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { WorldFile } from '#src/practice/world-file.ts';
import { MAX_WRONG_CODES } from '#src/supermarket/code-tries.ts';
import type { OpenCommunity } from '#test/support/open-community.ts';
import { codeIn, codesIn, fileHeard, openShop, type ShopOptions } from '#test/support/shop.ts';

const GRID_ONE = '桂花里一网格居民群';
const BARBER = '好邻居理发店';
const BARBERS_ROOM = '好邻居理发店对接群';
const NOW = '2025-11-12T10:30+08:00';

/** Two merchants' people, and a group for the barber's. */
const world = (file: WorldFile): WorldFile => {
  const stranger = (id: string, name: string) => ({ id, name, note: '商户', color: '#888888', roles: [] });
  return {
    ...file,
    people: [...file.people, stranger('wang', '王老板'), stranger('lao-zhang', '张老板')],
    rooms: [
      ...file.rooms,
      {
        id: 'barber@chatroom',
        topic: BARBERS_ROOM,
        purpose: 'merchant',
        members: { wang: '王老板', 'lao-zhang': '张老板', 'qian-wei': '社区钱伟', 'zhang-san': '张三' },
      },
    ],
  };
};

async function openPartners(options: ShopOptions = {}): Promise<OpenCommunity> {
  const opened = await openShop({
    now: NOW,
    world,
    goods: ['理发 服务 30分/次 商户好邻居理发店 成本15元', '八折餐券 券 20分/张 商户老张饭店 成本12.5元'],
    ...options,
  });
  const admin = opened.person('钱伟', BARBERS_ROOM);
  expect(await admin.says('商户授权 @王老板 好邻居理发店', { mentions: ['王老板'] })).toEqual([
    '王老板可以为“好邻居理发店”核销了：在商户群里或私聊小积发“核销 领取码”。',
  ]);
  await admin.says('商户授权 @张老板 老张饭店', { mentions: ['张老板'] });
  return opened;
}

test('a coupon is good at its own merchant, once, and nowhere else', async () => {
  const { person, heard } = await openPartners({ points: { 张三: 100 } });
  await person('张三', GRID_ONE).says('兑换 理发 2次');
  const [first = '', second = ''] = codesIn(heard('direct:张三'));
  expect(first).not.toBe(second);
  expect(heard('direct:张三').at(-1)).toContain('到好邻居理发店（桂花路 12 号）使用');

  expect(await person('张老板', 'direct').says(`核销 ${first}`)).toEqual([
    '这个码在您这里用不了，请核对后再发。一小时内还可以试 4 次。',
  ]);
  expect(await person('吴洁', 'direct').says(`核销 ${first}`)).toEqual([
    '这个码要到好邻居理发店（桂花路 12 号）使用，这里没有核销。请对方到那里去。',
  ]);
  expect(await person('张三', 'direct').says(`核销 ${first}`)).toEqual([
    expect.stringContaining('超市管理员'),
  ]);
  expect(await person('王老板', 'direct').says(`核销 ${first}`)).toEqual([
    expect.stringMatching(/^核销成功 #\d{4}：理发×1，张\*（好邻居理发店 王老板）。$/),
  ]);
  expect(await person('王老板', 'direct').says(first)).toEqual([expect.stringContaining('一个码只能用一次')]);
});

test('in the merchant’s own group, once it is bound; not in anybody else’s', async () => {
  const opened = await openPartners({ points: { 张三: 100 } });
  const { person, heard, bot } = opened;
  await person('张三', GRID_ONE).says('兑换 理发 1次');
  const code = codeIn(heard('direct:张三').at(-1) ?? '');
  // As on a first day: nobody has bound the group.
  await bot()
    .store.connection.collection('rooms')
    .deleteOne({ _id: 'barber@chatroom' as never });
  await bot().app.services.rooms.refresh();
  expect(await person('王老板', BARBERS_ROOM).says(`核销 ${code}`)).toEqual([]);
  expect(await person('王老板', BARBERS_ROOM).says('绑定商户群 好邻居理发店')).toEqual([
    expect.not.stringContaining('已绑定'),
  ]);
  expect(await person('钱伟', BARBERS_ROOM).says('绑定商户群 好邻居理发店')).toEqual([
    '本群已绑定为“好邻居理发店”的商户群，可以在这里发“核销 领取码”。',
  ]);
  expect(await person('王老板', BARBERS_ROOM).says(`核销 ${code}`)).toEqual([
    expect.stringContaining('核销成功'),
  ]);
  expect(await person('张三', BARBERS_ROOM).says('大家好')).toEqual([]);
});

test('codes cannot be guessed: after a few wrong ones nothing is looked at for an hour', async () => {
  const { person, heard, clock } = await openPartners({ points: { 张三: 100 } });
  await person('张三', GRID_ONE).says('兑换 理发 1次');
  const code = codeIn(heard('direct:张三').at(-1) ?? '');
  const wang = person('王老板', 'direct');
  for (let wrong = 1; wrong <= MAX_WRONG_CODES; wrong++)
    expect(await wang.says(`核销 ABCD-EFG${wrong + 1}`)).toEqual([
      wrong < MAX_WRONG_CODES
        ? `这个码在您这里用不了，请核对后再发。一小时内还可以试 ${MAX_WRONG_CODES - wrong} 次。`
        : '错误次数太多，一小时后才能再核销。急用请联系社区。',
    ]);
  expect(await wang.says(`核销 ${code}`)).toEqual([
    '错误次数太多，11月12日 11:30 后才能再核销。急用请联系社区。',
  ]);
  clock.advance({ hours: 1, minutes: 1 });
  expect(await wang.says(`核销 ${code}`)).toEqual([expect.stringContaining('核销成功')]);
});

test('a merchant accepts so many a month; the statement says what it is owed', async () => {
  const opened = await openPartners({
    points: { 张三: 200 },
    change: (community) => ({
      ...community,
      supermarket: {
        ...community.supermarket,
        merchants: community.supermarket.merchants.map((one) =>
          one.name === BARBER ? { ...one, monthlyLimit: 2 } : one,
        ),
      },
    }),
  });
  const { person, heard, clock } = opened;
  await person('张三', 'direct').says('兑换 理发 3次、八折餐券 1张');
  const codes = codesIn(heard('direct:张三'));
  expect(codes).toHaveLength(4);
  const [a, b, c, meal] = codes;
  const wang = person('王老板', 'direct');
  await wang.says(`核销 ${a}`);
  await wang.says(`核销 ${b}`);
  expect(await wang.says(`核销 ${c}`)).toEqual([
    '好邻居理发店本月已接待满 2 单，请对方下月再来。券在有效期内都能用。',
  ]);
  await person('张老板', 'direct').says(`核销 ${meal}`);
  clock.set('2025-12-01T09:00+08:00');
  expect(await wang.says(`核销 ${c}`)).toEqual([expect.stringContaining('核销成功')]);

  const said = await person('吴洁', 'direct').says('商户结算 上月');
  expect(said[0]).toBe(
    '商户结算（2025年11月），明细见附表：\n好邻居理发店：2 单，应付 30 元\n老张饭店：1 单，应付 12.50 元\n付款后请记账，例如：超市支出 好邻居理发店 30元',
  );
  const file = fileHeard(opened, 'direct:吴洁');
  expect(file.name).toBe('小积-桂花里社区-商户结算-2025-11.xlsx');
  const tabs = await readExcelFile(Buffer.from(file.bytes));
  expect(tabs.map(({ sheet }) => sheet).sort()).toEqual([BARBER, '老张饭店']);
  const barber = tabs.find(({ sheet }) => sheet === BARBER)?.data ?? [];
  expect(barber[0]).toEqual([
    '日期',
    '时间',
    '编号',
    '内容',
    '数量',
    '成本价（元）',
    '应付（元）',
    '积分',
    '居民',
    '核销人',
    '备注',
  ]);
  expect(barber.slice(1, 3).map((row) => row.slice(3, 10))).toEqual([
    ['理发', 1, 15, 15, 30, '张*', '王老板'],
    ['理发', 1, 15, 15, 30, '张*', '王老板'],
  ]);
  expect(barber[3]).toEqual([null, null, null, '合计', 2, null, 30, 60, null, null, null]);
  expect(await person('吴洁', 'direct').says('超市支出 好邻居理发店 30元')).toEqual([
    expect.stringMatching(/^超市资金只有 0 元，不够付 30 元，没有记账。/),
  ]);
  await person('吴洁', 'direct').says('启动资金 街道办 100元');
  expect(await person('吴洁', 'direct').says('超市支出 好邻居理发店 30元')).toEqual([
    '已记账：支付好邻居理发店 30 元，超市资金结余 70 元。',
  ]);
});

test('who may no longer verify, cannot', async () => {
  const { person, heard } = await openPartners({ points: { 张三: 100 } });
  await person('张三', GRID_ONE).says('兑换 理发 1次');
  const code = codeIn(heard('direct:张三').at(-1) ?? '');
  await person('钱伟', BARBERS_ROOM).says('取消商户授权 @王老板 好邻居理发店', { mentions: ['王老板'] });
  expect(await person('王老板', 'direct').says(`核销 ${code}`)).toEqual([
    expect.stringContaining('超市管理员'),
  ]);
});

test('a return is taken off the month in which it is made, never off one that is over; the merchant hears of it', async () => {
  const { person, heard, clock } = await openPartners({ points: { 张三: 100 } });
  const [held = ''] = await person('张三', 'direct').says('兑换 理发 1次');
  const number = /#(\d+)/.exec(held)?.[1];
  await person('王老板', 'direct').says(`核销 ${codeIn(held)}`);
  clock.set('2025-12-02T09:00+08:00');
  expect(await person('吴洁', 'direct').says(`退货 ${number} 没理成`)).toEqual([
    `#${number} 理发×1 已退货，30 分退回 3-2-501。`,
  ]);
  expect(heard('direct:王老板').at(-1)).toBe(
    `${BARBER}核销过的 #${number} 理发×1 已由社区退货，将在本月结算单里扣减。`,
  );
  expect((await person('吴洁', 'direct').says('商户结算 上月'))[0]).toContain(`${BARBER}：1 单，应付 15 元`);
  expect((await person('吴洁', 'direct').says('商户结算 本月'))[0]).toContain(
    `${BARBER}：0 单，退货 1 单，应付 -15 元`,
  );
});

test('a service without a cost price is flagged when it is listed, and in the statement', async () => {
  const opened = await openPartners({
    points: { 张三: 100 },
    goods: ['理发 服务 30分/次 商户好邻居理发店 成本15元'],
  });
  const { person } = opened;
  const keeper = person('吴洁', 'direct');
  const flag = '还没有成本价，给商户结算时算不出应付。请补上：上架 烫发 40分 成本15元';
  expect(await keeper.says('上架 烫发 服务 40分/次 商户好邻居理发店')).toEqual([
    `已上架：烫发 40 分/次。\n${flag}`,
  ]);
  const [held = ''] = await person('张三', 'direct').says('兑换 烫发 1次');
  await person('王老板', 'direct').says(`核销 ${codeIn(held)}`);
  const [cut = ''] = await person('张三', 'direct').says('兑换 理发 1次');
  await person('王老板', 'direct').says(`核销 ${codeIn(cut)}`);
  expect((await keeper.says('商户结算 本月'))[0]).toContain(
    `${BARBER}：2 单，应付 15 元（烫发没有成本价，未计）`,
  );
  const tabs = await readExcelFile(Buffer.from(fileHeard(opened, 'direct:吴洁').bytes));
  const rows = tabs.find(({ sheet }) => sheet === BARBER)?.data ?? [];
  expect(rows.slice(1, 3).map((row) => [row[3], row[5], row[6], row[10]])).toEqual([
    ['烫发', null, null, '没有成本价，应付未计'],
    ['理发', 15, 15, null],
  ]);
  expect(await keeper.says('上架 烫发 40分 成本20元')).toEqual(['已修改：烫发 40 分/次。']);
});

test('a statement of many merchants takes several messages; the file comes once, with the last', async () => {
  const names = Array.from({ length: 45 }, (_, index) => `第${index + 1}合作便民服务商户`);
  const opened = await openShop({
    now: NOW,
    points: { 张三: 900 },
    goods: ['大米 1分 库存90袋'],
    change: (community) => ({
      ...community,
      supermarket: {
        ...community.supermarket,
        merchants: names.map((name) => ({ name, address: '', phone: '' })),
      },
    }),
  });
  const { person, bot } = opened;
  // One redemption as it is kept, and the same at every merchant.
  await person('张三', 'direct').says('兑换 大米 1袋');
  const { redemptions } = bot().app.models.market;
  const one = (await redemptions.findOne().lean()) ?? undefined;
  if (!one) throw new Error('it was redeemed above');
  await redemptions.insertMany(
    names.map((merchant, index) => ({
      ...one,
      _id: `guihuali#${2000 + index}`,
      number: 2000 + index,
      code: `CODE${index}`,
      status: 'collected' as const,
      collectedAt: new Date(NOW),
      merchant,
      lines: one.lines.map((line) => ({ ...line, cost: 1250 })),
    })),
  );
  const said = await person('吴洁', 'direct').says('商户结算 本月');
  expect(said.at(-1)).toBe('小积-桂花里社区-商户结算-2025-11.xlsx');
  const texts = said.slice(0, -1);
  expect(texts.length).toBeGreaterThan(1);
  for (const text of texts) {
    expect(text).toMatch(/^商户结算（2025年11月），明细见附表：/);
    expect(text.length).toBeLessThanOrEqual(1600);
  }
  const shown = texts.flatMap((text) =>
    [...text.matchAll(/^(.+)：1 单，应付 12\.50 元$/gm)].map(([, name]) => name),
  );
  expect(shown.sort()).toEqual([...names].sort());
  expect(await readExcelFile(Buffer.from(fileHeard(opened, 'direct:吴洁').bytes))).toHaveLength(45);
});
