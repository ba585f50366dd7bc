import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { PersonRef } from '#src/understanding/intent.ts';
import type { Roster } from './roster.ts';
import type { Resident } from './schema.ts';

/**
 * The one resident that a reference means.
 *
 * @throws Refusal when nobody or more than one person on the roster fits.
 */
export async function findPerson(roster: Roster, community: string, person: PersonRef): Promise<Resident> {
  const found = await roster.find(community, person);
  const who = plainText([person.address, person.name].filter(Boolean).join(' '), 40);
  const [only, ...others] = found;
  if (!only) throw new Refusal('person.unknown', { who });
  if (others.length > 0) {
    const candidates = found.map(({ address, name }) =>
      [address, plainText(name, 20)].filter(Boolean).join(' '),
    );
    throw new Refusal('person.ambiguous', { who, candidates });
  }
  return only;
}
