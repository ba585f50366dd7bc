import { account, type Ledger, transfer } from '#src/ledger/ledger.ts';
import type { Journal } from '#src/ledger/schema.ts';
import type { Numbers } from '#src/numbers.ts';
import { TryAgain } from '#src/store/store.ts';
import { newCode } from './codes.ts';
import type { Expiries } from './expiries.ts';
import type { Redemption, RedemptionLine, StockReason, SupermarketModels } from './schema.ts';
import type { Shelf } from './shelf.ts';

export type RedemptionDraft = Omit<Redemption, '_id' | 'number' | 'status' | 'code' | 'points' | 'cost'>;

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
 * Redemptions (兑换) as two-phase transfers: holding puts points and stock aside under a code, collecting (核销) posts
 * them, and whatever is not collected goes back. Each step changes the redemption's status by a conditional update,
 * so it is done once whoever tries; points, stock and status move in the caller's one transaction.
 */
export class Redemptions {
  readonly #model: SupermarketModels['redemptions'];
  readonly #shelf: Shelf;
  readonly #ledger: Ledger;
  readonly #numbers: Numbers;
  readonly #expiries: Expiries;

  constructor(
    { redemptions }: Pick<SupermarketModels, 'redemptions'>,
    {
      shelf,
      ledger,
      numbers,
      expiries,
    }: { shelf: Shelf; ledger: Ledger; numbers: Numbers; expiries: Expiries },
  ) {
    this.#model = redemptions;
    this.#shelf = shelf;
    this.#ledger = ledger;
    this.#numbers = numbers;
    this.#expiries = expiries;
  }

  /**
   * Puts points and stock aside under a new number and code.
   *
   * @param leave so many points have to stay with the household, because they can't be spent yet
   */
  async hold(
    draft: RedemptionDraft,
    leave: number,
    doing: Doing,
  ): Promise<{ kind: 'held'; redemption: Redemption } | NotHeld> {
    const number = await this.#numbers.nextCard(draft.community);
    const redemption: Redemption = {
      ...draft,
      _id: `${draft.community}#${number}`,
      number,
      status: 'held',
      // Unique by its index: of 10¹¹ codes the same one is not drawn twice, and if it were, the order would be undone.
      code: newCode(),
      points: draft.lines.reduce((sum, { points, quantity }) => sum + points * quantity, 0),
      cost: draft.lines.reduce((sum, { cost, quantity }) => sum + cost * quantity, 0),
    };
    const soldOut = await this.#moveStock(redemption, 'hold', doing);
    if (soldOut) return { kind: 'sold-out', product: soldOut };
    const { household, points } = redemption;
    const spent = await this.#ledger.recordSpending(
      {
        ...this.#journal(redemption, 'hold', doing),
        kind: 'hold',
        entries: transfer(account.household(household), account.held(household), points),
      },
      leave,
    );
    if (spent === 'insufficient') return { kind: 'insufficient' };
    await this.#model.insertMany([redemption], { lean: true });
    return { kind: 'held', redemption };
  }

  /** Hands over what was held (核销). @returns the redemption, or 'not-held' when somebody was quicker. */
  async collect(redemption: Redemption, handedOutBy: string, doing: Doing): Promise<Redemption | 'not-held'> {
    const changed = await this.#turn(redemption, 'held', {
      status: 'collected',
      collectedAt: doing.at,
      handedOutBy,
    });
    if (!changed) return 'not-held';
    await this.#moveStock(redemption, 'collect', doing);
    const { household, community, points } = redemption;
    await this.#ledger.record({
      ...this.#journal(redemption, 'redeem', doing),
      kind: 'redemption',
      entries: transfer(account.held(household), account.redeemed(community), points),
    });
    return changed;
  }

  /** Gives back what was held: called off, or not collected in time. */
  async release(
    redemption: Redemption,
    status: 'cancelled' | 'lapsed',
    doing: Doing,
    reason?: string,
  ): Promise<Redemption | 'not-held'> {
    const changed = await this.#turn(redemption, 'held', {
      status,
      endedAt: doing.at,
      endedBy: doing.by,
      ...(reason === undefined ? {} : { reason }),
    });
    if (!changed) return 'not-held';
    await this.#moveStock(redemption, 'void', doing);
    return this.#release(changed, doing);
  }

  /**
   * Calls off what a household has reserved, the newest first, until so many points are free again or nothing is left:
   * points that are only reserved are not spent yet.
   */
  async callOff(household: string, points: number, reason: string, doing: Doing): Promise<Redemption[]> {
    const held = await this.#model
      .find({ household, status: 'held' })
      .sort({ requestedAt: -1, number: -1 })
      .lean();
    const calledOff: Redemption[] = [];
    let freed = 0;
    for (const redemption of held) {
      if (freed >= points) break;
      const released = await this.release(redemption, 'cancelled', doing, reason);
      if (released === 'not-held') throw new TryAgain(`${redemption._id} was collected meanwhile`);
      calledOff.push(released);
      freed += released.points - (released.expired ?? 0);
    }
    return calledOff;
  }

  /** Notes that something can't be collected while points are frozen, and keeps it until then. */
  async block({ _id, deadline }: Redemption, at: Date, until: Date): Promise<Date> {
    const later = until > deadline ? until : deadline;
    await this.#model.updateOne({ _id, status: 'held' }, { $set: { blockedAt: at, deadline: later } });
    return later;
  }

  /**
   * Takes back what was handed over (退货), all of it or the lines named: the points are posted back to what is held,
   * and released. It goes back on the shelf; what is spoilt goes on the books as a loss at once, so that nobody gets it.
   *
   * @param forOther for something else at once (换货): the points can be spent on that, whatever their age
   * @returns the redemption with the lines, points and cost that came back; its status tells whether that was all
   */
  async takeBack(
    redemption: Redemption,
    {
      reason,
      spoilt,
      lines,
      forOther = false,
    }: { reason: string; spoilt: boolean; lines?: RedemptionLine[]; forOther?: boolean },
    doing: Doing,
  ): Promise<Redemption | 'not-collected'> {
    const back = worth(lines ?? redemption.lines);
    const left = worth(without(redemption.lines, back.lines));
    const isAll = left.lines.length === 0;
    const { at, by } = doing;
    const changed = await this.#model
      .findOneAndUpdate(
        // What is left is part of the question: two returns at the same moment are not both of the same goods.
        { _id: redemption._id, status: 'collected', points: redemption.points, cost: redemption.cost },
        {
          $set: isAll ? { status: 'returned', endedAt: at, endedBy: by, reason } : left,
          $push: { returns: { at, by, reason, spoilt, ...back } },
        },
        { returnDocument: 'after' },
      )
      .lean();
    if (!changed) return 'not-collected';
    const returned = { ...changed, ...back };
    // The first keeps the plain ids: most redemptions come back once.
    const again = redemption.returns?.length ? `:${redemption.returns.length + 1}` : '';
    await this.#moveStock(returned, 'return', doing, again);
    if (spoilt) await this.#moveStock(returned, 'out', doing, again);
    const original = await this.#ledger.byId(`redeem:${redemption._id}`);
    if (!original) throw new Error(`the journal of ${redemption._id} is missing`);
    const words = {
      memo: `退货：${memoOf(returned)}`,
      decidedBy: [by],
      messageId: doing.messageId,
      recordedAt: at,
    };
    if (isAll && !again) await this.#ledger.recordReversal(original, words);
    else
      await this.#ledger.record({
        ...original,
        ...words,
        _id: `reversal:${original._id}${again || ':1'}`,
        kind: 'correction',
        entries: transfer(
          account.redeemed(returned.community),
          account.held(returned.household),
          back.points,
        ),
      });
    return this.#release(returned, doing, again, forOther);
  }

  byNumber(community: string, number: number): Promise<Redemption | null> {
    return this.#model.findById(`${community}#${number}`).lean();
  }

  byCode(code: string): Promise<Redemption | null> {
    return this.#model.findOne({ code }).lean();
  }

  /** A household's redemptions, the newest first. */
  of(household: string, limit = 20): Promise<Redemption[]> {
    return this.#model.find({ household }).sort({ requestedAt: -1, _id: -1 }).limit(limit).lean();
  }

  /** Everything that a household can still collect, the soonest deadline first. */
  heldBy(household: string): Promise<Redemption[]> {
    return this.#model.find({ household, status: 'held' }).sort({ deadline: 1, _id: 1 }).lean();
  }

  /** A household's redemptions since a day that count towards its limits: whatever was not given back. */
  countedSince(household: string, since: Date): Promise<Redemption[]> {
    return this.#model
      .find({ household, requestedAt: { $gte: since }, status: { $in: ['held', 'collected'] } })
      .lean();
  }

  /** Everything that waits to be collected in a community, the soonest deadline first. */
  waiting(community: string): Promise<Redemption[]> {
    return this.#model.find({ community, status: 'held' }).sort({ deadline: 1, _id: 1 }).lean();
  }

  /** What was not collected in time. */
  overdue(community: string, at: Date, limit = 100): Promise<Redemption[]> {
    return this.#model
      .find({ community, status: 'held', deadline: { $lte: at } })
      .sort({ deadline: 1 })
      .limit(limit)
      .lean();
  }

  /** What was handed out in `[from, to)`, in order; what came back later is among it. */
  collectedBetween(community: string, from: Date, to: Date): Promise<Redemption[]> {
    return this.#model
      .find({ community, collectedAt: { $gte: from, $lt: to } })
      .sort({ collectedAt: 1, _id: 1 })
      .lean();
  }

  /** What came back in `[from, to)`, whenever it had been handed out. */
  returnedBetween(community: string, from: Date, to: Date): Promise<Redemption[]> {
    return this.#model
      .find({ community, 'returns.at': { $gte: from, $lt: to } })
      .sort({ _id: 1 })
      .lean();
  }

  async #turn(
    { _id }: Redemption,
    from: Redemption['status'],
    to: Partial<Redemption>,
  ): Promise<Redemption | null> {
    return this.#model
      .findOneAndUpdate({ _id, status: from }, { $set: to }, { returnDocument: 'after' })
      .lean();
  }

  /** Frees the points; those whose day had passed meanwhile expire at once. */
  async #release(redemption: Redemption, doing: Doing, again = '', forOther = false): Promise<Redemption> {
    const { _id, household, points } = redemption;
    await this.#ledger.record({
      ...this.#journal(redemption, 'void', doing),
      _id: `void:${_id}${again}`,
      kind: 'release',
      entries: transfer(account.held(household), account.household(household), points),
    });
    if (forOther) return redemption;
    const expired = await this.#expiries.expireReturned(
      { ...redemption, since: redemption.requestedAt, again },
      { rulebookVersion: doing.rulebookVersion, now: doing.at },
    );
    // Of an earlier part that came back is told no more.
    const { expired: _, ...rest } = redemption;
    if (expired === 0) return rest;
    await this.#model.updateOne({ _id }, { $inc: { expired } });
    return { ...rest, expired };
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

  #journal(
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

/** `大米×2、酱油×1` */
export function memoOf({ lines }: Pick<Redemption, 'lines'>): string {
  return lines.map(({ name, quantity }) => `${name}×${quantity}`).join('、');
}

/** Lines with what they are worth in points, and in fen. */
function worth(lines: RedemptionLine[]): Pick<Redemption, 'lines' | 'points' | 'cost'> {
  return {
    lines,
    points: lines.reduce((sum, { points, quantity }) => sum + points * quantity, 0),
    cost: lines.reduce((sum, { cost, quantity }) => sum + cost * quantity, 0),
  };
}

function without(lines: RedemptionLine[], back: RedemptionLine[]): RedemptionLine[] {
  return lines.flatMap((line) => {
    const gone = back.find(({ product }) => product === line.product)?.quantity ?? 0;
    return line.quantity > gone ? [{ ...line, quantity: line.quantity - gone }] : [];
  });
}
