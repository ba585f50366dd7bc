import type { Community } from '#src/community/community.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Numbers } from '#src/numbers.ts';
import { type Panel, type Panels, seatOf } from '#src/review/panel.ts';
import { chainFor, itemOf } from '#src/rulebook/rulebook.ts';
import type { Body, Chain, Rulebook } from '#src/rulebook/schema.ts';
import { TryAgain } from '#src/store/store.ts';
import { Amounts } from './amounts.ts';
import { ClaimReader } from './claim-reader.ts';
import { agreedBy, ballotsOf, type Channel, decide, type Outcome, type Verdict } from './decide.ts';
import { type ReversalParts, Reversals } from './reversals.ts';
import { otherHoursAmong } from './same-day.ts';
import type { Cause, Claim, Decision, Evidence } from './schema.ts';
import { type AtStage, bodyBefore, panelOf, stageOf } from './stages.ts';

/** A claim before it has its number and enters its chain. */
export type ClaimDraft = Omit<
  Claim,
  | '_id'
  | 'number'
  | 'status'
  | 'decisions'
  | 'capUses'
  | 'uncapped'
  | 'chain'
  | 'stage'
  | 'stageSince'
  | 'list'
  | 'alsoThatDay'
  | 'standsFor'
  | 'remindedAt'
  | 'escalated'
>;

/** What a verdict led to: besides the outcomes of the rule, the claim may have gone on to the next stage. */
export type Result = Outcome | { kind: 'advanced' } | { kind: 'no-evidence' };

/** Most pictures that one claim keeps. */
export const MAX_PICTURES = 9;

export interface ClaimParts<CalledOff> extends ReversalParts<CalledOff> {
  numbers: Numbers;
  panels: Panels;
}

/**
 * Claims from report to decision, through every stage of their chain. Only the last stage credits, and only here.
 * Methods that change anything run inside the caller's transaction.
 */
export class Claims<CalledOff = unknown> extends ClaimReader {
  readonly #parts: ClaimParts<CalledOff>;
  readonly #amounts: Amounts;
  readonly #reversals: Reversals<CalledOff>;

  constructor(parts: ClaimParts<CalledOff>) {
    super(parts.model);
    this.#parts = parts;
    this.#amounts = new Amounts(parts.caps, parts.ledger);
    this.#reversals = new Reversals(parts);
  }

  /**
   * Takes a claim in: numbers it, cuts it down to what the caps leave, and puts it before the first body of its
   * chain. A chain without stages credits it at once.
   *
   * @throws Refusal when a cap leaves nothing.
   */
  async report(
    draft: ClaimDraft,
    book: Rulebook,
    {
      chain = chainFor(book, itemOf(book, draft.item)),
      besides,
    }: {
      /** Another than the item's, where that would let somebody credit themselves. */
      chain?: Chain | undefined;
      /** What `besides` says, where the caller has asked. */
      besides?: readonly Claim[] | undefined;
    } = {},
  ): Promise<Claim> {
    const alsoThatDay = draft.minutes ? otherHoursAmong(besides ?? (await this.besides(draft)), draft) : [];
    const capped = await this.#amounts.capped(draft, book);
    const number = await this.#parts.numbers.nextCard(draft.community);
    let claim: Claim = {
      ...draft,
      ...capped,
      ...(alsoThatDay.length > 0 ? { alsoThatDay } : {}),
      _id: `${draft.community}#${number}`,
      number,
      status: chain.stages.length === 0 ? 'approved' : 'waiting',
      chain: chain.id,
      stage: 0,
      stageSince: draft.reportedAt,
      decisions: [],
    };
    if (claim.status === 'approved' && !book.mayOwe) claim = await this.#amounts.chargeable(claim);
    await this.model.insertMany([claim], { lean: true });
    if (claim.status === 'approved')
      await this.#settle(claim, { messageId: claim.messageId, at: claim.reportedAt });
    return claim;
  }

  /** The stage that a waiting claim is in, by the version that judges it. */
  stageOf(claim: Claim, community: Community): AtStage {
    return stageOf(claim, community);
  }

  /** Whom a waiting claim is before. */
  panelOf(claim: Claim, community: Community): Promise<Panel> {
    return panelOf(claim, community, this.#parts.panels);
  }

  /** The body that has a waiting claim before it. */
  bodyOf(claim: Claim, community: Community): Promise<Body> {
    return bodyBefore(claim, community, this.#parts.panels);
  }

  /** Lets a credited report stand for the hours of one activity, and of no other; false when it does already. */
  async standFor({ _id }: Pick<Claim, '_id'>, activity: string): Promise<boolean> {
    const changed = await this.model.updateOne(
      { _id, status: 'approved', standsFor: { $exists: false } },
      { $set: { standsFor: activity } },
    );
    return changed.modifiedCount === 1;
  }

  /** Applies one reviewer's verdict, and moves the claim on, credits it or closes it when that was the last needed. */
  async decide(
    claim: Claim,
    community: Community,
    reviewer: Resident,
    verdict: Verdict,
    channel: Channel,
    cause: Cause,
  ): Promise<{ outcome: Result; claim: Claim }> {
    if (claim.status !== 'waiting') return { outcome: { kind: 'already-decided' }, claim };
    const { stage, book } = this.stageOf(claim, community);
    const agrees = verdict.kind === 'approve' || verdict.kind === 'adjust';
    if (agrees && lacksEvidence(claim, book)) return { outcome: { kind: 'no-evidence' }, claim };
    const panel = await this.panelOf(claim, community);
    const outcome = decide(claim, { ...stage, ...panel.rule }, panel, reviewer, verdict, channel);
    if (!RECORDED.has(outcome.kind)) return { outcome, claim };
    const decision: Decision = {
      by: reviewer._id,
      name: reviewer.name,
      seat: seatOf(panel.seats, reviewer._id)?.member._id ?? reviewer._id,
      stage: claim.stage,
      // "Change it to what it is" is plain agreement, and counts with that of the others.
      verdict: verdict.kind === 'adjust' && verdict.points === claim.points ? 'approve' : verdict.kind,
      ...('reason' in verdict && verdict.reason ? { reason: verdict.reason } : {}),
      ...(verdict.kind === 'adjust' ? { points: verdict.points } : {}),
      ...(channel.record ? { record: channel.record } : {}),
      ...cause,
    };
    const amount =
      decision.verdict === 'adjust' && verdict.kind === 'adjust'
        ? await this.#amounts.adjusted(claim, book, verdict)
        : {};
    return this.#apply({ ...claim, ...amount }, community, decision, outcome, claim.decisions.length);
  }

  /**
   * Approves a stage whose time has run out, where the regulation says that silence is agreement. It is not when
   * somebody has spoken against it, or when the photo that the item wants is missing.
   */
  async approveByRegulation(
    claim: Claim,
    community: Community,
    cause: Cause,
  ): Promise<{ outcome: Result; claim: Claim }> {
    const { book } = this.stageOf(claim, community);
    if (lacksEvidence(claim, book)) return { outcome: { kind: 'no-evidence' }, claim };
    if (ballotsOf(claim.decisions, claim.stage).some(({ verdict }) => verdict === 'reject'))
      return { outcome: { kind: 'said-before' }, claim };
    const decision: Decision = {
      by: 'regulation',
      name: '细则',
      seat: 'regulation',
      stage: claim.stage,
      verdict: 'approve',
      ...cause,
    };
    return this.#apply(claim, community, decision, { kind: 'approved' }, claim.decisions.length);
  }

  /**
   * Puts waiting claims on a list: from now on their body has them before it. What an earlier list left undecided
   * has waited since that one.
   */
  async enlist(claims: readonly Claim[], list: number, at: Date): Promise<void> {
    const idsOf = (some: readonly Claim[]) => some.map(({ _id }) => _id);
    const first = claims.filter((claim) => claim.list === undefined);
    const again = claims.filter((claim) => claim.list !== undefined);
    if (first.length > 0)
      await this.model.updateMany({ _id: { $in: idsOf(first) } }, { $set: { list, stageSince: at } });
    if (again.length > 0) await this.model.updateMany({ _id: { $in: idsOf(again) } }, { $set: { list } });
  }

  /** Notes that a claim's body was reminded, or that the next body may decide too. */
  async note(
    claim: Claim,
    what: { remindedAt: Date } | { escalated: true; remindedAt: Date },
  ): Promise<void> {
    await this.model.updateOne({ _id: claim._id, status: 'waiting' }, { $set: what });
  }

  /** Takes a waiting claim back; false when it is decided already. */
  async withdraw(claim: Claim): Promise<boolean> {
    const changed = await this.model.updateOne(
      { _id: claim._id, status: 'waiting' },
      { $set: { status: 'withdrawn' } },
    );
    if (changed.modifiedCount !== 1) return false;
    await this.#parts.caps.giveBack(claim.capUses);
    return true;
  }

  /** Takes an approved claim's points back. @returns what {@link Reversals.reverse} does */
  reverse(...what: Parameters<Reversals<CalledOff>['reverse']>): ReturnType<Reversals<CalledOff>['reverse']> {
    return this.#reversals.reverse(...what);
  }

  /** Adds a picture to a waiting claim once; the claim as it then is, or undefined when it can't take one. */
  async attach(claim: Pick<Claim, '_id'>, evidence: Evidence): Promise<Claim | undefined> {
    const changed = await this.model
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

  /** Writes a decision down, and what follows from it. Another decision in between makes it `already-decided`. */
  async #apply(
    claim: Claim,
    community: Community,
    decision: Decision,
    outcome: Outcome,
    decisionsBefore: number,
  ): Promise<{ outcome: Result; claim: Claim }> {
    const { last, book } = this.stageOf(claim, community);
    const advances = outcome.kind === 'approved' && !last;
    if (outcome.kind === 'approved' && last && !book.mayOwe) claim = await this.#amounts.chargeable(claim);
    const { points, minutes, quantity, choice, uncapped, capUses } = claim;
    const next = advances
      ? { stage: claim.stage + 1, stageSince: decision.at }
      : { status: outcome.kind === 'approved' || outcome.kind === 'rejected' ? outcome.kind : claim.status };
    const set = { points, minutes, quantity, choice, uncapped, capUses, ...next };
    const changed = await this.model.updateOne(
      {
        _id: claim._id,
        status: 'waiting',
        stage: claim.stage,
        decisions: { $size: decisionsBefore },
      },
      {
        $set: Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)),
        $push: { decisions: decision },
        ...(advances ? { $unset: { list: 1, remindedAt: 1, escalated: 1 } } : {}),
      },
    );
    if (changed.modifiedCount !== 1)
      throw new TryAgain(`claim ${claim._id} changed underneath a transaction`);
    const { list, remindedAt, escalated, ...rest } = claim;
    const after: Claim = { ...(advances ? rest : claim), ...next, decisions: [...claim.decisions, decision] };
    if (after.status === 'approved') await this.#settle(after, decision);
    if (after.status === 'rejected') await this.#parts.caps.giveBack(after.capUses);
    return { outcome: advances ? { kind: 'advanced' } : outcome, claim: after };
  }

  /** Puts a decided claim into the ledger. */
  async #settle(claim: Claim, { messageId, at }: Cause): Promise<void> {
    const sign = claim.kind === 'deduction' ? -1 : 1;
    await this.#parts.ledger.recordEarning({
      community: claim.community,
      household: claim.household,
      grid: claim.grid,
      ...(claim.resident ? { resident: claim.resident } : {}),
      claim: claim.number,
      points: sign * claim.points,
      ...(claim.item ? { item: claim.item } : {}),
      ...(claim.category ? { category: claim.category } : {}),
      ...(claim.minutes ? { minutes: claim.minutes } : {}),
      memo: claim.itemName,
      rulebookVersion: claim.rulebookVersion,
      decidedBy: agreedBy(claim.decisions),
      messageId,
      recordedAt: at,
    });
  }
}

/** Whether the item wants a photo of what was reported, and there is none. */
function lacksEvidence({ kind, item, evidence }: Claim, book: Rulebook): boolean {
  const wants = kind === 'report' || kind === 'award' || kind === 'deduction';
  return wants && evidence.length === 0 && itemOf(book, item)?.evidence === 'required';
}

/** Outcomes that are written down. */
const RECORDED: ReadonlySet<Outcome['kind']> = new Set(['counted', 'too-few', 'approved', 'rejected']);
