import type { StockJournal } from './schema.ts';

/** What is left of goods that go off on one day. */
export interface Batch {
  /** `YYYY-MM-DD`. */
  bestBefore: string;
  quantity: number;
}

/**
 * What is left of each batch, by its day, taking for granted that the oldest is handed out first. What came in without
 * a day is handed out last of all, so that a warning rather comes too often than never.
 */
export function batchesOf(journals: StockJournal[]): Batch[] {
  const cameIn = new Map<string, number>();
  let present = 0;
  for (const { free, reserved, bestBefore } of journals) {
    present += free + reserved;
    if (bestBefore && free > 0) cameIn.set(bestBefore, (cameIn.get(bestBefore) ?? 0) + free);
  }
  const dated = [...cameIn].sort(([a], [b]) => (a < b ? -1 : 1));
  const undated = journals.reduce((sum, journal) => sum + undatedOf(journal), 0);
  let gone = dated.reduce((sum, [, quantity]) => sum + quantity, 0) + undated - present;
  const batches: Batch[] = [];
  for (const [bestBefore, quantity] of dated) {
    const taken = Math.min(quantity, Math.max(0, gone));
    gone -= taken;
    if (quantity > taken) batches.push({ bestBefore, quantity: quantity - taken });
  }
  return batches;
}

/** What came in without a day. What was returned and written off at once never stood on the shelf again. */
function undatedOf({ free, bestBefore, reason, redemption }: StockJournal): number {
  const isWriteOff = reason === 'out' && redemption !== undefined;
  return isWriteOff || (!bestBefore && free > 0 && reason !== 'void') ? free : 0;
}
