import { expect, test } from 'vitest';
import { verifyLedger } from '#src/ledger/verify.ts';
import { verifyShelf } from '#src/supermarket/shelf.ts';
import { codeIn, codesIn, openShop } from '#test/support/shop.ts';

const NOW = '2025-11-12T10:30+08:00';
const numberIn = (text: string) => /#(\d+)/.exec(text)?.[1] ?? '';

test('a part comes back, the spoilt part is written off, and the rest can still be exchanged', async () => {
  const { person, bot } = await openShop({
    now: NOW,
    points: { 张三: 100 },
    goods: ['大米 20分 库存5袋', '酱油 8分 库存9瓶'],
  });
  const keeper = person('吴洁', 'direct');
  const { shelf, ledger } = bot().app.services;
  const free = async (name: string) => (await shelf.find('guihuali', name))?.free;
  const [held = ''] = await person('张三', 'direct').says('兑换 大米 2袋、酱油 3瓶');
  const number = numberIn(held);
  await keeper.says(`核销 ${codeIn(held)}`);
  expect(await keeper.says(`退货 ${number} 酱油 4瓶`)).toEqual([
    `#${number} 里没有这么多“酱油”，这次没有办。里面有：大米×2、酱油×3，请核对后再发。`,
  ]);
  expect(await keeper.says(`退货 ${number} 酱油 1瓶 破了`)).toEqual([
    `#${number} 酱油×1 已退货，8 分退回 3-2-501，货已报损，不再上架。`,
  ]);
  expect(await free('酱油')).toBe(6);
  expect(await keeper.says(`退货 ${number} 酱油 1瓶`)).toEqual([
    `#${number} 酱油×1 已退货，8 分退回 3-2-501，货已回到货架。`,
  ]);
  expect(await free('酱油')).toBe(7);
  expect(await keeper.says(`换货 ${number} 大米 1袋 换 大米 1袋 发霉`)).toEqual([
    expect.stringMatching(/^#\d+ 大米×1 已换成 #\d+ 大米×1，积分不变，坏的已报损。$/),
  ]);
  expect(await free('大米')).toBe(2);
  expect(await keeper.says(`退货 ${number}`)).toEqual([
    `#${number} 大米×1、酱油×1 已退货，28 分退回 3-2-501，货已回到货架。`,
  ]);
  expect((await ledger.standingOf('guihuali/3-2-501')).available).toBe(80);
  const outs = (await shelf.journals('guihuali/酱油')).filter(({ reason }) => reason === 'out');
  expect(outs.map(({ free, memo }) => [free, memo])).toEqual([[-1, `退货报损 #${number} 3-2-501`]]);
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);
  expect(await verifyShelf(bot().app.models.market)).toEqual([]);
});

test('who redeemed for somebody without a phone does not hand it over by its number; the grid workers hear of it', async () => {
  const { person, heard } = await openShop({
    now: NOW,
    points: { 李奶奶: 60 },
    goods: ['大米 20分 库存5袋'],
  });
  const keeper = person('吴洁', 'direct');
  const said = await keeper.says('代兑换 李奶奶 大米 1袋');
  const number = numberIn(said.join());
  expect(heard('网格员工作群').at(-1)).toBe(
    `吴洁代 3-1-101 李奶奶 兑换了 #${number}：大米×1，用 20 分。这家没有手机，请网格员上门告知。`,
  );
  expect(await keeper.says(`核销 ${number}`)).toEqual([expect.stringContaining('请让另一位')]);
  expect(await person('钱伟', 'direct').says(`核销 ${number}`)).toEqual([
    expect.stringContaining('核销成功'),
  ]);
  expect(await keeper.says(`退货 ${number}`)).toEqual([expect.stringContaining('请让另一位')]);
});

test('an order has so many codes at most, and every code that waits is shown', async () => {
  const { person } = await openShop({
    now: NOW,
    points: { 张三: 900 },
    goods: ['理发 服务 10分/次 商户好邻居理发店 成本15元'],
  });
  const zhang = person('张三', 'direct');
  expect(await zhang.says('兑换 理发 20次')).toEqual([
    '券和服务一张一个码，一次最多领 10 个码，请分几次换。',
  ]);
  for (let order = 0; order < 3; order++) await zhang.says('兑换 理发 10次');
  const said = await zhang.says('我的兑换');
  expect(codesIn(said)).toHaveLength(30);
  for (const text of said) expect(text.length).toBeLessThanOrEqual(1600);
});
