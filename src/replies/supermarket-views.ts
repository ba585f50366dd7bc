import type { LimitPeriod, ProductKind } from '#src/supermarket/schema.ts';

/** What the sentences show of something on offer. Money is in fen. */
export interface ProductView {
  name: string;
  points: number;
  unit: string;
  kind: ProductKind;
  /** Undefined for what never runs out. */
  left?: number | undefined;
  market?: number | undefined;
  sponsor?: string | undefined;
  merchant?: string | undefined;
  note?: string | undefined;
  limit?: { quantity: number; every: LimitPeriod } | undefined;
  least?: number | undefined;
  until?: string | undefined;
}

/** What the sentences show of a redemption. Words that people typed have been through `plainText`. */
export interface RedemptionView {
  number: number;
  person: string;
  address: string;
  lines: LineView[];
  points: number;
  place: string;
  merchant?: string | undefined;
  /** `12-20 09:00`; absent when it can be collected at once. */
  opens?: string | undefined;
  deadline: string;
  /** How many of the points that came back had expired meanwhile. */
  expired?: number | undefined;
}
export interface LineView {
  name: string;
  quantity: number;
  unit: string;
}

/** When a place hands out goods. */
export interface OpeningView {
  place: string;
  address: string;
  hours: string;
  state: 'always' | 'open' | 'closed';
  /** `12-20 09:00`. */
  opens?: string | undefined;
  closes?: string | undefined;
}

/** What points cost the community in a quarter. Money is in fen. */
export interface CostView {
  quarter: string;
  issued: number;
  redeemed: number;
  redeemedCost: number;
  expired: number;
  outstanding: number;
  /** What the outstanding points would cost, by what points have cost so far; undefined while nobody knows. */
  liability?: number | undefined;
  /** What the goods on the shelf are worth, in points. */
  shelf: number;
  fund: number;
}
