/**
 * The process that the crash test kills: eight writers, single inserts and three-document transfers, each reported
 * on stdout only after it was acknowledged.
 */
import { writeSync } from 'node:fs';
import mongoose from 'mongoose';
import { openEmbeddedStore } from '#src/store/embedded/index.ts';

const [folder = '', round = '0'] = process.argv.slice(2);
const store = await openEmbeddedStore({ folder, log: console });
const client = await new mongoose.mongo.MongoClient(store.uri, { maxPoolSize: 10 }).connect();
const db = client.db('crash');
const singles = db.collection<{ _id: string; w: number }>('singles');
const accounts = db.collection<{ _id: string; points: number; moves: number }>('accounts');
const moves = db.collection<{ _id: string; from: string; to: string }>('moves');
await singles.createIndex({ w: 1 });
await moves.createIndex({ from: 1, to: 1 });
for (let i = 0; i < 8; i++)
  await accounts.updateOne({ _id: `a${i}` }, { $setOnInsert: { points: 1000, moves: 0 } }, { upsert: true });
writeSync(1, 'ready\n');

async function write(w: number): Promise<never> {
  for (let i = 0; ; i++) {
    const id = `${round}-${w}-${i}`;
    if ((i + w) % 3 > 0) {
      await singles.insertOne({ _id: id, w });
      writeSync(1, `single ${id}\n`);
      continue;
    }
    const [from, to] = [`a${w}`, `a${(w + 1 + (i % 7)) % 8}`];
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await accounts.updateOne({ _id: from }, { $inc: { points: -1, moves: 1 } }, { session });
        await accounts.updateOne({ _id: to }, { $inc: { points: 1 } }, { session });
        await moves.insertOne({ _id: id, from, to }, { session });
      }),
    );
    writeSync(1, `move ${id}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, w) => write(w)));
