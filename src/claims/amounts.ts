import type { Ledger } from '#src/ledger/ledger.ts';
import { Refusal } from '#src/refusal.ts';
import { capsFor, itemOf, pointsFor } from '#src/rulebook/rulebook.ts';
import type { Rulebook } from '#src/rulebook/schema.ts';
import type { CapSubject, Caps } from './caps.ts';
import type { Verdict } from './decide.ts';
import type { Claim } from './schema.ts';

/**
 * What is left of the points that are claimed: as much as the caps leave, and of a deduction as much as the household
 * can spend. Runs inside the caller's transaction.
 */
export class Amounts {
  readonly #caps: Caps;
  readonly #ledger: Ledger;

  constructor(caps: Caps, ledger: Ledger) {
    this.#caps = caps;
    this.#ledger = ledger;
  }

  /** The amount of a claim that its caps leave, and what it takes up of them. */
  async capped(
    draft: CapSubject & Pick<Claim, 'kind' | 'item' | 'points' | 'quantity' | 'choice'>,
    book: Rulebook,
  ): Promise<Pick<Claim, 'points' | 'quantity' | 'uncapped' | 'capUses'>> {
    const item = itemOf(book, draft.item);
    const caps = capsFor(book, item, draft.kind === 'deduction');
    const times = await this.#caps.take(caps, 'times', draft, draft.quantity ?? 1);
    if (times.by && times.amount < 1) throw new Refusal('claim.cap-reached', { cap: times.by });
    const cut =
      times.by && item ? pointsFor(item, { quantity: times.amount, choice: draft.choice }) : draft.points;
    const points = await this.#caps.take(caps, 'points', draft, cut);
    if (points.by && points.amount < 1) {
      // Whoever reports several goes on without this one.
      await this.#caps.giveBack(times.uses);
      throw new Refusal('claim.cap-reached', { cap: points.by });
    }
    return {
      points: points.amount,
      ...(draft.quantity === undefined ? {} : { quantity: times.amount }),
      ...(points.amount < draft.points ? { uncapped: draft.points } : {}),
      capUses: [...times.uses, ...points.uses],
    };
  }

  /** What a claim becomes when a reviewer changes its amount. @throws Refusal when a cap does not leave so much. */
  async adjusted(
    claim: Claim,
    book: Rulebook,
    { points, minutes, quantity, choice }: Extract<Verdict, { kind: 'adjust' }>,
  ): Promise<Partial<Claim>> {
    await this.#caps.giveBack(claim.capUses);
    const amount = {
      ...(minutes ? { minutes } : {}),
      ...(quantity ? { quantity } : {}),
      ...(choice ? { choice } : {}),
    };
    const changed = { ...claim, points, ...amount };
    const capped = await this.capped(changed, book);
    if (capped.points < points)
      throw new Refusal('review.adjust-too-much', { number: claim.number, most: capped.points });
    return { ...capped, ...amount };
  }

  /** A deduction cut down to what the household can spend, where the regulation lets nobody owe points. */
  async chargeable(claim: Claim): Promise<Claim> {
    if (claim.kind !== 'deduction') return claim;
    const { available } = await this.#ledger.standingOf(claim.household);
    if (available >= claim.points) return claim;
    return { ...claim, points: Math.max(0, available), uncapped: claim.uncapped ?? claim.points };
  }
}
