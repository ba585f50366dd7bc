/**
 * A picture as data: which template, with what in it. JSON only, so that it can wait in the outbox.
 *
 * Names that have to be masked come masked already. Days (`asOf`, `day`) are `YYYY-MM-DD`; periods, times and
 * instructions are words as they are to be read. Points are integers; `deductions` are given as positive numbers.
 */
export type Picture = { [T in TemplateName]: { template: T; params: PictureParams[T] } }[TemplateName];

export interface PictureParams {
  publicity: PublicityParams;
  'report-card': ReportCardParams;
  board: BoardParams;
  'activity-poster': ActivityPosterParams;
  catalog: CatalogParams;
}
export type TemplateName = keyof PictureParams;

/** 积分公示: what was recorded in a period, for everybody to check. At most 25 rows a picture; the caller pages. */
export interface PublicityParams {
  community: string;
  /** What part of the community: `全体`, `第一网格`. */
  scope: string;
  /** `2025年11月10日—16日`. */
  period: string;
  /** Until when objections are heard: `11月24日 18:00`. */
  window: { until: string };
  rows: {
    number: number;
    address: string;
    person?: string;
    what: string;
    /** Signed: a deduction is negative. */
    points: number;
    /** Taken back: drawn struck through. */
    struck?: boolean;
    /** Why it was struck or corrected. */
    note?: string;
  }[];
  totals: { credits: number; deductions: number; households: number };
  page: number;
  pages: number;
  /** `有异议请回复：异议 1023 理由`. */
  howToObject: string;
  asOf: string;
}

/** 我家成绩单: a household's points of a period, to keep. */
export interface ReportCardParams {
  community: string;
  address: string;
  period: string;
  balance: number;
  available: number;
  frozen: number;
  credits: number;
  deductions: number;
  rank?: { place: number; of: number };
  categories: { name: string; credits: number; deductions: number }[];
  /** Reported and not decided yet. */
  waiting: { count: number; points: number };
  lines: { day: string; what: string; points: number; struck?: boolean }[];
  asOf: string;
}

/** A red list or leaderboard. */
export interface BoardParams {
  title: string;
  subtitle: string;
  rows: { rank: number; name: string; points: number }[];
  /** What is counted: `分`, `小时`. */
  unit: string;
  note?: string;
  /** Stands in the footer; left out, the footer says 小积 alone. */
  asOf?: string;
}

/** An activity to sign up for. */
export interface ActivityPosterParams {
  community: string;
  title: string;
  /** `11月15日（周六）9:00—11:00`. */
  when: string;
  place?: string;
  /** Places that are left, and how many there are in all. */
  left?: number;
  capacity?: number;
  number: number;
  minutes?: number;
  /** What each job takes, and how many places are left in it. */
  jobs?: { name: string; capacity?: number; left?: number }[];
  /** Whom it is for, in words: `18—60岁`. */
  needs?: string;
  /** What else there is to know. */
  note?: string;
  /** What one earns by taking part. */
  points?: number;
  organiser?: string;
  /** A web address, drawn as a QR code. */
  qr?: string;
  /** `报名请回复：报名 12`. */
  how: string;
  asOf?: string;
}

/** The shelf of the points supermarket. */
export interface CatalogParams {
  community: string;
  title: string;
  rows: {
    name: string;
    /** In points, for one unit. */
    price: number;
    /** `提`, `瓶`. */
    unit: string;
    /** Market price in yuan, for comparison. */
    market?: number;
    /** How many are left; absent for what never runs out. */
    stock?: number;
    /** Whether the household that looks can pay for it; true for everything on a shelf for all. */
    affordable: boolean;
    note?: string;
  }[];
  /** Of the household that looks. */
  balance?: number;
  page: number;
  pages: number;
  /** `兑换请回复：兑换 洗衣液`. */
  how: string;
  asOf?: string;
}
