import type { Roster } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { Intent } from '#src/understanding/intents/index.ts';
import { readParty } from '#src/understanding/party.ts';
import { MAX_PARTY, partyOf } from './party.ts';
import type { Activity, Shift, SignUp } from './schema.ts';
import { shiftCalled, shiftsIn } from './shift-called.ts';
import { isOf, type Person } from './sign-ups.ts';
import { namesOf } from './telling.ts';
import { activityView } from './view.ts';

type SignUpIntent = Extract<Intent, { name: 'activity.sign-up' }>;

/** Who wants to come to which shift of an activity. */
export interface Comers {
  people: Person[];
  shift: Shift;
  /** They said which shift. */
  isShiftSaid: boolean;
}

/**
 * Reads a sign-up for one activity, whose shifts, and the roster, say what the words beside it are: a shift, people, or
 * a remark, which is nobody's name.
 * @throws Refusal when the shift or the number of people has to be said.
 */
export async function whoComes(
  activity: Activity,
  intent: SignUpIntent,
  { sender, roster, listed }: { sender: Resident; roster: Roster; listed: readonly SignUp[] },
): Promise<Comers> {
  const view = activityView(activity);
  const named = shiftsIn(activity, intent.words ?? '');
  if (named.shifts.length > 1) throw new Refusal('activity.which-shift', { activity: view });
  const party =
    named.shifts.length > 0
      ? readParty(named.rest)
      : { ...intent, left: intent.shift?.split(' ').filter((word) => !activity.title.includes(word)) ?? [] };
  const { names, left } = await namesAmong(party.left, sender, roster);

  const own = listed.filter(isOf(sender._id));
  const shift =
    named.shifts[0] ??
    (activity.shifts.length === 1 ? activity.shifts[0] : shiftCalled(activity, left.join(' '))) ??
    activity.shifts.find(({ id }) => own.some((row) => row.shift === id));
  if (!shift) throw new Refusal('activity.which-shift', { activity: view });
  const isShiftSaid = named.shifts.length > 0 || shiftCalled(activity, left.join(' ')) === shift;

  const unclear = party.unclear ?? (isShiftSaid ? undefined : left.find((word) => /^\d{1,2}$/.test(word)));
  if (unclear !== undefined)
    throw new Refusal('activity.how-many', {
      activity: view,
      said: plainText(unclear, 12),
      ...(activity.shifts.length > 1 ? { shift: shift.name } : {}),
    });

  const said = [...(party.people ?? []), ...names];
  if ((party.count ?? said.length) > MAX_PARTY)
    throw new Refusal('activity.party-too-large', { limit: MAX_PARTY });
  if (said.length === 0 && party.count !== undefined && party.count < own.length)
    throw new Refusal('activity.more-already', { activity: view, names: namesOf(own) });
  const { behalf } = intent;
  const count = party.extra ? Math.max(own.length, 1) + party.extra : party.count;
  const people = await partyOf({ people: said, count, behalf, own }, sender, roster);
  return { people, shift, isShiftSaid };
}

/** Words that are names of the roster, whatever they look like, and those that are not. */
async function namesAmong(
  words: readonly string[],
  sender: Resident,
  roster: Roster,
): Promise<{ names: string[]; left: string[] }> {
  const names: string[] = [];
  const left: string[] = [];
  for (const word of words.slice(0, 5)) {
    const found = /^[\p{L}·]{2,12}$/u.test(word) ? await roster.find(sender.community, { name: word }) : [];
    (found.length > 0 ? names : left).push(word);
  }
  return { names, left };
}
