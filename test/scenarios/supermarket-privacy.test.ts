import { expect, test } from 'vitest';
import { codeIn, openShop } from '#test/support/shop.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const GRID_WORKERS = '网格员工作群';
const NOW = '2025-11-12T10:30+08:00';
const numberIn = (text: string) => /#(\d+)/.exec(text)?.[1] ?? '';

test('a group hears that something was refused, and nothing of what a household has or had', async () => {
  const { person, heard } = await openShop({
    now: NOW,
    points: { 张三: 60 },
    goods: ['大米 20分 库存9袋 每户每月限1袋', '酱油 8分 库存9瓶 最低积分500', '食用油 90分 库存9桶'],
  });
  const inGroup = person('张三', GRID_ONE);
  const alone = person('张三', 'direct');
  await alone.says('兑换 大米 1袋');
  const refused = (name: string) => `“${name}”这次换不了。想知道原因，请私聊小积把刚才的话再发一遍。`;
  for (const [order, group, why] of [
    ['兑换 大米 1袋', refused('大米'), '“大米”每户每月限 1 袋，您家已经换满了。发“兑换目录”看别的。'],
    ['兑换 酱油 1瓶', refused('酱油'), '“酱油”要家庭积分满 500 分才能换。发“兑换目录”看别的。'],
    [
      '兑换 食用油 1桶',
      '可用积分不够，没有换成。详情请私聊小积发：兑换目录',
      '要 90 分，您家现在可用 40 分，还差 50 分。\n发“兑换目录”看现在能换什么。',
    ],
  ] as const) {
    expect(await inGroup.says(order)).toEqual([group]);
    expect(await alone.says(order)).toEqual([why]);
  }
  expect(heard(GRID_ONE).join()).not.toMatch(/\d/);
});

test('at a counter in a residents’ group neighbours do not hear who came and where they live', async () => {
  const { person, heard } = await openShop({
    now: NOW,
    points: { 张三: 90 },
    goods: ['大米 20分 库存9袋', '酱油 8分 库存9瓶'],
  });
  const held = async () => (await person('张三', 'direct').says('兑换 大米 1袋'))[0] ?? '';
  const [inGroup, inOffice] = [await held(), await held()];
  const keeper = person('吴洁', GRID_TWO);
  const number = numberIn(inGroup);
  expect(await keeper.says(`核销 ${codeIn(inGroup)}`)).toEqual([`核销成功 #${number}：大米×1（吴洁）。`]);
  expect(await keeper.says(`退货 ${number} 没用上`)).toEqual([
    `#${number} 大米×1 已退货，20 分退回原家庭，货已回到货架。`,
  ]);
  expect(heard(GRID_TWO).join()).not.toMatch(/3-2-501|张三/);
  expect(await person('吴洁', GRID_WORKERS).says(`核销 ${codeIn(inOffice)}`)).toEqual([
    `核销成功 #${numberIn(inOffice)}：大米×1，3-2-501 张三（吴洁）。`,
  ]);
});

test('nobody hands over by number, takes back or exchanges what their own household redeemed', async () => {
  const { person } = await openShop({
    now: NOW,
    points: { 吴洁: 60 },
    goods: ['大米 20分 库存9袋', '酱油 8分 库存9瓶'],
  });
  const keeper = person('吴洁', 'direct');
  const admin = person('钱伟', 'direct');
  const [held = ''] = await keeper.says('兑换 大米 1袋');
  const number = numberIn(held);
  const refused = [
    `#${number} 是您自己家的，或者是您代换的，请让另一位超市管理员或社区管理员办理。凭领取码可以核销。`,
  ];
  expect(await keeper.says(`核销 ${number}`)).toEqual(refused);
  expect(await keeper.says(`核销 ${codeIn(held)}`)).toEqual([expect.stringContaining('核销成功')]);
  expect(await keeper.says(`退货 ${number} 没用上`)).toEqual(refused);
  expect(await keeper.says(`换货 ${number} 换 酱油 2瓶`)).toEqual(refused);
  expect(await admin.says(`退货 ${number} 没用上`)).toEqual([
    `#${number} 大米×1 已退货，20 分退回 5-1-101，货已回到货架。`,
  ]);
});
