import type { Resident } from '#src/community/schema.ts';
import type { SolitaireRow } from '#src/understanding/solitaire-row.ts';
import type { ListChanges } from './posted-lists.ts';
import type { RowParty } from './row-people.ts';
import type { Shift, SignUp } from './schema.ts';
import type { Person } from './sign-ups.ts';

/** A row with its people, as it is kept and signed up. */
export interface Entry extends RowParty {
  row: SolitaireRow;
  shift?: Shift;
}

/**
 * Who of a row is to be signed up: nobody on it who is on the list already, or who cancelled; they come back only by
 * their own hand, not by a stale copy, and so do those whom they brought.
 */
export function newIn(
  { row, key, people, head, mine }: Entry,
  until: readonly Entry[],
  all: readonly SignUp[],
  { copies, sizeBefore }: ListChanges,
  sender: Resident,
): Person[] {
  if (row.absent || row.unsure) return [];
  // 我 in a copy is whoever wrote it first.
  if (mine && until.filter((other) => other.key === key).length <= copies(key)) return [];
  const isListed = (person: Person) =>
    all.some((other) => isSame(other, person) && other.state !== 'cancelled');
  const hasLeft = (person: Person) => !isListed(person) && all.some((other) => isSame(other, person));
  const [first] = people;
  const isOwn = head?._id === sender._id;
  if (first && hasLeft(first) && !isOwn) return [];
  const isBack =
    isOwn && (mine || (first && !isListed(first)) || people.length > (sizeBefore(key) ?? people.length));
  return people.filter((person) => !isListed(person) && (isBack || !hasLeft(person)));
}

function isSame(signUp: SignUp, { name, resident }: Person): boolean {
  return resident !== undefined && signUp.resident !== undefined
    ? signUp.resident === resident
    : signUp.name === name;
}
