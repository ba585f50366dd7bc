/** TTL indexes: documents go when the date in the indexed field is older than the index allows. */
import type { Filter } from '../query/filter.ts';
import { choosePlan } from '../query/plan.ts';
import { deleteRecord } from '../storage/records.ts';
import { Scan } from '../storage/scan.ts';
import { decodeBlob } from '../values/decode.ts';
import type { Engine } from './engine.ts';

/** Deletes what has expired, in pieces so that other writes come in between; returns how many documents went. */
export async function removeExpired(engine: Engine): Promise<number> {
  let removed = 0;
  for (const collection of engine.writer.committed.list()) {
    for (const index of collection.indexes) {
      const path = index.paths[0];
      if (index.expireAfterSeconds === undefined || !path) continue;
      const filter: Filter = {
        op: 'lte',
        path,
        value: new Date(engine.now() - index.expireAfterSeconds * 1000),
      };
      const piece = (): number => {
        const current = engine.writer.catalog.find(collection.db, collection.name);
        if (!current?.indexes.some((i) => i.id === index.id)) return 0;
        const { connection } = engine.writer;
        const found = new Scan(
          connection,
          current,
          choosePlan(current, { filter, hint: index.name }),
          200,
        ).next();
        for (const { r, bytes } of found) deleteRecord(connection, current, r, decodeBlob(bytes));
        return found.length;
      };
      for (let n = await engine.writer.run(piece, false); n > 0; n = await engine.writer.run(piece, false))
        removed += n;
    }
  }
  return removed;
}
