import { dirname, join } from 'node:path';
import { z } from 'zod';
import { BadInput } from '#src/bad-input.ts';
import { dayOf } from '#src/calendar.ts';
import { readVersions } from '#src/rulebook/read-rulebook.ts';
import { inForceOn, itemOf as itemIn } from '#src/rulebook/rulebook.ts';
import type { Item, Rulebook } from '#src/rulebook/schema.ts';
import { readSupermarket, type SupermarketSettings } from '#src/supermarket/settings.ts';
import { readYamlFile } from '#src/yaml-file.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '写成 09:00 这样的时间');

const communityFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, '只用小写字母、数字和连字符，如 guihuali'),
  name: z.string().min(1).max(30),
  grids: z
    .array(z.strictObject({ name: z.string().min(1).max(20), buildings: z.array(z.string().min(1)).min(1) }))
    .min(1, '至少要有一个网格'),
  /** A file, or one for each version. */
  rulebook: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  leaderboard: z
    .strictObject({
      weekday: z.int().min(1).max(7).default(1),
      time: clockTime.default('09:00'),
      places: z.int().min(1).max(50).default(10),
    })
    .default({ weekday: 1, time: '09:00', places: 10 }),
  recruitment: z
    .strictObject({ remindHoursBefore: z.array(z.number().positive().max(720)).max(5).default([72, 24]) })
    .default({ remindHoursBefore: [72, 24] }),
  /** A file; without one the points supermarket is always open. */
  supermarket: z.string().min(1).optional(),
});

/** One community as its file describes it, with every version of its rulebook, the oldest first. */
export type Community = Omit<z.infer<typeof communityFile>, 'rulebook' | 'supermarket'> & {
  rulebooks: readonly [Rulebook, ...Rulebook[]];
  /** Versions that were in force once and whose files are gone, from the store: history is still judged by them. */
  archive: Rulebook[];
  supermarket: SupermarketSettings;
};

/** @throws BadInput naming file, line and remedy. */
export function readCommunity(path: string): Community {
  const { rulebook, supermarket, ...file } = readYamlFile(path, communityFile);
  const seen = new Map<string, string>();
  for (const grid of file.grids) {
    for (const building of grid.buildings) {
      const other = seen.get(building);
      if (other) throw new BadInput(`${path}：${building} 号楼同时属于${other}和${grid.name}，请只留一处`);
      seen.set(building, grid.name);
    }
  }
  const paths = [rulebook].flat().map((name) => join(dirname(path), name));
  const shop = supermarket === undefined ? undefined : join(dirname(path), supermarket);
  return { ...file, rulebooks: readVersions(paths), archive: [], supermarket: readSupermarket(shop) };
}

/** All communities of this bot, by id. @throws BadInput. */
export function readCommunities(paths: string[]): ReadonlyMap<string, Community> {
  const communities = new Map<string, Community>();
  for (const path of paths) {
    const community = readCommunity(path);
    if (communities.has(community.id))
      throw new BadInput(`${path}：社区编号 ${community.id} 在别的文件里已经用了 (duplicate id)`);
    communities.set(community.id, community);
  }
  return communities;
}

/** The grid that an address lies in, or undefined when no grid has its building. */
export function gridOf(community: Community, address: string): string | undefined {
  const [building = ''] = address.split('-');
  return community.grids.find((grid) => grid.buildings.includes(building))?.name;
}

/** The version that judges deeds of a day, or undefined when none was in force. */
export function rulebookOn({ rulebooks, archive }: Community, day: string): Rulebook | undefined {
  return inForceOn([...archive, ...rulebooks], day);
}

/**
 * The version to show and to post by: the one in force today; when none is, the last that was, and before the first
 * has begun, that one. What is recorded is judged by `rulebookOn`.
 */
export function rulebookNow(community: Community, now: Date): Rulebook {
  const today = dayOf(now);
  const begun = community.rulebooks.filter(({ from }) => from <= today);
  return rulebookOn(community, today) ?? begun.at(-1) ?? community.rulebooks[0];
}

/** A version by its name. @throws Error for one that the community never had. */
export function rulebookNamed({ rulebooks, archive }: Community, version: string): Rulebook {
  const book = [...rulebooks, ...archive].find((book) => book.version === version);
  if (!book) throw new Error(`no file and no store has version ${version} of the rulebook`);
  return book;
}

/** What an item is called, by the newest version that has it. */
export function itemOf({ rulebooks, archive }: Community, id: string): Item | undefined {
  for (const book of [...archive, ...rulebooks].reverse()) {
    const item = itemIn(book, id);
    if (item) return item;
  }
  return undefined;
}
