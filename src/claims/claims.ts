import type { Ledger } from '#src/ledger/ledger.ts';
import type { Numbers } from '#src/numbers.ts';
import { agreedBy, decide, type Outcome, type Reviewer, type Verdict } from './decide.ts';
import type { Claim, ClaimModel, Decision, Evidence } from './schema.ts';

/** A claim before it has its number. */
export type ClaimDraft = Omit<Claim, '_id' | 'number' | 'status' | 'decisions'>;

/** Most pictures that one claim keeps. */
export const MAX_PICTURES = 9;

/**
 * Reported deeds, from report to decision. Methods that change anything run inside the caller's transaction.
 */
export class Claims {
  readonly #model: ClaimModel;
  readonly #numbers: Numbers;
  readonly #ledger: Ledger;

  constructor(model: ClaimModel, numbers: Numbers, ledger: Ledger) {
    this.#model = model;
    this.#numbers = numbers;
    this.#ledger = ledger;
  }

  async report(draft: ClaimDraft): Promise<Claim> {
    const number = await this.#numbers.nextCard(draft.community);
    const claim: Claim = {
      ...draft,
      _id: `${draft.community}#${number}`,
      number,
      status: 'waiting',
      decisions: [],
    };
    await this.#model.insertMany([claim], { lean: true });
    return claim;
  }

  /** A claim for the same household, item, day and amount that waits or was credited. */
  sameAs({ household, day, item, minutes, quantity }: ClaimDraft): Promise<Claim | null> {
    const amount = { minutes: minutes ?? null, quantity: quantity ?? null };
    return this.#model
      .findOne({ household, day, item, ...amount, status: { $in: ['waiting', 'approved'] } })
      .lean();
  }

  byNumbers(community: string, numbers: number[]): Promise<Claim[]> {
    return this.#model
      .find({ _id: { $in: numbers.map((number) => `${community}#${number}`) } })
      .sort({ number: 1 })
      .lean();
  }

  /** What waits in a community, or in some grids of it, oldest first. */
  waiting(community: string, grids: string[] | 'all', limit: number): Promise<Claim[]> {
    return this.#model.find(waitingIn(community, grids)).sort({ number: 1 }).limit(limit).lean();
  }

  /** The same without what this reviewer has said yes to already. */
  waitingFor(reviewer: string, community: string, grids: string[] | 'all', limit: number): Promise<Claim[]> {
    return this.#model
      .find({ ...waitingIn(community, grids), 'decisions.by': { $ne: reviewer } })
      .sort({ number: 1 })
      .limit(limit)
      .lean();
  }

  countWaiting(community: string, grids: string[] | 'all' = 'all'): Promise<number> {
    return this.#model.countDocuments(waitingIn(community, grids));
  }

  /** The last claims that somebody reported, newest first. */
  lastOf(reporter: string, limit: number): Promise<Claim[]> {
    return this.#model.find({ reporter }).sort({ number: -1 }).limit(limit).lean();
  }

  /** What a household still waits for. For answers only: it does not join a transaction. */
  async waitingOf(household: string): Promise<{ count: number; points: number }> {
    // Straight through the driver: 查积分 is asked most of all.
    const waiting = await this.#model.collection
      .find({ household, status: 'waiting' }, { projection: { _id: 0, points: 1 } })
      .toArray();
    return { count: waiting.length, points: waiting.reduce((sum, { points }) => sum + points, 0) };
  }

  /** Those of some claims that still wait. */
  waitingAmong(ids: string[]): Promise<Claim[]> {
    return this.#model.find({ _id: { $in: ids }, status: 'waiting' }).lean();
  }

  /** Claims reported since a moment that a picture may still belong to. */
  reportedSince(since: Date): Promise<Claim[]> {
    return this.#model.find({ status: 'waiting', reportedAt: { $gte: since } }).lean();
  }

  /** Applies one reviewer's verdict by the review rule, and credits the household when it is the last that was needed. */
  async decide(
    claim: Claim,
    reviewer: Reviewer,
    verdict: Verdict,
    need: number,
    cause: Cause,
  ): Promise<{ outcome: Outcome; claim: Claim }> {
    const outcome = decide(claim, reviewer, verdict, need);
    if (outcome.kind !== 'approved' && outcome.kind !== 'rejected' && outcome.kind !== 'needs-more')
      return { outcome, claim };

    const decision: Decision = {
      by: reviewer._id,
      name: reviewer.name,
      // "Change it to what it is" is plain agreement, and counts with that of the others.
      verdict: verdict.kind === 'adjust' && verdict.points === claim.points ? 'approve' : verdict.kind,
      ...('reason' in verdict && verdict.reason ? { reason: verdict.reason } : {}),
      ...(verdict.kind === 'adjust' ? { points: verdict.points } : {}),
      ...cause,
    };
    const amount =
      verdict.kind === 'adjust'
        ? {
            points: verdict.points,
            ...(verdict.minutes ? { minutes: verdict.minutes } : {}),
            ...(verdict.quantity ? { quantity: verdict.quantity } : {}),
          }
        : {};
    const status = outcome.kind === 'needs-more' ? ('waiting' as const) : outcome.kind;
    const changed = await this.#model.updateOne(
      { _id: claim._id, status: 'waiting', decisions: { $size: claim.decisions.length } },
      { $set: { status, ...amount }, $push: { decisions: decision } },
    );
    if (changed.modifiedCount !== 1) return { outcome: { kind: 'already-decided' }, claim };

    const decided: Claim = { ...claim, ...amount, status, decisions: [...claim.decisions, decision] };
    if (status === 'approved') await this.#credit(decided, cause);
    return { outcome, claim: decided };
  }

  /** Takes a waiting claim back; false when it is decided already. */
  async withdraw(claim: Claim): Promise<boolean> {
    const changed = await this.#model.updateOne(
      { _id: claim._id, status: 'waiting' },
      { $set: { status: 'withdrawn' } },
    );
    return changed.modifiedCount === 1;
  }

  /** Takes an approved claim's points back by a reversal journal; false when it is not approved (any more). */
  async reverse(claim: Claim, by: Reviewer, reason: string, cause: Cause): Promise<boolean> {
    const decision: Decision = { by: by._id, name: by.name, verdict: 'reverse', reason, ...cause };
    const changed = await this.#model.updateOne(
      { _id: claim._id, status: 'approved' },
      { $set: { status: 'reversed' }, $push: { decisions: decision } },
    );
    if (changed.modifiedCount !== 1) return false;
    const credit = await this.#ledger.earningOf(claim.community, claim.number);
    if (!credit) throw new Error(`claim ${claim._id} is approved but has no journal`);
    await this.#ledger.recordReversal(credit, {
      memo: reason,
      decidedBy: [by._id],
      messageId: cause.messageId,
      recordedAt: cause.at,
    });
    return true;
  }

  /** Adds a picture to a waiting claim once; the number of pictures it then has, or undefined when it can't take one. */
  async attach(claim: Pick<Claim, '_id'>, evidence: Evidence): Promise<Claim | undefined> {
    const changed = await this.#model
      .findOneAndUpdate(
        {
          _id: claim._id,
          status: 'waiting',
          'evidence.sha256': { $ne: evidence.sha256 },
          [`evidence.${MAX_PICTURES - 1}`]: { $exists: false },
        },
        { $push: { evidence } },
        { returnDocument: 'after' },
      )
      .lean();
    return changed ?? undefined;
  }

  async #credit(claim: Claim, { messageId, at }: Cause): Promise<void> {
    await this.#ledger.recordEarning({
      community: claim.community,
      household: claim.household,
      grid: claim.grid,
      resident: claim.resident,
      claim: claim.number,
      points: claim.points,
      memo: claim.itemName,
      rulebookVersion: claim.rulebookVersion,
      decidedBy: [...agreedBy(claim.decisions)],
      messageId,
      recordedAt: at,
    });
  }
}

function waitingIn(community: string, grids: string[] | 'all') {
  return { community, status: 'waiting' as const, ...(grids === 'all' ? {} : { grid: { $in: grids } }) };
}

/** The message that made something happen, and when it was said. */
export interface Cause {
  messageId: string;
  at: Date;
}
