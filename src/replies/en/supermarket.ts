import type { InEnglish } from '../reply.ts';
import type { LineView, OpeningView, ProductView, RedemptionView } from '../supermarket-views.ts';
import type { mergedSupermarket as mergedZh, supermarketReplies as zh } from '../zh-CN/supermarket.ts';
import { cards } from './words.ts';

const LIMITS = { month: 'a month', quarter: 'a quarter', year: 'a year', total: 'in all' };
const STATUS = {
  held: 'waiting',
  collected: 'collected',
  cancelled: 'cancelled',
  lapsed: 'given back, not collected in time',
  returned: 'returned',
};

export const supermarketReplies: InEnglish<typeof zh> = {
  'catalog.list': (p) =>
    [
      p.spendable === undefined
        ? `${p.place}:`
        : `${p.place} (your household can spend ${p.spendable} points):`,
      ...p.products.map(
        (product) => `${mark(product)} ${priced(product)}${left(product)}${short(product.short)}`,
      ),
      p.pages > 1
        ? `Page ${p.page} of ${p.pages}${p.page < p.pages ? `; for the next: catalog ${p.page + 1}` : ''}`
        : '',
      `To redeem: redeem 1 ${p.products[0]?.name ?? 'rice'}`,
    ]
      .filter(Boolean)
      .join('\n'),
  'catalog.empty': () => 'There is nothing on offer just now. Please look again in a few days.',
  'catalog.sent-privately': (p) =>
    `${p.person}, the catalogue was sent to you in private. If you did not get it, add me as a friend and say there: catalog`,
  'catalog.item': (p) =>
    [
      `${priced(p)}${left(p)}`,
      p.market === undefined ? '' : `${yuan(p.market)} yuan in shops`,
      p.limit ? `at most ${p.limit.quantity} ${LIMITS[p.limit.every]} for each household` : '',
      p.least === undefined ? '' : `for households with at least ${p.least} points`,
      p.until === undefined ? '' : `until ${p.until}`,
      p.merchant === undefined ? '' : `used at ${p.merchant}`,
      p.sponsor === undefined ? '' : `given by ${p.sponsor}`,
    ]
      .filter(Boolean)
      .join(', ')
      .concat(`. To redeem: redeem 1 ${p.name}`),
  'catalog.none': (p) => `There is no "${p.query}" on offer. Say "catalog" to see what there is.`,
  'catalog.listed': (p) => `On offer now: ${offered(p)}.${p.isWithoutCost ? noCost(p) : ''}`,
  'catalog.changed': (p) => `Changed: ${offered(p)}.${p.isWithoutCost ? noCost(p) : ''}`,
  'catalog.removed': (p) =>
    p.reserved > 0
      ? `"${p.name}" is off the list. ${p.reserved} are promised already and will still be handed out.`
      : `"${p.name}" is off the list. To put it back, for example: list ${p.name} 20 points`,
  'catalog.unknown-merchant': (p) =>
    `There is no partner called "${p.merchant}". ${p.merchants.length > 0 ? `There are: ${p.merchants.join(', ')}; please check the name.` : 'An admin has to write it into supermarket.yaml first.'}`,
  'supermarket.hours': (p) => p.places.map(opening).join('\n'),
  'supermarket.opened': (p) =>
    `[Points shop open] ${p.place} hands out goods from now until ${p.closes}.\n${where(p)}To see what there is: catalog`,
  'supermarket.closed': (p) =>
    `[Points shop closed] ${p.place} is closed; ${p.handedOut} were handed out. It opens again ${p.next}; you can reserve now, for example: reserve 1 rice`,

  'ask.amount': (p) =>
    `I could not read how many${p.product ? ` of "${p.product}"` : ''}; nothing was done. Please say it again with a whole number, for example: ${p.example}`,
  'ask.price': (p) =>
    `How many points for "${p.product}"? A whole number from 1 to 99999, for example: list ${p.product} 20 points stock 50`,
  'ask.figure': (p) =>
    `I did not understand "${p.words}"; nothing was changed. Write: stock 50, least 100, until 2026-12-31, best before 2026-05-01, cost 28, sponsor GridCo`,

  'redemption.held': (p) =>
    [
      p.requester
        ? `${p.requester} redeemed #${p.number} for your household: ${lines(p.lines)}, for ${p.points} points.`
        : `#${p.number} ${p.opens ? 'reserved' : 'redeemed'}${p.for ? ` for ${p.for}` : ''}: ${lines(p.lines)}, for ${p.points} points; ${p.spendable} are left to spend.`,
      `Code ${p.code} (please show it to nobody else)`,
      p.opens
        ? `${use(p)} it from ${p.opens} to ${p.deadline} at ${p.place}; after that the points come back.`
        : `${use(p)} it by ${p.deadline} at ${p.place}; after that the points come back.`,
      `To call it off: cancel redemption ${p.number}`,
    ].join('\n'),
  'redemption.held-in-group': (p) =>
    `#${p.number} ${p.person} ${p.opens ? 'reserved' : 'redeemed'} ${lines(p.lines)}; the code was sent in private.`,
  'redemption.unknown-product': (p) =>
    `There is no "${p.text}" on offer. ${p.suggestions.length > 0 ? `There is: ${p.suggestions.join(', ')}. ` : ''}Say "catalog" to see everything.`,
  'redemption.too-many': (p) =>
    `One message can redeem at most ${p.lines} kinds, ${p.units} of each. Please send several.`,
  'redemption.too-many-codes': (p) =>
    `Each coupon and service has a code of its own; one order can have at most ${p.codes}. Please send several.`,
  'redemption.not-allowed-in-group': (p) =>
    `"${p.name}" can't be redeemed this time. To hear why, say the same to me in private.`,
  'redemption.too-few-points': (p) =>
    [
      `That costs ${p.need} points; your household can spend ${p.spendable} now, ${p.need - p.spendable} too few.`,
      p.frozen > 0 ? `${p.frozen} more are frozen by an objection until it is settled.` : '',
      p.unpublished > 0 ? `${p.unpublished} more can be spent once they have been made public.` : '',
      'Say "catalog" to see what you can have now.',
    ]
      .filter(Boolean)
      .join('\n'),
  'redemption.too-few-in-group': () =>
    'There are too few points to spend; nothing was redeemed. Ask me in private: catalog',
  'redemption.sold-out': (p) =>
    `${p.products.map(({ name, unit, left }) => (left > 0 ? `only ${left} ${unit} of "${name}" are left` : `"${name}" has run out`)).join(', ')}; nothing was redeemed. ${p.products.some(({ left }) => left > 0) ? 'You can ask for fewer; ' : ''}I will tell you in private when there is more.`,
  'redemption.sold-out-just-now': () =>
    'Somebody was quicker just now; nothing was redeemed. Please try once more.',
  'redemption.back-in-stock': (p) =>
    `"${p.name}" is back, ${p.left} ${p.unit}, first come, first served. To redeem: redeem 1 ${p.name}`,
  'redemption.not-yet': (p) =>
    `"${p.name}" can be had from ${p.from}. Say "catalog" to see what else there is.`,
  'redemption.no-more': (p) =>
    `"${p.name}" could be had until ${p.until}. Say "catalog" to see what else there is.`,
  'redemption.standing': (p) =>
    `"${p.name}" is for households with at least ${p.least} points. Say "catalog" to see what else there is.`,
  'redemption.limit': (p) =>
    `"${p.name}": at most ${p.quantity} ${LIMITS[p.every]} for each household; ${p.left > 0 ? `yours can have ${p.left} more, please ask for as many.` : 'yours has had them all. Say "catalog" to see what else there is.'}`,
  'redemption.list': (p) =>
    [
      "Your household's redemptions:",
      ...p.redemptions.map((r) =>
        r.code
          ? `#${r.number} ${lines(r.lines)}: code ${r.code}, ${r.opens ? `from ${r.opens}, ` : ''}by ${r.deadline} at ${r.place}`
          : `#${r.number} ${lines(r.lines)}: ${STATUS[r.status]}`,
      ),
    ].join('\n'),
  'redemption.none': () => 'Your household has redeemed nothing yet. Say "catalog" to see what there is.',
  'redemption.sent-privately': (p) =>
    `${p.person}, I sent it to you in private. If you did not get it, add me as a friend and say there: my redemptions`,
  'redemption.cancelled': (p) =>
    `#${p.number} ${lines(p.lines)} is cancelled; ${p.points} points went back to ${p.address}.${expired(p)}`,
  'redemption.not-cancellable': (p) =>
    p.numbers.length > 0
      ? `${cards(p.numbers)}: not a redemption that waits for your household; nothing was cancelled. Say "my redemptions" for the numbers.`
      : 'Nothing waits for your household to collect. Say "my redemptions" to see them all.',
  'redemption.lapsed': (p) =>
    `#${p.number} ${lines(p.lines)} was not collected by ${p.deadline}; ${p.points} points came back.${expired(p)} Redeem it again if you still want it.`,
  'redemption.cancelled-for-you': (p) =>
    `Your household's #${p.number} ${lines(p.lines)} was cancelled; ${p.points} points came back.${expired(p)} The points shop knows more.`,
  'redemption.called-off': (p) =>
    `Points of your household were taken back, so the reserved #${p.number} ${lines(p.lines)} was cancelled; its ${p.points} points make up for them.${expired(p)} Your grid worker knows more.`,
  'redemption.collected': (p) =>
    `Handed over #${p.number}: ${[lines(p.lines), [p.address, p.person].filter(Boolean).join(' ')].filter(Boolean).join(', ')} (${p.by}).`,
  'redemption.collected-note': (p) =>
    `Your household's #${p.number} ${lines(p.lines)} was handed out by ${p.by}. If that was not you, tell your grid worker at once.`,
  'redemption.returned': (p) =>
    `#${p.number} ${lines(p.lines)} was returned; ${p.points} points went back to ${p.address || 'the household'}${p.isCounted ? (p.spoilt ? '; the goods are written off' : '; the goods are back on the shelf') : ''}.`,
  'redemption.returned-note': (p) =>
    `Your household's #${p.number} ${lines(p.lines)} was returned; ${p.points} points came back.${expired(p)}`,
  'redemption.not-returnable': (p) =>
    `#${p.number} was not handed over, so it can't be returned. If it still waits: cancel redemption ${p.number}`,
  'redemption.by-another': (p) =>
    `#${p.number} is your own household's, or you redeemed it for them: another storekeeper or an admin has to do it. With its code it can be handed over.`,
  'redemption.proxied': (p) =>
    `${p.requester} redeemed #${p.number} for ${p.address} ${p.person}: ${lines(p.lines)}, for ${p.points} points. They have no phone; please tell them.`,
  'redemption.not-so-many': (p) =>
    `#${p.number} has not so many of "${p.name}"; nothing was done. It has: ${lines(p.lines)}. Please check and say it again.`,
  'redemption.sold-out-exchange': (p) =>
    `${p.products.map(({ name, unit, left }) => `only ${left} ${unit} of "${name}" are left`).join(', ')}; nothing was exchanged. Please take something else, or fewer.`,
  'redemption.exchange-one': () =>
    'Only goods on the shelf can be exchanged. Return a service or coupon first, then redeem again.',
  'redemption.not-yours': (p) => `#${p.number} is not yours to hand over; it is collected at its own place.`,
  'redemption.exchanged': (p) =>
    `#${p.old.number} ${lines(p.old.lines)} was exchanged for #${p.fresh.number} ${lines(p.fresh.lines)}, ${difference(p.old.points - p.fresh.points)}${p.spoilt ? '; what was spoilt is written off' : ''}.`,

  'code.wrong': (p) =>
    p.triesLeft > 0
      ? `That code can't be used here. Please check it; you can try ${p.triesLeft} more within the hour.`
      : 'Too many wrong codes. Please wait an hour, or ask the community if it is urgent.',
  'code.locked': (p) =>
    `Too many wrong codes. You can verify again after ${p.until}; ask the community if it is urgent.`,
  'code.elsewhere': (p) =>
    `That code is for ${p.place}; nothing was handed over here. Please send them there.`,
  'code.used': (p) =>
    `#${p.number} was used on ${p.at}, with ${p.by}. A code works once; they can check with "my redemptions".`,
  'code.void': (p) =>
    `#${p.number} was cancelled, returned or has lapsed; its code is void. They can redeem it again.`,
  'code.frozen': (p) =>
    `#${p.number}: the points are frozen by an objection; please come again once it is settled. It is kept at least until ${p.deadline}.`,
  'code.too-early': (p) =>
    `#${p.number} is reserved; it can be collected from ${p.opens}. Please ask them to come then.`,
  'code.direct-only': () =>
    "Please verify codes in your own group or in private with me, not in anybody else's group.",

  'stock.moved': (p) =>
    p.products
      .map(
        ({ name, unit, change, left, reserved }) =>
          `${name}: ${Math.abs(change)} ${unit} ${change < 0 ? 'out' : 'in'}, ${left} free${reserved > 0 ? ` (and ${reserved} promised)` : ''}.`,
      )
      .join('\n'),
  'stock.counted': (p) =>
    p.products
      .map(
        ({ name, unit, difference, total, reserved }) =>
          `${name}: counted ${total} ${unit}, ${difference === 0 ? 'as in the books' : difference > 0 ? `${difference} more than in the books` : `${-difference} fewer than in the books`}${reserved > 0 ? ` (${reserved} of them promised)` : ''}.`,
      )
      .join('\n'),
  'stock.too-few': (p) =>
    `Only ${p.left} ${p.unit} of "${p.name}" are free${p.reserved > 0 ? `; ${p.reserved} more are promised. To touch those, first: cancel redemption <number>` : '. Please check the amount.'}`,
  'stock.unknown': (p) =>
    `There is no "${p.name}" on offer. Put it there first, for example: list ${p.name} 20 points stock 50`,
  'stock.not-counted': (p) => `"${p.name}" has no stock to count.`,
  'stock.list': (p) =>
    [
      'Stock (free + promised):',
      ...p.products.map(
        ({ name, unit, left, reserved, isLow, bestBefore }) =>
          `${name} ${left} + ${reserved} ${unit}${isLow ? ', low' : ''}${bestBefore ? `, best before ${bestBefore}` : ''}`,
      ),
      p.more > 0 ? `… and ${p.more} more, in the sheet.` : '',
      'To count: stock count rice 48',
    ]
      .filter(Boolean)
      .join('\n'),
  'stock.low': (p) =>
    `Only ${p.left} ${p.unit} of "${p.name}" are left. When more have come: stock in ${p.name} 50`,
  'stock.expiring': (p) =>
    [
      'These goods go off soon:',
      ...p.products.map(
        ({ name, unit, quantity, bestBefore }) =>
          `${name}: about ${quantity} ${unit}, best before ${bestBefore}`,
      ),
      `To write them off: write off ${p.products[0]?.name ?? 'rice'} 2 expired`,
    ].join('\n'),
  'supermarket.day-list': (p) =>
    p.lines.length === 0
      ? `Nothing was handed out on ${p.day}.`
      : [
          `${p.lines.length + p.more} handed out on ${p.day}:`,
          ...p.lines.map(
            (line) =>
              `${line.time} #${line.number} ${lines(line.what)} to ${line.address} ${line.person} (${line.by})${line.isReturned ? ', returned' : ''}`,
          ),
          p.more > 0 ? `… and ${p.more} more, in the sheet.` : '',
        ]
          .filter(Boolean)
          .join('\n'),
  'supermarket.card-list': (p) =>
    `Card list: ${p.households} households, ${p.waiting} to collect, in the sheet. There are codes in it: print it, keep it safe, and never pass it on to a group.`,
  'supermarket.sent-privately': () =>
    'I sent it to you in private. If you did not get it, add me as a friend and say it there.',
  'supermarket.cost': (p) =>
    [
      `What points cost (${p.quarter}):`,
      `Issued ${p.issued}, redeemed ${p.redeemed} (at a cost of ${yuan(p.redeemedCost)} yuan), expired ${p.expired}.`,
      `Households have ${p.outstanding} points${p.liability === undefined ? '' : `, about ${yuan(p.liability)} yuan by what points have cost so far`}.`,
      `The goods on the shelf are worth ${p.shelf} points: ${p.shelf >= p.outstanding ? 'enough' : 'not enough, please restock'}.`,
      `${yuan(p.fund)} yuan are left in the fund.`,
    ].join('\n'),
  'supermarket.cover-low': (p) =>
    `[Note] Households have ${p.outstanding} points, the goods on the shelf are worth only ${p.shelf}. Please restock or find a sponsor. For details: points cost`,
  'supermarket.too-little-money': (p) =>
    `There are only ${yuan(p.fund)} yuan in the fund, too little to pay ${yuan(p.amount)}; nothing was recorded. First record what came in: fund office 5000 yuan`,
  'supermarket.gift': (p) =>
    p.kind === 'goods'
      ? `Recorded: ${lines(p.lines)} given by ${p.who}, on the shelf now.`
      : `Recorded: ${yuan(p.amount ?? 0)} yuan ${p.kind === 'spent' ? 'paid to' : 'from'} ${p.who}; ${yuan(p.fund)} yuan are in the fund.`,

  'merchant.allowed': (p) =>
    `${p.person} can verify codes for "${p.merchant}" now: "fulfil <code>" in the merchant's group or in private with me.`,
  'merchant.disallowed': (p) => `${p.person} can't verify codes for "${p.merchant}" any more.`,
  'merchant.needs-mention': () =>
    "Please @mention the merchant's person in a group, for example: merchant add @Wang barber",
  'merchant.not-a-room': () => "Please say it in the merchant's own group, to me: bind merchant <name>",
  'merchant.room-taken': () =>
    "This group is bound for something else; please bind the merchant's own group.",
  'merchant.room-bound': (p) =>
    `This is the group of "${p.merchant}" now; codes can be verified here: fulfil <code>`,
  'merchant.limit-reached': (p) =>
    `${p.merchant} has accepted its ${p.limit} for this month. Please come back next month; the coupon is good until its day.`,
  'merchant.returned': (p) =>
    `#${p.number} ${lines(p.lines)}, accepted by ${p.merchant}, was returned to the community; it is taken off this month's statement.`,
  'merchant.settlement': (p) =>
    p.merchants.length === 0
      ? `No merchant accepted anything in ${p.month}.`
      : [
          `Settlement (${p.month}), with the details in the sheet:`,
          ...p.merchants.map(
            ({ name, count, returned, cost, unpriced }) =>
              `${name}: ${count}${returned > 0 ? `, ${returned} returned` : ''}, ${yuan(cost)} yuan to pay${unpriced.length > 0 ? ` (without ${unpriced.join(', ')}, which has no cost price)` : ''}`,
          ),
          `Once it is paid, for example: ${paid(p.merchants)}`,
        ].join('\n'),

  'points.expiring': (p) =>
    `${p.address}: ${p.points} points expire on ${p.day}, in ${p.days} days. Say "catalog" to see what they buy.`,
  'points.expiring-without-phone': (p) =>
    `Points of these households, who have no phone, expire on ${p.day}; please tell them: ${p.households.map(({ address, points }) => `${address} ${points}`).join(', ')}.`,
  'points.expired': (p) => `${p.address}: ${p.points} points have expired.`,
  'points.expired-without-phone': (p) =>
    `Points of these households, who have no phone, expired on ${p.day}; please tell them: ${p.households.map(({ address, points }) => `${address} ${points}`).join(', ')}.`,
};

export const mergedSupermarket: typeof mergedZh = {
  'redemption.held-in-group': {
    title: (count) => `${count} redemptions done; codes were sent in private:`,
    line: (p) => `#${p.number} ${p.person} ${lines(p.lines)}`,
  },
};

/** Points that came back after their day had passed. */
function expired({ expired = 0 }: RedemptionView): string {
  return expired > 0 ? ` ${expired} of them had expired meanwhile.` : '';
}

function lines(all: LineView[]): string {
  return all.map(({ name, quantity }) => `${name} ×${quantity}`).join(', ');
}

function use({ merchant }: RedemptionView): string {
  return merchant === undefined ? 'Collect' : 'Use';
}

function priced({ name, points, unit, note }: ProductView): string {
  return `${name}${note ? ` (${note})` : ''} ${points} points/${unit}`;
}

function offered(p: ProductView): string {
  return [
    `${priced(p)}${left(p)}`,
    p.limit ? `at most ${p.limit.quantity} ${LIMITS[p.limit.every]} for each household` : '',
    p.least === undefined ? '' : `for households with at least ${p.least} points`,
    p.until === undefined ? '' : `until ${p.until}`,
    p.sponsor === undefined ? '' : `given by ${p.sponsor}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function noCost({ name, points }: ProductView): string {
  return `\nIt has no cost price, so what its merchant is owed can't be worked out. Add it: list ${name} ${points} points cost 15`;
}

function mark({ left, short }: ProductView & { short: number }): string {
  if (left !== undefined && left <= 0) return '×';
  return short > 0 ? '○' : '●';
}

function left({ left, unit }: ProductView): string {
  if (left === undefined) return '';
  return left > 0 ? `, ${left} ${unit} left` : ', run out';
}

function short(points: number): string {
  return points > 0 ? ` (${points} points short)` : '';
}

function yuan(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}

function difference(points: number): string {
  if (points === 0) return 'for the same points';
  return points > 0 ? `${points} points came back` : `${-points} points more were spent`;
}

function where({ address, hours }: OpeningView): string {
  const parts = [address && `Where: ${address}`, hours && `Hours: ${hours}`].filter(Boolean);
  return parts.length > 0 ? `${parts.join('. ')}.\n` : '';
}

function opening(p: OpeningView): string {
  const at = [p.place, p.address].filter(Boolean).join(', ');
  const hours = p.hours ? ` (${p.hours})` : '';
  switch (p.state) {
    case 'always':
      return `${at}: open at all times${hours}.`;
    case 'open':
      return `${at}: open now, until ${p.closes}${hours}.`;
    case 'closed':
      return `${at}: opens ${p.opens} to ${p.closes}${hours}; you can reserve now, for example: reserve 1 rice`;
  }
}

/** The line by which the first payment of a statement is recorded. */
function paid([first]: { name: string; cost: number }[]): string {
  return `spent ${first?.name ?? ''} ${first && first.cost > 0 ? yuan(first.cost) : 100} yuan`;
}
