import { z } from 'zod';

/** A person as somebody wrote them: by @mention, address, name or nickname. Matching to a resident comes later. */
export const personRef = z.object({
  /** Set when the person was @mentioned. */
  contactId: z.string().optional(),
  /** A household address as written and tidied, e.g. `3-2-501`. */
  address: z.string().optional(),
  name: z.string().optional(),
});
export type PersonRef = z.infer<typeof personRef>;

/** Which numbered cards are meant: 1023、1025-1027, or everything that waits but some. */
export const selection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('numbers'), numbers: z.array(z.int().positive()).min(1) }),
  z.object({ kind: z.literal('all'), except: z.array(z.int().positive()) }),
]);
export type Selection = z.infer<typeof selection>;

export const verdict = z.enum(['approve', 'reject', 'adjust']);
export type Verdict = z.infer<typeof verdict>;

/** What was decided on some cards or lines: approved, rejected for a reason, or approved with another amount. */
export const decision = z.object({
  verdict,
  points: z.int().nonnegative().optional(),
  minutes: z.int().positive().optional(),
  quantity: z.int().positive().optional(),
  reason: z.string().optional(),
});
export type Decision = z.infer<typeof decision>;

/** Lines of a numbered list, 1 to 999: these, or all but some. */
export const listLines = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all'), except: z.array(z.int().min(1).max(999)) }),
  z.object({ kind: z.literal('lines'), lines: z.array(z.int().min(1).max(999)).min(1) }),
]);
export type ListLines = z.infer<typeof listLines>;

/** What was decided on some lines of a list. Lines named in a part of their own follow that part, not the one for all. */
export const listPart = decision.extend({
  lines: listLines,
  /** On a list a member may also stay away from a line: abstain, or stand aside because it concerns them. */
  verdict: z.enum([...verdict.options, 'abstain', 'recuse']),
});
export type ListPart = z.infer<typeof listPart>;

/** The households that an inspection found in order: these, or everybody in a grid (or everywhere) but some. */
export const inspected = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('addresses'), addresses: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('grid'), grid: z.string().optional(), except: z.array(z.string()) }),
]);
export type Inspected = z.infer<typeof inspected>;

/** A calendar day in the community's time zone, `YYYY-MM-DD`. */
export const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** One deed that somebody reports. */
export const deed = z.object({
  /** Id of the rulebook item, when the words name one. */
  item: z.string().optional(),
  /** The words that name the item, as written. */
  itemText: z.string(),
  minutes: z.int().positive().optional(),
  /** How many times or units, for items paid per time or per unit. */
  quantity: z.int().positive().optional(),
  /** Id of the level, for items that pay by a choice of levels. */
  choice: z.string().optional(),
  /** The day of the deed; absent when nothing was said, which means today. */
  date: localDate.optional(),
  note: z.string(),
});
export type Deed = z.infer<typeof deed>;

export const period = z.enum(['week', 'last-week', 'month', 'last-month', 'quarter', 'year', 'total']);
export type Period = z.infer<typeof period>;

export const role = z.enum(['resident', 'committee', 'grid-worker', 'storekeeper', 'admin']);
export type Role = z.infer<typeof role>;

/** An activity by number, by words of its title, or by its day ("周六的"). */
export const activityRef = z.object({
  number: z.int().positive().optional(),
  title: z.string().optional(),
  date: localDate.optional(),
});
export type ActivityRef = z.infer<typeof activityRef>;

/** One line of a redemption: so many of a product, named by id when the words are known. */
export const productLine = z.object({
  product: z.string().optional(),
  /** The words that name the product, as written. */
  productText: z.string(),
  quantity: z.int().positive(),
});
/** Something that comes back: so many of a product, or without a quantity all of it. */
export const backLine = productLine.extend({ quantity: z.int().positive().optional() });
export type BackLine = z.infer<typeof backLine>;
export type ProductLine = z.infer<typeof productLine>;

/** One line of a stock message: goods in (+) or out (−) by `change`, or counted as `quantity`. */
export const stockLine = z.object({
  product: z.string().optional(),
  productText: z.string(),
  change: z.int().optional(),
  quantity: z.int().nonnegative().optional(),
});
export type StockLine = z.infer<typeof stockLine>;
