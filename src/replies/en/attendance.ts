import type { Outcome } from '#src/activities/outcome.ts';
import type { MarkKind } from '#src/understanding/attendance-words.ts';
import type { InEnglish } from '../reply.ts';
import type { ClaimView } from '../views.ts';
import type { mergedAttendance as mergedZh, attendanceReplies as zh } from '../zh-CN/attendance.ts';
import { cards, duration, everybody, PERIODS, what, when } from './words.ts';

export const attendanceReplies: InEnglish<typeof zh> = {
  'activity.code': (p) =>
    `Today's code for "${p.activity.title}": ${spaced(p.code)} (good ${p.from}-${p.until}). Call it out on site; please don't post it. People say: check in ${p.code}. Or give a list: present Zhang San, or everybody came ${p.activity.number} except Wang Wu`,
  'activity.code-sent': () => 'I sent you the code privately. Please call it out on site.',
  'activity.too-early': (p) =>
    `"${p.activity.title}" has not begun (${when(p.activity)}). Please come back then.`,
  'activity.no-code-open': () =>
    'Nothing can be checked in to now. Wait for the organiser to call out the code, then: check in <six digits>',
  'activity.needs-code': () =>
    'Please send the code that was called out on site, for example: check in 123456',
  'activity.code-privately': () =>
    'Please keep the code out of the group; it does not count there. Send it to me here, for example: check in 123456',
  'activity.marked-absent': (p) =>
    `${p.name} is noted as absent from "${p.activity.title}", which a code does not change. If you are there, please ask the organiser on site.`,
  'activity.has-attendance': (p) =>
    `Attendance at "${p.activity.title}" is noted already, so it can't be called off. Please check it and send: close activity ${p.activity.number}`,
  'activity.wrong-code': (p) =>
    p.triesLeft > 0
      ? `That is not the code; ${p.triesLeft} tries left. Please ask the organiser on site.`
      : 'Too many wrong codes; no code is accepted from you today. Please ask the organiser on site to note you down.',
  'activity.checked-in': (p) =>
    `${p.name} checked in to "${p.activity.title}" (${p.at}${p.walkIn ? ', walk-in' : ''}). When you leave: check out`,
  'activity.already-checked-in': (p) =>
    `${p.name} checked in to "${p.activity.title}" already. When you leave: check out`,
  'activity.checked-out': (p) =>
    `${p.name} checked out of "${p.activity.title}" after ${duration(p.minutes)}; all hours are claimed together at the end. Thank you!`,
  'activity.checked-in-elsewhere': (p) =>
    `Not checked in to "${p.activity.title}": you are still checked in to "${p.other.title}", and the same time counts once. To change over, first say: check out ${p.other.number}, then send the code again.`,
  'activity.forgot-check-in': () =>
    'Still there? Ask the organiser for the code and send me privately: check in <six digits>. If you have left, ask the organiser to note you as present; no need to report it yourself.',
  'activity.guests-by-list': () =>
    'The code checks in you alone. Please ask the organiser to note down those who came with you.',
  'activity.not-begun': (p) =>
    `"${p.activity.title}" begins at ${p.startsAt}, so a check-out does not count yet; you are still checked in. When you leave: check out. Not taking part: check out ${p.activity.number}`,
  'activity.not-checked-in': () =>
    'You have not checked in, or the activity is closed. If that was forgotten, please ask the organiser.',
  'activity.unknown-people': (p) =>
    `I don't know ${p.names.join(', ')} (nobody of that name, or several), so nothing was noted. Please check the names and send it again.`,
  'activity.both-marks': (p) =>
    `Was ${p.names.join(', ')} there or not? You said both, so nothing was noted. Please say one of them.`,
  'activity.marked': (p) => {
    const [first, ...more] = p.said;
    const absent = first?.mark === 'absent' ? first.names : [];
    const said = p.everybody && absent.length > 0 ? more : p.said;
    const all = absent.length > 0 ? `everybody but ${absent.join(', ')}` : 'everybody';
    const who = [
      ...(p.everybody ? [all] : []),
      ...said.map(
        ({ mark, names, minutes }) =>
          `${names.join(', ')} ${MARKS[mark]}${minutes === undefined ? '' : ` ${duration(minutes)}`}`,
      ),
    ];
    return `Noted for "${p.activity.title}": ${who.join('; ')}; ${p.present} present now. When it is complete: close activity ${p.activity.number}`;
  },
  'activity.nobody-came': (p) =>
    `Nobody is noted as present at "${p.activity.title}" yet. First say: everybody came ${p.activity.number}, or present ${p.activity.number} <names>. If nobody came: close activity ${p.activity.number} nobody came (who signed up is absent). If it was not held: call off activity ${p.activity.number}`,
  'activity.somebody-came': (p) =>
    `${p.present} are noted as present at "${p.activity.title}", so it is not closed. To close it as noted: close activity ${p.activity.number}`,
  'activity.needs-minutes': (p) =>
    `"${p.activity.title}" has no length, so hours can't be counted. First say: change activity ${p.activity.number} 2 hours`,
  'activity.close-early': (p) =>
    `"${p.activity.title}" is planned until ${p.until}. If you close it now, hours count up to now and the groups are thanked (${p.present} noted as present). Reply "yes" to close it, or "no" to go on.`,
  'activity.limit-instead': (p) =>
    `"${p.activity.title}" has ${p.taken} sign-ups; once it is full, others wait. To take no more, ${
      p.taken === 0
        ? `send: change activity ${p.activity.number} 1 people, or call off activity ${p.activity.number}`
        : p.jobs
          ? `set each job to the number it has, for example: change activity ${p.activity.number} carrying 2 people`
          : `set the number to those it has: change activity ${p.activity.number} ${p.taken} people`
    }`,
  'activity.code-void': (p) =>
    `The code for "${p.activity.title}" is void; the activity goes on. For a new one: start check-in ${p.activity.number}. When it is all over: close activity ${p.activity.number}`,
  'activity.no-code': (p) =>
    `"${p.activity.title}" has no code now; the activity goes on. When it is all over: close activity ${p.activity.number}`,
  'activity.close-first': (p) =>
    `"${p.activity.title}" is not closed, so its summary is not posted. Please check who came, then: close activity ${p.activity.number}`,
  'activity.closed-already': (p) => `"${p.activity.title}" was closed already.`,
  'activity.to-close': (p) =>
    `"${p.activity.title}" should be over: ${p.signedUp} signed up, ${p.present} noted as present. When it is right: close activity ${p.activity.number}${p.present === 0 ? ` (first: everybody came ${p.activity.number} except ...)` : ''}`,
  'activity.settled': (p) =>
    [
      `Activity ${p.activity.number} "${p.activity.title}" is closed; ${p.came} came.`,
      ...(p.waiting.claims.length > 0
        ? [
            `Claimed ${p.waiting.points} points for ${p.waiting.claims.length} people (${range(p.waiting.claims)}); they wait for review.`,
          ]
        : []),
      ...(p.credited.claims.length > 0
        ? [
            `Credited ${p.credited.points} points to ${p.credited.claims.length} people (${range(p.credited.claims)}).`,
          ]
        : []),
      ...(p.absent.length > 0 ? [`Signed up and absent: ${p.absent.join(', ')}`] : []),
      ...(p.toMerge.length > 0
        ? [`Reported by hand; asked whether it is the same: ${p.toMerge.join(', ')}`]
        : []),
      ...(p.overlapping.length > 0
        ? [`Claimed for another activity at the same time, so not counted twice: ${p.overlapping.join(', ')}`]
        : []),
      ...(p.paid ? [] : ['This activity earns no points; attendance and hours are on record.']),
      ...(p.paid && p.uncounted.length > 0
        ? [
            `Present without points (no household, no minutes, cap reached, or nobody else to review): ${p.uncounted.join(', ')}`,
          ]
        : []),
    ].join('\n'),
  'activity.batch-card': (p) =>
    [
      `[To review] Activity ${p.activity.number} "${p.activity.title}": hours of ${p.lines.length} people, ${p.lines.reduce((sum, { points }) => sum + points, 0)} points`,
      ...p.lines.map(
        (line) =>
          `#${line.number} ${line.address} ${line.name} ${duration(line.minutes)} +${line.points} (${PROVENANCE[line.provenance]}${line.also ? `; that day also ${cards(line.also)}` : ''})`,
      ),
      'To approve all, quote this: approve. For one of them: reject <number> <reason>',
    ].join('\n'),
  'activity.photo': (p) => `Photo of activity ${p.activity.number} "${p.activity.title}"`,
  'activity.merge-offer': (p) =>
    `You reported ${reported(p.reports)} yourself. Is it the same as your attendance at "${p.activity.title}"? If so: merge ${p.reports[0]?.number}; if it was another time: keep ${p.reports[0]?.number}. The attendance is not claimed before you answer.`,
  'activity.merge-unanswered': (p) =>
    `${p.name} came to "${p.activity.title}" and reported ${reported(p.reports)} for the same day, and has not said whether that was the same. Please find out and reply: merge ${p.reports[0]?.number} (the same) or keep ${p.reports[0]?.number} (another time).`,
  'activity.nothing-to-merge': (p) => `No attendance waits to be merged with #${p.number}.`,
  'activity.merged': (p) =>
    `Merged: ${withdrawn(p.withdrawn)}#${p.claim} ${outcomeOfMerge(p)} the attendance at "${p.activity.title}".`,
  'activity.kept-both': (p) =>
    `${cards(p.kept)} kept; #${p.claim} ${outcomeOfMerge(p)} the attendance at "${p.activity.title}".`,
  'activity.merged-with-credit': (p) =>
    `Merged: ${withdrawn(p.withdrawn)}the hours of "${p.activity.title}" were credited with ${cards(p.numbers)} and are not claimed again.`,
  'activity.not-counted': (p) =>
    `${withdrawn(p.withdrawn)}The attendance at "${p.activity.title}" is noted; by the regulation there are no more points for it.`,
  'activity.thanks': (p) =>
    `[Activity ${p.activity.number} is over] Thank you ${everybody(p.names)} (${p.names.length}) for coming to "${p.activity.title}"! How was it? Those who came, please quote this and reply: good, fair or poor`,
  'activity.rated': (p) => `Thank you for rating "${p.activity.title}": ${p.rating}.`,
  'activity.rate-later': (p) => `"${p.activity.title}" is not closed yet. Please rate it when it is over.`,
  'activity.not-there': () => 'I found no activity that you came to. Only those who came can rate it.',
  'activity.summary': (p) =>
    [
      `[What came of it] ${p.activity.number}. ${p.activity.title} (${when(p.activity)}${p.activity.place ? `, ${p.activity.place}` : ''})`,
      ...outcome(p.outcome),
      ...(p.closed
        ? []
        : [
            `It is not closed yet, so this will change. When it is over: close activity ${p.activity.number}`,
          ]),
    ].join('\n'),
  'activity.summary-posted': (p) =>
    `The summary of activity ${p.activity.number} "${p.activity.title}" is posted to ${p.rooms.join(', ')}.`,
  'activity.more-photos': (p) => `Photo ${p.number}`,
  'activity.month-summary': (p) =>
    [`[Activities, ${PERIODS[p.period]}] ${p.held} held`, ...outcome(p.outcome)].join('\n'),
  'activity.no-summary': (p) => `No activity was held (${PERIODS[p.period]}).`,
};

export const mergedAttendance: typeof mergedZh = {
  'activity.checked-in': {
    title: (count) => `${count} people checked in:`,
    line: (p) => `${p.activity.title}: ${p.name} (${p.at}${p.walkIn ? ', walk-in' : ''})`,
    tail: () => 'When you leave, say: check out',
  },
  'activity.already-checked-in': {
    title: (count) => `${count} people had checked in before:`,
    line: (p) => `${p.activity.title}: ${p.name}`,
    tail: () => 'When you leave, say: check out',
  },
  'activity.checked-out': {
    title: (count) => `${count} people checked out. Thank you!`,
    line: (p) => `${p.activity.title}: ${p.name}, ${duration(p.minutes)}`,
    tail: () => 'The hours are claimed for all when the activity is closed.',
  },
  'activity.wrong-code': {
    title: (count) => `${count} wrong codes; please check with the organiser on site.`,
    line: (p) =>
      p.triesLeft > 0
        ? `Somebody has ${p.triesLeft} tries left`
        : 'Those without tries left: see the organiser',
  },
};

function outcomeOfMerge({ points, credited }: { points: number; credited: boolean }): string {
  return credited ? `credits ${points} points for` : `claims ${points} points and waits for review, for`;
}

function withdrawn(numbers: number[]): string {
  return numbers.length > 0 ? `${cards(numbers)} withdrawn. ` : '';
}

function reported(reports: ClaimView[]): string {
  return reports.map((report) => `#${report.number} ${what(report)}`).join(', ');
}

const PROVENANCE = {
  'checked-in': 'checked in',
  'organiser-list': "organiser's list",
  'self-reported': 'reported by hand',
};

const MARKS: Record<MarkKind, string> = {
  present: 'present',
  absent: 'absent',
  late: 'late',
  'left-early': 'left early',
  minutes: 'served',
};

function outcome(p: Outcome): string[] {
  const { good, fair, poor } = p.ratings;
  const rated = good + fair + poor;
  return [
    `${p.signedUp} signed up, ${p.came} came${p.rate === undefined ? '' : ` (${p.rate}% of those signed up)`}`,
    `${Math.round(p.minutes / 6) / 10} hours, ${p.households} households, ${p.firstTimers} first-timers`,
    ...(rated > 0
      ? [
          `${rated} ratings: good ${good}, fair ${fair}, poor ${poor} (${Math.round((100 * good) / rated)}% good)`,
        ]
      : []),
  ];
}

function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

function range(numbers: number[]): string {
  const [first = 0, last = first] = [numbers[0], numbers.at(-1)];
  if (numbers.length > 2 && last - first === numbers.length - 1) return `#${first}-#${last}`;
  return cards(numbers.slice(0, 10)) + (numbers.length > 10 ? ' and more' : '');
}
