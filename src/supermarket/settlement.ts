import type { Redemption, RedemptionLine } from './schema.ts';

/** What a merchant is owed for a month. Money is in fen. */
export interface Settlement {
  merchant: string;
  lines: SettledLine[];
  /** How many codes were accepted, and how many of whatever month came back. */
  accepted: number;
  returned: number;
  /** What is owed, less what came back; below zero when more came back. */
  cost: number;
  /** What was accepted without a cost price: nobody knows what is owed for it. */
  unpriced: string[];
}

/** One line of a statement: below zero for what came back. */
export interface SettledLine extends RedemptionLine {
  at: Date;
  redemption: Redemption;
  isReturn: boolean;
}

/**
 * What each merchant accepted between two moments, by name, and a line below zero for each return made between them.
 * A month that is over is never written anew: what comes back later is taken off the month in which it does.
 */
export function settlementsOf(
  collected: Redemption[],
  returned: Redemption[],
  [from, to]: readonly [Date, Date],
): Settlement[] {
  const byMerchant = new Map<string, SettledLine[]>();
  const add = (redemption: Redemption, at: Date, lines: RedemptionLine[], sign: 1 | -1) => {
    if (!redemption.merchant) return;
    const settled = lines.map((line) => ({
      ...line,
      quantity: sign * line.quantity,
      at,
      redemption,
      isReturn: sign < 0,
    }));
    byMerchant.set(redemption.merchant, [...(byMerchant.get(redemption.merchant) ?? []), ...settled]);
  };
  for (const redemption of collected)
    add(redemption, redemption.collectedAt ?? from, handedOut(redemption), 1);
  for (const redemption of returned)
    for (const { at, lines } of redemption.returns ?? [])
      if (at >= from && at < to) add(redemption, at, lines, -1);
  return [...byMerchant]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([merchant, all]) => {
      const lines = all.sort((a, b) => a.at.getTime() - b.at.getTime());
      const numbers = (isReturn: boolean) =>
        new Set(
          lines.filter((line) => line.isReturn === isReturn).map(({ redemption }) => redemption.number),
        );
      return {
        merchant,
        lines,
        accepted: numbers(false).size,
        returned: numbers(true).size,
        cost: lines.reduce((sum, { cost, quantity }) => sum + cost * quantity, 0),
        unpriced: [...new Set(lines.filter(({ cost }) => cost === 0).map(({ name }) => name))],
      };
    });
}

/** Everything that was handed over, what came back later among it. */
function handedOut({ status, lines, returns = [] }: Redemption): RedemptionLine[] {
  const parts = returns.flatMap((one) => one.lines);
  return status === 'returned' && returns.length > 0 ? parts : [...lines, ...parts];
}
