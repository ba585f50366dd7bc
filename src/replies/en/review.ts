import type { InEnglish } from '../reply.ts';
import type { mergedReview as mergedZh, reviewReplies as zh } from '../zh-CN/review.ts';
import { cards, points, tail, what } from './words.ts';

export const reviewReplies: InEnglish<typeof zh> = {
  'review.decided': (p) =>
    p.verdict === 'rejected'
      ? `#${p.number} rejected (${p.by}): ${p.reason}`
      : `#${p.number} ${p.person}, ${what(p)} ${p.verdict === 'adjusted' ? 'adjusted and ' : ''}approved (${p.by}), +${points(p.points)}.`,
  'review.progress': (p) =>
    `#${p.number}: ${p.by} agrees (${p.have}/${p.need}), ${p.need - p.have} more needed.`,
  'review.left-out': (p) =>
    [
      p.own.length > 0
        ? `${cards(p.own)} is your own household's or your own report; another member must decide.`
        : '',
      p.decided.length > 0 ? `${cards(p.decided)} is decided already.` : '',
      p.said.length > 0 ? `You have agreed to ${cards(p.said)} already; it waits for other members.` : '',
      p.missing.length > 0 ? `There is no ${cards(p.missing)}.` : '',
      p.others.length > 0 ? `${cards(p.others)} is not yours to decide.` : '',
      'Say "pending" to see what waits.',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.adjust-needs-amount': (p) =>
    p.per === 'hour'
      ? `#${p.number} pays by the hour. Please give a time, for example: change ${p.number} to 1.5 hours`
      : `#${p.number} pays per time. Please give times or points, for example: change ${p.number} to 5 points`,
  'review.adjust-too-much': (p) => `#${p.number} can be given at most ${points(p.most)}. Please check.`,
  'review.pending': (p) =>
    [
      `${p.total} waiting:`,
      ...p.claims.map(
        (claim) =>
          `#${claim.number} ${claim.person} (${claim.address}) ${what(claim)} +${points(claim.points)}${tail(claim)}`,
      ),
      ...p.registrations.map(({ number, address, name }) => `#${number} registration: ${address} ${name}`),
      p.claims.length + p.registrations.length < p.total ? '… these first.' : '',
      'Reply "approve <number>", "approve all" or "reject <number> <reason>".',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.nothing-waiting': () => 'Nothing is waiting for review.',
  'claim.reversed': (p) =>
    `#${p.number} reversed (${p.by}): ${p.person} ${p.item.en} −${points(p.points)}, ${p.address} now has ${points(p.balance)}. Reason: ${p.reason}`,
  'claim.already-reversed': (p) => `${cards(p.numbers)} has been reversed already.`,
  'claim.not-reversible': (p) =>
    `${cards(p.numbers)} earned no points, so there is nothing to reverse. If it still waits, reject it.`,
};

export const mergedReview: typeof mergedZh = {
  'review.decided': {
    title: (count) => `${count} decided:`,
    line: (p) =>
      p.verdict === 'rejected'
        ? `#${p.number} ${p.person} rejected (${p.by}): ${p.reason}`
        : `#${p.number} ${p.person} ${p.item.en} approved (${p.by}) +${p.points}`,
  },
};
