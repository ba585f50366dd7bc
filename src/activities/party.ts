import type { Roster } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { isSelf, relativeIn } from '#src/understanding/party.ts';
import type { SignUp } from './schema.ts';
import type { Person } from './sign-ups.ts';

/** Most people whom one message signs up. */
export const MAX_PARTY = 10;

/** Who is said to come, and who of the sender's is on the list already. */
export interface PartySaid {
  people?: string[] | undefined;
  /** All of them together, whoever is on the list already among them. */
  count?: number | undefined;
  /** The sender signs others up and does not come. */
  behalf?: boolean | undefined;
  own?: readonly Pick<SignUp, 'name' | 'resident'>[];
}

/** Who comes along: the sender alone, the sender and so many more, or the people named, known to the roster or not. */
export async function partyOf(
  { people = [], count = 1, behalf = false, own = [] }: PartySaid,
  sender: Resident,
  roster: Roster,
): Promise<Person[]> {
  const self: Person = { name: sender.name, resident: sender._id };
  if (people.length === 0) {
    const guests = own
      .filter(({ resident }) => resident !== sender._id)
      .map(({ name, resident }) => ({ name, ...(resident ? { resident } : {}) }));
    return withGuests([self, ...(count > 1 ? guests : [])], count);
  }
  const party: Person[] = [];
  let last: string | undefined;
  for (const name of people.slice(0, MAX_PARTY)) {
    const person = isMe(name, sender) ? self : await personCalled(name, sender, roster, last);
    if (!relativeIn(name)) last = person.name;
    party.push(person);
  }
  // 我妈 2人: the other one is whoever says it.
  const isOnlyKin = people.every((name) => relativeIn(name));
  return withGuests(count > party.length && isOnlyKin && !behalf ? [self, ...party] : party, count);
}

/** As many as are said to come: those without a name are guests of the first. */
export function withGuests(party: readonly Person[], count: number): Person[] {
  const [head] = party;
  const all = [...party];
  for (let number = 1; head && all.length < count; number++) {
    const name = `${head.name}+${number}`;
    if (!all.some((one) => one.name === name)) all.push({ name });
  }
  return all;
}

const MOTHER_AND_SO_ON: Record<string, string> = {
  妈妈: '妈',
  老妈: '妈',
  母亲: '妈',
  爸爸: '爸',
  老爸: '爸',
  父亲: '爸',
  老伴儿: '老伴',
  小孩: '孩子',
  小孩子: '孩子',
  哥哥: '哥',
  姐姐: '姐',
  弟弟: '弟',
  妹妹: '妹',
};

/**
 * How the list calls somebody whom the sender speaks of: 我妈 is 张三的妈, +1 the sender's first guest. 她妈 and 老伴
 * are those of whoever was named just before, if anybody was.
 */
export function asListed(name: string, sender: Pick<Resident, 'name'>, before?: string): string {
  if (isMe(name, sender)) return sender.name;
  if (/^\+\d{1,2}$/.test(name)) return `${sender.name}${name}`;
  const kin = relativeIn(name);
  const whose = kin?.mine ? sender.name : (before ?? sender.name);
  if (kin?.english) return plainText(`${whose}'s ${kin.word}`, 20);
  if (kin) return plainText(`${whose}的${MOTHER_AND_SO_ON[kin.word] ?? kin.word}`, 20);
  // 张三的妈妈 is on the list as 张三的妈.
  const theirs = /^(?<whose>[^的]{2,5})的(?<kin>.+)$/.exec(name)?.groups;
  const short = theirs?.kin && MOTHER_AND_SO_ON[theirs.kin];
  if (short) return plainText(`${theirs?.whose}的${short}`, 20);
  const others = /^我们?家?(?:的)?(.+)$/.exec(name)?.[1];
  return plainText(others ? `${sender.name}的${others}` : name, 20);
}

function isMe(name: string, sender: Pick<Resident, 'name'>): boolean {
  return isSelf(name) || name === sender.name;
}

/** The one resident of that name, or a guest under that name. 我妈 is the sender's. */
async function personCalled(
  name: string,
  sender: Resident,
  roster: Roster,
  before: string | undefined,
): Promise<Person> {
  const called = asListed(name, sender, before);
  if (/^(?:我|\+\d)/.test(name) || relativeIn(name)) return { name: called };
  const [only, ...others] = await roster.find(sender.community, { name: called });
  return only && others.length === 0 ? { name: called, resident: only._id } : { name: called };
}
