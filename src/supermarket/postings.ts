import { account, type Ledger, transfer } from '#src/ledger/ledger.ts';
import type { Journal } from '#src/ledger/schema.ts';
import { memoOf } from './redemption-lines.ts';
import type { Redemption, StockReason } from './schema.ts';
import type { Shelf } from './shelf.ts';

/** Why something could not be held; then the caller has to undo its transaction. */
export type NotHeld = { kind: 'sold-out'; product: string } | { kind: 'insufficient' };

/** Who does something to a redemption, and when. */
export interface Doing {
  /** Resident id, or a merchant contact's id; empty for the schedule. */
  by: string;
  messageId: string;
  at: Date;
  rulebookVersion: string;
}

/**
 * What the steps of a redemption do to the books: to the shelf's and the ledger's, each under an id made of the step
 * and the redemption. All of it belongs into the transaction that changes the redemption's status.
 */
export class Postings {
  readonly #shelf: Shelf;
  readonly #ledger: Ledger;

  constructor(shelf: Shelf, ledger: Ledger) {
    this.#shelf = shelf;
    this.#ledger = ledger;
  }

  /** Puts stock and points aside. @returns why not; then the caller has to undo its transaction. */
  async hold(redemption: Redemption, leave: number, doing: Doing): Promise<NotHeld | undefined> {
    const product = await this.#moveStock(redemption, 'hold', doing);
    if (product !== undefined) return { kind: 'sold-out', product };
    const { household, points } = redemption;
    const spent = await this.#ledger.recordSpending(
      {
        ...journalOf(redemption, 'hold', doing),
        kind: 'hold',
        entries: transfer(account.household(household), account.held(household), points),
      },
      leave,
    );
    return spent === 'insufficient' ? { kind: 'insufficient' } : undefined;
  }

  async collect(redemption: Redemption, doing: Doing): Promise<void> {
    await this.#moveStock(redemption, 'collect', doing);
    const { household, community, points } = redemption;
    await this.#ledger.record({
      ...journalOf(redemption, 'redeem', doing),
      kind: 'redemption',
      entries: transfer(account.held(household), account.redeemed(community), points),
    });
  }

  async release(redemption: Redemption, doing: Doing): Promise<void> {
    await this.#moveStock(redemption, 'void', doing);
    await this.#freePoints(redemption, doing);
  }

  /**
   * Takes back what was handed over: the points are posted back to what is held, and freed.
   *
   * @param returned the redemption with the lines and points that come back
   * @param again tells this return from those before it; empty for the first
   */
  async takeBack(
    returned: Redemption,
    { isAll, spoilt, again }: { isAll: boolean; spoilt: boolean; again: string },
    doing: Doing,
  ): Promise<void> {
    await this.#moveStock(returned, 'return', doing, again);
    if (spoilt) await this.#moveStock(returned, 'out', doing, again);
    const { _id, community, household, points } = returned;
    const original = await this.#ledger.byId(`redeem:${_id}`);
    if (!original) throw new Error(`the journal of ${_id} is missing`);
    const words = {
      memo: `退货：${memoOf(returned)}`,
      decidedBy: [doing.by],
      messageId: doing.messageId,
      recordedAt: doing.at,
    };
    if (isAll && !again) await this.#ledger.recordReversal(original, words);
    else
      await this.#ledger.record({
        ...original,
        ...words,
        _id: `reversal:${original._id}${again || ':1'}`,
        kind: 'correction',
        entries: transfer(account.redeemed(community), account.held(household), points),
      });
    await this.#freePoints(returned, doing, again);
  }

  async #freePoints(redemption: Redemption, doing: Doing, again = ''): Promise<void> {
    const { _id, household, points } = redemption;
    await this.#ledger.record({
      ...journalOf(redemption, 'void', doing),
      _id: `void:${_id}${again}`,
      kind: 'release',
      entries: transfer(account.held(household), account.household(household), points),
    });
  }

  /** @returns the id of a product of which there is too little; for steps after the hold there is always enough. */
  async #moveStock(
    redemption: Redemption,
    reason: Extract<StockReason, 'hold' | 'collect' | 'void' | 'return' | 'out'>,
    doing: Doing,
    again = '',
  ): Promise<string | undefined> {
    const counted = redemption.lines.filter((line) => line.counted);
    // Always in the same order, so that two orders for the same goods meet at the first of them.
    for (const line of counted.sort((a, b) => (a.product < b.product ? -1 : 1))) {
      const moved = await this.#shelf.move(
        { _id: line.product, community: redemption.community },
        {
          _id: `${reason}:${redemption._id}:${line.name}${again}`,
          ...CHANGE[reason](line.quantity),
          reason,
          memo: `${reason === 'out' ? '退货报损 ' : ''}#${redemption.number} ${redemption.address}`,
          redemption: redemption.number,
          by: doing.by,
          messageId: doing.messageId,
          at: doing.at,
        },
      );
      if (moved === 'too-few') {
        if (reason === 'hold') return line.product;
        throw new Error(`${redemption._id}: less of ${line.product} is reserved than it holds`);
      }
    }
    return undefined;
  }
}

/** As people read it in their history: what moves points within a household says itself how many. */
const WORDS = {
  hold: (points: number) => `预留 ${points} 分`,
  redeem: () => '兑换',
  void: (points: number) => `退回 ${points} 分`,
};

const CHANGE = {
  hold: (quantity: number) => ({ free: -quantity, reserved: quantity }),
  collect: (quantity: number) => ({ free: 0, reserved: -quantity }),
  void: (quantity: number) => ({ free: quantity, reserved: -quantity }),
  return: (quantity: number) => ({ free: quantity, reserved: 0 }),
  out: (quantity: number) => ({ free: -quantity, reserved: 0 }),
};

function journalOf(
  redemption: Redemption,
  step: 'hold' | 'redeem' | 'void',
  { by, messageId, at, rulebookVersion }: Doing,
): Omit<Journal, 'kind' | 'entries'> {
  return {
    _id: `${step}:${redemption._id}`,
    community: redemption.community,
    household: redemption.household,
    grid: redemption.grid,
    claim: redemption.number,
    memo: `${WORDS[step](redemption.points)}：${memoOf(redemption)}`,
    rulebookVersion,
    decidedBy: [by],
    messageId,
    recordedAt: at,
  };
}
