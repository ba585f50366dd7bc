import { z } from 'zod';
import { BadInput } from '#src/bad-input.ts';
import { readYamlFile } from '#src/yaml-file.ts';

const points = z.int('须为整数分 (whole points)').min(1, '至少 1 分').max(10_000, '最多 10000 分');

const item = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, '只用小写字母、数字和连字符，如 waste-sorting'),
  name: z.strictObject({ zh: z.string().min(1).max(20), en: z.string().min(1).max(40) }),
  aliases: z.array(z.string().min(1).max(40)).default([]),
  pays: z.discriminatedUnion('per', [
    z.strictObject({ per: z.literal('hour'), points }),
    z.strictObject({ per: z.literal('time'), points }),
  ]),
});

const rulebook = z.strictObject({
  version: z.string().min(1),
  items: z.array(item).min(1, '至少要有一个条目'),
});

/** A deed or service that the regulation credits, and what it pays. */
export type Item = z.infer<typeof item>;
export type Rulebook = z.infer<typeof rulebook>;

/** @throws BadInput naming file, line and remedy. */
export function readRulebook(path: string): Rulebook {
  const book = readYamlFile(path, rulebook);
  const owners = new Map<string, string>();
  const ids = new Set<string>();
  for (const { id, name, aliases } of book.items) {
    if (ids.has(id)) throw new BadInput(`${path}：条目编号 ${id} 出现了两次 (duplicate id)`);
    ids.add(id);
    for (const word of new Set([name.zh, name.en, ...aliases].map((word) => word.toLowerCase()))) {
      const owner = owners.get(word);
      if (owner) throw new BadInput(`${path}：“${word}”同时是 ${owner} 和 ${id} 的名称，请只留一处`);
      owners.set(word, id);
    }
  }
  return book;
}

/** How much of an item was done. */
export interface Amount {
  minutes?: number;
  quantity?: number;
}

/**
 * The points that an amount of an item is worth: hours × points per hour, rounded half up to whole points
 * (90 minutes at 10 an hour = 15; 50 minutes = 8), or points per time × times.
 */
export function pointsFor(item: Item, { minutes = 0, quantity = 1 }: Amount): number {
  if (item.pays.per === 'time') return item.pays.points * quantity;
  return Math.floor((minutes * item.pays.points) / 60 + 0.5);
}

/** The most hours that one report may claim: nobody serves longer than a day. */
export const MAX_MINUTES = 24 * 60;
/** The most times of one deed that one report may claim. */
export const MAX_QUANTITY = 50;
