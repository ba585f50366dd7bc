import type { InEnglish } from '../reply.ts';
import type { mergedClaims as mergedZh, claimsReplies as zh } from '../zh-CN/claims.ts';
import {
  capName,
  cards,
  cut,
  dayName,
  detail,
  gain,
  points,
  statusLine,
  stepName,
  tail,
  what,
  who,
  whoShort,
} from './words.ts';

export const claimsReplies: InEnglish<typeof zh> = {
  'claim.recorded': (p) =>
    `Recorded #${p.number}: ${who(p)}, ${what(p)}. ${gain(p)}${cut(p)} once the committee approves.${p.needsPicture ? ' This one needs a photo: please send it now.' : ''}`,
  'claim.credited': (p) =>
    `Recorded #${p.number}: ${who(p)}, ${what(p)}. ${gain(p)}${cut(p)}; ${p.address} now has ${points(p.balance)}.`,
  'claim.card': (p) =>
    [
      `[To review #${p.number}] ${who(p)}`,
      `${what(p)} → ${gain(p)}${cut(p)}`,
      ...detail(p),
      ...(p.step ? [`Step: ${stepName(p.step)}`] : []),
      `Quote this: approve / reject <reason> / change to ${p.minutes ? '1.5 hours' : '5 points'}`,
    ].join('\n'),
  'claim.duplicate': (p) =>
    `${p.address} already reported the same ${p.item.en} for ${dayName(p)} (#${p.number}, ${p.person}). Is this another one? Reply "yes" to record it too, or "cancel".`,
  'claim.item-unknown': (p) =>
    `The rules have no "${p.text}".${p.suggestions.length > 0 ? ` Did you mean: ${p.suggestions.join(', ')}?` : ''} Say "rules" to see all.`,
  'claim.amount-out-of-range': (p) =>
    `One report can be at most ${p.maxHours} hours or ${p.maxTimes} times. Please check.`,
  'claim.no-rules': (p) => `No rules were in force on ${p.day}, so that day cannot be reported.`,
  'claim.not-in-version': (p) =>
    `The rules of ${p.day} (version ${p.version}) have no "${p.text}". Say "rules" to see those of today.`,
  'claim.not-reportable': (p) =>
    p.state
      ? `"${p.item.en}" is not reported: the community credits it after an inspection.`
      : `"${p.item.en}" is deducted, not reported. Please tell a grid worker.`,
  'claim.choose': (p) =>
    `${p.item} has levels: ${p.choices.map((choice) => `${choice.name} ${points(choice.points)}`).join(', ')}. Please name one, for example: report ${p.item} ${p.choices[0]?.name ?? ''}`,
  'claim.cap-reached': (p) =>
    `The rules allow ${capName(p.cap)} for ${p.cap.of ? p.cap.of.en : 'everything together'}, and that is used up. It was not recorded.`,
  'claim.worth-nothing': () => 'That is too short to earn a point under the rules, so nothing was recorded.',
  'claim.in-future': (p) => `${p.day} has not come yet. Please report it after it is done.`,
  'claim.too-old': (p) =>
    `Only the last ${p.days} days can be reported. Earlier deeds can not be entered here; please ask the community.`,
  'claim.whose': (p) =>
    `Was it ${p.name} who did this? To report for them: report for ${p.name}, 2 volunteer hours. Hours of an activity: minutes 12 ${p.name} 90 minutes. If it was you, please begin with "report".`,
  'claim.same-twice': () =>
    'That message has the same deed twice. If you did it twice, add it up, for example: report 4 volunteer hours',
  'claim.too-many': (p) => `One message can report at most ${p.limit} deeds. Please split it.`,
  'claim.status': (p) => p.claims.map(statusLine).join('\n'),
  'claim.none': () =>
    'You have not reported anything yet. To report, say: report 2 volunteer hours. Attendance at an activity is claimed at its end; no need to report it.',
  'claim.not-found': (p) => `I found no ${cards(p.numbers)} of yours. Say "my reports" to see the latest.`,
  'claim.withdrawn': (p) => `Withdrawn #${p.number} (${p.item.en}).`,
  'claim.not-withdrawable': (p) =>
    `#${p.number} is decided already and cannot be withdrawn. Please ask the committee.`,
  'claim.evidence-added': (p) => `Photo added to #${p.number}, ${p.pictures} in all.`,
  'claim.evidence-card': (p) => `#${p.number} photo from ${p.person}:`,
  'claim.no-pictures': (p) => `${cards(p.numbers)} has no photos.`,
  'claim.pictures-later': (p) => `These first; for the others: photos ${p.numbers.join(' ')}`,
  'claim.evidence-refused': (p) =>
    `The photo was not kept: ${{ type: 'only JPG, PNG, GIF and WebP', size: 'at most 10 MB each', count: 'at most 9 for a report' }[p.why]}.`,
  'claim.result': (p) =>
    p.verdict === 'rejected'
      ? `#${p.number} ${p.item.en} was not approved: ${p.reason} (${p.by}). You can report it again with more detail.`
      : `#${p.number} ${p.item.en} approved${p.verdict === 'adjusted' ? ` (changed to ${what(p)})` : ''}: ${whoShort(p)} ${gain(p)}, ${p.address} now has ${points(p.balance)}.`,
};

export const mergedClaims: typeof mergedZh = {
  'claim.recorded': {
    title: (count) => `${count} reports recorded, to be reviewed:`,
    line: (p) => `#${p.number} ${whoShort(p)} ${what(p)} ${gain(p)}`,
  },
  'claim.card': {
    title: (count) => `[${count} to review]`,
    line: (p) => `#${p.number} ${who(p)} ${what(p)} ${gain(p)}${tail(p)}`,
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
        ? `#${p.number} ${whoShort(p)} ${p.item.en} not approved: ${p.reason}`
        : `#${p.number} ${whoShort(p)} ${what(p)} ${gain(p)}, ${p.address} now ${p.balance}`,
  },
};
