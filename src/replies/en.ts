import type { RoomPurpose } from '#src/community/schema.ts';
import type { Period, Role } from '#src/understanding/intent.ts';
import type {
  ActivityView,
  BoardsView,
  ClaimView,
  ItemView,
  PlaceView,
  ProposalView,
  StatusView,
} from './views.ts';
import type { mergedZhCN, Replies } from './zh-CN.ts';

/** Everything that Xiaoji says, in English. */
export const en: Replies = {
  // ---- general
  fault: () =>
    'Sorry, something went wrong on my side and this was not done. Please send it again in a moment.',
  unknown: () => 'I did not get that. Say "help" to see what I can do.',
  'not-built': () => 'Understood, but I cannot do this yet. Please ask your grid worker for now.',
  'not-allowed': (p) =>
    `Only ${p.roles.map((role) => ROLES[role]).join(' or ')} can do this; please ask them.`,
  'not-registered': () => 'You are not registered yet. Say: register 3-2-501 Your Name (building-unit-room)',
  'not-resident': () =>
    'You have no household here yet. Say: register 3-2-501 Your Name (building-unit-room)',
  'room-unbound': () =>
    'This group is not bound to a community yet. An admin can say here: bind this room residents <grid>',
  'too-long': (p) => `That message is too long. Please keep it under ${p.limit} characters.`,
  'confirm.nothing': () => 'Nothing is waiting for your answer. Say "help" to see what I can do.',
  'confirm.declined': () => 'All right, nothing was recorded.',
  'model.unavailable': () => 'I did not get that. Try: report 2 volunteer hours. Say "help" for more.',
  'model.proposal': (p) => `Do you want to ${proposed(p)}?\nReply "yes" to confirm or "no" to cancel.`,

  // ---- questions for what is missing
  'ask.hours': (p) => `How long did ${p.item || 'it'} take? Just reply with the time, for example: 2 hours`,
  'ask.item': (p) => `Which deed was it? For example: ${p.items.slice(0, 6).join(', ')}`,
  'ask.reason': (p) => `Why is ${cards(p.numbers)} rejected? Just reply with the reason.`,
  'ask.numbers': () => 'Please add the number, for example: approve 1023',
  'ask.address': () => 'Please add your address and name, for example: register 3-2-501 Zhang San',
  'ask.activity': () => 'Please add the number, for example: sign up 12. Say "activities" to see them.',
  'ask.start': () => 'When does it start? For example: Saturday 9am',
  'ask.other': (p) => `${p.what}: something is missing. Please write it like this: ${p.example}`,

  // ---- help
  help: (p) =>
    [
      `${p.name ? `${p.name}, you` : 'You'} can say here:`,
      ...p.lines.map(({ what, example }) => `· ${what}: ${example}`),
      ...(p.more.length > 0 ? [`More: help ${p.more.join(' / help ')}`] : []),
    ].join('\n'),

  // ---- reporting
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

  // ---- review
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

  // ---- points
  'points.balance': (p) =>
    [
      `${p.address} has ${points(p.balance)}; ${p.person} has earned ${p.earned} in all.`,
      p.waiting.count > 0 ? `${p.waiting.count} waiting for review, worth +${points(p.waiting.points)}.` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'points.history': (p) =>
    [
      `${p.address}, last ${p.lines.length} entries (now ${points(p.balance)}):`,
      ...p.lines.map(
        ({ day, points: amount, memo, number }) => `${day} ${signed(amount)} ${memo} #${number}`,
      ),
    ].join('\n'),
  'points.no-history': (p) => `${p.address} has no entries yet. Start with: report 2 volunteer hours`,
  'rules.list': (p) =>
    [
      `${p.community} rules (version ${p.version}):`,
      ...p.items.map((item) => `· ${item.name.en}: ${pays(item)}`),
      p.left > 0 ? `… and ${p.left} more; say "rules <name>".` : 'Say "rules <name>" for one.',
    ].join('\n'),
  'rules.item': (p) => `${p.item.name.en}: ${pays(p.item)}. To report: ${p.example}`,
  'rules.none': (p) =>
    `The rules have no "${p.query}".${p.suggestions.length > 0 ? ` Close: ${p.suggestions.join(', ')}.` : ''} Say "rules" to see all.`,

  // ---- leaderboard
  'leaderboard.show': (p) => boards(`${p.scope} leaderboard, ${PERIODS[p.period]}`, p),
  'leaderboard.weekly': (p) => `${boards(`${p.scope} leaderboard, last week`, p)}\nThank you all!`,
  'leaderboard.quiet-week': (p) =>
    `${p.scope}: no points last week. Did something good? Say: report 2 volunteer hours`,
  'leaderboard.empty': (p) => `${p.scope}: no points yet, ${PERIODS[p.period]}.`,
  'leaderboard.opt-out': (p) =>
    p.on
      ? 'All right, you and your household are no longer named. To return, say: show me on the leaderboard'
      : 'You are back on the leaderboard.',

  // ---- roster
  'registration.requested': (p) =>
    `Got #${p.number}: ${p.name}, ${p.address}. A grid worker will confirm it.`,
  'registration.from-nickname': (p) =>
    `You are not registered yet. From your group nickname I asked for #${p.number}: ${p.address} ${p.name}; please send this again once a grid worker has confirmed. If it is wrong, say: register 3-2-501 Your Name`,
  'registration.card': (p) =>
    `[Registration #${p.number}] ${p.address} ${p.name}${p.fromNickname ? ' (from nickname)' : ''}\nQuote this: approve / reject <reason>`,
  'registration.already': (p) =>
    `You are registered as ${p.name}, ${p.address}. To change it, please ask an admin.`,
  'registration.waiting': (p) => `Your registration #${p.number} is waiting for a grid worker.`,
  'registration.no-grid': (p) =>
    `${p.address} is not in one of our buildings (${p.buildings.slice(0, 20).join(', ')}). Please try again like: register 3-2-501 Zhang San`,
  'registration.approved': (p) =>
    `${p.name}, you are registered: ${p.address}, ${p.grid}. You can say "report 2 volunteer hours" or "check my points".`,
  'registration.rejected': (p) =>
    `${p.name}, your registration (${p.address}) was not accepted: ${p.reason}. Please check and try again.`,
  'registration.settled': (p) =>
    `Registration #${p.number} ${p.address} ${p.name} ${p.approved ? 'accepted' : 'rejected'} (${p.by}).`,
  'registration.added': (p) => `Added ${p.address} ${p.name} (${p.grid}).`,
  'person.unknown': (p) =>
    `The roster has no "${p.who}". Please write address and name, for example: 3-2-501 Zhang San`,
  'person.not-yours': () =>
    'You can only do this for your own household. For others please ask a grid worker.',
  'person.ambiguous': (p) => `"${p.who}" may be: ${p.candidates.join(', ')}. Please write address and name.`,
  'role.granted': (p) => `${p.name} is now ${ROLES[p.role]}${p.grid ? ` of ${p.grid}` : ''}.`,
  'role.already-held': (p) => `${p.name} is ${ROLES[p.role]} already.`,
  'role.revoked': (p) => `${p.name} is no longer ${ROLES[p.role]}.`,
  'role.not-held': (p) => `${p.name} is not ${ROLES[p.role]}.`,
  'role.beyond-grid': (p) =>
    `You are in charge of ${p.grids.join(', ')} only; this needs an admin of the whole community.`,
  'role.last-admin': () => 'This is the last admin and cannot be revoked. Please grant another one first.',
  'role.unknown-grid': (p) => `There is no grid "${p.grid}". There are: ${p.grids.join(', ')}.`,
  'resident.rebound': (p) => `${p.address} ${p.name} is now tied to the new WeChat account.`,
  'rebind.taken': (p) =>
    `That account is registered as ${p.name}, ${p.address}, and cannot be tied to somebody else. Tie ${p.name} to their own new account first.`,
  'rebind.needs-mention': () =>
    "Please @mention the person's new account in a group, for example: rebind 3-2-501 Zhang San @new",
  'admin.welcome': (p) =>
    `${p.name}, you are now the admin of ${p.community}.\nNext:\n1. Bring me into a group and say there: bind this room residents <grid>\n2. In the committee's group: bind this room committee\n3. Roles: grant @somebody committee`,
  'admin.wrong-code': (p) =>
    p.triesLeft > 0
      ? `That admin code is wrong; ${p.triesLeft} tries left.`
      : 'The admin code no longer works. Restart Xiaoji; the log prints a new one.',
  'admin.not-open': () =>
    'No admin code is open now. If there is an admin, ask them to say: grant @you admin. If not, restart Xiaoji for a new code.',
  'admin.direct-only': () =>
    'Please send the admin code to me in a direct chat, never in a group. This code is void now; restart Xiaoji for a new one.',

  // ---- rooms
  'room.bound': (p) =>
    [
      `This group is now ${PURPOSES[p.purpose]} of ${p.community}${p.grid ? `, ${p.grid}` : ''}.`,
      p.proposals > 0
        ? `${p.proposals} neighbours can be registered from their nicknames; the grid workers' group was asked.`
        : '',
      p.purpose === 'residents'
        ? 'You can say: report 2 volunteer hours, check my points, leaderboard, help'
        : 'Say "help" to see what works here.',
    ]
      .filter(Boolean)
      .join('\n'),
  'room.not-a-room': () => 'Please say this in the group that is to be bound.',

  // ---- activities
  'activity.notice': (p) => notice('[Volunteers wanted] ', p),
  'activity.reminder': (p) => notice('[Still wanted] ', p),
  'activity.published': (p) =>
    `Activity ${p.activity.number} "${p.activity.title}" ${p.at ? `will be posted at ${p.at}` : 'was posted'} to: ${p.rooms.join(', ')}.`,
  'activity.needs-start': () =>
    'Please give the start, for example: recruit Square clean-up Saturday 9am at the square 20 people',
  'activity.in-past': () => 'That start has passed already. Please check the date.',
  'activity.no-room': () =>
    "There is no residents' group to post to yet. An admin can say in one: bind this room residents <grid>",
  'activity.unknown-room': (p) => `There is no group "${p.room}". There are: ${p.rooms.join(', ')}.`,
  'activity.list': (p) =>
    [
      'Open now:',
      ...p.activities.map(
        (activity) => `${activity.number}. ${activity.title} ${when(activity)}${places(activity)}`,
      ),
      'To join: sign up <number>',
    ].join('\n'),
  'activity.none': () => 'Nothing is open for sign-up now. New activities are posted here.',
  'activity.not-found': () =>
    'I found no such activity. Say "activities" to see what is open, then: sign up <number>',
  'activity.which': (p) =>
    `There are several; please add the number:\n${p.activities.map((activity) => `${activity.number}. ${activity.title} ${when(activity)}`).join('\n')}`,
  'activity.signed-up': (p) =>
    `${p.names.join(', ')} signed up for "${p.activity.title}" (${when(p.activity)})${places(p.activity)}. To cancel: cancel sign-up ${p.activity.number}`,
  'activity.party-too-large': (p) => `One message can sign up at most ${p.limit} people.`,
  'activity.already-signed-up': (p) =>
    `${p.names.join(', ')} signed up for "${p.activity.title}" already. See you ${when(p.activity)}.`,
  'activity.full': (p) =>
    p.left > 0
      ? `"${p.activity.title}" has only ${p.left} places left, not enough; nobody was signed up.`
      : `"${p.activity.title}" is full (${p.activity.capacity}). If somebody cancels you can try again.`,
  'activity.closed': (p) => `"${p.activity.title}" is full (${p.activity.capacity}). Thank you all!`,
  'activity.sign-up-cancelled': (p) => `${p.names.join(', ')} cancelled "${p.activity.title}".`,
  'activity.not-signed-up': (p) => `You are not signed up for "${p.activity.title}".`,
  'activity.over': (p) => `"${p.activity.title}" has begun or is over; sign-ups can no longer change.`,
};

export const mergedEn: typeof mergedZhCN = {
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
  'review.decided': {
    title: (count) => `${count} decided:`,
    line: (p) =>
      p.verdict === 'rejected'
        ? `#${p.number} ${p.person} rejected (${p.by}): ${p.reason}`
        : `#${p.number} ${p.person} ${p.item.en} approved (${p.by}) +${p.points}`,
  },
  'registration.requested': {
    title: (count) => `${count} registrations, to be confirmed:`,
    line: (p) => `#${p.number} ${p.address} ${p.name}`,
  },
  'registration.card': {
    title: (count) => `[${count} registrations to confirm]`,
    line: (p) => `#${p.number} ${p.address} ${p.name}${p.fromNickname ? ' (from nickname)' : ''}`,
    tail: (p) => `Quote this: approve / all but ${p.number} / reject ${p.number} <reason>`,
  },
  'registration.settled': {
    title: (count) => `${count} registrations settled:`,
    line: (p) => `#${p.number} ${p.address} ${p.name} ${p.approved ? 'accepted' : 'rejected'} (${p.by})`,
  },
  'registration.approved': {
    title: (count) => `${count} neighbours registered; you can report and check points:`,
    line: (p) => `${p.address} ${p.name}`,
  },
  'activity.signed-up': {
    title: (count) => `${count} sign-ups received:`,
    line: (p) => `${p.activity.number}. ${p.activity.title}: ${p.names.join(', ')}${places(p.activity)}`,
  },
};

const ROLES: Record<Role, string> = {
  resident: 'a resident',
  committee: 'a committee member',
  'grid-worker': 'a grid worker',
  storekeeper: 'a storekeeper',
  admin: 'an admin',
};

const PURPOSES: Record<RoomPurpose, string> = {
  residents: "a residents' group",
  committee: "the committee's group",
  'grid-workers': "the grid workers' group",
};

const PERIODS: Record<Period, string> = {
  week: 'this week',
  'last-week': 'last week',
  month: 'this month',
  'last-month': 'last month',
  quarter: 'this quarter',
  year: 'this year',
  total: 'all time',
};

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function points(count: number): string {
  return `${count} ${Math.abs(count) === 1 ? 'point' : 'points'}`;
}

function what(p: ClaimView): string {
  return `${p.item.en}${amount(p)} (${dayName(p)})`;
}

function amount({ minutes, quantity }: ClaimView): string {
  if (minutes !== undefined) return ` ${duration(minutes)}`;
  return quantity !== undefined && quantity > 1 ? ` ×${quantity}` : '';
}

function duration(minutes: number): string {
  if (minutes % 30 === 0) return `${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'}`;
  const hours = Math.floor(minutes / 60);
  return `${hours > 0 ? `${hours} h ` : ''}${minutes % 60} min`;
}

function detail(p: ClaimView): string[] {
  const photos = p.pictures > 0 ? `${p.pictures} photo${p.pictures === 1 ? '' : 's'}` : '';
  const parts = [p.note, photos, p.reporter ? `reported by ${p.reporter}` : ''].filter(Boolean);
  return parts.length > 0 ? [parts.join(' · ')] : [];
}

function tail(p: ClaimView): string {
  const [line] = detail(p);
  return line ? ` (${line})` : '';
}

function dayName({ day, today }: { day: string; today: string }): string {
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  return ['today', 'yesterday'][days] ?? day;
}

function statusLine(p: StatusView): string {
  const status = {
    waiting: 'waiting for review',
    approved: `approved, +${points(p.points)}`,
    rejected: `not approved: ${p.reason ?? ''}`,
    withdrawn: 'withdrawn',
    reversed: `reversed: ${p.reason ?? ''}`,
  }[p.status];
  return `#${p.number} ${p.person} ${what(p)}: ${status}`;
}

function cards(numbers: number[]): string {
  return numbers.map((number) => `#${number}`).join(', ');
}

function signed(amount: number): string {
  return amount < 0 ? `−${-amount}` : `+${amount}`;
}

function pays({ per, points: amount }: ItemView): string {
  return `${points(amount)} ${per === 'hour' ? 'an hour' : 'each time'}`;
}

function boards(title: string, { households, people }: BoardsView): string {
  return [
    title,
    ...(households
      ? [`Households:${households.length === 0 ? ' none yet' : ''}`, ...households.map(placeLine)]
      : []),
    ...(people ? [`People:${people.length === 0 ? ' none yet' : ''}`, ...people.map(placeLine)] : []),
  ].join('\n');
}

function placeLine({ rank, name, points: amount }: PlaceView): string {
  const medal = ['🥇', '🥈', '🥉'][rank - 1] ?? `${rank}.`;
  return `${medal} ${name} ${amount}`;
}

function when({ startsAt, weekday, minutes }: ActivityView): string {
  return `${WEEKDAYS[weekday - 1]} ${startsAt}${minutes ? `, ${duration(minutes)}` : ''}`;
}

function places({ capacity, signedUp }: ActivityView): string {
  return capacity === undefined ? `, ${signedUp} signed up` : `, ${signedUp}/${capacity} signed up`;
}

function notice(label: string, p: ActivityView): string {
  return [
    `${label}${p.title}`,
    `When: ${when(p)}`,
    ...(p.place ? [`Where: ${p.place}`] : []),
    ...(p.capacity ? [`Places: ${p.capacity}, ${p.capacity - p.signedUp} left`] : []),
    ...(p.note ? [`Note: ${p.note}`] : []),
    `To join, reply: sign up ${p.number}`,
  ].join('\n');
}

function proposed({ intent, item, minutes, quantity, day, person, about }: ProposalView): string {
  const words = about ? ` "${about}"` : '';
  switch (intent) {
    case 'claim.report': {
      const amount = minutes ? ` ${duration(minutes)}` : quantity && quantity > 1 ? ` ×${quantity}` : '';
      return `report${person ? ` for ${person}` : ''}: ${item?.en ?? ''}${amount}${day ? ` (${day})` : ''}`;
    }
    case 'claim.status':
      return about ? `see what became of #${about}` : 'see your latest reports';
    case 'points.check':
      return 'check your points';
    case 'points.history':
      return 'see your entries';
    case 'leaderboard.show':
      return 'see the leaderboard';
    case 'rules.show':
      return `look up the rules${words}`;
    case 'activity.list':
      return 'see what is open for sign-up';
    case 'activity.sign-up':
      return `sign up for${words}`;
    case 'activity.cancel-sign-up':
      return `cancel your sign-up for${words}`;
    case 'catalog.show':
      return 'see what points can buy';
    case 'request.open':
      return `ask for help: ${about ?? ''}`;
    default:
      return 'see what I can do';
  }
}
