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
  openedAt: Date;
}

/** What goes onto one list: a stage that decides by list, and a grid where each has its own. */
export interface ListPlan {
  stage: Stage & { list: NonNullable<Stage['list']> };
  grid?: string;
}

/** Most claims that are looked through for lists, and most lines of one. */
const MAX_WAITING = 5000;
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
          openedAt: { type: Date, ...required },
        },
        { versionKey: false },
      ),
    );
  }

  byNumber(community: string, number: number): Promise<ReviewList | null> {
    return this.#model.findById(`${community}#${number}`).lean();
  }

  /** What waits for a list, those among it that an earlier list left undecided, in order of their numbers. */
  async waitingFor(community: Community, { stage, grid }: ListPlan): Promise<Claim[]> {
    const waiting = await this.#claims.waiting(community.id, MAX_WAITING);
    return waiting
      .filter((claim) => {
        const { stage: own } = this.#claims.stageOf(claim, community);
        return own.list && own.body === stage.body && (grid === undefined || claim.grid === grid);
      })
      .slice(0, MAX_LINES);
  }

  /** Makes a list of claims and numbers it. */
  async open(
    community: string,
    { stage, grid }: ListPlan,
    claims: readonly Claim[],
    at: Date,
  ): Promise<ReviewList> {
    const number = await this.#numbers.nextCard(community);
    const list: ReviewList = {
      _id: `${community}#${number}`,
      community,
      number,
      body: stage.body,
      ...(grid ? { grid } : {}),
      meeting: stage.meeting,
      lines: claims.map(({ _id }) => _id),
      openedAt: at,
    };
    await this.#model.insertMany([list], { lean: true });
    await this.#claims.enlist(claims, number, at);
    return list;
  }
}

/** Every list that the versions of a rulebook ask for, one for each grid where a stage says so. */
export function listPlansOf({ rulebooks, grids }: Community): ListPlan[] {
  const plans = new Map<string, ListPlan>();
  for (const book of rulebooks) {
    for (const { list, ...stage } of book.chains.flatMap(({ stages }) => stages)) {
      if (!list) continue;
      for (const grid of list.perGrid ? grids.map(({ name }) => name) : [undefined])
        plans.set(`${stage.body}|${grid ?? ''}`, { stage: { ...stage, list }, ...(grid ? { grid } : {}) });
    }
  }
  return [...plans.values()];
}
