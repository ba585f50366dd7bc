import type { InEnglish } from '../reply.ts';
import type { mergedRoster as mergedZh, rosterReplies as zh } from '../zh-CN/roster.ts';
import { PURPOSES, ROLES } from './words.ts';

export const rosterReplies: InEnglish<typeof zh> = {
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
  'role.granted': (p) =>
    `${p.name} is now ${p.bodyName ? `a member of the ${p.bodyName.en}` : ROLES[p.role]}${p.grid ? ` of ${p.grid}` : ''}.`,
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
};

export const mergedRoster: typeof mergedZh = {
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
};
