import type { ActivityView, ActivityWhole } from '../activity-views.ts';
import type { InEnglish } from '../reply.ts';
import type { activityChangesReplies as zh } from '../zh-CN/activity-changes.ts';
import { needs, shiftLines } from './activities.ts';
import { everybody, when } from './words.ts';

export const activityChangesReplies: InEnglish<typeof zh> = {
  'activity.nothing-changed': (p) => `"${p.activity.title}" is like that already; nothing was changed.`,
  'activity.too-few': (p) =>
    `${p.signedUp} people signed up for "${p.activity.title}"${p.job ? ` (${p.job})` : ''}, so it can't have fewer places. To take somebody off first: remove ${p.activity.number} <name>`,
  'activity.no-more-changes': (p) =>
    `"${p.activity.title}" is closed or was called off and can no longer change.`,
  'activity.begun': (p) =>
    `"${p.activity.title}" has begun: only its length, note and points can change, as in: change activity ${p.activity.number} 3 hours`,
  'activity.unknown-item': (p) =>
    `The regulation has no item "${p.item}" for activities. There are: ${p.items.map(({ en }) => en).join(', ')}; or say "no points".`,
  'activity.which-job': (p) =>
    [
      `"${p.activity.title}" has several jobs; please say which:`,
      ...shiftLines(p.activity),
      `For example: change activity ${p.activity.number} ${p.activity.shifts?.[0]?.name ?? ''} 8 people`,
    ].join('\n'),
  'activity.no-such-job': (p) =>
    `"${p.activity.title}" has no job "${p.job}"${p.activity.shifts ? `, only: ${p.activity.shifts.map(({ name }) => name).join(', ')}` : ''}. To add it: change activity ${p.activity.number} add job ${p.job} 5 people`,
  'activity.job-exists': (p) =>
    `"${p.activity.title}" has a job "${p.job}" already. Please take another name.`,
  'activity.job-has-people': (p) =>
    `People signed up for ${p.job} of "${p.activity.title}": ${p.names.join(', ')}. To take them off first: remove ${p.activity.number} <name>`,
  'activity.not-divisible': (p) =>
    `${p.people} people signed up for "${p.activity.title}" before it had jobs, so it can't be divided now. You can publish another activity with jobs.`,
  'activity.too-many-jobs': (p) =>
    `An activity has at most ${p.limit} jobs. Please join some and send it again.`,
  'activity.unclear-change': (p) =>
    [
      p.words
        ? `I did not understand "${p.words}"; "${p.activity.title}" is as it was. You can say:`
        : `What should change about "${p.activity.title}"? You can say:`,
      `change activity ${p.activity.number} Sunday 3pm`,
      `change activity ${p.activity.number} place East Gate`,
      `change activity ${p.activity.number} 30 people`,
      ...(p.activity.shifts?.[0]
        ? [`change activity ${p.activity.number} ${p.activity.shifts[0].name} 8 people`]
        : []),
    ].join('\n'),
  'activity.no-pause': (p) =>
    `"${p.activity.title}" can't pause. To move it: change activity ${p.activity.number} Sunday 3pm; ${p.activity.signedUp > 0 && !p.activity.shifts ? `to take nobody else in: change activity ${p.activity.number} ${p.activity.signedUp} people; ` : ''}to drop it: call off activity ${p.activity.number}`,
  'activity.no-other-repeat': (p) =>
    `How often "${p.activity.title}" is held can't change; it is as it was. Publish a series instead: recruit ${p.activity.title} every Saturday 9am; to drop this one: call off activity ${p.activity.number}`,
  'activity.no-length': (p) =>
    `"${p.activity.title}" can't get that length. Please say it outright: change activity ${p.activity.number} 2 hours`,
  'activity.no-room-left': (p) =>
    `"${p.activity.title}" needs at least one group. To drop it: call off activity ${p.activity.number}`,
  'activity.posted-already': (p) =>
    `"${p.activity.title}" has been posted already; the time of posting can't change any more.`,
  'activity.no-series': (p) =>
    `"${p.activity.title}" has no further dates. For this one say: change activity ${p.activity.number} ...`,
  'activity.preview-change': (p) =>
    [
      `[Not changed yet] ${p.before.number}. ${p.before.title} will change:`,
      ...differences(p.before, p.after),
      ...difference('Groups', p.before.rooms.join(', '), p.after.rooms.join(', ')),
      ...difference('Posted', p.before.at ?? 'already', p.after.at ?? 'already'),
      ...(p.others.length > 0
        ? [
            `Published dates that change, too: ${p.others.map((one) => `${one.number} (${one.startsAt.split(' ')[0]})`).join(', ')}.`,
          ]
        : []),
      ...(p.dates === 'all' ? ['The dates that are not published yet change, too.'] : []),
      ...(p.dates === 'this'
        ? [`Only this date; for all to come say: change series activity ${p.before.number} ...`]
        : []),
      `${p.people > 0 ? `The ${p.people} who signed up will be told. ` : ''}Reply "yes" to confirm.`,
    ].join('\n'),
  'activity.changed': (p) =>
    [
      `[Changed] ${p.before.number}. ${p.before.title}`,
      ...differences(p.before, p.after),
      ...(p.names.length + p.waiting.length > 0
        ? [`${listed(p.names, p.waiting)}. If you can't come now, reply: cancel sign-up ${p.before.number}`]
        : []),
    ].join('\n'),
  'activity.preview-call-off': (p) =>
    `${
      p.series && p.dates === 0
        ? `Stop the series "${p.activity.title}"? No more dates will be published. `
        : `Call off ${p.dates > 1 ? `${p.dates} dates from "${p.activity.title}" on` : `"${p.activity.title}" (${when(p.activity)})`}? ${p.series ? 'The series stops: no more dates will be published. ' : ''}`
    }${p.people > 0 ? `The ${p.people} who signed up will be told. ` : ''}${p.reason ? `The reason will read "${p.reason}". ` : ''}Reply "yes" to confirm.`,
  'activity.one-at-a-time': (p) =>
    `Activities are called off one by one; none has been yet. Please start with: call off activity ${p.number}`,
  'activity.leave-instead': (p) =>
    `Only its organiser can call the activity off. If you can't come yourself, say: cancel sign-up ${p.activity.number}`,
  'activity.call-off-done': (p) =>
    `${p.dates > 1 ? `${p.dates} dates of "${p.activity.title}" are called off` : p.dates === 1 ? `"${p.activity.title}" is called off` : `The series "${p.activity.title}" has stopped`}${p.series && p.dates > 0 ? ' and the series has stopped' : ''}${p.people > 0 ? `; ${p.people} people were told` : ''}.`,
  'activity.change-done': (p) =>
    `"${p.activity.title}" is changed${p.dates > 1 ? ` on ${p.dates} dates` : ''}${p.people > 0 ? `; ${p.people} people were told` : ''}.`,
  'activity.called-off': (p) =>
    [
      `[Called off] ${p.activity.number}. ${p.activity.title} (${when(p.activity)})${p.reason ? `: ${p.reason}` : ''}`,
      ...(p.names.length > 0 ? [`${everybody(p.names)}: please don't come; sorry for the trouble.`] : []),
    ].join('\n'),
};

/** Who has a place, and who waits for one. */
function listed(names: string[], waiting: string[]): string {
  return [
    ...(names.length > 0 ? [`Signed up: ${everybody(names)}`] : []),
    ...(waiting.length > 0 ? [`Waiting for a place: ${everybody(waiting)}`] : []),
  ].join('; ');
}

function differences(before: ActivityWhole, after: ActivityWhole): string[] {
  const isDivided = before.shifts !== undefined || after.shifts !== undefined;
  return [
    ...difference('Title', before.title, after.title),
    ...difference('When', when(before), when(after)),
    ...difference('Where', before.place ?? 'open', after.place ?? 'open'),
    ...(isDivided
      ? difference('Jobs', jobs(before), jobs(after))
      : difference('Places', people(before), people(after))),
    ...difference(
      'For',
      before.needs ? needs(before.needs) : 'everybody',
      after.needs ? needs(after.needs) : 'everybody',
    ),
    ...difference('Note', before.note ?? 'none', after.note ?? 'none'),
    ...difference('Earns', before.earns?.en ?? 'no points', after.earns?.en ?? 'no points'),
  ];
}

function difference(label: string, from: string, to: string): string[] {
  return from === to ? [] : [`${label}: ${from} -> ${to}`];
}

function jobs({ shifts }: ActivityView): string {
  if (!shifts) return 'none';
  return shifts.map(({ name, capacity }) => `${name} ${capacity ?? 'no limit'}`).join(', ');
}

function people({ capacity }: ActivityView): string {
  return capacity ? String(capacity) : 'no limit';
}
