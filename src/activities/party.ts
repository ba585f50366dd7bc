import type { Roster } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { Person } from './sign-ups.ts';

/** Most people whom one message signs up. */
export const MAX_PARTY = 10;

/** Who comes along: the sender alone, the sender and so many more, or the people named, known to the roster or not. */
export async function partyOf(
  { people, count }: { people?: string[] | undefined; count?: number | undefined },
  sender: Resident,
  roster: Roster,
): Promise<Person[]> {
  const self: Person = { name: sender.name, resident: sender._id };
  if (!people || people.length === 0) {
    const guests = Array.from({ length: (count ?? 1) - 1 }, (_, index) => ({
      name: `${sender.name}+${index + 1}`,
    }));
    return [self, ...guests];
  }
  const party: Person[] = [];
  for (const name of people.slice(0, MAX_PARTY))
    party.push(isSelf(name, sender) ? self : await personCalled(name, sender, roster));
  return party;
}

/** How the list calls somebody whom the sender speaks of: 我妈 is 张三的妈, +1 the sender's first guest. */
export function asListed(name: string, sender: Resident): string {
  if (isSelf(name, sender)) return sender.name;
  if (/^\+\d{1,2}$/.test(name)) return `${sender.name}${name}`;
  const kin = /^我们?家?(?:的)?(.+)$/.exec(name)?.[1];
  return plainText(kin ? `${sender.name}的${kin}` : name, 20);
}

function isSelf(name: string, sender: Resident): boolean {
  return name === '我' || name === '我自己' || name === 'me' || name === sender.name;
}

/** The one resident of that name, or a guest under that name. 我妈 is the sender's. */
async function personCalled(name: string, sender: Resident, roster: Roster): Promise<Person> {
  const called = asListed(name, sender);
  if (/^(?:我|\+\d)/.test(name)) return { name: called };
  const [only, ...others] = await roster.find(sender.community, { name: called });
  return only && others.length === 0 ? { name: called, resident: only._id } : { name: called };
}
