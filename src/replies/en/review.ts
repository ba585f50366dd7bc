import type { InEnglish } from '../reply.ts';
import type { mergedReview as mergedZh, reviewReplies as zh } from '../zh-CN/review.ts';
import { subject } from './publicity.ts';
import { cards, cut, dayName, gain, points, stepName, tail, undone, what, who, whoShort } from './words.ts';

export const reviewReplies: InEnglish<typeof zh> = {
  'review.decided': (p) =>
    p.verdict === 'rejected'
      ? `#${p.number} rejected (${p.by}): ${p.reason}`
      : `#${p.number} ${whoShort(p)}, ${what(p)} ${p.verdict === 'adjusted' ? 'adjusted and ' : ''}approved (${p.by}), ${gain(p)}.`,
  'review.progress': (p) =>
    p.against
      ? `#${p.number}: ${p.by} is against (${p.have}/${p.need} agree); it waits for other members.`
      : `#${p.number}: ${p.by} agrees (${p.have}/${p.need}), ${p.need - p.have} more needed.`,
  'review.abstained': (p) =>
    `#${p.number}: ${p.by} ${p.how === 'abstain' ? 'abstains' : 'stays out'}; it waits for other members.`,
  'review.too-few': (p) =>
    `#${p.number}: only ${p.left} members are left after recusal, ${p.need} are needed. An admin can say: stand-in @away by @other until <day>`,
  'review.passed-on': (p) =>
    `#${p.number}: noted for ${p.by}. Too few members are left, so it goes to the ${p.body.en}.`,
  'review.advanced': (p) =>
    `#${p.number} ${whoShort(p)}, ${what(p)} passed this step (${p.by}); now before ${p.step ? stepName(p.step) : 'the next'}.`,
  'review.left-out': (p) =>
    [
      p.own ? `${cards(p.own)} is your own household's or your own report; another member must decide.` : '',
      p.heard ? `You were heard on ${cards(p.heard)} in an earlier step; another member must decide.` : '',
      p.decided ? `${cards(p.decided)} is decided already.` : '',
      p.said ? `You have agreed to ${cards(p.said)} already; it waits for other members.` : '',
      p.objections
        ? `${cards(p.objections)} is an objection; say: uphold ${p.objections[0]}, or: dismiss ${p.objections[0]} <reason>`
        : '',
      p.missing ? `There is no ${cards(p.missing)}.` : '',
      p.others ? `${cards(p.others)} is not yours to decide.` : '',
      p.listed ? `${cards(p.listed)} is decided on a list; please quote the list.` : '',
      p.unrecorded
        ? `${cards(p.unrecorded)} is decided by a meeting; name its minutes, for example: list 1050 all approved, minutes 2025-12`
        : '',
      p.fixed ? `The amount of ${cards(p.fixed)} cannot be changed in this step.` : '',
      p.withoutPicture ? `${cards(p.withoutPicture)} needs a photo and has none yet.` : '',
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
      p.total > 0 ? `${p.total} waiting:` : '',
      ...p.claims.map(
        (claim) => `#${claim.number} ${who(claim)} ${what(claim)} ${gain(claim)}${tail(claim)}`,
      ),
      ...p.registrations.map(({ number, address, name }) => `#${number} registration: ${address} ${name}`),
      p.claims.length + p.registrations.length < p.total ? '… these first.' : '',
      p.total > 0 ? 'Reply "approve <number>", "approve all" or "reject <number> <reason>".' : '',
      p.listed > 0 ? `${p.listed} more are decided on a list. To open it now: open review list` : '',
      p.objected > 0 ? `${p.objected} objections to settle:` : '',
      ...p.objections.map((one) => `#${one.number} about ${subject(one)}: ${one.reason}`),
      p.objections.length < p.objected ? '… these first.' : '',
      p.objected > 0 ? 'Reply "uphold <number>" or "dismiss <number> <reason>".' : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.nothing-waiting': () => 'Nothing is waiting for review.',
  'claim.reversed': (p) =>
    `#${p.number} reversed (${p.by}): ${whoShort(p)} ${p.item.en} ${undone(p)}${p.waived > 0 ? ` (${p.waived} of them were spent and are not owed)` : ''}, ${p.address} now has ${points(p.balance)}. Reason: ${p.reason}`,
  'claim.under-objection': (p) =>
    `Objection #${p.objection} to #${p.number} is open; please settle it first: uphold ${p.objection}, or: dismiss ${p.objection} <reason>`,
  'claim.already-reversed': (p) => `${cards(p.numbers)} has been reversed already.`,
  'claim.not-reversible': (p) =>
    `${cards(p.numbers)} earned no points, so there is nothing to reverse. If it still waits, reject it.`,

  // ---- lists
  'review.list-card': (p) =>
    [
      `[Review list #${p.number}] ${p.scope}, ${p.body.en}, ${p.total} lines${p.pages > 1 ? ` (${p.page}/${p.pages})` : ''}`,
      ...p.lines.map((claim) => `${claim.line}. ${who(claim)} ${what(claim)} ${gain(claim)}${tail(claim)}`),
      p.page === p.pages
        ? p.meeting
          ? `After the meeting an admin enters: list ${p.number} all approved, minutes <reference>`
          : 'Quote this: all approved / all but 3, 7 / change 5 to 10 points / reject 3 <reason> / recuse 3'
        : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.list-decided': (p) =>
    [
      `List #${p.number} (${p.by}): ${
        [
          p.approved > 0 ? `${p.approved} approved` : '',
          p.rejected > 0 ? `${p.rejected} rejected` : '',
          p.counted > 0 ? `${p.counted} noted, waiting for other members` : '',
        ]
          .filter(Boolean)
          .join(', ') || 'nothing changed'
      }.`,
      p.own.length > 0 ? `Lines ${p.own.join(', ')} are your own; another member must decide.` : '',
      p.heard.length > 0
        ? `You were heard on lines ${p.heard.join(', ')} in an earlier step; another member must decide.`
        : '',
      p.already.length > 0 ? `Lines ${p.already.join(', ')} are decided, or you have said so already.` : '',
      p.notYours.length > 0 ? `Lines ${p.notYours.join(', ')} are not yours to decide.` : '',
      p.withoutPicture.length > 0
        ? `Lines ${p.withoutPicture.join(', ')} need a photo and have none yet.`
        : '',
      p.fixed.length > 0 ? `The amounts of lines ${p.fixed.join(', ')} cannot be changed in this step.` : '',
      p.tooFew.length > 0
        ? `Too few members are left for lines ${p.tooFew.join(', ')}. An admin can say: stand-in @away by @other until <day>`
        : '',
      ...p.passedOn.map(
        ({ body, lines }) =>
          `Too few members are left for lines ${lines.join(', ')}: now before the ${body.en}.`,
      ),
      ...p.moved.map(
        ({ list, lines }) => `Lines ${lines.join(', ')} are on list #${list}; please quote that one.`,
      ),
      p.open.length > 0 ? `Still open: lines ${p.open.join(', ')}.` : '',
      p.open.length + p.moved.length === 0 ? 'All lines are decided.' : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.list-picture': (p) => `List #${p.list}, line ${p.line} (#${p.number} ${p.address}), photo:`,
  'review.list-pictures-left': (p) =>
    `List #${p.list} has ${p.left} more photos than are shown here. To see them: photos ${p.numbers[0]}\nThere are more of: ${p.numbers.join(', ')}`,
  'review.list-unknown': (p) =>
    p.number === undefined
      ? 'Please quote the list, or give its number, for example: list 1050 all approved'
      : `There is no list #${p.number}. Please quote the list or check the number.`,
  'review.list-no-line': (p) =>
    `List #${p.number} has ${p.total} lines, no line ${p.lines.join(', ')}. Please check.`,
  'review.list-needs-record': (p) =>
    `List #${p.number} is decided by a meeting; name its minutes, for example: list ${p.number} all approved, minutes 2025-12`,
  'review.list-nothing': () => 'Nothing waits for a list.',
  'review.list-opened': (p) => `Opened ${cards(p.numbers)} with ${p.total} lines, sent to the committee.`,

  // ---- what waits too long
  'review.reminder': (p) =>
    [
      `[Reminder] ${p.total} reports have waited for more than ${p.days} days:`,
      ...p.claims.map((claim) => `#${claim.number} ${who(claim)} ${what(claim)} ${gain(claim)}`),
      p.claims.length < p.total ? `… and ${p.total - p.claims.length} more: say "pending".` : '',
      'Reply "approve <number>" or "reject <number> <reason>", or say "pending".',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.list-reminder': (p) =>
    [
      `[Reminder] Review list #${p.number}: ${p.total} lines have waited for more than ${p.days} days:`,
      ...p.lines.map((claim) => `${claim.line}. ${who(claim)} ${what(claim)} ${gain(claim)}`),
      p.lines.length < p.total ? `… and ${p.total - p.lines.length} more, see the list.` : '',
      p.meeting
        ? `After the meeting an admin enters: list ${p.number} all approved, minutes <reference>`
        : `Quote the list or this, or say: list ${p.number} all approved`,
    ]
      .filter(Boolean)
      .join('\n'),
  'review.escalated': (p) =>
    [
      `[To review, overdue] ${p.body.en} did not decide within ${p.days} days; ${p.total} in all${p.pages > 1 ? ` (${p.page}/${p.pages})` : ''}, please decide with them:`,
      ...p.claims.map(
        (claim) => `#${claim.number} ${who(claim)} ${what(claim)} ${gain(claim)}${tail(claim)}`,
      ),
      p.page === p.pages ? 'Reply "approve <number>" or "reject <number> <reason>".' : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'review.nobody': (p) =>
    `Nobody can decide ${cards(p.numbers)}${p.numbers.length < p.total ? ` and ${p.total - p.numbers.length} more` : ''}: ${p.isEmpty ? `the ${p.body.en} has no members` : `all members of the ${p.body.en} are concerned themselves or were heard in an earlier step`}. Please appoint: grant <address> <name> ${p.body.en}`,

  // ---- awards, deductions, inspections
  'award.no-reason': (p) =>
    `Please give a reason, for example: ${p.deduct ? 'deduct 3-2-501 5 points threw litter' : 'award 3-2-501 5 points cleared the snow'}`,
  'award.needs-item': (p) =>
    `The rules want an item, for example: ${p.deduct ? 'deduct' : 'award'} 3-2-501 ${p.items[0] ?? 'item'}. There are: ${p.items.slice(0, 8).join(', ')}`,
  'award.too-much': (p) => `The rules allow at most ${points(p.most)} at a time. Please check.`,
  'award.wrong-kind': (p) =>
    p.deduct
      ? `"${p.item.en}" earns points and cannot be deducted.`
      : `"${p.item.en}" is a deduction and cannot be awarded.`,
  'award.inspected': (p) =>
    `"${p.item.en}" is credited after an inspection: inspection ${p.item.en} passed <address>`,
  'award.not-a-multiple': (p) =>
    `"${p.item.en}" is ${points(p.each)} each time; please give a multiple of that, at most ${p.most} times.`,
  'award.own': () =>
    'Nobody gives points to or takes them from their own household; please ask another member.',
  'award.no-household': (p) =>
    `${p.address} is not on the roster. Enter it first: register ${p.address} <name>`,
  'deduction.told': (p) =>
    `Your household (${p.address}) lost ${points(p.points)}${cut(p)} under the rules: ${p.item.en} (${dayName(p)})${p.note ? `, ${p.note}` : ''}. You now have ${points(p.balance)}.\nIf you disagree, reply: object ${p.number} <reason>`,
  'deduction.no-phone': (p) =>
    `${p.address} has no phone on the roster: please tell them of #${p.number} in person, and how to object.`,
  'deduction.forgiven': (p) =>
    `The ${points(p.points)} that your household (${p.address}) lost by #${p.number}, ${p.item.en} (${dayName(p)}), were given back. Reason: ${p.reason}. You now have ${points(p.balance)}.`,
  'inspection.not-a-state': (p) =>
    p.states.length > 0
      ? `"${p.item}" is not inspected. These are: ${p.states.join(', ')}.`
      : 'The rules have nothing that is inspected.',
  'inspection.unknown-exception': (p) =>
    `${p.addresses.join(', ')} is not on the roster, so nothing was recorded. Please check and send it again.`,
  'inspection.recorded': (p) =>
    [
      `${p.item.en}: ${p.granted} households passed, +${points(p.points)} each${p.waiting ? ', to be reviewed' : ''}.`,
      p.already.length > 0 ? `Credited before in this period: ${p.already.slice(0, 20).join(', ')}.` : '',
      p.capped.length > 0 ? `At their cap already: ${p.capped.slice(0, 20).join(', ')}.` : '',
      p.own.length > 0 ? `Your own household must be entered by somebody else: ${p.own.join(', ')}.` : '',
      p.unknown.length > 0 ? `Not on the roster: ${p.unknown.slice(0, 20).join(', ')}.` : '',
    ]
      .filter(Boolean)
      .join('\n'),

  // ---- standing in
  'stand-in.set': (p) =>
    `${p.standIn} stands in for ${p.member} from ${p.from} until ${p.until}. To end it: end stand-in ${p.member}`,
  'stand-in.ended': (p) => `Nobody stands in for ${p.member} any more.`,
  'stand-in.none': (p) => `Nobody stands in for ${p.member}.`,
  'stand-in.not-a-member': (p) => `${p.member} is not a member of the committee.`,
  'stand-in.fellow': (p) =>
    `${p.standIn} sits in the same body and has one vote; please name somebody else for ${p.member}.`,
  'stand-in.busy': (p) => `${p.member} stands in for somebody until ${p.until}; please end that first.`,
  'stand-in.same': () => 'Nobody can stand in for themselves.',
  'stand-in.away': (p) => `${p.standIn} is away as well (until ${p.until}); please name somebody else.`,
  'stand-in.dates': () => 'The dates do not fit: the end comes after the beginning, and not before today.',
};

export const mergedReview: typeof mergedZh = {
  'review.decided': {
    title: (count) => `${count} decided:`,
    line: (p) =>
      p.verdict === 'rejected'
        ? `#${p.number} ${whoShort(p)} rejected (${p.by}): ${p.reason}`
        : `#${p.number} ${whoShort(p)} ${p.item.en} approved (${p.by}) ${gain(p)}`,
  },
};
