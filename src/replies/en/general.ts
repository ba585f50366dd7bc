import type { IntentName } from '#src/understanding/intents/index.ts';
import type { InEnglish } from '../reply.ts';
import type { generalReplies as zh } from '../zh-CN/general.ts';
import { cards, proposed, ROLES } from './words.ts';

/** What a no to the bot's question leaves undone. */
const NOT_DONE: Partial<Record<IntentName, string>> = {
  'activity.create': 'nothing was published',
  'activity.edit': 'nothing was changed',
  'activity.call-off': 'the activity was not called off; to do so send it again and say "yes" to the preview',
  'activity.sign-up': 'nobody was signed up',
  'activity.cancel-sign-up': 'your place is kept',
};

export const generalReplies: InEnglish<typeof zh> = {
  fault: () =>
    'Sorry, something went wrong on my side and this was not done. Please send it again in a moment.',
  unknown: () => 'I did not get that. Say "help" to see what I can do.',
  'sent-privately': () => 'Sent to you privately. If nothing came, add Xiaoji as a friend and ask again.',
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
  'confirm.declined': (p) => `All right, ${NOT_DONE[p.intent] ?? 'nothing was recorded'}.`,
  'model.unavailable': () => 'I did not get that. Try: report 2 volunteer hours. Say "help" for more.',
  'model.proposal': (p) => `Do you want to ${proposed(p)}?\nReply "yes" to confirm or "no" to cancel.`,

  'ask.hours': (p) => `How long did ${p.item || 'it'} take? Just reply with the time, for example: 2 hours`,
  'ask.item': (p) => `Which deed was it? For example: ${p.items.slice(0, 6).join(', ')}`,
  'ask.reason': (p) => `Why is ${cards(p.numbers)} rejected? Just reply with the reason.`,
  'ask.reason-for-lines': (p) =>
    `Why ${p.lines.length > 1 ? 'are' : 'is'} ${p.lines.length > 0 ? `line ${p.lines.join(', ')}` : 'it'} rejected? Just reply with the reason.`,
  'ask.lines': () =>
    'Please say which lines and what, for example: all approved except 3, 7; 5 changed to 10 points; reject 3 no photo',
  'ask.level': (p) =>
    `Which level of ${p.item} was it? ${p.levels.map(({ name, points }) => `${name} (${points})`).join(', ')}. Just reply with one, for example: ${p.levels[0]?.name ?? ''}`,
  'ask.quantity': (p) => `How much (${p.unit}) of ${p.item}? Just reply with the number, for example: 3`,
  'ask.objection': (p) =>
    `Why do you object${p.numbers.length > 0 ? ` to ${cards(p.numbers)}` : ''}? Just reply with the reason.`,
  'ask.points': () => 'How many points? Just reply with the number, for example: 5 points',
  'ask.households': (p) =>
    `Which households are in order${p.item ? ` for "${p.item}"` : ''}? For example: 3-2-501, 3-2-502`,
  'ask.stand-in': () => 'Who stands in? Just reply with the name or @ them.',
  'ask.until': () => 'Until which day? Just reply with the date, for example: until December 7',
  'ask.purpose': () => 'What is this group for? Reply: residents, committee or grid workers',
  'ask.numbers': () => 'Please add the number, for example: approve 1023',
  'ask.address': () => 'Please add your address and name, for example: register 3-2-501 Zhang San',
  'ask.activity': () => 'Please add the number, for example: sign up 12. Say "activities" to see them.',
  'ask.start': () => 'When does it start? For example: Saturday 9am',
  'ask.other': (p) => `${p.what}: something is missing. Please write it like this: ${p.example}`,

  help: (p) =>
    [
      `${p.name ? `${p.name}, you` : 'You'} can say here:`,
      ...p.lines.map(({ what, example }) => `· ${what}: ${example}`),
      ...(p.more.length > 0 ? [`More: help ${p.more.join(' / help ')}`] : []),
    ].join('\n'),
};
