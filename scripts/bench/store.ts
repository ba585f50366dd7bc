/**
 * `npm run bench -- store`: the embedded store against raw SQLite doing the same durable work, and against a
 * driver's ping. Ratios are what counts; the times are this machine's.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { serialize } from 'bson';
import mongoose from 'mongoose';
import { openEmbeddedStore } from '#src/store/embedded/index.ts';

const SMALL = 10_000;
const LARGE = Number(process.env.BENCH_JOURNALS ?? 1_000_000);

type Row = [what: string, measured: string, ratio: string, target: string, verdict: string];

const median = (times: number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;

type Work = (i: number) => unknown;

/**
 * Median times in ms of several kinds of calls, done in turn, so that whatever else the machine does slows all of them
 * alike; the first fifth does not count.
 */
async function timed<K extends string>(runs: number, kinds: Record<K, Work>): Promise<Record<K, number>> {
  const names = Object.keys(kinds) as K[];
  const times = Object.fromEntries(names.map((n) => [n, [] as number[]])) as Record<K, number[]>;
  for (let i = 0; i < runs * 1.25; i++) {
    for (const name of names) {
      const start = performance.now();
      await kinds[name](i);
      if (i >= runs / 4) times[name].push(performance.now() - start);
    }
  }
  return Object.fromEntries(names.map((n) => [n, median(times[n])])) as Record<K, number>;
}

const ms = (n: number): string => (n < 1 ? `${Math.round(n * 1000)} µs` : `${n.toFixed(n < 100 ? 2 : 0)} ms`);

function row(what: string, time: number, base: number, limit: number, target: string): Row {
  const ratio = time / base;
  return [what, ms(time), ratio.toFixed(2), target, ratio <= limit ? 'met' : 'MISSED'];
}

/** A durable commit of one small document in SQLite, with the store's own settings and shape of tables. */
function rawCommit(folder: string): (i: number) => void {
  const db = new DatabaseSync(path.join(folder, 'raw.sqlite'));
  db.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE d(r INTEGER PRIMARY KEY, k BLOB NOT NULL, doc BLOB NOT NULL); CREATE UNIQUE INDEX u ON d(k)',
  );
  const [begin, insert, commit] = ['BEGIN IMMEDIATE', 'INSERT INTO d(k, doc) VALUES(?, ?)', 'COMMIT'].map(
    (sql) => db.prepare(sql),
  );
  return (i) => {
    begin?.run();
    const doc = serialize({ _id: `raw-${i}`, community: 'c1', points: i, at: new Date(i) });
    insert?.run(Buffer.from(`raw-${i}`), doc);
    commit?.run();
  };
}

const journal = (i: number) => ({
  _id: i,
  community: `c${i % 10}`,
  person: `p${i % 5000}`,
  points: (i * 7919) % 100_003,
  at: new Date(1_700_000_000_000 + i * 1000),
});

async function fill(collection: mongoose.mongo.Collection<{ _id: number }>, count: number): Promise<void> {
  await collection.createIndex({ community: 1, points: -1 });
  for (let i = 0; i < count; i += 5000) {
    await collection.insertMany(
      Array.from({ length: Math.min(5000, count - i) }, (_, k) => journal(i + k)),
      { ordered: true },
    );
  }
}

const leaderboard = (collection: mongoose.mongo.Collection<{ _id: number }>) =>
  collection.find({ community: 'c3' }).sort({ points: -1 }).limit(20).toArray();

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-store-'));
  const rows: Row[] = [];
  let store = await openEmbeddedStore({ folder: path.join(folder, 'data'), log: console });
  let client = await new mongoose.mongo.MongoClient(store.uri).connect();
  try {
    let db = client.db('bench');
    const raw = rawCommit(folder);
    const small = db.collection<{ _id: number | string }>('small');
    await small.insertOne({ _id: 'one' });
    const reading = await timed(3000, {
      ping: () => db.command({ ping: 1 }),
      find: () => small.findOne({ _id: 'one' }),
    });
    const writing = await timed(300, {
      commit: raw,
      ping: () => db.command({ ping: 1 }),
      insert: (i) => small.insertOne({ _id: `s-${i}`, community: 'c1', points: i } as never),
      transaction: (i) =>
        client.withSession((session) =>
          session.withTransaction(async () => {
            for (let k = 0; k < 3; k++)
              await small.insertOne({ _id: `t-${i}-${k}`, points: i } as never, { session });
          }),
        ),
    });
    rows.push(['ping', ms(reading.ping), '', '', '']);
    rows.push(['raw SQLite commit', ms(writing.commit), '', '', '']);
    rows.push(row('findOne by _id / ping', reading.find, reading.ping, 1.5, '≤ 1.5'));
    rows.push(row('durable insert / raw commit', writing.insert, writing.commit, 2.5, '≤ 2.5'));
    const allowed = 6 * writing.ping + 2 * writing.commit;
    rows.push(row('3-write transaction / (6 ping + 2 commits)', writing.transaction, allowed, 1, '≤ 1'));
    const start = performance.now();
    await Promise.all(
      Array.from({ length: 8 }, async (_, w) => {
        for (let i = 0; i < 100; i++) await small.insertOne({ _id: `g-${w}-${i}` });
      }),
    );
    rows.push(['8 writers, per insert (group commit)', ms((performance.now() - start) / 800), '', '', '']);

    const few = db.collection<{ _id: number }>('few');
    await fill(few, SMALL);
    const many = db.collection<{ _id: number }>('journals');
    const filling = performance.now();
    await fill(many, LARGE);
    rows.push([
      `insertMany of ${LARGE}, per document`,
      ms((performance.now() - filling) / LARGE),
      '',
      '',
      '',
    ]);
    const boards = await timed(300, { few: () => leaderboard(few), many: () => leaderboard(many) });
    rows.push(row(`leaderboard on ${LARGE} / on ${SMALL}`, boards.many, boards.few, 1.3, '≤ 1.3'));
    await client.close();
    await store.close();
    const opening = performance.now();
    store = await openEmbeddedStore({ folder: path.join(folder, 'data'), log: console });
    client = await new mongoose.mongo.MongoClient(store.uri).connect();
    db = client.db('bench');
    await db.collection<{ _id: number }>('journals').findOne({ _id: 5 });
    const opened = performance.now() - opening;
    rows.push(['opening, to the first answer', ms(opened), '', '< 2 s', opened < 2000 ? 'met' : 'MISSED']);
    const total = performance.now();
    await db
      .collection('journals')
      .aggregate([{ $group: { _id: '$community', points: { $sum: '$points' } } }])
      .toArray();
    rows.push([`$group over ${LARGE}`, ms(performance.now() - total), '', '', '']);
    await client.close();
    await store.close();
    const rss = Number(
      execFileSync(process.execPath, [import.meta.filename, path.join(folder, 'data')], { encoding: 'utf8' }),
    );
    rows.push([
      'memory of the store, reading and writing',
      `${Math.round(rss)} MB`,
      '',
      '< 200 MB',
      rss < 200 ? 'met' : 'MISSED',
    ]);
  } finally {
    await client.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const headed: Row[] = [['what', 'measured', 'ratio', 'target', ''], ...rows];
  const widths = headed[0]?.map((_, i) => Math.max(...headed.map((r) => (r[i] as string).length))) ?? [];
  for (const r of headed)
    console.log(
      r
        .map((cell, i) => cell.padEnd(widths[i] as number))
        .join('  ')
        .trimEnd(),
    );
}

/** In a process of its own: what the store adds to it, in MB, having grouped everything and written a little. */
async function memory(folder: string): Promise<void> {
  const client = new mongoose.mongo.MongoClient('mongodb://127.0.0.1:1');
  await client.close();
  const before = process.memoryUsage().rss;
  const store = await openEmbeddedStore({ folder, log: console });
  const connected = await new mongoose.mongo.MongoClient(store.uri).connect();
  const journals = connected.db('bench').collection<{ _id: number }>('journals');
  await journals.aggregate([{ $group: { _id: '$community', points: { $sum: '$points' } } }]).toArray();
  for (let i = 0; i < 2000; i++) await journals.updateOne({ _id: i }, { $inc: { points: 1 } });
  for (let i = 0; i < 200; i++) await leaderboard(journals);
  console.log((process.memoryUsage().rss - before) / 1048576);
  await connected.close();
  await store.close();
}

if (import.meta.main && process.argv[2]) await memory(process.argv[2]);
