import { type Community, rulebookNamed } from '#src/community/community.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Ledger } from '#src/ledger/ledger.ts';
import type { Caps } from './caps.ts';
import type { Cause, Claim, ClaimModel, Decision } from './schema.ts';

/** Where the reversal of points of a period counts: there, or now when that period is closed. */
export type CountsAt = (claim: Claim, original: Date, now: Date) => Promise<Date>;

/**
 * Calls off what a household has reserved, the newest first, until so many points are free again. What it answers is
 * for whoever tells the household.
 */
export type CallOff<CalledOff> = (
  household: string,
  points: number,
  reason: string,
  doing: Cause & { by: string; rulebookVersion: string },
) => Promise<CalledOff[]>;

export interface ReversalParts<CalledOff> {
  model: ClaimModel;
  ledger: Ledger;
  caps: Caps;
  countsAt: CountsAt;
  callOff: CallOff<CalledOff>;
}

/** Credited points taken back (冲正). Runs inside the caller's transaction. */
export class Reversals<CalledOff> {
  readonly #parts: ReversalParts<CalledOff>;

  constructor(parts: ReversalParts<CalledOff>) {
    this.#parts = parts;
  }

  /**
   * Takes an approved claim's points back by a reversal journal. Where the regulation lets nobody owe, what the
   * household has reserved is called off to make up for it, and what is not there any more is waived by another.
   *
   * @returns how many points were waived, and what was called off; undefined when the claim is not approved (any more)
   */
  async reverse(
    claim: Claim,
    community: Community,
    by: Pick<Resident, '_id' | 'name'>,
    reason: string,
    cause: Cause,
  ): Promise<{ waived: number; calledOff: CalledOff[] } | undefined> {
    const decision: Decision = {
      by: by._id,
      name: by.name,
      seat: by._id,
      stage: claim.stage,
      verdict: 'reverse',
      reason,
      ...cause,
    };
    const { model, ledger, caps, countsAt, callOff } = this.#parts;
    const changed = await model.updateOne(
      { _id: claim._id, status: 'approved' },
      { $set: { status: 'reversed' }, $push: { decisions: decision } },
    );
    if (changed.modifiedCount !== 1) return undefined;
    const earning = await ledger.earningOf(claim.community, claim.number);
    if (!earning?.countsAt) throw new Error(`claim ${claim._id} is approved but has no journal`);
    const reversal = await ledger.recordReversal(earning, {
      memo: reason,
      decidedBy: [by._id],
      messageId: cause.messageId,
      recordedAt: cause.at,
      countsAt: await countsAt(claim, earning.countsAt, cause.at),
    });
    await caps.giveBack(claim.capUses);
    const { mayOwe } = rulebookNamed(community, claim.rulebookVersion);
    if (mayOwe) return { waived: 0, calledOff: [] };
    const short = await ledger.shortfallOf(reversal);
    const calledOff =
      short > 0
        ? await callOff(claim.household, short, `抵扣冲正 #${claim.number}`, {
            by: by._id,
            ...cause,
            rulebookVersion: claim.rulebookVersion,
          })
        : [];
    return { waived: await ledger.waiveShortfall(reversal), calledOff };
  }
}
