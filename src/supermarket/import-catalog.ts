import { BadInput } from '#src/bad-input.ts';
import type { EvidenceFolder } from '#src/claims/evidence-folder.ts';
import type { Community } from '#src/community/community.ts';
import type { Store } from '#src/store/store.ts';
import { type CatalogRow, pictureOf } from './catalog-file.ts';
import type { Shelf } from './shelf.ts';

/**
 * Puts a whole catalogue on offer, in one transaction. What can be had of each product becomes what the file says, as
 * a count with its journal; what is promised to somebody stays promised. Products that the file has not are left alone.
 */
export async function importCatalog(
  rows: CatalogRow[],
  {
    path,
    community,
    store,
    shelf,
    evidence,
    now,
  }: { path: string; community: Community; store: Store; shelf: Shelf; evidence: EvidenceFolder; now: Date },
): Promise<{ added: number; restocked: number }> {
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
      if (change === 0) continue;
      restocked++;
      const moved = await shelf.move(product, {
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
    }
    return { added, restocked };
  });
}
