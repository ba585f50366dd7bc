import type { InEnglish } from '../reply.ts';
import type { deskReplies as zh } from '../zh-CN/supermarket-desk.ts';
import { lines, yuan } from './supermarket-words.ts';

/** What those who keep the store are told: stock, lists, merchants, money, and points that expire. */
export const deskReplies: InEnglish<typeof zh> = {
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

/** The line by which the first payment of a statement is recorded. */
function paid([first]: { name: string; cost: number }[]): string {
  return `spent ${first?.name ?? ''} ${first && first.cost > 0 ? yuan(first.cost) : 100} yuan`;
}
