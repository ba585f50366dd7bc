import type { Cause } from '#src/claims/schema.ts';
import { account, type Ledger, transfer } from '#src/ledger/ledger.ts';
import type { Numbers } from '#src/numbers.ts';
import type { Objection, ObjectionVote, Objector, PublicityModels } from './schema.ts';

/** An objection before it has its number. */
export type ObjectionDraft = Pick<
  Objection,
  'community' | 'claim' | 'household' | 'address' | 'grid' | 'frozen' | 'rulebookVersion'
>;

/**
 * Objections (异议), from the first to the body's word. While one is open, the points concerned are frozen: they are
 * the household's still, but can't be spent. Methods that change anything run inside the caller's transaction.
 */
export class Objections {
  readonly #model: PublicityModels['objections'];
  readonly #numbers: Numbers;
  readonly #ledger: Ledger;

  constructor({ objections }: Pick<PublicityModels, 'objections'>, numbers: Numbers, ledger: Ledger) {
    this.#model = objections;
    this.#numbers = numbers;
    this.#ledger = ledger;
  }

  openOn(community: string, claim: number): Promise<Objection | null> {
    return this.#model.findOne({ community, claim, status: 'open' }).lean();
  }

  /** Every objection that there ever was to a claim, oldest first. */
  ofClaim(community: string, claim: number): Promise<Objection[]> {
    return this.#model.find({ community, claim }).sort({ number: 1 }).lean();
  }

  byNumbers(community: string, numbers: number[]): Promise<Objection[]> {
    return this.#model
      .find({ _id: { $in: numbers.map((number) => `${community}#${number}`) } })
      .sort({ number: 1 })
      .lean();
  }

  /** What is open about one household. */
  openOf(household: string): Promise<Objection[]> {
    return this.#model
      .find({ community: household.slice(0, household.indexOf('/')), status: 'open', household })
      .lean();
  }

  /** What the bodies of a community still have to settle, oldest first. */
  open(community: string): Promise<Objection[]> {
    return this.#model.find({ community, status: 'open' }).sort({ number: 1 }).limit(100).lean();
  }

  /** The first objection to a claim. Two at the same moment both take a number, so only one of them can commit. */
  async raise(draft: ObjectionDraft, objector: Objector): Promise<Objection> {
    const number = await this.#numbers.nextCard(draft.community);
    const objection: Objection = {
      ...draft,
      _id: `${draft.community}#${number}`,
      number,
      status: 'open',
      objectors: [objector],
      votes: [],
      openedAt: objector.at,
    };
    await this.#model.insertMany([objection], { lean: true });
    await this.#move('freeze', objection, objector);
    return objection;
  }

  /** Adds one more objector; undefined when this person is one already, or it was settled meanwhile. */
  async join({ _id }: Objection, objector: Objector): Promise<Objection | undefined> {
    const joined = await this.#model
      .findOneAndUpdate(
        { _id, status: 'open', 'objectors.resident': { $ne: objector.resident } },
        { $push: { objectors: objector } },
        { returnDocument: 'after' },
      )
      .lean();
    return joined ?? undefined;
  }

  /**
   * One objector takes back what they said. With the last of them the objection is over and the points are free again.
   *
   * @returns the objection as it then is; undefined when the person does not object, or it is settled.
   */
  async takeBack({ _id }: Objection, resident: string, cause: Cause): Promise<Objection | undefined> {
    const left = await this.#model
      .findOneAndUpdate(
        { _id, status: 'open', 'objectors.resident': resident },
        { $pull: { objectors: { resident } } },
        { returnDocument: 'after' },
      )
      .lean();
    if (!left || left.objectors.length > 0) return left ?? undefined;
    const over = { status: 'withdrawn' as const, settledAt: cause.at };
    await this.#model.updateOne({ _id }, { $set: over });
    await this.#move('release', left, cause);
    return { ...left, ...over };
  }

  /** Records what a member said, and with the deciding word what came of it; false when somebody was quicker. */
  async vote(
    objection: Objection,
    vote: ObjectionVote,
    outcome: 'open' | 'upheld' | 'dismissed',
  ): Promise<boolean> {
    const settled = outcome === 'open' ? {} : { $set: { status: outcome, settledAt: vote.at } };
    const changed = await this.#model.updateOne(
      { _id: objection._id, status: 'open', votes: { $size: objection.votes.length } },
      { $push: { votes: vote }, ...settled },
    );
    if (changed.modifiedCount !== 1) return false;
    if (outcome !== 'open')
      await this.#move('release', objection, { messageId: vote.messageId, at: vote.at });
    return true;
  }

  async #move(kind: 'freeze' | 'release', objection: Objection, { messageId, at }: Cause): Promise<void> {
    const { community, number, claim, household, grid, frozen, rulebookVersion } = objection;
    if (frozen <= 0) return;
    const spendable = account.household(household);
    const held = account.frozen(household);
    await this.#ledger.record({
      _id: `${kind}:${community}#${number}`,
      community,
      kind,
      entries: kind === 'freeze' ? transfer(spendable, held, frozen) : transfer(held, spendable, frozen),
      household,
      grid,
      claim: number,
      memo: `${kind === 'freeze' ? '异议冻结' : '异议解冻'} ${frozen} 分（${claim}）`,
      rulebookVersion,
      decidedBy: [],
      messageId,
      recordedAt: at,
    });
  }
}
