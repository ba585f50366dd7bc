import type { InEnglish } from '../reply.ts';
import type { mergedActivities as mergedZh, activitiesReplies as zh } from '../zh-CN/activities.ts';
import { notice, places, when } from './words.ts';

export const activitiesReplies: InEnglish<typeof zh> = {
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

export const mergedActivities: typeof mergedZh = {
  'activity.signed-up': {
    title: (count) => `${count} sign-ups received:`,
    line: (p) => `${p.activity.number}. ${p.activity.title}: ${p.names.join(', ')}${places(p.activity)}`,
  },
};
