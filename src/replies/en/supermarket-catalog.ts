import type { InEnglish } from '../reply.ts';
import type { OpeningView, ProductView } from '../supermarket-views.ts';
import type { catalogReplies as zh } from '../zh-CN/supermarket-catalog.ts';
import { LIMITS, yuan } from './supermarket-words.ts';

/** What there is, for how many points, when and where it can be had. */
export const catalogReplies: InEnglish<typeof zh> = {
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
};

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
