import { type Connection, Schema } from 'mongoose';

/** Something that points buy (商品). `_id` is `community/name`. Money is in fen (1/100 yuan), whole. */
export interface Product {
  _id: string;
  community: string;
  name: string;
  english?: string;
  aliases: string[];
  kind: ProductKind;
  /** Price of one unit. */
  points: number;
  /** `袋`, `瓶`, `次`, `张`. */
  unit: string;
  market?: number;
  /** What the community pays for one unit. */
  cost?: number;
  sponsor?: string;
  /** Who accepts the code; without it the community's own shelf. */
  merchant?: string;
  /** False for what never runs out: then `free` and `reserved` stay 0 and nothing is journalled. */
  counted: boolean;
  /** On the shelf and nobody's yet. */
  free: number;
  /** On the shelf, promised to somebody who has a code. */
  reserved: number;
  limit?: { quantity: number; every: LimitPeriod };
  /** The household must have had at least so many points in all. */
  least?: number;
  /** First and last day on which it can be had, `YYYY-MM-DD`. */
  from?: string;
  until?: string;
  lowAt?: number;
  /** File name in the evidence folder. */
  picture?: string;
  note?: string;
  listed: boolean;
  /** How often somebody has asked for it in vain: moved so that asking and bringing in can't miss each other. */
  wishes?: number;
  updatedAt: Date;
}
export type ProductKind = 'goods' | 'service' | 'coupon';
export type LimitPeriod = 'month' | 'quarter' | 'year' | 'total';

/** Why a stock changed. */
export type StockReason = 'in' | 'out' | 'count' | 'hold' | 'collect' | 'void' | 'return' | 'donation';

/**
 * One change of a product's stock (库存流水). Only ever added: the sums of `free` and `reserved` are the product's.
 * `_id` says what caused it, so that nothing is moved twice.
 */
export interface StockJournal {
  _id: string;
  community: string;
  product: string;
  free: number;
  reserved: number;
  reason: StockReason;
  memo: string;
  /** Number of the redemption that it belongs to. */
  redemption?: number;
  /** Of goods that came in, `YYYY-MM-DD`. */
  bestBefore?: string;
  /** Resident id; empty for the schedule. */
  by: string;
  messageId: string;
  at: Date;
}

export type RedemptionStatus = 'held' | 'collected' | 'cancelled' | 'lapsed' | 'returned';

/** Points exchanged for something (兑换), with a code that is used once. `_id` is `community#number`. */
export interface Redemption {
  _id: string;
  community: string;
  number: number;
  status: RedemptionStatus;
  household: string;
  address: string;
  grid: string;
  /** For whom it is. */
  resident: string;
  residentName: string;
  /** Who asked for it: the same, or a grid worker on behalf. */
  requester: string;
  requesterName: string;
  lines: RedemptionLine[];
  points: number;
  /** What the community pays for all of it, in fen. */
  cost: number;
  /** Who accepts the code; without it the community's own shelf. */
  merchant?: string;
  /** Where to go, as people read it. */
  place: string;
  code: string;
  /** Not to be collected before; absent when it can be at once. */
  opensAt?: Date;
  deadline: Date;
  /** Whom to tell what becomes of it, and by which bot account. */
  account: string;
  contactId: string;
  language: 'zh' | 'en';
  messageId: string;
  requestedAt: Date;
  /** When it was collected, and by whom it was handed out. */
  collectedAt?: Date;
  handedOutBy?: string;
  /** When it was cancelled, lapsed or returned, and why. */
  endedAt?: Date;
  endedBy?: string;
  reason?: string;
  /** What came back of it, the first first. `lines` and `points` are what is left with the household, or came back last. */
  returns?: Return[];
  /** How many of the points that came back had expired meanwhile. */
  expired?: number;
  /** Since when it can't be collected because points of the household are frozen: its deadline waits with it. */
  blockedAt?: Date;
}
/** Goods that came back after they were handed over (退货), and the points with them. Money is in fen. */
export interface Return {
  at: Date;
  by: string;
  reason: string;
  /** Not sold again. */
  spoilt: boolean;
  lines: RedemptionLine[];
  points: number;
  cost: number;
}
export interface RedemptionLine {
  product: string;
  name: string;
  unit: string;
  kind: ProductKind;
  /** Whether its stock is counted: what was reserved then is given back so, whatever the product has become. */
  counted: boolean;
  quantity: number;
  points: number;
  cost: number;
}

/** Who may verify a merchant's codes, and where. `_id` is `community/name`. */
export interface Merchant {
  _id: string;
  community: string;
  name: string;
  contacts: { contactId: string; name: string }[];
  rooms: string[];
}

/** How many codes a merchant has accepted in a month. `_id` is `community/name/2025-11`. */
export interface MerchantMonth {
  _id: string;
  community: string;
  accepted: number;
}

/** Wrong codes that somebody has tried. `_id` is the contact id. */
export interface CodeTries {
  _id: string;
  wrong: number;
  since: Date;
}

/** Somebody who asked for what had run out, and is told when there is some again. `_id` is `product|household`. */
export interface Wish {
  _id: string;
  community: string;
  product: string;
  household: string;
  account: string;
  contactId: string;
  language: 'zh' | 'en';
  at: Date;
}

/** Money or goods given to the supermarket, and money that it spent. Only ever added. */
export interface FundEntry {
  _id: string;
  community: string;
  kind: 'money' | 'goods' | 'spent';
  /** Who gave it, or who was paid. */
  who: string;
  /** In fen; of goods their market value, where it is known. */
  amount: number;
  product?: string;
  quantity?: number;
  memo: string;
  by: string;
  messageId: string;
  at: Date;
}

/** What is left of the money given, in fen. `_id` is the community. */
export interface FundBalance {
  _id: string;
  left: number;
}

export function supermarketModels(connection: Connection) {
  const required = { required: true } as const;
  const string = { type: String, ...required };
  const number = { type: Number, ...required };
  const date = { type: Date, ...required };
  const plain = { versionKey: false } as const;
  const line = {
    _id: false,
    product: string,
    name: string,
    unit: string,
    kind: string,
    counted: { type: Boolean, ...required },
    quantity: number,
    points: number,
    cost: number,
  };
  return {
    products: connection.model<Product>(
      'Product',
      new Schema<Product>(
        {
          _id: string,
          community: string,
          name: string,
          english: String,
          aliases: { type: [String], ...required },
          kind: string,
          points: number,
          unit: string,
          market: Number,
          cost: Number,
          sponsor: String,
          merchant: String,
          counted: { type: Boolean, ...required },
          free: number,
          reserved: number,
          limit: new Schema({ quantity: number, every: string }, { _id: false }),
          least: Number,
          from: String,
          until: String,
          lowAt: Number,
          picture: String,
          note: String,
          listed: { type: Boolean, ...required },
          wishes: Number,
          updatedAt: date,
        },
        plain,
      ).index({ community: 1, name: 1 }),
    ),
    stock: connection.model<StockJournal>(
      'StockJournal',
      new Schema<StockJournal>(
        {
          _id: string,
          community: string,
          product: string,
          free: number,
          reserved: number,
          reason: string,
          memo: { type: String, default: '' },
          redemption: Number,
          bestBefore: String,
          by: { type: String, default: '' },
          messageId: { type: String, default: '' },
          at: date,
        },
        plain,
      ).index({ product: 1, at: 1, _id: 1 }),
    ),
    redemptions: connection.model<Redemption>(
      'Redemption',
      new Schema<Redemption>(
        {
          _id: string,
          community: string,
          number,
          status: string,
          household: string,
          address: string,
          grid: string,
          resident: string,
          residentName: string,
          requester: string,
          requesterName: string,
          lines: [line],
          points: number,
          cost: number,
          merchant: String,
          place: string,
          code: string,
          opensAt: Date,
          deadline: date,
          account: string,
          contactId: { type: String, default: '' },
          language: string,
          messageId: string,
          requestedAt: date,
          collectedAt: Date,
          handedOutBy: String,
          endedAt: Date,
          endedBy: String,
          reason: String,
          returns: {
            type: [
              {
                _id: false,
                at: date,
                by: string,
                reason: { type: String, default: '' },
                spoilt: { type: Boolean, ...required },
                lines: [line],
                points: number,
                cost: number,
              },
            ],
            default: undefined,
          },
          expired: Number,
          blockedAt: Date,
        },
        plain,
      )
        .index({ code: 1 }, { unique: true })
        .index({ household: 1, requestedAt: -1 })
        .index({ community: 1, status: 1, deadline: 1 })
        .index({ community: 1, collectedAt: 1 })
        .index({ community: 1, 'returns.at': 1 }),
    ),
    merchants: connection.model<Merchant>(
      'Merchant',
      new Schema<Merchant>(
        {
          _id: string,
          community: string,
          name: string,
          contacts: [{ _id: false, contactId: string, name: string }],
          rooms: { type: [String], ...required },
        },
        plain,
      ).index({ 'contacts.contactId': 1 }),
    ),
    merchantMonths: connection.model<MerchantMonth>(
      'MerchantMonth',
      new Schema<MerchantMonth>({ _id: string, community: string, accepted: number }, plain),
    ),
    codeTries: connection.model<CodeTries>(
      'CodeTries',
      new Schema<CodeTries>({ _id: string, wrong: number, since: date }, plain),
    ),
    wishes: connection.model<Wish>(
      'Wish',
      new Schema<Wish>(
        {
          _id: string,
          community: string,
          product: string,
          household: string,
          account: string,
          contactId: string,
          language: string,
          at: date,
        },
        plain,
      ).index({ product: 1, at: 1 }),
    ),
    fund: connection.model<FundEntry>(
      'FundEntry',
      new Schema<FundEntry>(
        {
          _id: string,
          community: string,
          kind: string,
          who: string,
          amount: number,
          product: String,
          quantity: Number,
          memo: { type: String, default: '' },
          by: string,
          messageId: string,
          at: date,
        },
        plain,
      ).index({ community: 1, at: 1 }),
    ),
    fundBalances: connection.model<FundBalance>(
      'FundBalance',
      new Schema<FundBalance>({ _id: string, left: number }, plain),
    ),
  };
}
export type SupermarketModels = ReturnType<typeof supermarketModels>;
