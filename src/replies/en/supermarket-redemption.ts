import type { InEnglish } from '../reply.ts';
import type { RedemptionView } from '../supermarket-views.ts';
import type {
  mergedRedemption as mergedZh,
  redemptionReplies as zh,
} from '../zh-CN/supermarket-redemption.ts';
import { LIMITS, lines } from './supermarket-words.ts';
import { cards } from './words.ts';

const STATUS = {
  held: 'waiting',
  collected: 'collected',
  cancelled: 'cancelled',
  lapsed: 'given back, not collected in time',
  returned: 'returned',
};

/** What becomes of a redemption: held, collected, called off, returned; and what is said at the counter. */
export const redemptionReplies: InEnglish<typeof zh> = {
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
};

export const mergedRedemption: typeof mergedZh = {
  'redemption.held-in-group': {
    title: (count) => `${count} redemptions done; codes were sent in private:`,
    line: (p) => `#${p.number} ${p.person} ${lines(p.lines)}`,
  },
};

/** Points that came back after their day had passed. */
function expired({ expired = 0 }: RedemptionView): string {
  return expired > 0 ? ` ${expired} of them had expired meanwhile.` : '';
}

function use({ merchant }: RedemptionView): string {
  return merchant === undefined ? 'Collect' : 'Use';
}

function difference(points: number): string {
  if (points === 0) return 'for the same points';
  return points > 0 ? `${points} points came back` : `${-points} points more were spent`;
}
