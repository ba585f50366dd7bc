import type { RoomPurpose } from '#src/community/schema.ts';
import type { Cap } from '#src/rulebook/schema.ts';
import type { Period, Role } from '#src/understanding/intent.ts';
import type {
  ActivityView,
  BoardsView,
  ClaimView,
  ItemView,
  PlaceView,
  ProposalView,
  StatusView,
} from '../views.ts';

export const ROLES: Record<Role, string> = {
  resident: 'a resident',
  committee: 'a committee member',
  'grid-worker': 'a grid worker',
  storekeeper: 'a storekeeper',
  admin: 'an admin',
};

export const PURPOSES: Record<RoomPurpose, string> = {
  residents: "a residents' group",
  committee: "the committee's group",
  'grid-workers': "the grid workers' group",
  merchant: "a merchant's group",
};

export const PERIODS: Record<Period, string> = {
  week: 'this week',
  'last-week': 'last week',
  month: 'this month',
  'last-month': 'last month',
  quarter: 'this quarter',
  year: 'this year',
  total: 'all time',
};

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export function points(count: number): string {
  return `${count} ${Math.abs(count) === 1 ? 'point' : 'points'}`;
}

export function what(p: ClaimView): string {
  return `${p.item.en}${amount(p)} (${dayName(p)})`;
}

export function amount({ minutes, quantity = 1, unit, choice }: ClaimView): string {
  if (minutes !== undefined) return ` ${duration(minutes)}`;
  if (unit) return ` ${quantity} ${unit.en}`;
  return `${choice ? ` (${choice.en})` : ''}${quantity > 1 ? ` ×${quantity}` : ''}`;
}

export function who({ person, address }: { person: string; address: string }): string {
  return person ? `${person} (${address})` : address;
}

export function whoShort({ person, address }: { person: string; address: string }): string {
  return person || address;
}

export function gain({ kind, points: count }: Pick<ClaimView, 'kind' | 'points'>): string {
  return `${kind === 'deduction' ? '−' : '+'}${points(count)}`;
}

/** What a reversal does to it: the opposite. */
export function undone({ kind, points: count }: Pick<ClaimView, 'kind' | 'points'>): string {
  return `${kind === 'deduction' ? '+' : '−'}${points(count)}`;
}

export function cut({ kind, uncapped, points: count }: ClaimView): string {
  if (!uncapped) return '';
  return kind === 'deduction'
    ? ` (${uncapped} were due, but only ${count} were free)`
    : ` (worth ${uncapped}, capped at ${count})`;
}

export function stepName({ body, at, of }: NonNullable<ClaimView['step']>): string {
  return of > 1 ? `${body.en} (step ${at} of ${of})` : body.en;
}

export function duration(minutes: number): string {
  if (minutes % 30 === 0) return `${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'}`;
  const hours = Math.floor(minutes / 60);
  return `${hours > 0 ? `${hours} h ` : ''}${minutes % 60} min`;
}

export function detail(p: ClaimView): string[] {
  const photos = p.pictures > 0 ? `${p.pictures} photo${p.pictures === 1 ? '' : 's'}` : '';
  const missing = p.needsPicture ? 'no photo yet' : '';
  const by = p.reporter ? `${p.kind === 'report' ? 'reported' : 'entered'} by ${p.reporter}` : '';
  const also = p.also ? `that day also ${cards(p.also)}` : '';
  const parts = [p.note, photos, missing, by, also].filter(Boolean);
  return parts.length > 0 ? [parts.join(' · ')] : [];
}

export function tail(p: ClaimView): string {
  const [line] = detail(p);
  return line ? ` (${line})` : '';
}

export function dayName({ day, today }: { day: string; today: string }): string {
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  return ['today', 'yesterday'][days] ?? day;
}

export function statusLine(p: StatusView): string {
  const status = {
    waiting: p.step ? `before ${stepName(p.step)}` : 'waiting for review',
    approved: `approved, ${gain(p)}`,
    rejected: `not approved: ${p.reason ?? ''}`,
    withdrawn: 'withdrawn',
    reversed: `reversed: ${p.reason ?? ''}`,
  }[p.status];
  return `#${p.number} ${whoShort(p)} ${what(p)}: ${status}`;
}

export function cards(numbers: number[]): string {
  return numbers.map((number) => `#${number}`).join(', ');
}

export function signed(amount: number): string {
  return amount < 0 ? `−${-amount}` : `+${amount}`;
}

export function pays({ pays, kind, caps, evidence }: ItemView): string {
  const sign = kind === 'deduct' ? '−' : '';
  const worth = {
    hour: () => (pays.per === 'hour' ? `${sign}${points(pays.points)} an hour` : ''),
    time: () => (pays.per === 'time' ? `${sign}${points(pays.points)} each time` : ''),
    unit: () => (pays.per === 'unit' ? `${sign}${points(pays.points)} per ${pays.unit.en}` : ''),
    choice: () =>
      pays.per === 'choice'
        ? pays.choices.map((choice) => `${choice.name.en} ${sign}${points(choice.points)}`).join(', ')
        : '',
    state: () => (pays.per === 'state' ? `${points(pays.points)} a ${pays.every} when inspected` : ''),
  }[pays.per]();
  return [worth, ...caps.map(capName), ...(evidence === 'required' ? ['with a photo'] : [])].join(', ');
}
export function capName({ for: whose, every, points: most, times }: Cap): string {
  return `at most ${most ? points(most) : `${times} times`} a ${every} per ${whose}`;
}

export function boards(title: string, { households, people }: BoardsView): string {
  return [
    title,
    ...(households
      ? [`Households:${households.length === 0 ? ' none yet' : ''}`, ...households.map(placeLine)]
      : []),
    ...(people ? [`People:${people.length === 0 ? ' none yet' : ''}`, ...people.map(placeLine)] : []),
  ].join('\n');
}

export function placeLine({ rank, name, points: amount }: PlaceView): string {
  const medal = ['🥇', '🥈', '🥉'][rank - 1] ?? `${rank}.`;
  return `${medal} ${name} ${amount}`;
}

export function when({ startsAt, weekday, minutes }: ActivityView): string {
  return `${WEEKDAYS[weekday - 1]} ${startsAt}${minutes ? `, ${duration(minutes)}` : ''}`;
}

export function places({ capacity, signedUp }: ActivityView): string {
  return capacity === undefined ? `, ${signedUp} signed up` : `, ${signedUp}/${capacity} signed up`;
}

export function proposed({ intent, item, minutes, quantity, day, person, about }: ProposalView): string {
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

/** All names, while they fit into one message. */
export function everybody(names: string[]): string {
  const shown = names.slice(0, 150).join(', ');
  return names.length > 150 ? `${shown} and others, ${names.length} in all` : shown;
}
