import type { CostView, LineView } from '../supermarket-views.ts';
import { lines, yuan } from './supermarket-words.ts';
import { monthDay } from './words.ts';

/** What those who keep the store are told: stock, lists, merchants, money, and points that expire. */
export const deskReplies = {
  'stock.moved': (p: {
    products: { name: string; unit: string; change: number; left: number; reserved: number }[];
  }) =>
    p.products
      .map(
        ({ name, unit, change, left, reserved }) =>
          `${name} ${change < 0 ? '出库' : '入库'} ${Math.abs(change)} ${unit}，现可换 ${left} ${unit}${reserved > 0 ? `（另有 ${reserved} ${unit}待领）` : ''}。`,
      )
      .join('\n'),
  'stock.counted': (p: {
    products: { name: string; unit: string; difference: number; total: number; reserved: number }[];
  }) =>
    p.products
      .map(
        ({ name, unit, difference, total, reserved }) =>
          `${name} 盘点 ${total} ${unit}，${difference === 0 ? '账实相符' : difference > 0 ? `盘盈 ${difference} ${unit}` : `盘亏 ${-difference} ${unit}`}${reserved > 0 ? `（其中 ${reserved} ${unit}待领）` : ''}。`,
      )
      .join('\n'),
  'stock.too-few': (p: { name: string; unit: string; left: number; reserved: number }) =>
    `“${p.name}”可动用的只有 ${p.left} ${p.unit}${p.reserved > 0 ? `，另有 ${p.reserved} ${p.unit}已经换给别人待领。要动待领的，请先发：取消兑换 编号` : '，请核对数量。'}`,
  'stock.unknown': (p: { name: string }) =>
    `目录里没有“${p.name}”。请先上架，例如：上架 ${p.name} 20分 库存50`,
  'stock.not-counted': (p: { name: string }) => `“${p.name}”不计库存，不用出入库。`,
  'stock.list': (p: {
    products: {
      name: string;
      unit: string;
      left: number;
      reserved: number;
      isLow: boolean;
      bestBefore?: string;
    }[];
    more: number;
  }) =>
    [
      '库存（可换 + 待领）：',
      ...p.products.map(
        ({ name, unit, left, reserved, isLow, bestBefore }) =>
          `${name} ${left} + ${reserved} ${unit}${isLow ? '　偏少' : ''}${bestBefore ? `　${monthDay(bestBefore)}到期` : ''}`,
      ),
      p.more > 0 ? `……还有 ${p.more} 种，见附表。` : '',
      '盘点请发：盘点 大米 48袋',
    ]
      .filter(Boolean)
      .join('\n'),
  'stock.low': (p: { name: string; unit: string; left: number }) =>
    `“${p.name}”只剩 ${p.left} ${p.unit}了，请补货。到货后这样发：入库 ${p.name} 50${p.unit}`,
  'stock.expiring': (p: {
    products: { name: string; unit: string; quantity: number; bestBefore: string }[];
  }) =>
    [
      '这些商品快到期了，请尽快处理：',
      ...p.products.map(
        ({ name, unit, quantity, bestBefore }) =>
          `${name} 约 ${quantity} ${unit}，${monthDay(bestBefore)}到期`,
      ),
      `处理掉的这样发：报损 ${p.products[0]?.name ?? '大米'} 2${p.products[0]?.unit ?? '袋'} 过期`,
    ].join('\n'),
  'supermarket.day-list': (p: {
    day: string;
    lines: {
      number: number;
      time: string;
      what: LineView[];
      address: string;
      person: string;
      by: string;
      isReturned: boolean;
    }[];
    more: number;
  }) =>
    p.lines.length === 0
      ? `${monthDay(p.day)}没有发放。`
      : [
          `${monthDay(p.day)}发放 ${p.lines.length + p.more} 笔：`,
          ...p.lines.map(
            (line) =>
              `${line.time} #${line.number} ${lines(line.what)} → ${line.address} ${line.person}（${line.by}）${line.isReturned ? '已退货' : ''}`,
          ),
          p.more > 0 ? `……还有 ${p.more} 笔，见附表。` : '',
        ]
          .filter(Boolean)
          .join('\n'),
  'supermarket.card-list': (p: { households: number; waiting: number }) =>
    `积分卡清单：${p.households} 户，${p.waiting} 份待领，见附表。里面有领取码，请打印后妥善保管，不要转发到群里。`,
  'supermarket.sent-privately': (_: object) => '已私信发给您。没收到的话，请先加小积为好友，再私聊发一次。',
  'supermarket.cost': (p: CostView) =>
    [
      `积分成本（${p.quarter.replace('-Q', ' 年第 ')} 季度）：`,
      `本季发出 ${p.issued} 分，兑换 ${p.redeemed} 分（成本 ${yuan(p.redeemedCost)} 元），过期 ${p.expired} 分。`,
      `居民手里还有 ${p.outstanding} 分${p.liability === undefined ? '' : `，按以往成本约合 ${yuan(p.liability)} 元`}。`,
      `货架上的商品值 ${p.shelf} 分，${p.shelf >= p.outstanding ? '够换' : '不够换，请补货'}。`,
      `超市资金结余 ${yuan(p.fund)} 元。`,
    ].join('\n'),
  'supermarket.cover-low': (p: { outstanding: number; shelf: number }) =>
    `【提醒】居民手里有 ${p.outstanding} 分，货架上的商品只值 ${p.shelf} 分，不够换。请补货或找赞助。发“积分成本”看明细。`,
  'supermarket.too-little-money': (p: { amount: number; fund: number }) =>
    `超市资金只有 ${yuan(p.fund)} 元，不够付 ${yuan(p.amount)} 元，没有记账。请先记入资金，例如：启动资金 街道办 5000元`,
  'supermarket.gift': (p: {
    kind: 'money' | 'goods' | 'spent';
    who: string;
    amount?: number;
    lines: LineView[];
    fund: number;
  }) =>
    p.kind === 'goods'
      ? `已入账：${p.who}捐赠 ${lines(p.lines)}，已入库。`
      : `${p.kind === 'spent' ? `已记账：支付${p.who}` : `已入账：${p.who}`} ${yuan(p.amount ?? 0)} 元，超市资金结余 ${yuan(p.fund)} 元。`,
  'merchant.allowed': (p: { person: string; merchant: string }) =>
    `${p.person}可以为“${p.merchant}”核销了：在商户群里或私聊小积发“核销 领取码”。`,
  'merchant.disallowed': (p: { person: string; merchant: string }) =>
    `${p.person}不能再为“${p.merchant}”核销了。`,
  'merchant.needs-mention': (_: object) => '请在群里 @ 商户的联系人，例如：商户授权 @王老板 好邻居理发店',
  'merchant.not-a-room': (_: object) => '请在商户的群里 @小积 发：绑定商户群 商户名',
  'merchant.room-taken': (_: object) => '本群已经绑定为别的用途，不能当商户群。请到商户自己的群里绑定。',
  'merchant.room-bound': (p: { merchant: string }) =>
    `本群已绑定为“${p.merchant}”的商户群，可以在这里发“核销 领取码”。`,
  'merchant.limit-reached': (p: { merchant: string; limit: number }) =>
    `${p.merchant}本月已接待满 ${p.limit} 单，请对方下月再来。券在有效期内都能用。`,
  'merchant.returned': (p: { merchant: string; number: number; lines: LineView[] }) =>
    `${p.merchant}核销过的 #${p.number} ${lines(p.lines)} 已由社区退货，将在本月结算单里扣减。`,
  'merchant.settlement': (p: {
    month: string;
    merchants: { name: string; count: number; returned: number; cost: number; unpriced: string[] }[];
  }) =>
    p.merchants.length === 0
      ? `${month(p.month)}没有商户核销过。`
      : [
          `商户结算（${month(p.month)}），明细见附表：`,
          ...p.merchants.map(
            ({ name, count, returned, cost, unpriced }) =>
              `${name}：${count} 单${returned > 0 ? `，退货 ${returned} 单` : ''}，应付 ${yuan(cost)} 元${unpriced.length > 0 ? `（${unpriced.join('、')}没有成本价，未计）` : ''}`,
          ),
          `付款后请记账，例如：${paid(p.merchants)}`,
        ].join('\n'),
  'points.expiring': (p: { address: string; points: number; day: string; days: number }) =>
    `${p.address} 有 ${p.points} 分将在 ${monthDay(p.day)}到期（还有 ${p.days} 天），请及时兑换。发“兑换目录”看能换什么。`,
  'points.expiring-without-phone': (p: { day: string; households: { address: string; points: number }[] }) =>
    `这些没有手机的家庭有积分将在 ${monthDay(p.day)}到期，请上门告知：${p.households.map(({ address, points }) => `${address} ${points} 分`).join('、')}。`,
  'points.expired': (p: { address: string; points: number }) => `${p.address} 有 ${p.points} 分已过期清零。`,
  'points.expired-without-phone': (p: { day: string; households: { address: string; points: number }[] }) =>
    `这些没有手机的家庭有积分在 ${monthDay(p.day)}过期清零，请上门告知：${p.households.map(({ address, points }) => `${address} ${points} 分`).join('、')}。`,
};

/** `2025-11` -> `2025年11月`. */
function month(key: string): string {
  const [year, number] = key.split('-').map(Number);
  return `${year}年${number}月`;
}

/** The line by which the first payment of a statement is recorded. */
function paid([first]: { name: string; cost: number }[]): string {
  return `超市支出 ${first?.name ?? ''} ${first && first.cost > 0 ? yuan(first.cost) : 100}元`;
}
