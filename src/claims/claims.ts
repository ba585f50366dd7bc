import { noonOf, periodKey } from '#src/calendar.ts';
import { type Community, rulebookNamed } from '#src/community/community.ts';
import type { Resident } from '#src/community/schema.ts';
import type { Ledger } from '#src/ledger/ledger.ts';
import type { Numbers } from '#src/numbers.ts';
import { Refusal } from '#src/refusal.ts';
import type { Panel, Panels } from '#src/review/panel.ts';
import { bodyOf, capsFor, chainFor, chainOf, itemOf, pointsFor } from '#src/rulebook/rulebook.ts';
import type { Body, Chain, Rulebook, Stage } from '#src/rulebook/schema.ts';
import { TryAgain } from '#src/store/store.ts';
import type { Redemptions } from '#src/supermarket/redemptions.ts';
import type { Redemption } from '#src/supermarket/schema.ts';
import type { Caps } from './caps.ts';
import { agreedBy, ballotsOf, type Channel, decide, matterOf, type Outcome, type Verdict } from './decide.ts';
import type { Claim, ClaimModel, Decision, Evidence } from './schema.ts';

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

/** The message that made something happen, and when it was said. */
export interface Cause {
  messageId: string;
  at: Date;
}

/** What a verdict led to: besides the outcomes of the rule, the claim may have gone on to the next stage. */
export type Result = Outcome | { kind: 'advanced' } | { kind: 'no-evidence' };

/** Where the reversal of points of a period counts: there, or now when that period is closed. */
export type CountsAt = (claim: Claim, original: Date, now: Date) => Promise<Date>;

/** Calls off what a household has reserved, the newest first, until so many points are free again. */
export type CallOff = Redemptions['callOff'];

/** Most pictures that one claim keeps. */
export const MAX_PICTURES = 9;

export interface ClaimParts {
  model: ClaimModel;
  numbers: Numbers;
  ledger: Ledger;
  panels: Panels;
  caps: Caps;
  countsAt: CountsAt;
  callOff: CallOff;
}

/**
 * Claims from report to decision, through every stage of their chain. Only the last stage credits, and only here.
 * Methods that change anything run inside the caller's transaction.
 */
export class Claims {
  readonly #parts: ClaimParts;
  readonly #model: ClaimModel;

  constructor(parts: ClaimParts) {
    this.#parts = parts;
    this.#model = parts.model;
  }

  /**
   * Takes a claim in: numbers it, cuts it down to what the caps leave, and puts it before the first body of its
   * chain. A chain without stages credits it at once.
   *
   * @param chain another than the item's, where that would let somebody credit themselves
   * @throws Refusal when a cap leaves nothing.
   */
  async report(
    draft: ClaimDraft,
    book: Rulebook,
    chain: Chain = chainFor(book, itemOf(book, draft.item)),
  ): Promise<Claim> {
    const alsoThatDay = await this.#alsoThatDay(draft);
    const capped = await this.#capped(draft, book);
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
    if (claim.status === 'approved' && !book.mayOwe) claim = await this.#chargeable(claim);
    await this.#model.insertMany([claim], { lean: true });
    if (claim.status === 'approved')
      await this.#settle(claim, { messageId: claim.messageId, at: claim.reportedAt });
    return claim;
  }

  /** Whether a household has been credited, or waits to be, for the same state in the same period. */
  async hasState(
    { household, item, day }: ClaimDraft,
    every: 'month' | 'quarter' | 'year',
  ): Promise<boolean> {
    const claims = await this.#model
      .find({ household, item, status: { $in: ['waiting', 'approved'] } }, { day: 1 })
      .lean();
    const periodOf = (day: string) => periodKey(every, noonOf(day));
    return claims.some((claim) => periodOf(claim.day) === periodOf(day));
  }

  /** A claim for the same household, item, day and amount that waits or was credited. */
  async sameAs({
    household,
    resident,
    day,
    item,
    minutes,
    quantity,
    choice,
  }: ClaimDraft): Promise<Claim | null> {
    const amount = { minutes: minutes ?? null, quantity: quantity ?? null, choice: choice ?? null };
    const open = { status: { $in: ['waiting' as const, 'approved' as const] } };
    const same = await this.#model.findOne({ household, item, day, ...amount, ...open }).lean();
    if (same || resident === undefined) return same;
    // Hours of an activity are credited from its list, whatever length somebody remembers.
    return this.#model.findOne({ household, day, kind: 'attendance', item, resident, ...open }).lean();
  }

  /** The versions of the rulebook under which anything was ever claimed. */
  async versionsIn(community: string): Promise<ReadonlySet<string>> {
    return new Set(await this.#model.distinct('rulebookVersion', { community }));
  }

  byNumbers(community: string, numbers: number[]): Promise<Claim[]> {
    return this.byIds(numbers.map((number) => `${community}#${number}`));
  }

  /** What one person reported by hand for a day, whatever the item, that waits or was credited. */
  reportsOfDay({ _id, household }: Pick<Resident, '_id' | 'household'>, day: string): Promise<Claim[]> {
    const status = { $in: ['waiting' as const, 'approved' as const] };
    return this.#model
      .find({ household, day, resident: _id, kind: 'report', status })
      .sort({ number: 1 })
      .lean();
  }

  /** Lets a credited report stand for the hours of one activity, and of no other; false when it does already. */
  async standFor({ _id }: Pick<Claim, '_id'>, activity: string): Promise<boolean> {
    const changed = await this.#model.updateOne(
      { _id, status: 'approved', standsFor: { $exists: false } },
      { $set: { standsFor: activity } },
    );
    return changed.modifiedCount === 1;
  }

  byIds(ids: string[]): Promise<Claim[]> {
    return this.#model
      .find({ _id: { $in: ids } })
      .sort({ number: 1 })
      .lean();
  }

  /** What waits in a community, oldest first. */
  waiting(community: string, limit: number): Promise<Claim[]> {
    return this.#model.find({ community, status: 'waiting' }).sort({ number: 1 }).limit(limit).lean();
  }

  /** The last claims that somebody reported, newest first. */
  lastOf(reporter: string, limit: number): Promise<Claim[]> {
    return this.#model.find({ reporter }).sort({ number: -1 }).limit(limit).lean();
  }

  /** What a household still waits for. For answers only: it does not join a transaction. */
  async waitingOf(household: string): Promise<{ count: number; points: number }> {
    // Straight through the driver: 查积分 is asked most of all.
    const waiting = await this.#model.collection
      .find({ household, status: 'waiting' }, { projection: { _id: 0, points: 1, kind: 1 } })
      .toArray();
    const credits = waiting.filter(({ kind }) => kind !== 'deduction');
    return { count: credits.length, points: credits.reduce((sum, { points }) => sum + points, 0) };
  }

  /** Those of some claims that still wait. */
  waitingAmong(ids: string[]): Promise<Claim[]> {
    return this.#model.find({ _id: { $in: ids }, status: 'waiting' }).lean();
  }

  /** Claims reported since a moment that a picture may still belong to. */
  reportedSince(since: Date): Promise<Claim[]> {
    return this.#model.find({ status: 'waiting', reportedAt: { $gte: since } }).lean();
  }

  /** The stage that a waiting claim is in, by the version that judges it. */
  stageOf(claim: Claim, community: Community): { stage: Stage; book: Rulebook; last: boolean; of: number } {
    const book = rulebookNamed(community, claim.rulebookVersion);
    // In practice a regulation may change under a claim that waits: it goes on in what there is.
    const chain = book.chains.find(({ id }) => id === claim.chain) ?? chainOf(book, undefined);
    const { stages } = chain;
    const stage = stages[Math.min(claim.stage, stages.length - 1)];
    if (!stage) throw new Error(`claim ${claim._id} waits in a chain without stages`);
    return { stage, book, last: claim.stage >= stages.length - 1, of: stages.length };
  }

  /** Whom a waiting claim is before: the stage's body, whoever stands in for it, and whoever it was escalated to. */
  async panelOf(claim: Claim, community: Community): Promise<Panel> {
    const { stage, book } = this.stageOf(claim, community);
    const place = { community: claim.community, grid: claim.grid, ...matterOf(claim) };
    const panel = await this.#parts.panels.for(place, stage, book, ballotsOf(claim.decisions, claim.stage));
    if (!claim.escalated || !stage.escalateTo) return panel;
    const higher = await this.#parts.panels.for(place, { ...stage, body: stage.escalateTo }, book, []);
    const known = new Set(panel.seats.map(({ member }) => member._id));
    return {
      ...panel,
      seats: [...panel.seats, ...higher.seats.filter(({ member }) => !known.has(member._id))],
    };
  }

  /** The body that has a waiting claim before it; the roster is asked only where another one may stand in. */
  async bodyOf(claim: Claim, community: Community): Promise<Body> {
    const { stage, book } = this.stageOf(claim, community);
    const body = bodyOf(book, stage.body);
    return body.standIn === undefined ? body : (await this.panelOf(claim, community)).body;
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
    const { seats, rule } = await this.panelOf(claim, community);
    const outcome = decide(claim, { ...stage, ...rule }, seats, reviewer, verdict, channel);
    if (!RECORDED.has(outcome.kind)) return { outcome, claim };
    const seat = seats.find(
      ({ member, standIns }) =>
        member._id === reviewer._id || standIns.some(({ _id }) => _id === reviewer._id),
    );
    const decision: Decision = {
      by: reviewer._id,
      name: reviewer.name,
      seat: seat?.member._id ?? reviewer._id,
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
        ? await this.#adjusted(claim, community, verdict)
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
      await this.#model.updateMany({ _id: { $in: idsOf(first) } }, { $set: { list, stageSince: at } });
    if (again.length > 0) await this.#model.updateMany({ _id: { $in: idsOf(again) } }, { $set: { list } });
  }

  /** Notes that a claim's body was reminded, or that the next body may decide too. */
  async note(
    claim: Claim,
    what: { remindedAt: Date } | { escalated: true; remindedAt: Date },
  ): Promise<void> {
    await this.#model.updateOne({ _id: claim._id, status: 'waiting' }, { $set: what });
  }

  /** Takes a waiting claim back; false when it is decided already. */
  async withdraw(claim: Claim): Promise<boolean> {
    const changed = await this.#model.updateOne(
      { _id: claim._id, status: 'waiting' },
      { $set: { status: 'withdrawn' } },
    );
    if (changed.modifiedCount !== 1) return false;
    await this.#parts.caps.giveBack(claim.capUses);
    return true;
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
  ): Promise<{ waived: number; calledOff: Redemption[] } | undefined> {
    const decision: Decision = {
      by: by._id,
      name: by.name,
      seat: by._id,
      stage: claim.stage,
      verdict: 'reverse',
      reason,
      ...cause,
    };
    const changed = await this.#model.updateOne(
      { _id: claim._id, status: 'approved' },
      { $set: { status: 'reversed' }, $push: { decisions: decision } },
    );
    if (changed.modifiedCount !== 1) return undefined;
    const { ledger, caps, countsAt, callOff } = this.#parts;
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

  /** Adds a picture to a waiting claim once; the claim as it then is, or undefined when it can't take one. */
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
    if (outcome.kind === 'approved' && last && !book.mayOwe) claim = await this.#chargeable(claim);
    const { points, minutes, quantity, choice, uncapped, capUses } = claim;
    const next = advances
      ? { stage: claim.stage + 1, stageSince: decision.at }
      : { status: outcome.kind === 'approved' || outcome.kind === 'rejected' ? outcome.kind : claim.status };
    const set = { points, minutes, quantity, choice, uncapped, capUses, ...next };
    const changed = await this.#model.updateOne(
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
    const kept = advances
      ? rest
      : {
          ...rest,
          ...(list ? { list } : {}),
          ...(remindedAt ? { remindedAt } : {}),
          ...(escalated ? { escalated } : {}),
        };
    const after: Claim = { ...kept, ...next, decisions: [...claim.decisions, decision] };
    if (after.status === 'approved') await this.#settle(after, decision);
    if (after.status === 'rejected') await this.#parts.caps.giveBack(after.capUses);
    return { outcome: advances ? { kind: 'advanced' } : outcome, claim: after };
  }

  /**
   * Other hours that the same person claims for the same day, when a list of attendance says some of them: whoever
   * decides can see that they may be the same.
   */
  async #alsoThatDay({ household, resident, day, minutes, kind }: ClaimDraft): Promise<number[]> {
    if (resident === undefined || !minutes) return [];
    // Two reports by hand say nothing of each other; only a list of attendance may have the same hours.
    const which = kind === 'attendance' ? {} : { kind: 'attendance' as const };
    const others = await this.#model
      .find({ household, day, ...which, resident, status: { $in: ['waiting', 'approved'] } })
      .sort({ number: 1 })
      .lean();
    return others.filter((other) => other.minutes).map(({ number }) => number);
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

  /** A deduction cut down to what the household can spend, where the regulation lets nobody owe points. */
  async #chargeable(claim: Claim): Promise<Claim> {
    if (claim.kind !== 'deduction') return claim;
    const { available } = await this.#parts.ledger.standingOf(claim.household);
    if (available >= claim.points) return claim;
    return { ...claim, points: Math.max(0, available), uncapped: claim.uncapped ?? claim.points };
  }

  /** The amount of a claim that its caps leave, and what it takes up of them. */
  async #capped(
    draft: Pick<
      Claim,
      'community' | 'household' | 'resident' | 'kind' | 'day' | 'item' | 'points' | 'quantity' | 'choice'
    >,
    book: Rulebook,
  ): Promise<Pick<Claim, 'points' | 'quantity' | 'uncapped' | 'capUses'>> {
    const item = itemOf(book, draft.item);
    const caps = capsFor(book, item, draft.kind === 'deduction');
    const times = await this.#parts.caps.take(caps, 'times', draft, draft.quantity ?? 1);
    if (times.by && times.amount < 1) throw new Refusal('claim.cap-reached', { cap: times.by });
    const cut =
      times.by && item ? pointsFor(item, { quantity: times.amount, choice: draft.choice }) : draft.points;
    const points = await this.#parts.caps.take(caps, 'points', draft, cut);
    if (points.by && points.amount < 1) {
      // Whoever reports several goes on without this one.
      await this.#parts.caps.giveBack(times.uses);
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
  async #adjusted(
    claim: Claim,
    community: Community,
    { points, minutes, quantity, choice }: Extract<Verdict, { kind: 'adjust' }>,
  ): Promise<Partial<Claim>> {
    const { book } = this.stageOf(claim, community);
    await this.#parts.caps.giveBack(claim.capUses);
    const amount = {
      ...(minutes ? { minutes } : {}),
      ...(quantity ? { quantity } : {}),
      ...(choice ? { choice } : {}),
    };
    const changed = { ...claim, points, ...amount };
    const capped = await this.#capped(changed, book);
    if (capped.points < points)
      throw new Refusal('review.adjust-too-much', { number: claim.number, most: capped.points });
    return { ...capped, ...amount };
  }
}

/** Whether the item wants a photo of what was reported, and there is none. */
function lacksEvidence({ kind, item, evidence }: Claim, book: Rulebook): boolean {
  const wants = kind === 'report' || kind === 'award' || kind === 'deduction';
  return wants && evidence.length === 0 && itemOf(book, item)?.evidence === 'required';
}

/** Outcomes that are written down. */
const RECORDED: ReadonlySet<Outcome['kind']> = new Set(['counted', 'too-few', 'approved', 'rejected']);
