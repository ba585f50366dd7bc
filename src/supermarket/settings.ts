import { z } from 'zod';
import { readYamlFile } from '#src/yaml-file.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '写成 09:00 这样的时间');
const name = z.string().min(1).max(20);

/** Days on which a place is open: `days: [1, 3]` of every month, or of one month of each quarter (一季一兑换). */
const openingDays = z
  .strictObject({
    every: z.enum(['month', 'quarter']),
    /** Which month of the quarter: 1, 2 or 3. */
    month: z.int().min(1).max(3).default(3),
    /** First and last day of the month. */
    days: z.tuple([z.int().min(1).max(28), z.int().min(1).max(28)]),
    open: time.default('09:00'),
    close: time.default('17:00'),
  })
  .refine(({ days: [first, last] }) => first <= last, '开始日期要早于结束日期')
  .refine(({ open, close }) => open < close, '开门时间要早于关门时间');
export type OpeningDays = z.infer<typeof openingDays>;

const place = z.strictObject({
  name,
  address: z.string().max(60).default(''),
  /** As people read it: `周一至周五 9:00-17:00`. */
  hours: z.string().max(60).default(''),
  /** Whose goods are collected here; without it everybody's that no other place names. */
  grids: z.array(z.string().min(1)).min(1).optional(),
  windows: z.union([z.literal('always'), z.array(openingDays).min(1)]).default('always'),
});
export type Place = z.infer<typeof place>;

const merchant = z.strictObject({
  name,
  address: z.string().max(60).default(''),
  phone: z.string().max(30).default(''),
  /** So many coupons or services may be accepted in a calendar month; without it any number. */
  monthlyLimit: z.int().min(1).max(100_000).optional(),
});
export type MerchantSettings = z.infer<typeof merchant>;

const settingsFile = z
  .strictObject({
    places: z
      .array(place)
      .min(1)
      .default([{ name: '积分超市', address: '', hours: '', windows: 'always' }]),
    /** What is bound to the opening days; the rest can be had at any time. */
    windowed: z.array(z.enum(['goods', 'service', 'coupon'])).default(['goods']),
    /** Goods that are not collected within so many days go back on the shelf. */
    holdDays: z.int().min(1).max(90).default(7),
    /** Coupons and services can be used for so many days. */
    couponDays: z.int().min(1).max(366).default(30),
    /** Whether points can be spent once credited, or once the month in which they were has been made public. */
    spendable: z.enum(['at-once', 'after-publicity']).default('at-once'),
    /** Points can be spent for so many months after the one in which they were credited; without it for ever. */
    pointsExpire: z
      .strictObject({
        months: z.int().min(1).max(120),
        noticeDays: z.array(z.int().min(1).max(60)).max(4).default([30, 7]),
      })
      .optional(),
    /** Where a product does not say so itself: the storekeeper is told when so few are left. */
    lowStock: z.int().min(0).max(1000).default(5),
    /** The storekeeper is told so many days before goods go off. */
    bestBeforeDays: z.int().min(1).max(180).default(30),
    /** A warning when the goods on the shelf are worth less than so much of all points that are out. */
    coverAtLeast: z.number().min(0).max(10).default(1),
    merchants: z.array(merchant).default([]),
  })
  .refine(
    ({ merchants }) => new Set(merchants.map(({ name }) => name)).size === merchants.length,
    '有两个商户同名',
  );

/** How a community's points supermarket is run. */
export type SupermarketSettings = z.infer<typeof settingsFile>;

/** @throws BadInput naming file, line and remedy. */
export function readSupermarket(path: string | undefined): SupermarketSettings {
  return path === undefined ? settingsFile.parse({}) : readYamlFile(path, settingsFile);
}

/** Where a household of this grid collects: the place that names its grid, else the first that names none. */
export function placeFor({ places }: SupermarketSettings, grid: string): Place {
  const found =
    places.find(({ grids }) => grids?.includes(grid)) ?? places.find(({ grids }) => !grids) ?? places[0];
  if (!found) throw new Error('a supermarket has at least one place');
  return found;
}

/** The merchant that words mean: its name, or a part of one name only. */
export function merchantNamed(
  { merchants }: SupermarketSettings,
  words: string,
): MerchantSettings | undefined {
  const exact = merchants.find(({ name }) => name === words);
  if (exact) return exact;
  const close = merchants.filter(({ name }) => name.includes(words) || words.includes(name));
  return close.length === 1 ? close[0] : undefined;
}
