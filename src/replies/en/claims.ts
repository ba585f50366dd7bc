import type { InEnglish } from '../reply.ts';
import type { mergedClaims as mergedZh, claimsReplies as zh } from '../zh-CN/claims.ts';
import { cards, dayName, detail, points, statusLine, tail, what } from './words.ts';

export const claimsReplies: InEnglish<typeof zh> = {
  'claim.recorded': (p) =>
    `Recorded #${p.number}: ${p.person} (${p.address}), ${what(p)}. +${points(p.points)} once the committee approves.`,
  'claim.card': (p) =>
    [
      `[To review #${p.number}] ${p.person} (${p.address})`,
      `${what(p)} → +${points(p.points)}`,
      ...detail(p),
      `Quote this: approve / reject <reason> / change to ${p.minutes ? '1.5 hours' : '5 points'}`,
    ].join('\n'),
  'claim.duplicate': (p) =>
    `${p.address} already reported the same ${p.item.en} for ${dayName(p)} (#${p.number}, ${p.person}). Is this another one? Reply "yes" to record it too, or "cancel".`,
  'claim.item-unknown': (p) =>
    `The rules have no "${p.text}".${p.suggestions.length > 0 ? ` Did you mean: ${p.suggestions.join(', ')}?` : ''} Say "rules" to see all.`,
  'claim.amount-out-of-range': (p) =>
    `One report can be at most ${p.maxHours} hours or ${p.maxTimes} times. Please check.`,
  'claim.worth-nothing': () => 'That is too short to earn a point under the rules, so nothing was recorded.',
  'claim.in-future': (p) => `${p.day} has not come yet. Please report it after it is done.`,
  'claim.too-old': (p) =>
    `Only the last ${p.days} days can be reported. Earlier deeds can not be entered here; please ask the community.`,
  'claim.same-twice': () =>
    'That message has the same deed twice. If you did it twice, add it up, for example: report 4 volunteer hours',
  'claim.too-many': (p) => `One message can report at most ${p.limit} deeds. Please split it.`,
  'claim.status': (p) => p.claims.map(statusLine).join('\n'),
  'claim.none': () => 'You have not reported anything yet. To report, say: report 2 volunteer hours',
  'claim.not-found': (p) => `I found no ${cards(p.numbers)} of yours. Say "my reports" to see the latest.`,
  'claim.withdrawn': (p) => `Withdrawn #${p.number} (${p.item.en}).`,
  'claim.not-withdrawable': (p) =>
    `#${p.number} is decided already and cannot be withdrawn. Please ask the committee.`,
  'claim.evidence-added': (p) => `Photo added to #${p.number}, ${p.pictures} in all.`,
  'claim.evidence-card': (p) => `#${p.number} photo from ${p.person}:`,
  'claim.evidence-refused': (p) =>
    `The photo was not kept: ${{ type: 'only JPG, PNG, GIF and WebP', size: 'at most 10 MB each', count: 'at most 9 for a report' }[p.why]}.`,
  'claim.result': (p) =>
    p.verdict === 'rejected'
      ? `#${p.number} ${p.item.en} was not approved: ${p.reason} (${p.by}). You can report it again with more detail.`
      : `#${p.number} ${p.item.en} approved${p.verdict === 'adjusted' ? ` (changed to ${what(p)})` : ''}: ${p.person} +${points(p.points)}, ${p.address} now has ${points(p.balance)}.`,
};

export const mergedClaims: typeof mergedZh = {
  'claim.recorded': {
    title: (count) => `${count} reports recorded, to be reviewed:`,
    line: (p) => `#${p.number} ${p.person} ${what(p)} +${p.points}`,
  },
  'claim.card': {
    title: (count) => `[${count} to review]`,
    line: (p) => `#${p.number} ${p.person} (${p.address}) ${what(p)} +${p.points}${tail(p)}`,
    tail: (p) => `Quote this: approve / all but ${p.number} / reject ${p.number} <reason>`,
  },
  'claim.evidence-added': {
    title: () => 'Photos added:',
    line: (p) => `#${p.number} ${p.person}, ${p.pictures} in all`,
  },
  'claim.result': {
    title: (count) => `${count} reports decided:`,
    line: (p) =>
      p.verdict === 'rejected'
        ? `#${p.number} ${p.person} ${p.item.en} not approved: ${p.reason}`
        : `#${p.number} ${p.person} ${what(p)} +${p.points}, ${p.address} now ${p.balance}`,
  },
};
