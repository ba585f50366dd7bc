import type { ActivityDraftView, ActivityView, OwnPlaces } from '../activity-views.ts';
import type { InEnglish } from '../reply.ts';
import type {
  Example,
  Mark,
  mergedActivities as mergedZh,
  activitiesReplies as zh,
} from '../zh-CN/activities.ts';
import { everybody, places, when } from './words.ts';

export const activitiesReplies: InEnglish<typeof zh> = {
  'activity.preview': (p) =>
    [
      `[Preview, not published yet] ${p.title}`,
      ...facts(p),
      ...(p.capacity ? [`Places: ${p.capacity}`] : []),
      ...(p.repeat ? [`Repeats: ${repeats(p.repeat)}`] : []),
      `Earns: ${p.earns ? `${p.earns.en}${p.worth > 0 ? `, ${p.worth} points for all of it` : ''}` : 'no points, hours only'}`,
      `To: ${p.rooms.join(', ')}${p.at ? ` (${p.at})` : ''}`,
      'Reply "yes" to publish, "no" to drop it; to change something, quote this, as in: place East Gate, 8 people.',
    ].join('\n'),
  'activity.ask-minutes': (p) =>
    `How long will "${p.title}" take? For example: 2 hours (reply "open" if it is not settled)`,
  'activity.ask-place': (p) =>
    `Where do people meet for "${p.title}"? (reply "open" if nowhere in particular)`,
  'activity.ask-capacity': (p) =>
    `How many people for "${p.title}"? For example: 20 people (reply "no limit" for everybody)`,
  'activity.ask-rooms': (_) =>
    'Which groups should it go to? Send the name of a group or a grid (reply "all" for all of them)',
  'activity.ask-publish-at': (_) =>
    'When should it be posted? For example: Friday 8am (reply "now" for as soon as you confirm)',
  'activity.notice': (p) => notice('[Volunteers wanted] ', p),
  'activity.reminder': (p) => notice(`[Still wanted, ${daysLeft(p.daysLeft)}] `, p),
  'activity.published': (p) =>
    `Activity ${p.activity.number} "${p.activity.title}" ${p.at ? `will be posted at ${p.at}` : 'was posted'} to: ${p.rooms.join(', ')}.`,
  'activity.in-past': () => 'That start has passed already. Please check the date.',
  'activity.no-room': () =>
    "There is no residents' group to post to yet. An admin can say in one: bind this room residents <grid>",
  'activity.unknown-room': (p) => `There is no group "${p.room}". There are: ${p.rooms.join(', ')}.`,
  'activity.list': (p) =>
    [
      'Open now:',
      ...p.activities.map(
        (activity) =>
          `${activity.number}. ${activity.title} ${when(activity)}${activity.place ? `, ${activity.place}` : ''}${places(activity)}`,
      ),
      'To join: sign up <number>',
    ].join('\n'),
  'activity.none-that-day': (p) =>
    [
      'Nothing is open on that day. On other days:',
      ...p.activities.map(
        (activity) =>
          `${activity.number}. ${activity.title} ${when(activity)}${activity.place ? `, ${activity.place}` : ''}`,
      ),
      'To join: sign up <number>',
    ].join('\n'),
  'activity.shown': (p) =>
    [
      `${p.activity.number}. ${p.activity.title}${places(p.activity)}`,
      ...facts(p.activity),
      ...(left(p.activity) ? [left(p.activity).replace(/^\W+/, '')] : []),
      ownPlaces(p.mine),
      p.mine.names.length + p.mine.waiting.length > 0
        ? `To cancel: cancel sign-up ${p.activity.number}`
        : `To join: sign up ${p.activity.number}${exampleJob(p.activity)}`,
    ].join('\n'),
  'activity.mine': (p) =>
    [
      'You signed up for:',
      ...p.all.map(
        ({ activity, mine }) =>
          `${activity.number}. ${activity.title} ${when(activity)}${activity.place ? `, ${activity.place}` : ''}${activity.note ? `, ${activity.note}` : ''}. ${ownPlaces(mine)}`,
      ),
      'To cancel: cancel sign-up <number>',
    ].join('\n'),
  'activity.mine-none': () => 'You have not signed up for anything. Say "activities" to see what is open.',
  'activity.digest': (p) =>
    [
      "[This week's activities]",
      ...p.activities.map(
        (activity) =>
          `${activity.number}. ${activity.title} ${when(activity)}${activity.place ? `, ${activity.place}` : ''}${left(activity)}`,
      ),
      'To join: sign up <number>',
    ].join('\n'),
  'activity.none': () => 'Nothing is open for sign-up now. New activities are posted here.',
  'activity.not-found': () =>
    'I found no such activity. Please check the number; say "activities" to see what is open.',
  'activity.none-around': (p) =>
    `Which activity? Please add its number, for example: ${EXAMPLES[p.example]}. To see the numbers: activities`,
  'activity.not-yours': () =>
    'That is for the organiser or a grid worker. For an activity of another grid, please ask the grid worker there.',
  'activity.which': (p) =>
    `There are several; please add the number:\n${p.activities.map((activity) => `${activity.number}. ${activity.title} ${when(activity)}`).join('\n')}`,
  'activity.which-shift': (p) =>
    [
      `"${p.activity.title}" has several shifts; please say which:`,
      ...shiftLines(p.activity),
      `For example: sign up ${p.activity.number} ${p.activity.shifts?.[0]?.name ?? ''}`,
    ].join('\n'),
  'activity.signed-up': (p) =>
    `${p.names.join(', ')} signed up for "${p.activity.title}"${p.shift ? `, ${p.shift}` : ''} (${when(p.activity)})${places(p.activity)}. ${needed(p.activity)}${p.youToo ? `To come yourself: sign up ${p.activity.number}. ` : ''}To cancel: cancel sign-up ${p.activity.number}`,
  'activity.waiting': (p) =>
    `"${p.activity.title}" is full; ${p.names.join(', ')} ${p.ahead === 0 ? 'is first on the waitlist' : `is on the waitlist, ${p.ahead} ahead`}. I will tell you when a place is free. To stop waiting: cancel sign-up ${p.activity.number}`,
  'activity.waiting-together': (p) =>
    `"${p.activity.title}" has only ${p.left} places left, too few for ${p.names.length} together; you are ${p.ahead === 0 ? 'first on the waitlist' : `on the waitlist, ${p.ahead} ahead`}. To send ${p.left} first: "cancel sign-up ${p.activity.number}", then "sign up ${p.activity.number}${p.shift ? ` ${p.shift}` : ''} ${p.left} people"`,
  'activity.promoted': (p) =>
    `Good news: a place is free in "${p.activity.title}" (${when(p.activity)}), and ${p.names.join(', ')} moved up from the waitlist. If you can't come, reply before ${p.until}: cancel sign-up ${p.activity.number}`,
  'activity.place-passed': (p) =>
    `The place kept for ${p.names.join(', ')} in "${p.activity.title}" was not answered for and went to the next. To try again: sign up ${p.activity.number}`,
  'activity.party-too-large': (p) =>
    `One person can sign up at most ${p.limit} people, themselves included. Others can sign up on their own, or ask a grid worker.`,
  'activity.how-many': (p) =>
    `How many people is "${p.said}"? Count yourself in and say: sign up ${p.activity.number}${p.shift ? ` ${p.shift}` : ''} 2 people`,
  'activity.who': (p) =>
    `I don't know "${p.said}", so nobody is signed up yet. To come yourself: sign up ${p.activity.number}. To sign somebody up: sign up ${p.activity.number} for ${p.said}`,
  'activity.more-already': (p) =>
    `You have ${p.names.length} people on the list already: ${p.names.join(', ')}. To take one off: cancel sign-up ${p.activity.number} ${p.names.at(-1) ?? ''}`,
  'activity.other-job': (p) =>
    `You are signed up for ${p.job}. To change: cancel sign-up ${p.activity.number}, then: sign up ${p.activity.number} ${p.wanted}`,
  'activity.other-job-full': (p) =>
    `You are signed up for ${p.job} and keep that place; ${p.wanted} is full, so you can't change.`,
  'activity.too-many': (p) =>
    `"${p.activity.title}"${p.shift ? ` (${p.shift})` : ''} has only ${p.capacity} places in all, so nobody is signed up yet. Please sign up fewer${p.shift ? ', or some for another job' : ''}, for example: sign up ${p.activity.number}${p.shift ? ` ${p.shift}` : ''} ${p.capacity} people`,
  'activity.already-signed-up': (p) =>
    `${p.names.join(', ')} signed up for "${p.activity.title}" already. See you ${when({ ...p.activity, minutes: undefined })}.`,
  'activity.already-waiting': (p) =>
    `${p.names.join(', ')} waits for "${p.activity.title}" already. I will tell you when a place is free.`,
  'activity.closed': (p) =>
    `"${p.activity.title}" is full (${p.activity.capacity}). Thank you all! You can still join the waitlist.`,
  'activity.sign-up-cancelled': (p) => `${p.names.join(', ')} cancelled "${p.activity.title}".`,
  'activity.signed-up-for-you': (p) =>
    `${p.by} signed you up for "${p.activity.title}"${p.shift ? `, ${p.shift}` : ''} (${when(p.activity)}${p.activity.place ? `, ${p.activity.place}` : ''})${p.waiting ? '; it is full, you are on the waitlist' : ''}. If you can't come, reply: cancel sign-up ${p.activity.number}`,
  'activity.taken-off': (p) =>
    `${p.by} cancelled the sign-up of ${p.names.join(', ')} for "${p.activity.title}" (${when(p.activity)}). To come all the same: sign up ${p.activity.number}`,
  'activity.not-yours-to-cancel': (p) =>
    `You did not sign up ${p.names.join(', ')}, so nothing was cancelled. Only they, whoever signed them up, or the organiser of "${p.activity.title}" can.`,
  'activity.same-name': (p) =>
    `"${p.activity.title}" has ${p.count} people called ${p.name}, so nobody was taken off. Please let the person say: cancel sign-up ${p.activity.number}`,
  'activity.not-signed-up': (p) =>
    `You have not signed up for "${p.activity.title}".${p.others[0] ? ` For those you signed up, give the name: cancel sign-up ${p.activity.number} ${p.others[0]}` : ''}`,
  'activity.over': (p) => `"${p.activity.title}" has begun or is over; sign-ups can no longer change.`,
  'activity.called-off-already': (p) => `"${p.activity.title}" was called off.`,
  'activity.paused': (p) =>
    `You missed ${p.count} activities lately, so by the regulation you can't sign up before ${p.until}. A grid worker can help if there was a reason.`,
  'activity.team-only': (p) =>
    `"${p.activity.title}" is for members of ${p.team} only. To join the team: join ${p.team}`,
  'activity.roster': (p) =>
    [
      `${p.activity.number}. ${p.activity.title} (${when(p.activity)})${places(p.activity)}`,
      ...p.people.map(
        ({ name, shift, mark }, index) =>
          `${index + 1}. ${name}${shift ? `, ${shift}` : ''}${mark ? ` (${MARKS[mark]})` : ''}`,
      ),
      ...(p.waiting.length > 0 ? [`Waitlist: ${p.waiting.join(', ')}`] : []),
    ].join('\n'),
  'activity.eve': (p) =>
    `[Tomorrow] ${p.activity.title} ${when(p.activity)}${p.activity.place ? `, ${p.activity.place}` : ''}.\nSigned up: ${everybody(p.names)}.${p.activity.note ? `\nPlease note: ${p.activity.note}.` : ''}\nIf you can't come, reply: cancel sign-up ${p.activity.number}`,
  'activity.soon': (p) =>
    `[Starting soon] ${p.activity.title} at ${p.activity.startsAt.split(' ')[1]}${p.activity.place ? `, ${p.activity.place}` : ''}: ${everybody(p.names)}.`,
  'activity.confirm-leaving': (p) =>
    `You are no longer in the list you posted. Cancel your sign-up for "${p.activity.title}"? Reply "yes" to cancel; otherwise your place is kept.`,
  'activity.confirm-removal': (p) =>
    `The list that ${p.by} posted for "${p.activity.title}" lacks ${p.names.join(', ')}; it may be an old copy, so they are kept. If they really are not coming: remove ${p.activity.number} ${p.names.join(' ')}`,
  'activity.removed': (p) => `${p.names.join(', ')} was taken off the list of "${p.activity.title}".`,
  'activity.not-on-list': (p) =>
    `${p.names.join(', ')} is not on the list of "${p.activity.title}". To see it: roster ${p.activity.number}`,
};

const EXAMPLES: Record<Example, string> = {
  present: 'present 12 Zhang San',
  absent: 'absent 12 Zhang San',
  close: 'close activity 12',
  code: 'start check-in 12',
  remove: 'remove 12 Zhang San',
};

const MARKS: Record<Mark, string> = {
  present: 'checked in',
  left: 'checked out',
  absent: 'absent',
  late: 'late',
  'left-early': 'left early',
  'walk-in': 'walk-in',
};

export const mergedActivities: typeof mergedZh = {
  'activity.signed-up': {
    title: (count) => `${count} sign-ups received:`,
    line: (p) =>
      `${p.activity.number}. ${p.activity.title}${p.shift ? `, ${p.shift}` : ''}: ${p.names.join(', ')}${places(p.activity)}`,
    tail: (last) => `To cancel: cancel sign-up ${last.activity.number}`,
  },
  'activity.waiting': {
    title: (count) => `Full; ${count} more on the waitlist:`,
    line: (p) => `${p.activity.number}. ${p.activity.title}: ${p.names.join(', ')}, ${p.ahead} ahead`,
    tail: (last) =>
      `You will be told of free places. To stop waiting: cancel sign-up ${last.activity.number}`,
  },
  'activity.waiting-together': {
    title: (count) => `Too few places to come together; ${count} more on the waitlist:`,
    line: (p) =>
      `${p.activity.number}. ${p.activity.title}: ${p.names.join(', ')}, ${p.ahead} ahead, ${p.left} places left now`,
    tail: ({ activity: { number }, left, shift }) =>
      `To send some first: "cancel sign-up ${number}", then "sign up ${number}${shift ? ` ${shift}` : ''} ${left} people"`,
  },
  'activity.already-waiting': {
    title: (count) => `${count} sign-ups are on the waitlist already:`,
    line: (p) => `${p.activity.number}. ${p.activity.title}: ${p.names.join(', ')}`,
    tail: () => 'You will be told of free places.',
  },
  'activity.sign-up-cancelled': {
    title: (count) => `${count} cancellations:`,
    line: (p) => `${p.activity.number}. ${p.activity.title}: ${p.names.join(', ')}`,
  },
  'activity.already-signed-up': {
    title: (count) => `${count} sign-ups had been received before:`,
    line: (p) => `${p.activity.number}. ${p.activity.title}: ${p.names.join(', ')}`,
  },
  'activity.over': {
    title: () => 'These have begun or are over, so nobody can join or leave them now:',
    line: (p) => `${p.activity.number}. ${p.activity.title}`,
  },
};

function notice(label: string, p: ActivityView): string {
  return [
    `${label}${p.title}`,
    ...facts(p),
    ...(p.isOneOfSeries ? ['One of a series: each date has a sign-up of its own'] : []),
    ...(p.capacity && !p.shifts
      ? [`Places: ${p.capacity}, ${Math.max(0, p.capacity - p.signedUp)} left`]
      : []),
    `To join, reply: sign up ${p.number}${exampleJob(p)}`,
  ].join('\n');
}

function facts(p: ActivityView): string[] {
  return [
    `When: ${when(p)}`,
    ...(p.place ? [`Where: ${p.place}`] : []),
    ...(p.shifts ? ['Shifts:', ...shiftLines(p)] : []),
    ...(p.needs ? [`For: ${needs(p.needs)}`] : []),
    ...(p.note ? [`Note: ${p.note}`] : []),
  ];
}

/** The job to name in an example of signing up: the first with a place that is free. */
function exampleJob({ shifts = [] }: ActivityView): string {
  const free = shifts.find(({ capacity, signedUp }) => capacity === undefined || signedUp < capacity);
  const job = free ?? shifts[0];
  return job ? ` ${job.name}` : '';
}

/** Jobs or shifts, a line each, with the places that are left. */
export function shiftLines({ shifts = [] }: ActivityView): string[] {
  return shifts.map(
    ({ name, capacity, signedUp }) =>
      `- ${name}${capacity ? `: ${capacity} places, ${Math.max(0, capacity - signedUp)} left` : ''}`,
  );
}

/** Whom an activity is for, in a few words. */
export function needs({ minAge, maxAge, skill, team }: NonNullable<ActivityView['needs']>): string {
  const age =
    minAge && maxAge ? `age ${minAge}-${maxAge}` : minAge ? `age ${minAge} and over` : `up to age ${maxAge}`;
  return [
    ...(minAge || maxAge ? [age] : []),
    ...(skill ? [`skilled in ${skill}`] : []),
    ...(team ? [`members of ${team}`] : []),
  ].join(', ');
}

function needed({ needs: all }: ActivityView): string {
  return all && (all.minAge || all.maxAge || all.skill) ? `It is for: ${needs(all)}. ` : '';
}

function left({ capacity, signedUp }: ActivityView): string {
  if (capacity === undefined) return '';
  return capacity > signedUp ? `, ${capacity - signedUp} places left` : ', full (waitlist open)';
}

function ownPlaces({ names, waiting, ahead, shift }: OwnPlaces): string {
  if (names.length + waiting.length === 0) return 'You are not signed up.';
  return [
    ...(names.length > 0 ? [`Signed up: ${names.join(', ')}${shift ? ` (${shift})` : ''}`] : []),
    ...(waiting.length > 0
      ? [`waitlist: ${waiting.join(', ')}, ${ahead === 0 ? 'first' : `${ahead} ahead`}`]
      : []),
  ].join('; ');
}

function daysLeft(days: number): string {
  return days <= 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function repeats({ every, step, weekdays, nth, times }: NonNullable<ActivityDraftView['repeat']>): string {
  const ofMonth =
    nth === -1 ? 'every month, last such weekday' : nth ? `every month, week ${nth}` : 'every month';
  const ofWeek = weekdays
    ? `every ${weekdays.map((day) => WEEKDAYS[day - 1]).join(', ')}`
    : step
      ? `every ${step} weeks`
      : 'every week';
  const how = { day: 'every day', week: ofWeek, month: ofMonth }[every];
  return times ? `${how}, ${times} times` : how;
}
