import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * The demo community of practice mode: the people and groups that the practice gateway plays, and what the
 * bot's store knows about them when it is opened for the first time.
 */
export const worldFile = z.strictObject({
  bot: z.strictObject({ id: z.string(), name: z.string() }),
  people: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      note: z.string(),
      color: z.string().regex(/^#[0-9a-f]{6}$/),
      /** Household address and name in the roster; absent for someone who has yet to register. */
      household: z.string().optional(),
      grid: z.string().optional(),
      roles: z.array(z.enum(['committee', 'grid-worker', 'storekeeper', 'admin'])).default([]),
    }),
  ),
  /** Residents without a phone: in the roster, not in any group. */
  withoutPhone: z.array(z.strictObject({ name: z.string(), household: z.string(), grid: z.string() })),
  rooms: z.array(
    z.strictObject({
      id: z.string().includes('@'),
      topic: z.string(),
      purpose: z.enum(['residents', 'committee', 'grid-workers', 'merchant']),
      grid: z.string().optional(),
      /** Person id -> group nickname. */
      members: z.record(z.string(), z.string()),
    }),
  ),
  /** Chat that the groups open with. `daysAgo` and `time` are on the community's clock. */
  chat: z.array(
    z.strictObject({
      room: z.string(),
      from: z.string(),
      daysAgo: z.int().nonnegative(),
      time: z.string().regex(/^\d\d:\d\d$/),
      text: z.string(),
    }),
  ),
  /** What the points supermarket has. */
  goods: z
    .array(
      z.strictObject({
        name: z.string(),
        english: z.string().optional(),
        points: z.int().positive(),
        unit: z.string(),
        /** Absent for what never runs out. */
        stock: z.int().nonnegative().optional(),
        note: z.string().optional(),
        merchant: z.string().optional(),
      }),
    )
    .default([]),
  /** Deeds already credited. */
  history: z.array(
    z.strictObject({
      person: z.string(),
      item: z.string(),
      minutes: z.int().positive().optional(),
      daysAgo: z.int().nonnegative(),
      note: z.string().default(''),
    }),
  ),
});
export type WorldFile = z.infer<typeof worldFile>;

export function readWorldFile(path: string): WorldFile {
  return worldFile.parse(parse(readFileSync(path, 'utf8')));
}
