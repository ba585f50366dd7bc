import { BadInput } from '#src/bad-input.ts';
import type { EvidenceFolder } from '#src/claims/evidence-folder.ts';
import type { Community } from '#src/community/community.ts';
import { entry, inPages } from '#src/outbox/entries.ts';
import type { Outbox } from '#src/outbox/outbox.ts';
import type { Reply } from '#src/replies/reply.ts';
import type { Store } from '#src/store/store.ts';
import type { CatalogRow } from './catalog-columns.ts';
import { pictureOf } from './catalog-file.ts';
import type { Product } from './schema.ts';
import type { Shelf } from './shelf.ts';
import { tellWaiting } from './tell.ts';
import type { Wishes } from './wishes.ts';

export interface ImportParts {
  /** The workbook; pictures stand beside it. */
  path: string;
  community: Community;
  store: Store;
  shelf: Shelf;
  wishes: Wishes;
  evidence: EvidenceFolder;
  /** What is owed to those who waited; the bot says it when it runs. */
  outbox: Pick<Outbox, 'queue'>;
  now: Date;
}

/** How many products were new, how many stocks changed, and how many people are told that something is there again. */
export interface Imported {
  added: number;
  restocked: number;
  told: number;
}

/**
 * Puts a whole catalogue on offer, in one transaction. What can be had of each product becomes what the file says, as
 * a count with its journal; what is promised to somebody stays promised. Products that the file has not are left alone.
 * Who waits for something that comes in, or back on the list, is told as after a message.
 */
export async function importCatalog(
  rows: CatalogRow[],
  { path, community, store, shelf, wishes, evidence, outbox, now }: ImportParts,
): Promise<Imported> {
  const pictures = new Map<string, string>();
  for (const row of rows) {
    const bytes = pictureOf(path, row);
    if (!bytes) continue;
    const kept = await evidence.keep(bytes);
    if (typeof kept === 'string')
      throw new BadInput(`${row.pictureFile}：只收 10 MB 以内的照片 (not a picture that is kept: ${kept})`);
    pictures.set(row.name, evidence.nameOf(kept));
  }
  return store.inTransaction(async () => {
    let added = 0;
    let restocked = 0;
    const available: Product[] = [];
    for (const { stock, bestBefore, pictureFile: _, ...facts } of rows) {
      const before = await shelf.find(community.id, facts.name);
      if (!before) added++;
      const picture = pictures.get(facts.name) ?? before?.picture;
      const product = await shelf.put({
        ...facts,
        community: community.id,
        ...(picture ? { picture } : {}),
        listed: true,
        updatedAt: now,
      });
      const change = (stock ?? product.free) - product.free;
      const moved =
        change === 0
          ? product
          : await shelf.move(product, {
              _id: `import:${now.toISOString()}:${facts.name}`,
              free: change,
              reserved: 0,
              reason: 'count',
              memo: '导入目录',
              ...(bestBefore && change > 0 ? { bestBefore } : {}),
              by: '',
              messageId: `import:${now.toISOString()}`,
              at: now,
            });
      if (moved === 'too-few') throw new Error(`${facts.name}: its stock changed underneath a transaction`);
      if (change !== 0) restocked++;
      if (change > 0 || !before?.listed) available.push(moved);
    }
    const replies = await tellWaiting(available, { wishes });
    await outbox.queue(entriesOf(replies, `import:${community.id}:${now.toISOString()}`, now));
    return { added, restocked, told: replies.length };
  });
}

function entriesOf(replies: Reply[], cause: string, now: Date) {
  return replies.flatMap(({ to, ...rest }, index) =>
    to ? inPages(entry(`${cause}:${index}`, { ...rest, to }, now, 'again')) : [],
  );
}
