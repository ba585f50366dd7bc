import type { Roster } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import type { PersonRef } from '#src/understanding/intent.ts';

/** The one resident whom words name. @throws Refusal when nobody or more than one is called so. */
export async function onlyPerson(roster: Roster, community: string, ref: PersonRef): Promise<Resident> {
  const [only, ...others] = await roster.find(community, ref);
  if (!only || others.length > 0)
    throw new Refusal('activity.unknown-people', { names: [plainText(ref.name ?? ref.address ?? '', 20)] });
  return only;
}
