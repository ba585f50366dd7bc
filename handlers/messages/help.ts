import { holds } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { OpenHandler } from '#src/handler.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';
import { helpFor } from '#src/understanding/help.ts';
import type { Role } from '#src/understanding/intent.ts';
import type { IntentName } from '#src/understanding/intents/index.ts';

/** So many lines fit on a phone's screen. */
const SHOWN = 9;
const OFFICES = ['committee', 'grid-worker', 'storekeeper', 'admin'] as const;
/** Said when the bot asks; nobody needs to be taught them. */
const UNTAUGHT = new Set(['confirm', 'decline', 'help', 'none', 'admin.claim', 'solitaire']);

/** What people do most, first: a page of help has room for nine. What is not here follows in the order of the intents. */
const MOST_USED: Record<Role, readonly IntentName[]> = {
  resident: [
    'claim.report',
    'points.check',
    'activity.list',
    'activity.sign-up',
    'catalog.show',
    'redemption.request',
    'rules.show',
    'claim.status',
    'leaderboard.show',
    'points.report-card',
    'points.history',
    'claim.objection',
  ],
  committee: [
    'review.pending',
    'review.approve',
    'review.reject',
    'review.adjust',
    'review.list',
    'points.deduct',
  ],
  'grid-worker': [
    'activity.create',
    'activity.roster',
    'activity.check-in',
    'review.pending',
    'resident.register',
  ],
  storekeeper: ['redemption.fulfil', 'stock.update', 'stock.show', 'supermarket.day-list', 'catalog.edit'],
  admin: ['room.bind', 'role.grant', 'role.stand-in', 'review.pending', 'report.export', 'resident.rebind'],
};

/**
 * 帮助: what this person can do here, in one message that fits a phone's screen. In the committee's and the grid
 * workers' groups their own words come first. `helpable` says which intents have a handler, so that nothing is
 * taught that does not work yet.
 */
export function showHelp(helpable: (intent: string) => boolean): OpenHandler<'help', never> {
  return {
    intent: 'help',
    may: 'anyone',
    effect: 'reads',

    async handle({ intent, sender, room, language }) {
      const offices = sender ? OFFICES.filter((role) => holds(sender, role)) : [];
      const roles: Role[] = ['resident', ...offices];
      const entries = helpFor(roles).filter(({ intent }) => helpable(intent) && !UNTAUGHT.has(intent));
      const foremost = roleOfRoom(room?.purpose, offices);
      const topic = intent.topic?.trim();
      const about = topic
        ? entries.filter((entry) =>
            [entry.zh, entry.en].some(({ what, examples }) =>
              [what, ...examples].some((words) => words.toLowerCase().includes(topic.toLowerCase())),
            ),
          )
        : [];
      const chosen =
        about.length > 0
          ? about
          : [...entries].sort(
              (a, b) =>
                rankOf(a.roles, foremost) - rankOf(b.roles, foremost) ||
                placeOf(a.intent, foremost) - placeOf(b.intent, foremost),
            );
      const lines = chosen
        .slice(0, SHOWN)
        .map((entry) => ({ what: entry[language].what, example: entry[language].examples[0] ?? '' }));
      const more =
        about.length > 0 ? [] : chosen.slice(SHOWN, SHOWN + 6).map((entry) => entry[language].what);
      return [reply('help', { name: nameOf(sender), roles, lines, more })];
    },
  };
}

function roleOfRoom(purpose: string | undefined, offices: readonly Role[]): Role {
  if (purpose === 'committee') return 'committee';
  if (purpose === 'grid-workers') return 'grid-worker';
  return purpose === undefined ? (offices[0] ?? 'resident') : 'resident';
}

/** How early something is named among what one role does. */
function placeOf(intent: IntentName, foremost: Role): number {
  const order = [...MOST_USED[foremost], ...MOST_USED.resident];
  const at = order.indexOf(intent);
  return at < 0 ? order.length : at;
}

function rankOf(roles: Role[], foremost: Role): number {
  if (roles.includes(foremost)) return 0;
  return roles.includes('resident') ? 1 : 2;
}

function nameOf(sender: Resident | undefined): string {
  return sender ? plainText(sender.name, 20) : '';
}
