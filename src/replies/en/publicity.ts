import type { PublicLine } from '#src/publicity/lines.ts';
import type { PageView } from '#src/publicity/posts.ts';
import type { ObjectionView } from '#src/publicity/view.ts';
import type { InEnglish } from '../reply.ts';
import type { publicityReplies as zh } from '../zh-CN/publicity.ts';
import { cards, duration, points, signed } from './words.ts';

export const publicityReplies: InEnglish<typeof zh> = {
  'publicity.page': (p) =>
    [
      `[Posted] ${p.scope}, ${span(p)}${p.pages > 1 ? ` (${p.page}/${p.pages})` : ''}`,
      ...p.lines.map(publicLine),
      ...(p.page === p.pages ? closing(p) : []),
    ].join('\n'),
  'publicity.nothing': (p) => `[Posted] ${p.scope}, ${span(p)}: no points changed. Here is to the next one!`,
  'publicity.where': (p) =>
    `${p.scope}, ${span(p)}: posted to the residents' group on ${p.posted}; ${p.open ? `objections are heard until the end of ${p.until}` : 'the time for objections is over'}. To read it again, send me "publicity list" in a direct chat.`,
  'publicity.none-yet': (p) =>
    `Nothing has been posted yet. The last ${p.every} is posted on day ${p.day} of each ${p.every} at ${p.time}.`,
  'publicity.not-configured': (_) =>
    'The regulation here posts nothing regularly. For your own household, say: points history',

  'objection.which': (_) => 'Please give one number and a reason, for example: object 1023 he was not there',
  'objection.nothing-posted': (p) =>
    `#${p.claim} is no recorded result, so there is nothing to object to. Please check the number.`,
  'objection.already-reversed': (p) => `#${p.claim} has been reversed already.`,
  'objection.answered': (p) =>
    `Your objection #${p.number} to #${p.claim} was settled and answered. With new evidence, please ask a committee member.`,
  'objection.closed': (p) =>
    `Objections to #${p.claim} were heard until ${p.until}. If you still have doubts, please ask the community's admin ${p.ask.join(', ')}.`,
  'objection.twice': (p) =>
    `Your objection #${p.number} to #${p.claim} is being looked at; you will hear in private. To take it back: withdraw ${p.number}`,
  'objection.recorded': (p) =>
    `Objection #${p.number} received (about #${p.claim}). ${p.frozen > 0 ? `${points(p.frozen)} are frozen meanwhile. ` : ''}You will hear in private. To take it back: withdraw ${p.number}`,
  'objection.joined': (p) =>
    `There is an objection #${p.number} to #${p.claim} already; your reason has been added. You will hear in private. To take it back: withdraw ${p.number}`,
  'objection.card': (p) =>
    `[Objection #${p.number}] about ${subject(p)}\n${p.by}: ${p.reason}\nQuote this with "upheld", or "dismissed" and a reason. Please keep the name to yourselves.`,
  'objection.joined-card': (p) =>
    `[Objection #${p.number}] about ${subject(p)}, by ${p.count} people now\n${p.by}: ${p.reason}\nQuote this with "upheld", or "dismissed" and a reason. Please keep the name to yourselves.`,
  'objection.told-household': (p) =>
    [
      `A resident objects to your household's ${subject(p)} (number #${p.number}). It is being looked at; you will hear.`,
      p.frozen > 0
        ? `${points(p.frozen)} are frozen meanwhile: your total stays ${p.total}, you can spend ${minus(p.available)}.${p.available < 0 ? ' That is below zero because some have been spent or deducted already.' : ''}`
        : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'objection.withdrawn': (p) =>
    p.over
      ? `Objection #${p.number} has been taken back; #${p.claim} stands.`
      : `One person took objection #${p.number} back; others uphold it, so it is still looked at.`,
  'objection.lifted': (p) =>
    `The objection to your household's #${p.claim} has been taken back.${p.frozen > 0 ? ` ${points(p.frozen)} are free again; you can spend ${minus(p.available)}.` : ''}`,
  'objection.reason': (p) => `Why is objection ${cards(p.numbers)} dismissed? Just reply.`,
  'objection.unknown': (p) =>
    `There is no objection ${cards(p.numbers)}. Please check the number on its card.`,
  'objection.already-settled': (p) => `Objection ${cards(p.numbers)} is settled already.`,
  'objection.not-a-member': (p) => `Objection #${p.number} is for the ${p.body.en} to settle.`,
  'objection.own-affair': (p) =>
    `Objection #${p.number} concerns you or your household; please leave it to the other members.`,
  'objection.said-before': (p) =>
    `You have said so on objection #${p.number}; the others are still to speak.`,
  'objection.too-few': (p) =>
    `After recusal and abstention ${p.left} are left for objection #${p.number}, fewer than ${p.need}. Please ask the admin for a stand-in.`,
  'objection.one-settles': (p) =>
    `Any one member settles objection #${p.number}: you need not abstain, just leave it to the others.`,
  'objection.abstained': (p) =>
    `Objection #${p.number}: ${p.by} ${p.how === 'abstain' ? 'abstains' : 'stays out'}; the others are still to speak.`,
  'objection.passed-on': (p) =>
    `Objection #${p.number}: ${p.by}'s word is noted. Too few members are left, so it goes to the ${p.body.en}.`,
  'objection.progress': (p) =>
    p.outcome === 'upheld'
      ? `Objection #${p.number}: ${p.by} upholds it (${p.have}/${p.need}); the others are still to speak.`
      : `Objection #${p.number}: ${p.by} dismisses it; the others are still to speak.`,
  'objection.settled': (p) =>
    p.outcome === 'upheld'
      ? [
          `Objection #${p.number} upheld (${p.by}): #${p.claim} ${p.address} ${p.what.en} has been reversed${p.reason ? `, ${p.reason}` : ''}.`,
          `${p.address} now has ${minus(p.total)} points.${owed(p)}`,
        ].join('\n')
      : `Objection #${p.number} dismissed (${p.by}): ${p.reason}. #${p.claim} stands${p.points > 0 ? '; its points are free again' : ''}.`,
  'objection.answer': (p) =>
    p.outcome === 'upheld'
      ? `Your objection #${p.number} was upheld and #${p.claim} reversed.${p.reason ? ` ${p.reason}.` : ''} Thank you for looking.`
      : `Your objection #${p.number} was dismissed; #${p.claim} stands. Reason: ${p.reason}`,
  'objection.told-result': (p) =>
    p.outcome === 'upheld'
      ? `The objection to your household's ${subject(p)} was upheld and it has been reversed${p.reason ? ` (${p.reason})` : ''}. You now have ${minus(p.total)} points.${owed(p)}`
      : `The objection to your household's ${subject(p)} was dismissed; it stands (${p.reason}).${p.points > 0 ? ` Its points are free again; you can spend ${minus(p.available)}.` : ''}`,
  'objection.reminder': (p) =>
    [
      'Objections that wait for you:',
      ...p.waiting.map(({ number, claim, days }) => `#${number} (about #${claim}), for ${days} days`),
      'Say: uphold NUMBER, or: dismiss NUMBER and the reason',
    ].join('\n'),

  'lists.red': (p) =>
    [
      `[Red list] ${p.scope}, ${p.period}${p.soFar ? ' (so far)' : ''}${onPage(p)}`,
      ...p.rows.map(
        ({ rank, address, family, points }) => `${rank}. ${address}${family ? ` (${family})` : ''} ${points}`,
      ),
      ...(p.page === p.pages ? [p.soFar ? 'Keep it up!' : 'Thank you all!'] : []),
    ].join('\n'),
  'lists.black': (p) =>
    [
      `[Black list] ${p.scope}, ${p.period}${onPage(p)}`,
      ...p.rows.map(({ address, points }) => `${address} ${minus(points)}`),
      ...(p.page === p.pages ? ['Grid workers, please visit and help.'] : []),
    ].join('\n'),
  'lists.red-empty': (p) => `${p.scope}, ${p.period}: no household has reached the red list yet.`,
  'lists.black-empty': (p) => `${p.scope}, ${p.period}: no household is on the black list.`,
  'lists.no-red': (_) => 'The regulation here has no red list. Say "leaderboard" for the ranking.',
  'lists.no-black': (_) => 'The regulation here has no black list.',
  'lists.black-in-private': (_) =>
    "The black list is for committee members and admins, in the committee's group or a direct chat.",

  'report-card.summary': (p) =>
    [
      `${p.address}, report card (${p.period}): ${minus(p.balance)} points${p.available === p.balance ? '' : `, ${minus(p.available)} to spend`}${p.frozen > 0 ? `, ${p.frozen} frozen` : ''}.`,
      `In this period ${p.credits} credited, ${p.deductions} deducted${p.rank ? `; number ${p.rank.place} of ${p.rank.of}` : ''}.`,
      p.waiting.count > 0
        ? `${p.waiting.count} more waiting for review, worth ${points(p.waiting.points)}.`
        : '',
    ]
      .filter(Boolean)
      .join('\n'),

  'export.file': (p) =>
    `${p.what}, ${p.rows} rows. It holds personal data: please keep it safe and out of groups.`,
  'export.empty': (p) => `${p.what}: nothing to export.`,
  'export.which': (_) => 'You can say: export award list / export ledger this month / export posted list',
  'export.too-long': (p) =>
    `${p.rows} rows are more than ${p.limit}. Please choose a shorter time, for example: export ledger this month`,
};

type Settled = Parameters<(typeof zh)['objection.settled']>[0];

function span({ first, last }: { first: string; last: string }): string {
  return first === last ? first : `${first} to ${last}`;
}

function publicLine({ number, kind, address, person, what, minutes, points, struck }: PublicLine): string {
  const who = person ? `${address} ${person}` : address;
  const amount = minutes ? ` ${duration(minutes)}` : '';
  const label = kind === 'correction' ? 'correction: ' : '';
  return `#${number} ${who} ${label}${what.en}${amount} ${signed(points)}${struck ? ' (reversed)' : ''}`;
}

function closing({ totals, days, until }: PageView): string[] {
  return [
    `${totals.entries} entries, ${totals.households} households: ${totals.credits} credited, ${totals.deductions} deducted.`,
    days > 0
      ? `Any doubt? Within ${days} days (to the end of ${until}) say: object NUMBER and why`
      : `The time for objections ended on ${until}.`,
  ];
}

export function subject({ claim, person, address, what, day, points }: ObjectionView): string {
  const who = points < 0 || person === '' ? address : `${person} (${address})`;
  return `#${claim} ${who} ${what.en} (${day}) ${signed(points)}`;
}

function owed({ total, available, waived }: Settled): string {
  if (waived > 0)
    return ` Some had been spent or deducted; nobody owes points here, so ${points(waived)} could not be taken.`;
  if (total < 0)
    return ' Some had been spent or deducted; by the regulation this is owed, and what you earn next fills it first.';
  return available < 0 ? ` You can spend ${minus(available)}.` : '';
}

function onPage({ page, pages }: { page: number; pages: number }): string {
  return pages > 1 ? ` (${page}/${pages})` : '';
}

function minus(amount: number): string {
  return amount < 0 ? `−${-amount}` : String(amount);
}
