import type { Roster } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { isSelf, relativeIn } from '#src/understanding/party.ts';
import { kinOf, type SolitaireRow } from '#src/understanding/solitaire-row.ts';
import { asListed, MAX_PARTY, withGuests } from './party.ts';
import { rowKey } from './posted-lists.ts';
import type { Person } from './sign-ups.ts';

/** Who stands in a row. */
export interface RowParty {
  /** How the row is known again. */
  key: string;
  /** The first of them is whose row it is. */
  people: Person[];
  /** Whose affair it is, when they are on the roster. */
  head?: Resident;
  /** Speaks of whoever wrote it (我, 我妈), and means the sender when it is new. */
  mine: boolean;
}

/** So many words of one row are looked up in the roster. */
const LOOKED_UP = 3;
/** How people are politely called: 周建国老师 is 周建国. */
const politely =
  /^(?<name>.{2,4}?)(?:老师|师傅|主任|书记|医生|阿姨|叔叔?|大爷|大妈|大姐|大哥|哥|姐|姨|同学|同志|女士|小朋友)$/;

/** The people of a row, matched to the roster where the name is clear; undefined when it names nobody for sure. */
export async function peopleOf(
  row: SolitaireRow,
  sender: Resident,
  roster: Roster,
): Promise<RowParty | undefined> {
  const find = async (name: string, address?: string) => {
    if (name === sender.name && (address === undefined || address === sender.address)) return sender;
    const found = await roster.find(sender.community, { name, ...(address ? { address } : {}) });
    return found.length === 1 ? found[0] : undefined;
  };
  if (row.mine) return { ...ofWriter(row, sender), key: rowKey({ name: row.name ?? '我' }) };
  const called = plainText(row.name ?? '', 20);
  if (called === '') return row.address ? atHome(row, row.address, sender, roster) : undefined;

  const known = (await find(called, row.address)) ?? (await politelyCalled(called, find));
  const [one, other] = known ? [] : await twoIn(called, find);
  const head = known ?? one;
  const kin = head ? undefined : kinOf(called);
  const whose = kin && (await find(kin.whose));
  const name = head?.name ?? (kin && whose ? asListed(kin.kin, { name: whose.name }) : called);
  const people: Person[] = [{ name, ...(head ? { resident: head._id } : {}) }];
  if (other) people.push({ name: other.name, resident: other._id });
  const owner = { name: kin?.whose ?? name };
  for (const word of row.companions ?? []) people.push(await companion(word, owner, find));
  for (const word of (row.perhaps ?? []).slice(0, LOOKED_UP)) {
    const resident = await find(word);
    if (resident) people.push({ name: resident.name, resident: resident._id });
    else if (kinOf(word)?.whose === owner.name) people.push(await companion(word, owner, find));
  }
  const by = head ?? whose;
  return {
    key: rowKey({ address: row.address, name }),
    people: withGuests(unique(people), Math.min(row.count ?? 1, MAX_PARTY)),
    ...(by ? { head: by } : {}),
    mine: false,
  };
}

/** 我, 我和我妈, 老伴: whoever wrote the row, and theirs. */
function ofWriter(
  { name = '我', companions = [], count = 1 }: SolitaireRow,
  sender: Resident,
): Omit<RowParty, 'key'> {
  const self: Person = { name: sender.name, resident: sender._id };
  const people = [name, ...companions].map(
    (word): Person => (isSelf(word) ? self : { name: asListed(word, sender) }),
  );
  const size = isSelf(name) ? Math.min(count, MAX_PARTY) : 1;
  return { people: withGuests(unique(people), size), head: sender, mine: true };
}

/** A row that is an address: the one who lives there, or of several the sender. */
async function atHome(
  row: SolitaireRow,
  address: string,
  sender: Resident,
  roster: Roster,
): Promise<RowParty | undefined> {
  const key = rowKey({ address, name: '' });
  const [only, ...others] = await roster.find(sender.community, { address });
  if (!only) return { key, people: [{ name: address }], mine: false };
  if (others.length > 0)
    return sender.address === address ? { ...ofWriter({ ...row, name: '我' }, sender), key } : undefined;
  const people = withGuests([{ name: only.name, resident: only._id }], Math.min(row.count ?? 1, MAX_PARTY));
  return { key: rowKey({ address, name: only.name }), people, head: only, mine: false };
}

type Find = (name: string) => Promise<Resident | undefined>;

async function politelyCalled(called: string, find: Find): Promise<Resident | undefined> {
  const name = politely.exec(called)?.groups?.name;
  return name === undefined ? undefined : find(name);
}

/** 张三李四, written as one word: both of the roster. */
async function twoIn(called: string, find: Find): Promise<Resident[]> {
  if (!/^\p{Script=Han}{4,6}$/u.test(called)) return [];
  for (let at = 2; at <= called.length - 2; at++) {
    const [one, other] = [await find(called.slice(0, at)), await find(called.slice(at))];
    if (one && other) return [one, other];
  }
  return [];
}

/** Somebody who comes along: 老伴, 赵敏老公, or a name, of the roster or not. */
async function companion(word: string, owner: { name: string }, find: Find): Promise<Person> {
  if (relativeIn(word)) return { name: asListed(word, owner) };
  const kin = kinOf(word);
  if (kin && (kin.whose === owner.name || (await find(kin.whose))))
    return { name: asListed(kin.kin, { name: kin.whose }) };
  const resident = (await find(word)) ?? (await politelyCalled(word, find));
  return { name: resident?.name ?? plainText(word, 20), ...(resident ? { resident: resident._id } : {}) };
}

function unique(people: readonly Person[]): Person[] {
  return [...new Map(people.map((person) => [person.resident ?? person.name, person])).values()];
}
