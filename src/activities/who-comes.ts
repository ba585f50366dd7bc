import type { Roster } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { Intent } from '#src/understanding/intents/index.ts';
import { type Guessed, readGuessing } from '#src/understanding/party.ts';
import { isRemark } from '#src/understanding/remarks.ts';
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
 * Undefined when it was said among neighbours, and is neither.
 * @throws Refusal when the shift, the number of people or who is meant has to be said.
 */
export async function whoComes(
  activity: Activity,
  intent: SignUpIntent,
  { sender, roster, listed }: { sender: Resident; roster: Roster; listed: readonly SignUp[] },
): Promise<Comers | undefined> {
  const view = activityView(activity);
  const named = shiftsIn(activity, intent.words ?? '');
  if (named.shifts.length > 1) throw new Refusal('activity.which-shift', { activity: view });
  const party: Guessed =
    intent.words === undefined
      ? { ...intent, left: intent.shift?.split(' ') ?? [], guessed: [] }
      : readGuessing(named.rest);
  const beside = party.left
    .flatMap((part) => part.split(' '))
    .filter((word) => !activity.title.includes(word));
  const { names, left } = await namesAmong(beside, sender, roster);

  const called = named.shifts[0] ?? shiftCalled(activity, left.join(' '));
  if (intent.passing && !called && names.length === 0 && nameIn(party, left) === undefined) {
    // One of its jobs, mistyped, or quite another matter.
    if (activity.shifts.length > 1 && left.join('').length <= 6)
      throw new Refusal('activity.which-shift', { activity: view });
    return undefined;
  }
  const own = listed.filter(isOf(sender._id));
  const shift =
    named.shifts[0] ??
    (activity.shifts.length === 1 ? activity.shifts[0] : called) ??
    activity.shifts.find(({ id }) => own.some((row) => row.shift === id)) ??
    (intent.titled ? activity.shifts.find(({ name }) => name === activity.title) : undefined);
  if (!shift) throw new Refusal('activity.which-shift', { activity: view });
  const isShiftSaid = called === shift;

  const unclear = party.unclear ?? (isShiftSaid ? undefined : left.find((word) => /^\d{1,2}$/.test(word)));
  if (unclear !== undefined)
    throw new Refusal('activity.how-many', {
      activity: view,
      said: plainText(unclear, 12),
      ...(activity.shifts.length > 1 ? { shift: shift.name } : {}),
    });

  const hasRemark = left.length > 0 && called === undefined;
  const said = await peopleIn(party, { names, hasRemark, behalf: intent.behalf }, sender, roster);
  const stranger = said.length === 0 ? nameIn(party, left) : undefined;
  if (stranger !== undefined)
    throw new Refusal('activity.who', { activity: view, said: plainText(stranger, 12) });
  if ((party.count ?? said.length) > MAX_PARTY)
    throw new Refusal('activity.party-too-large', { limit: MAX_PARTY });
  if (said.length === 0 && party.count !== undefined && party.count < own.length)
    throw new Refusal('activity.more-already', { activity: view, names: namesOf(own) });
  const { behalf } = intent;
  const count = party.extra ? Math.max(own.length, 1) + party.extra : party.count;
  const people = await partyOf({ people: said, count, behalf, own }, sender, roster);
  // More than it ever has places for would wait in vain.
  if (shift.capacity !== undefined && people.length > shift.capacity)
    throw new Refusal('activity.too-many', {
      activity: view,
      capacity: shift.capacity,
      shift: shift.name === undefined ? undefined : plainText(shift.name, 20),
    });
  return { people, shift, isShiftSaid };
}

/** The only word, when it has the shape of a name and is no remark about whoever speaks: 欧阳娜娜, Tom. */
function nameIn({ people = [], guessed }: Guessed, left: readonly string[]): string | undefined {
  const words = [...people, ...left];
  const [word = ''] = words;
  const isNameLike =
    guessed.includes(word) || /^[A-Z][a-z]{1,14}(?: [A-Z][a-z]{1,14})?$/.test(words.join(' '));
  return words.length > 0 && isNameLike && !words.some(isRemark) ? words.join(' ') : undefined;
}

/**
 * Those of the people that words may name who do come. What only has the shape of a name is somebody of the roster or a
 * remark (高血压, 管饭吗), which never takes the place of whoever speaks; and a name beside a remark (孙丽 收到) is said
 * to that person.
 */
async function peopleIn(
  { people = [], guessed }: Guessed,
  beside: { names: readonly string[]; hasRemark: boolean; behalf: boolean | undefined },
  sender: Resident,
  roster: Roster,
): Promise<string[]> {
  const said: string[] = [];
  let hasRemark = beside.hasRemark;
  for (const [index, name] of people.entries()) {
    const known = await namesIn(name, sender, roster);
    if (known.length > 0) said.push(...known);
    else if (!guessed.includes(name) || (beside.behalf && index === 0)) said.push(name);
    else hasRemark = true;
  }
  const isSure = beside.behalf || people.some((name) => !guessed.includes(name));
  if (!isSure && hasRemark) return [];
  return [...said, ...beside.names];
}

/** A name of the roster, or two that are written together: 张三李四. */
async function namesIn(word: string, sender: Resident, roster: Roster): Promise<string[]> {
  const isOnRoster = async (name: string) =>
    /^[\p{L}·]{2,12}$/u.test(name) && (await roster.find(sender.community, { name })).length > 0;
  if (await isOnRoster(word)) return [word];
  if (!/^\p{Script=Han}{4,6}$/u.test(word)) return [];
  for (let at = 2; at <= word.length - 2; at++) {
    const both = [word.slice(0, at), word.slice(at)];
    if ((await isOnRoster(both[0] ?? '')) && (await isOnRoster(both[1] ?? ''))) return both;
  }
  return [];
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
    const found = await namesIn(word, sender, roster);
    if (found.length > 0) names.push(...found);
    else left.push(word);
  }
  return { names, left };
}
