import type { ClaimStatus } from '#src/claims/schema.ts';
import type { Item } from '#src/rulebook/schema.ts';
import type { IntentName } from '#src/understanding/intents/index.ts';

/** What the sentences show of a claim. Words that people typed have been through `plainText`. */
export interface ClaimView {
  number: number;
  person: string;
  address: string;
  item: { zh: string; en: string };
  minutes?: number | undefined;
  quantity?: number | undefined;
  /** `YYYY-MM-DD` of the deed, and the day it is spoken of. */
  day: string;
  today: string;
  note: string;
  points: number;
  pictures: number;
  /** Set when somebody else reported for this person. */
  reporter?: string | undefined;
}

export interface DecidedView extends ClaimView {
  verdict: 'approved' | 'adjusted' | 'rejected';
  by: string;
  reason?: string | undefined;
}

export interface StatusView extends ClaimView {
  status: ClaimStatus;
  reason?: string | undefined;
}

export interface PlaceView {
  rank: number;
  name: string;
  points: number;
}

export interface BoardsView {
  scope: string;
  period: 'week' | 'last-week' | 'month' | 'last-month' | 'quarter' | 'year' | 'total';
  households?: PlaceView[] | undefined;
  people?: PlaceView[] | undefined;
}

export interface ActivityView {
  number: number;
  title: string;
  /** Wall-clock start, `YYYY-MM-DD HH:mm` and weekday 1–7. */
  startsAt: string;
  weekday: number;
  minutes?: number | undefined;
  place?: string | undefined;
  capacity?: number | undefined;
  signedUp: number;
  note?: string | undefined;
}

export interface HistoryLine {
  day: string;
  points: number;
  memo: string;
  number: number;
}

/** An item of the rulebook, as people read it. */
export type ItemView = Pick<Item, 'name' | 'kind' | 'pays' | 'caps' | 'evidence'>;

/** What the bot thinks that somebody meant, to be confirmed. */
export interface ProposalView {
  intent: IntentName;
  item?: { zh: string; en: string } | undefined;
  minutes?: number | undefined;
  quantity?: number | undefined;
  day?: string | undefined;
  person?: string | undefined;
  /** Number or title of a card or activity, or the words of a query or request. */
  about?: string | undefined;
}
