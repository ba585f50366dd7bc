import { type Connection, Schema } from 'mongoose';
import type { Community } from '#src/community/community.ts';
import type { Numbers } from '#src/numbers.ts';
import type { Stage } from '#src/rulebook/schema.ts';
import type { Claims } from './claims.ts';
import type { Claim } from './schema.ts';

/** A period's claims put before a body as one card with numbered lines (评议单). `_id` is `community#number`. */
export interface ReviewList {
  _id: string;
  community: string;
  number: number;
  body: string;
  grid?: string;
  meeting: boolean;
  /** Claim ids in the order of their lines; line 1 comes first. */
  lines: string[];
  /** The step of its own chain in which each of them was when the list was opened; older lists do not say. */
  stages?: number[];
  openedAt: Date;
}

/** What goes onto one list: claims in a stage of this body, and of this grid where the stage has a list for each. */
export interface ListPlan {
  body: string;
  grid?: string;
  /** Resolutions of a meeting are not mixed with what members decide one by one. */
  meeting: boolean;
}

/** When such a list is opened. */
export interface PlannedList extends ListPlan {
  days: ListDays;
  /** The first day (`YYYY-MM-DD`) of the earliest version that plans it. */
  from: string;
}
type ListDays = Pick<NonNullable<Stage['list']>, 'every' | 'day' | 'time'>;

/** Most claims that are looked through for lists. */
const MAX_WAITING = 100_000;
/** Most lines of one list; what is more goes onto further ones. Lines are named by up to three digits. */
const MAX_LINES = 300;

/** The lists on which bodies decide. Methods that change anything run inside the caller's transaction. */
export class ReviewLists {
  readonly #model;
  readonly #numbers: Numbers;
  readonly #claims: Claims;

  constructor(connection: Connection, numbers: Numbers, claims: Claims) {
    const required = { required: true } as const;
    this.#numbers = numbers;
    this.#claims = claims;
    this.#model = connection.model<ReviewList>(
      'ReviewList',
      new Schema<ReviewList>(
        {
          _id: { type: String, ...required },
          community: { type: String, ...required },
          number: { type: Number, ...required },
          body: { type: String, ...required },
          grid: String,
          meeting: { type: Boolean, ...required },
          lines: { type: [String], ...required },
          stages: [Number],
          openedAt: { type: Date, ...required },
        },
        { versionKey: false },
      ),
    );
  }

  byNumber(community: string, number: number): Promise<ReviewList | null> {
    return this.#model.findById(`${community}#${number}`).lean();
  }

  /** The line of each claim of a list, by claim id. */
  async linesOf(community: string, number: number): Promise<Map<string, number>> {
    const list = await this.byNumber(community, number);
    return new Map(list?.lines.map((id, index) => [id, index + 1]));
  }

  /** What waits for a planned list, those among it that an earlier list left undecided, in order of their numbers. */
  async waitingFor(community: Community, planned: PlannedList): Promise<Claim[]> {
    const key = keyOf(planned, planned.days);
    return (await this.#waiting(community))
      .filter(({ plan, days }) => keyOf(plan, days) === key)
      .map(({ claim }) => claim);
  }

  /** Everything that waits for a list, whatever day it is: each claim once, where its own stage has it. */
  async waiting(community: Community): Promise<{ plan: ListPlan; claims: Claim[] }[]> {
    const groups = new Map<string, { plan: ListPlan; claims: Claim[] }>();
    for (const { plan, claim } of await this.#waiting(community)) {
      const group = groups.get(keyOf(plan));
      if (group) group.claims.push(claim);
      else groups.set(keyOf(plan), { plan, claims: [claim] });
    }
    return [...groups.values()];
  }

  /** Makes lists of claims and numbers them: one, or several where there are more claims than one takes. */
  async open(
    community: string,
    { body, grid, meeting }: ListPlan,
    claims: readonly Claim[],
    at: Date,
  ): Promise<{ list: ReviewList; claims: readonly Claim[] }[]> {
    const opened: { list: ReviewList; claims: readonly Claim[] }[] = [];
    for (let from = 0; from < claims.length; from += MAX_LINES) {
      const some = claims.slice(from, from + MAX_LINES);
      const number = await this.#numbers.nextCard(community);
      const list: ReviewList = {
        _id: `${community}#${number}`,
        community,
        number,
        body,
        ...(grid ? { grid } : {}),
        meeting,
        lines: some.map(({ _id }) => _id),
        stages: some.map(({ stage }) => stage),
        openedAt: at,
      };
      await this.#model.insertMany([list], { lean: true });
      await this.#claims.enlist(some, number, at);
      opened.push({ list, claims: some });
    }
    return opened;
  }

  async #waiting(community: Community): Promise<{ plan: ListPlan; days: ListDays; claim: Claim }[]> {
    const waiting = await this.#claims.waiting(community.id, MAX_WAITING);
    return waiting.flatMap((claim) => {
      const { list, body, meeting } = this.#claims.stageOf(claim, community).stage;
      if (!list) return [];
      const plan = { body, meeting, ...(list.perGrid ? { grid: claim.grid } : {}) };
      return [{ plan, days: list, claim }];
    });
  }
}

/**
 * Every list that a version of the rulebook asks for, also one that judges only older deeds: what it judges still
 * waits for the days that it names.
 */
export function plannedLists({ rulebooks, archive, grids }: Community): PlannedList[] {
  const plans = new Map<string, PlannedList>();
  const versions = [...archive, ...rulebooks].sort((a, b) => a.from.localeCompare(b.from));
  for (const { chains, from } of versions) {
    for (const { list, body, meeting } of chains.flatMap(({ stages }) => stages)) {
      if (!list) continue;
      const { every, day, time } = list;
      for (const grid of list.perGrid ? grids.map(({ name }) => name) : [undefined]) {
        const plan = { body, meeting, ...(grid ? { grid } : {}), days: { every, day, time }, from };
        const key = keyOf(plan, plan.days);
        if (!plans.has(key)) plans.set(key, plan);
      }
    }
  }
  return [...plans.values()];
}

/** What tells plans apart; with days, also by when they fall due. */
export function keyOf({ body, grid = '', meeting }: ListPlan, days?: ListDays): string {
  const when = days ? `|${days.every}-${days.day}-${days.time}` : '';
  return `${body}|${grid}|${meeting ? 'meeting' : ''}${when}`;
}
