import type { Standing } from '#src/ledger/ledger.ts';
import type { InEnglish } from '../reply.ts';
import type { pointsReplies as zh } from '../zh-CN/points.ts';
import { capName, pays, points, signed } from './words.ts';

function parts({ total, available, frozen, held }: Standing): string {
  if (available === total) return '';
  const why = [
    held > 0 ? `${held} reserved by redemptions` : '',
    frozen > 0 ? `${frozen} frozen by an objection` : '',
  ].filter(Boolean);
  return `${points(available)} can be spent now (${why.join(', ')}).`;
}

export const pointsReplies: InEnglish<typeof zh> = {
  'points.balance': (p) =>
    [
      `${p.address} has ${points(p.standing.total)}; ${p.person} has earned ${p.earned} in all.`,
      parts(p.standing),
      p.waiting.count > 0 ? `${p.waiting.count} waiting for review, worth +${points(p.waiting.points)}.` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'points.history': (p) =>
    [
      `${p.address}, last ${p.lines.length} entries (now ${points(p.balance)}):`,
      ...p.lines.map(
        ({ day, points: amount, memo, number }) =>
          `${day} ${amount === 0 ? '' : `${signed(amount)} `}${memo} #${number}`,
      ),
    ].join('\n'),
  'points.no-history': (p) => `${p.address} has no entries yet. Start with: report 2 volunteer hours`,
  'rules.list': (p) =>
    [
      `${p.community} rules (version ${p.version}):`,
      ...p.items.map((item) => `· ${item.name.en}: ${pays(item)}`),
      p.left > 0 ? `… and ${p.left} more; say "rules <name>".` : 'Say "rules <name>" for one.',
    ].join('\n'),
  'rules.categories': (p) =>
    [
      `Rules of ${p.community} (version ${p.version}), in ${p.categories.length} categories:`,
      ...p.categories.map(
        ({ name, credits, deductions }) =>
          `· ${name.en}: ${credits} earn${deductions > 0 ? `, ${deductions} are deducted` : ''}`,
      ),
      ...p.others.map((item) => `· ${item.name.en}: ${pays(item)}`),
      `Say "rules <category or name>", for example: rules ${p.categories[0]?.name.en ?? ''}`,
    ].join('\n'),
  'rules.category': (p) =>
    [
      `${p.name.en}${p.caps.length > 0 ? ` (${p.caps.map(capName).join(', ')})` : ''}:`,
      ...p.items.map((item) => `· ${item.name.en}: ${pays(item)}`),
    ].join('\n'),
  'rules.version': (p) =>
    [
      `Rules of ${p.community} in force: version ${p.version}${p.from > '2000-01-01' ? `, since ${p.from}` : ''}; ${p.items} items earn${p.deductions > 0 ? `, ${p.deductions} are deducted` : ''}.`,
      p.next ? `Version ${p.next.version} begins on ${p.next.from}.` : '',
      'Say "rules" for the items, "rules <name>" for one.',
    ]
      .filter(Boolean)
      .join('\n'),
  'rules.item': (p) =>
    `${p.item.name.en}: ${pays(p.item)}. To report: ${p.example}${p.item.pays.per === 'hour' ? '. Attendance at an activity is claimed at its end; no need to report it' : ''}`,
  'rules.unreported': (p) =>
    `${p.item.name.en}: ${pays(p.item)}. ${p.item.kind === 'deduct' ? 'A deduction; it is not reported.' : 'Credited after an inspection; it is not reported.'}`,
  'rules.none': (p) =>
    `The rules have no "${p.query}".${p.suggestions.length > 0 ? ` Close: ${p.suggestions.join(', ')}.` : ''} Say "rules" to see all.`,
};
