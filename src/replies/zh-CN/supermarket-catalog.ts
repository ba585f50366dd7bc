import type { OpeningView, ProductView } from '../supermarket-views.ts';
import { LIMITS, when, yuan } from './supermarket-words.ts';
import { monthDay } from './words.ts';

/** What there is, for how many points, when and where it can be had. */
export const catalogReplies = {
  'catalog.list': (p: {
    place: string;
    spendable?: number;
    products: (ProductView & { short: number })[];
    page: number;
    pages: number;
  }) =>
    [
      p.spendable === undefined
        ? `${p.place}兑换目录：`
        : `${p.place}兑换目录（您家可用 ${p.spendable} 分）：`,
      ...p.products.map(
        (product) => `${mark(product)} ${priced(product)}${left(product)}${short(product.short)}`,
      ),
      p.pages > 1
        ? `第 ${p.page}/${p.pages} 页${p.page < p.pages ? `，看下一页请发：兑换目录 ${p.page + 1}` : ''}`
        : '',
      `兑换请发：兑换 ${p.products[0]?.name ?? '大米'} 1${p.products[0]?.unit ?? '袋'}`,
    ]
      .filter(Boolean)
      .join('\n'),
  'catalog.empty': (_: object) => '积分超市现在没有上架的商品，请过几天再来看。',
  'catalog.sent-privately': (p: { person: string }) =>
    `${p.person}，兑换目录已私信发给您。没收到的话，请先加小积为好友，再私聊发：兑换目录`,
  'catalog.item': (p: ProductView) =>
    [
      `${priced(p)}${left(p)}`,
      p.market === undefined ? '' : `市场价 ${yuan(p.market)} 元`,
      p.limit ? `每户${LIMITS[p.limit.every]}限 ${p.limit.quantity} ${p.unit}` : '',
      p.least === undefined ? '' : `家庭积分满 ${p.least} 分才能换`,
      p.until === undefined ? '' : `兑换到 ${monthDay(p.until)}为止`,
      p.merchant === undefined ? '' : `在${p.merchant}使用`,
      p.sponsor === undefined ? '' : `${p.sponsor}赞助`,
    ]
      .filter(Boolean)
      .join('，')
      .concat(`。要换请发：兑换 ${p.name} 1${p.unit}`),
  'catalog.none': (p: { query: string }) => `目录里没有“${p.query}”。发“兑换目录”看能换什么。`,
  'catalog.listed': (p: ProductView & { isWithoutCost: boolean }) =>
    `已上架：${offered(p)}。${p.isWithoutCost ? noCost(p) : ''}`,
  'catalog.changed': (p: ProductView & { isWithoutCost: boolean }) =>
    `已修改：${offered(p)}。${p.isWithoutCost ? noCost(p) : ''}`,
  'catalog.removed': (p: { name: string; reserved: number }) =>
    p.reserved > 0
      ? `“${p.name}”已下架。还有 ${p.reserved} 份已换待领，照常发放。`
      : `“${p.name}”已下架。要重新上架，例如：上架 ${p.name} 20分`,
  'catalog.unknown-merchant': (p: { merchant: string; merchants: string[] }) =>
    `没有叫“${p.merchant}”的合作商户。${p.merchants.length > 0 ? `现有：${p.merchants.join('、')}，请核对名称再发。` : '请管理员先在 supermarket.yaml 里加上。'}`,
  'supermarket.hours': (p: { places: OpeningView[] }) => p.places.map(opening).join('\n'),
  'supermarket.opened': (p: OpeningView) =>
    `【积分超市开门】${p.place}现在开始兑换，到 ${when(p.closes)} 为止。\n${where(p)}看能换什么请发：兑换目录`,
  'supermarket.closed': (p: { place: string; handedOut: number; next: string }) =>
    `【积分超市关门】${p.place}本期兑换结束，共发放 ${p.handedOut} 份。下期 ${when(p.next)} 开始，现在可以先预约，例如：预约 大米 1袋`,
  'ask.amount': (p: { product: string; example: string }) =>
    `没看懂${p.product ? `“${p.product}”的` : ''}数量，这次没有办。请写整数再发一遍，例如：${p.example}`,
  'ask.price': (p: { product: string }) =>
    `“${p.product}”要多少积分？请写 1 到 99999 的整数，例如：上架 ${p.product} 20分 库存50`,
  'ask.figure': (p: { words: string }) =>
    `没看懂“${p.words}”，这次没有改。可以这样写：库存50、每户每月限2、最低积分100、有效期到12月31日、保质期至2026-05-01、成本28元、电力公司赞助`,
};

function priced({ name, points, unit, note }: ProductView): string {
  return `${name}${note ? `（${note}）` : ' '}${points} 分/${unit}`;
}

/** Everything that the storekeeper has just said of it, to be checked. */
function offered(p: ProductView): string {
  return [
    `${priced(p)}${left(p)}`,
    p.limit ? `每户${LIMITS[p.limit.every]}限 ${p.limit.quantity} ${p.unit}` : '',
    p.least === undefined ? '' : `家庭积分满 ${p.least} 分才能换`,
    p.until === undefined ? '' : `兑换到 ${monthDay(p.until)}为止`,
    p.sponsor === undefined ? '' : `${p.sponsor}赞助`,
  ]
    .filter(Boolean)
    .join('，');
}

function noCost({ name, points }: ProductView): string {
  return `\n还没有成本价，给商户结算时算不出应付。请补上：上架 ${name} ${points}分 成本15元`;
}

/** ● it can be had now, ○ points are short, × it has run out. */
function mark({ left, short }: ProductView & { short: number }): string {
  if (left !== undefined && left <= 0) return '×';
  return short > 0 ? '○' : '●';
}

function left({ left, unit }: ProductView): string {
  if (left === undefined) return '';
  return left > 0 ? `，剩 ${left} ${unit}` : '，已换完';
}

function short(points: number): string {
  return points > 0 ? `（还差 ${points} 分）` : '';
}

function where({ address, hours }: OpeningView): string {
  const parts = [address && `地点：${address}`, hours && `时间：${hours}`].filter(Boolean);
  return parts.length > 0 ? `${parts.join('，')}\n` : '';
}

function opening(p: OpeningView): string {
  const at = p.address ? `${p.place}（${p.address}）` : p.place;
  const hours = p.hours ? `，${p.hours}` : '';
  switch (p.state) {
    case 'always':
      return p.hours ? `${at}：${p.hours} 可以兑换。` : `${at}：随时可以兑换。`;
    case 'open':
      return `${at}：正在兑换，到 ${when(p.closes)} 为止${hours}。`;
    case 'closed':
      return `${at}：下次 ${when(p.opens)} 至 ${when(p.closes)}${hours}。现在可以先预约，例如：预约 大米 1袋`;
  }
}
