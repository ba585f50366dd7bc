import { dayOf } from '#src/calendar.ts';
import { findOwnPerson } from '#src/community/find-person.ts';
import { holds, type Roster } from '#src/community/roster.ts';
import type { Resident } from '#src/community/schema.ts';
import type { MessageHandler } from '#src/handler.ts';
import { pointsOf } from '#src/ledger/ledger.ts';
import { Refusal } from '#src/refusal.ts';
import { plainText } from '#src/replies/plain-text.ts';
import { reply } from '#src/replies/reply.ts';
import type { PersonRef } from '#src/understanding/intent.ts';

const SHOWN = 8;

/** 查积分: the household's balance, what this person earned of it, and what still waits. */
export const checkPoints: MessageHandler<'points.check', 'ledger' | 'claims' | 'roster'> = {
  intent: 'points.check',
  may: { resident: 'own', 'grid-worker': 'all', committee: 'own', admin: 'all' },
  effect: 'reads',

  async handle({ intent, sender }, { ledger, claims, roster }) {
    const { _id, community, household, address, name } = await whose(roster, sender, intent.person);
    const [standing, earned, waiting] = await Promise.all([
      ledger.standingOf(household),
      ledger.earnedBy({ _id, community }),
      claims.waitingOf(household),
    ]);
    return [reply('points.balance', { address, standing, person: plainText(name, 20), earned, waiting })];
  },
};

/** 积分明细: the last entries, each with what it was for and the number of its card. */
export const showHistory: MessageHandler<'points.history', 'ledger' | 'roster'> = {
  intent: 'points.history',
  may: { resident: 'own', 'grid-worker': 'all', committee: 'own', admin: 'all' },
  effect: 'reads',

  async handle({ intent, sender }, { ledger, roster }) {
    const { household, address } = await whose(roster, sender, intent.person);
    const journals = await ledger.history(household, SHOWN);
    if (journals.length === 0) return [reply('points.no-history', { address })];
    const lines = journals.map(({ recordedAt, entries, memo, claim }) => ({
      day: dayOf(recordedAt),
      points: pointsOf({ entries, household }),
      memo: plainText(memo, 30),
      number: claim,
    }));
    return [reply('points.history', { address, balance: await ledger.balanceOf(household), lines })];
  },
};

/** One's own household; grid workers and admins may ask about those in their care. */
export async function whose(
  roster: Roster,
  sender: Resident,
  person: PersonRef | undefined,
): Promise<Resident & { household: string; address: string }> {
  const resident = person
    ? await findOwnPerson(roster, sender, person, (other) => maySee(sender, other))
    : sender;
  const { household, address } = resident;
  if (household === undefined || address === undefined) throw new Refusal('not-resident', {});
  return { ...resident, household, address };
}

function maySee(sender: Resident, { household, grid }: Resident): boolean {
  if (household === undefined) return false;
  return household === sender.household || holds(sender, 'grid-worker', grid) || holds(sender, 'admin', grid);
}
