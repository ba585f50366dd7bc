import { talliesOf } from './ledger.ts';
import type { LedgerModels } from './schema.ts';

/**
 * Adds the whole ledger up again from its journals and compares it with the balances and tallies that are kept.
 *
 * @returns what does not agree, one sentence each; an empty list when all is well.
 */
export async function verifyLedger(models: LedgerModels): Promise<string[]> {
  const balances = new Map<string, number>();
  const tallies = new Map<string, number>();
  const minutes = new Map<string, number>();
  const problems: string[] = [];
  const add = (sums: Map<string, number>, key: string, points: number) =>
    sums.set(key, (sums.get(key) ?? 0) + points);

  for await (const journal of models.journals.find().lean().cursor()) {
    const sum = journal.entries.reduce((total, { points }) => total + points, 0);
    if (sum !== 0) problems.push(`journal ${journal._id} sums to ${sum}, not to zero`);
    for (const { account, points } of journal.entries) add(balances, account, points);
    for (const tally of talliesOf(journal)) {
      add(tallies, tally._id, tally.points);
      add(minutes, tally._id, tally.minutes);
    }
  }
  for await (const { _id, balance } of models.accounts.find().lean().cursor()) {
    const expected = balances.get(_id) ?? 0;
    if (balance !== expected)
      problems.push(`account ${_id} shows ${balance}, its entries sum to ${expected}`);
    balances.delete(_id);
  }
  for await (const tally of models.tallies.find().lean().cursor()) {
    const { _id, points } = tally;
    const expected = tallies.get(_id) ?? 0;
    if (points !== expected) problems.push(`tally ${_id} shows ${points}, its journals sum to ${expected}`);
    const served = minutes.get(_id) ?? 0;
    if ((tally.minutes ?? 0) !== served)
      problems.push(`tally ${_id} shows ${tally.minutes} minutes, its journals sum to ${served}`);
    tallies.delete(_id);
  }
  for (const [key, points] of [...balances, ...tallies])
    if (points !== 0) problems.push(`${key} is missing; it should show ${points}`);
  return problems;
}
