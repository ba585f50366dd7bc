/** Checks of the data file: SQLite's own, and that indexes and documents agree. */
import { DatabaseSync } from 'node:sqlite';
import { Catalog, type CollectionInfo } from './storage/catalog.ts';
import { Connection } from './storage/connection.ts';
import { entriesOf } from './storage/index-keys.ts';
import { decodeBlob } from './values/decode.ts';
import { keyOf } from './values/key.ts';

/** The check at every start: cheap, bounded by time rather than by size; an empty list is good news. */
export function quickCheck(file: string): string[] {
  const db = new DatabaseSync(file);
  try {
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    for (const row of db.prepare('PRAGMA foreign_key_check').all())
      return [`unexpected: ${JSON.stringify(row)}`];
    const catalog = db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('collections', 'indexes')")
      .all();
    if (catalog.length === 0) return [];
    const tables = new Set(
      db
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
        .all()
        .map((r) => r.name as string),
    );
    const missing: string[] = [];
    for (const { id } of db.prepare('SELECT id FROM collections').all())
      if (!tables.has(`d${id}`)) missing.push(`documents of collection ${id} are missing`);
    for (const { id } of db.prepare('SELECT id FROM indexes').all())
      if (!tables.has(`x${id}`)) missing.push(`entries of index ${id} are missing`);
    return missing;
  } catch (error) {
    return [(error as Error).message];
  } finally {
    db.close();
  }
}

export interface CheckReport {
  problems: string[];
  collections: number;
  documents: number;
  entries: number;
}

const MAX_PROBLEMS = 100;

/** The whole check; `progress` is told how many documents are done of how many. */
export function fullCheck(
  file: string,
  progress: (done: number, total: number) => void = () => {},
): CheckReport {
  const connection = new Connection(file, { readOnly: true, cacheKiB: 16 * 1024 });
  const report: CheckReport = { problems: [], collections: 0, documents: 0, entries: 0 };
  try {
    for (const row of connection.all('PRAGMA integrity_check(100)')) {
      if (row.integrity_check !== 'ok') report.problems.push(String(row.integrity_check));
    }
    const list = Catalog.load(connection).list();
    const total = list.reduce(
      (n, c) => n + (connection.get(`SELECT count(*) AS n FROM d${c.id}`)?.n as number),
      0,
    );
    for (const collection of list) {
      report.collections++;
      checkCollection(connection, collection, report, () => progress(report.documents, total));
    }
    progress(report.documents, total);
  } catch (error) {
    report.problems.push((error as Error).message);
  } finally {
    connection.close();
  }
  return report;
}

function checkCollection(
  connection: Connection,
  collection: CollectionInfo,
  report: CheckReport,
  tick: () => void,
): void {
  const say = (text: string) => {
    if (report.problems.length < MAX_PROBLEMS)
      report.problems.push(`${collection.db}.${collection.name}: ${text}`);
  };
  const expected = new Map(collection.indexes.map((i) => [i.id, 0]));
  for (let last = -1; ; ) {
    const rows = connection.all(
      `SELECT r, k, doc FROM d${collection.id} WHERE r > ? ORDER BY r LIMIT 200`,
      last,
    );
    for (const row of rows) {
      const r = row.r as number;
      try {
        const doc = decodeBlob(row.doc as Uint8Array);
        const id = doc.get('_id');
        if (id === undefined || !keyOf([id]).equals(row.k as Uint8Array))
          say(`document ${r} is filed under another _id`);
        for (const index of collection.indexes) {
          if (index.id === 0) continue;
          for (const key of entriesOf(index, doc).keys) {
            expected.set(index.id, (expected.get(index.id) as number) + 1);
            if (!connection.get(`SELECT 1 AS x FROM x${index.id} WHERE k = ? AND r = ?`, key, r))
              say(`index ${index.name} lacks an entry of document ${r}`);
          }
        }
      } catch (error) {
        say(`document ${r} cannot be read: ${(error as Error).message}`);
      }
      report.documents++;
    }
    tick();
    if (rows.length < 200) break;
    last = rows.at(-1)?.r as number;
  }
  for (const index of collection.indexes) {
    if (index.id === 0) continue;
    const n = connection.get(`SELECT count(*) AS n FROM x${index.id}`)?.n as number;
    report.entries += n;
    if (n !== expected.get(index.id))
      say(`index ${index.name} has ${n} entries, its documents ask for ${expected.get(index.id)}`);
    if (index.unique) {
      const twice = connection.get(
        `SELECT count(*) AS n FROM (SELECT k FROM x${index.id} GROUP BY k HAVING count(*) > 1)`,
      )?.n as number;
      if (twice > 0) say(`unique index ${index.name} has ${twice} keys more than once`);
    }
  }
}
