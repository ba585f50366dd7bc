import type { Merged } from '../render.ts';
import type { LineView, RedemptionView } from '../supermarket-views.ts';
import { LIMITS, lines, when } from './supermarket-words.ts';
import type { Params } from './words.ts';
import { cards, monthDay } from './words.ts';

const STATUS = {
  held: '待领取',
  collected: '已领取',
  cancelled: '已取消',
  lapsed: '逾期退回',
  returned: '已退货',
};

/** What becomes of a redemption: held, collected, called off, returned; and what is said at the counter. */
export const redemptionReplies = {
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
};

export const mergedRedemption = {
  'redemption.held-in-group': {
    title: (count) => `${count} 份兑换已办好，领取码已私信：`,
    line: (p) => `#${p.number} ${p.person} ${lines(p.lines)}`,
  } as Merged<Params<typeof redemptionReplies, 'redemption.held-in-group'>>,
};

/** Points that came back after their day had passed. */
function expired({ expired = 0 }: RedemptionView): string {
  return expired > 0 ? `其中 ${expired} 分已过有效期，当即清零。` : '';
}

/** Goods are collected, a merchant's services and coupons are used. */
function use({ merchant }: RedemptionView): string {
  return merchant === undefined ? '领取' : '使用';
}

function difference(points: number): string {
  if (points === 0) return '积分不变';
  return points > 0 ? `退回 ${points} 分` : `补扣 ${-points} 分`;
}
