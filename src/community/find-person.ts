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
    throw new Refusal('person.ambiguous', { who, candidates: found.map(label) });
  }
  return only;
}

/**
 * The one resident that a reference means, out of those whom the sender may act for. Of others nothing is told, not
 * even whether they are there.
 *
 * @throws Refusal when nobody that the sender may act for fits, or more than one.
 */
export async function findOwnPerson(
  roster: Roster,
  sender: Resident,
  person: PersonRef,
  isAllowed: (resident: Resident) => boolean,
): Promise<Resident> {
  const found = await roster.find(sender.community, person);
  const allowed = found.filter(isAllowed);
  if (allowed.length === 0 && !sender.grants.some(({ role }) => role === 'grid-worker' || role === 'admin'))
    throw new Refusal('person.not-yours', {});
  const [only, ...others] = allowed;
  const who = plainText([person.address, person.name].filter(Boolean).join(' '), 40);
  if (!only) throw new Refusal('person.unknown', { who });
  if (others.length > 0) throw new Refusal('person.ambiguous', { who, candidates: allowed.map(label) });
  return only;
}

function label({ address, name }: Resident): string {
  return [address, plainText(name, 20)].filter(Boolean).join(' ');
}
