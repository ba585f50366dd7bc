import type { Merged } from '../render.ts';
import type { CostView, LineView, OpeningView, ProductView, RedemptionView } from '../supermarket-views.ts';
import type { Params } from './words.ts';
import { cards, monthDay } from './words.ts';

const LIMITS = { month: '每月', quarter: '每季', year: '每年', total: '总共' };
const STATUS = {
  held: '待领取',
  collected: '已领取',
  cancelled: '已取消',
  lapsed: '逾期退回',
  returned: '已退货',
};

export const supermarketReplies = {
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

  'redemption.held': (
    p: RedemptionView & { code: string; spendable: number; requester?: string; for?: string },
  ) =>
    [
      p.requester
        ? `${p.requester}替您家兑换了 #${p.number}：${lines(p.lines)}，用 ${p.points} 分。`
        : `#${p.number} ${p.for ? `已替 ${p.for} ` : '已'}${p.opens ? '预约' : '兑换'}：${lines(p.lines)}，用 ${p.points} 分，家里还可用 ${p.spendable} 分。`,
      `领取码 ${p.code}（请不要给别人看）`,
      p.opens
        ? `请在 ${when(p.opens)} 至 ${when(p.deadline)} 到${p.place}${use(p)}，过期自动退回积分。`
        : `请在 ${when(p.deadline)} 前到${p.place}${use(p)}，过期自动退回积分。`,
      `不要了请发：取消兑换 ${p.number}`,
    ].join('\n'),
  'redemption.held-in-group': (p: RedemptionView) =>
    `#${p.number} ${p.person} ${p.opens ? '预约' : '兑换'} ${lines(p.lines)} 已办好，领取码已私信。`,
  'redemption.unknown-product': (p: { text: string; suggestions: string[] }) =>
    `目录里没有“${p.text}”。${p.suggestions.length > 0 ? `相近的有：${p.suggestions.join('、')}。` : ''}发“兑换目录”看能换什么。`,
  'redemption.too-many': (p: { lines: number; units: number }) =>
    `一次最多换 ${p.lines} 种、每种 ${p.units} 份，请分几次换。`,
  'redemption.too-many-codes': (p: { codes: number }) =>
    `券和服务一张一个码，一次最多领 ${p.codes} 个码，请分几次换。`,
  'redemption.not-allowed-in-group': (p: { name: string }) =>
    `“${p.name}”这次换不了。想知道原因，请私聊小积把刚才的话再发一遍。`,
  'redemption.too-few-points': (p: {
    need: number;
    spendable: number;
    frozen: number;
    unpublished: number;
  }) =>
    [
      `要 ${p.need} 分，您家现在可用 ${p.spendable} 分，还差 ${p.need - p.spendable} 分。`,
      p.frozen > 0 ? `另有 ${p.frozen} 分因异议冻结，处理后才能用。` : '',
      p.unpublished > 0 ? `另有 ${p.unpublished} 分要等公示结束才能用。` : '',
      '发“兑换目录”看现在能换什么。',
    ]
      .filter(Boolean)
      .join('\n'),
  'redemption.too-few-in-group': (_: object) => '可用积分不够，没有换成。详情请私聊小积发：兑换目录',
  'redemption.sold-out': (p: { products: { name: string; unit: string; left: number }[] }) =>
    `${p.products.map(({ name, unit, left }) => (left > 0 ? `“${name}”只剩 ${left} ${unit}` : `“${name}”已换完`)).join('，')}，没有换成。${p.products.some(({ left }) => left > 0) ? '可以少换一些再发；' : ''}到货会私信告诉您。`,
  'redemption.sold-out-just-now': (_: object) => '刚刚被别家换走了，没有换成。请再发一次看看还有没有。',
  'redemption.back-in-stock': (p: { name: string; unit: string; left: number }) =>
    `“${p.name}”又有了，现有 ${p.left} ${p.unit}，先到先得。要换请发：兑换 ${p.name} 1${p.unit}`,
  'redemption.not-yet': (p: { name: string; from: string }) =>
    `“${p.name}”要到 ${monthDay(p.from)}才开始兑换。发“兑换目录”看别的。`,
  'redemption.no-more': (p: { name: string; until: string }) =>
    `“${p.name}”的兑换到 ${monthDay(p.until)}已经结束。发“兑换目录”看别的。`,
  'redemption.standing': (p: { name: string; least: number }) =>
    `“${p.name}”要家庭积分满 ${p.least} 分才能换。发“兑换目录”看别的。`,
  'redemption.limit': (p: {
    name: string;
    unit: string;
    quantity: number;
    every: keyof typeof LIMITS;
    left: number;
  }) =>
    `“${p.name}”每户${LIMITS[p.every]}限 ${p.quantity} ${p.unit}，${p.left > 0 ? `您家还能换 ${p.left} ${p.unit}，请改数量再发。` : '您家已经换满了。发“兑换目录”看别的。'}`,
  'redemption.list': (p: {
    redemptions: (RedemptionView & { status: keyof typeof STATUS; code?: string })[];
  }) =>
    [
      '您家的兑换：',
      ...p.redemptions.map((r) =>
        r.code
          ? `#${r.number} ${lines(r.lines)}：领取码 ${r.code}，${r.opens ? `${when(r.opens)} 起，` : ''}${when(r.deadline)} 前到${r.place}${use(r)}`
          : `#${r.number} ${lines(r.lines)}：${STATUS[r.status]}`,
      ),
    ].join('\n'),
  'redemption.none': (_: object) => '您家还没有兑换过。发“兑换目录”看能换什么。',
  'redemption.sent-privately': (p: { person: string }) =>
    `${p.person}，已私信发给您。没收到的话，请先加小积为好友，再私聊发：我的兑换`,
  'redemption.cancelled': (p: RedemptionView) =>
    `#${p.number} ${lines(p.lines)} 已取消，${p.points} 分已退回 ${p.address}。${expired(p)}`,
  'redemption.not-cancellable': (p: { numbers: number[] }) =>
    p.numbers.length > 0
      ? `${cards(p.numbers)} 不是您家等着领的兑换，没有取消。发“我的兑换”看编号。`
      : '您家没有等着领的兑换。发“我的兑换”看记录。',
  'redemption.lapsed': (p: RedemptionView) =>
    `#${p.number} ${lines(p.lines)} 过了 ${when(p.deadline)} 没有领，已退回 ${p.points} 分。${expired(p)}还要的话请重新兑换。`,
  'redemption.cancelled-for-you': (p: RedemptionView) =>
    `您家的 #${p.number} ${lines(p.lines)} 已取消，退回 ${p.points} 分。${expired(p)}有疑问请问积分超市。`,
  'redemption.called-off': (p: RedemptionView) =>
    `您家有积分被冲正，预留的 #${p.number} ${lines(p.lines)} 已取消，${p.points} 分退回抵扣。${expired(p)}有疑问请问网格员。`,
  'redemption.collected': (p: RedemptionView & { by: string }) =>
    `核销成功 #${p.number}：${[lines(p.lines), [p.address, p.person].filter(Boolean).join(' ')].filter(Boolean).join('，')}（${p.by}）。`,
  'redemption.collected-note': (p: RedemptionView & { by: string }) =>
    `您家的 #${p.number} ${lines(p.lines)} 已由${p.by}发放。不是您家领的，请马上联系网格员。`,
  'redemption.returned': (p: RedemptionView & { spoilt: boolean; isCounted: boolean }) =>
    `#${p.number} ${lines(p.lines)} 已退货，${p.points} 分退回${p.address ? ` ${p.address}` : '原家庭'}${p.isCounted ? (p.spoilt ? '，货已报损，不再上架' : '，货已回到货架') : ''}。`,
  'redemption.returned-note': (p: RedemptionView) =>
    `您家的 #${p.number} ${lines(p.lines)} 已退货，退回 ${p.points} 分。${expired(p)}`,
  'redemption.not-returnable': (p: { number: number }) =>
    `#${p.number} 不是已经发放的兑换，不能退换。还没领的请发：取消兑换 ${p.number}`,
  'redemption.by-another': (p: { number: number }) =>
    `#${p.number} 是您自己家的，或者是您代换的，请让另一位超市管理员或社区管理员办理。凭领取码可以核销。`,
  'redemption.proxied': (p: RedemptionView & { requester: string }) =>
    `${p.requester}代 ${p.address} ${p.person} 兑换了 #${p.number}：${lines(p.lines)}，用 ${p.points} 分。这家没有手机，请网格员上门告知。`,
  'redemption.not-so-many': (p: { number: number; name: string; lines: LineView[] }) =>
    `#${p.number} 里没有这么多“${p.name}”，这次没有办。里面有：${lines(p.lines)}，请核对后再发。`,
  'redemption.sold-out-exchange': (p: { products: { name: string; unit: string; left: number }[] }) =>
    `${p.products.map(({ name, unit, left }) => `“${name}”只有 ${left} ${unit}`).join('，')}，没有换货，原来的不变。请换别的，或少换一些。`,
  'redemption.exchange-one': (_: object) => '换货只能换货架上的商品。服务和券请先退货，再重新兑换。',
  'redemption.not-yours': (p: { number: number }) => `#${p.number} 不归您核销，请到它的领取地点办理。`,
  'redemption.exchanged': (p: { old: RedemptionView; fresh: RedemptionView; spoilt: boolean }) =>
    `#${p.old.number} ${lines(p.old.lines)} 已换成 #${p.fresh.number} ${lines(p.fresh.lines)}，${difference(p.old.points - p.fresh.points)}${p.spoilt ? '，坏的已报损' : ''}。`,

  'code.wrong': (p: { triesLeft: number }) =>
    p.triesLeft > 0
      ? `这个码在您这里用不了，请核对后再发。一小时内还可以试 ${p.triesLeft} 次。`
      : '错误次数太多，一小时后才能再核销。急用请联系社区。',
  'code.locked': (p: { until: string }) => `错误次数太多，${when(p.until)} 后才能再核销。急用请联系社区。`,
  'code.elsewhere': (p: { place: string }) => `这个码要到${p.place}使用，这里没有核销。请对方到那里去。`,
  'code.used': (p: { number: number; at: string; by: string }) =>
    `#${p.number} 已在 ${when(p.at)} 由${p.by}核销过，一个码只能用一次。有疑问请对方发“我的兑换”核对。`,
  'code.void': (p: { number: number }) => `#${p.number} 已取消、退回或过期，码不能再用。请对方重新兑换。`,
  'code.frozen': (p: { number: number; deadline: string }) =>
    `#${p.number} 的积分因异议冻结，处理完再来领。商品先留着，至少留到 ${when(p.deadline)}。`,
  'code.too-early': (p: { number: number; opens: string }) =>
    `#${p.number} 是预约的，${when(p.opens)} 起才能领，请对方到时再来。`,
  'code.direct-only': (_: object) => '请在本商户的群里或私聊小积核销，不要在别的群里发码。',

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

export const mergedSupermarket = {
  'redemption.held-in-group': {
    title: (count) => `${count} 份兑换已办好，领取码已私信：`,
    line: (p) => `#${p.number} ${p.person} ${lines(p.lines)}`,
  } as Merged<Params<typeof supermarketReplies, 'redemption.held-in-group'>>,
};

/** Points that came back after their day had passed. */
function expired({ expired = 0 }: RedemptionView): string {
  return expired > 0 ? `其中 ${expired} 分已过有效期，当即清零。` : '';
}

/** `大米×2、酱油×1` */
function lines(all: LineView[]): string {
  return all.map(({ name, quantity }) => `${name}×${quantity}`).join('、');
}

/** Goods are collected, a merchant's services and coupons are used. */
function use({ merchant }: RedemptionView): string {
  return merchant === undefined ? '领取' : '使用';
}

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

function yuan(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}

function difference(points: number): string {
  if (points === 0) return '积分不变';
  return points > 0 ? `退回 ${points} 分` : `补扣 ${-points} 分`;
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

/** `12-20 09:00` -> `12月20日 09:00`. */
function when(at = ''): string {
  const [day = '', clock = ''] = at.split(' ');
  return `${monthDay(`-${day}`)} ${clock}`;
}

/** `2025-11` -> `2025年11月`. */
function month(key: string): string {
  const [year, number] = key.split('-').map(Number);
  return `${year}年${number}月`;
}

/** The line by which the first payment of a statement is recorded. */
function paid([first]: { name: string; cost: number }[]): string {
  return `超市支出 ${first?.name ?? ''} ${first && first.cost > 0 ? yuan(first.cost) : 100}元`;
}
