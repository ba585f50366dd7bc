import type { ClaimKind, ClaimStatus } from '#src/claims/schema.ts';
import type { Item } from '#src/rulebook/schema.ts';
import type { IntentName } from '#src/understanding/intents/index.ts';

/** What the sentences show of a claim. Words that people typed have been through `plainText`. */
export interface ClaimView {
  number: number;
  kind: ClaimKind;
  /** Empty for a whole household. */
  person: string;
  address: string;
  item: { zh: string; en: string };
  minutes?: number | undefined;
  quantity?: number | undefined;
  /** What is counted, and the level that was chosen, where the item has them. */
  unit?: { zh: string; en: string } | undefined;
  choice?: { zh: string; en: string } | undefined;
  /** `YYYY-MM-DD` of the deed, and the day it is spoken of. */
  day: string;
  today: string;
  note: string;
  points: number;
  /** What it would be worth without caps, where they cut it down. */
  uncapped?: number | undefined;
  pictures: number;
  /** The item wants a photo and there is none yet. */
  needsPicture: boolean;
  /** Set when somebody else reported for this person. */
  reporter?: string | undefined;
  /** Other claims of this person's hours that day, which may be the same hours. */
  also?: number[] | undefined;
  /** Where it is on its way through its chain, when there is more to say than "waiting". */
  step?: { body: { zh: string; en: string }; at: number; of: number; list: boolean } | undefined;
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

/** Cards that a verdict had no effect on, by why. */
export type LeftOut = Partial<
  Record<
    | 'own'
    | 'heard'
    | 'decided'
    | 'objections'
    | 'missing'
    | 'said'
    | 'others'
    | 'listed'
    | 'unrecorded'
    | 'fixed'
    | 'withoutPicture',
    number[]
  >
>;

/** One message of a list that is put before a body: numbered lines. */
export interface ListPage {
  number: number;
  body: { zh: string; en: string };
  /** Which grid and period. */
  scope: string;
  lines: (ClaimView & { line: number })[];
  total: number;
  page: number;
  pages: number;
  /** Decided at a meeting and entered afterwards. */
  meeting: boolean;
}

/** What came of an answer to a list: how many lines, and which had no effect. */
export interface ListDecided {
  number: number;
  by: string;
  approved: number;
  rejected: number;
  counted: number;
  own: number[];
  heard: number[];
  already: number[];
  notYours: number[];
  withoutPicture: number[];
  fixed: number[];
  /** Lines for which too few members are left, and those that another body decides now for that reason. */
  tooFew: number[];
  passedOn: { body: { zh: string; en: string }; lines: number[] }[];
  /** Lines that have since been put on a newer list. */
  moved: { list: number; lines: number[] }[];
  /** Lines that are not settled yet. */
  open: number[];
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
  /** Places of all shifts together. */
  capacity?: number | undefined;
  signedUp: number;
  note?: string | undefined;
  organiser: string;
  /** One date of a series, with a list of its own. */
  isOneOfSeries?: boolean;
  /** Parts with places of their own. */
  shifts?: { name: string; capacity?: number | undefined; signedUp: number }[];
  needs?: {
    minAge?: number | undefined;
    maxAge?: number | undefined;
    skill?: string | undefined;
    team?: string | undefined;
  };
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
