/** Export to MongoDB's Extended JSON, one document a line as mongoexport writes it, and import of the same. */

import { once } from 'node:events';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { EJSON } from 'bson';
import mongoose from 'mongoose';
import { openEmbeddedStore } from '#src/store/embedded/index.ts';
import { progressBar } from './progress.ts';

/** A store's folder, or a server's address. */
export type Place = { folder: string } | { uri: string };

type Client = Awaited<ReturnType<mongoose.mongo.MongoClient['connect']>>;

const INDEXES = '.indexes.json';
const SYSTEM = new Set(['admin', 'local', 'config']);
const BATCH = 1000;

async function withClient(place: Place, work: (client: Client) => Promise<void>): Promise<void> {
  const store =
    'folder' in place ? await openEmbeddedStore({ folder: place.folder, log: console }) : undefined;
  try {
    const uri = store?.uri ?? (place as { uri: string }).uri;
    // Types are kept as they are: a long stays a long.
    const client = await new mongoose.mongo.MongoClient(uri, {
      promoteValues: false,
      serverSelectionTimeoutMS: 10_000,
    }).connect();
    try {
      await work(client);
    } finally {
      await client.close();
    }
  } finally {
    await store?.close();
  }
}

const fileName = (name: string) => encodeURIComponent(name);

export async function exportAll(place: Place, directory: string): Promise<void> {
  if (existsSync(directory) && readdirSync(directory).length > 0)
    throw new Error(`${directory} is not empty; export into a new directory.`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  await withClient(place, async (client) => {
    const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
    for (const { name: dbName } of databases) {
      const db = client.db(String(dbName));
      if (SYSTEM.has(db.databaseName)) continue;
      mkdirSync(path.join(directory, fileName(db.databaseName)), { recursive: true, mode: 0o700 });
      for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray())
        await exportCollection(db, String(name), directory);
    }
  });
  console.log(`Exported to ${directory}.`);
}

async function exportCollection(db: mongoose.mongo.Db, name: string, directory: string): Promise<void> {
  const base = path.join(directory, fileName(db.databaseName), fileName(name));
  const collection = db.collection(name);
  const bar = progressBar(`${db.databaseName}.${name}`);
  const total = Number(await collection.estimatedDocumentCount());
  const out = createWriteStream(`${base}.json`, { mode: 0o600 });
  let done = 0;
  for await (const document of collection.find({}, { sort: { _id: 1 } })) {
    if (!out.write(`${EJSON.stringify(document, { relaxed: false })}\n`)) await once(out, 'drain');
    bar.to(++done, total);
  }
  out.end();
  await once(out, 'finish');
  const indexes = (await collection.indexes()).filter((i) => i.name !== '_id_');
  writeFileSync(base + INDEXES, `${EJSON.stringify(indexes, { relaxed: false }, 2)}\n`, { mode: 0o600 });
  bar.end(`${done} documents`);
}

export async function importAll(place: Place, directory: string): Promise<void> {
  if (!existsSync(directory)) throw new Error(`${directory} does not exist.`);
  await withClient(place, async (client) => {
    for (const dbFolder of readdirSync(directory, { withFileTypes: true }).filter((e) => e.isDirectory())) {
      const db = client.db(decodeURIComponent(dbFolder.name));
      const folder = path.join(directory, dbFolder.name);
      for (const file of readdirSync(folder).filter((f) => f.endsWith('.json') && !f.endsWith(INDEXES))) {
        await importCollection(db, decodeURIComponent(file.slice(0, -5)), path.join(folder, file));
      }
    }
  });
  console.log('Imported.');
}

async function importCollection(db: mongoose.mongo.Db, name: string, file: string): Promise<void> {
  const collection = db.collection(name);
  if ((await collection.countDocuments({}, { limit: 1 })) > 0)
    throw new Error(`${db.databaseName}.${name} has documents already; import into an empty store.`);
  const bar = progressBar(`${db.databaseName}.${name}`);
  const total = statSync(file).size;
  let [bytes, done, line] = [0, 0, 0];
  let batch: mongoose.mongo.Document[] = [];
  const flush = async () => {
    if (batch.length > 0) await collection.insertMany(batch, { ordered: true });
    done += batch.length;
    batch = [];
  };
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line++;
    bytes += Buffer.byteLength(text) + 1;
    if (text.trim() === '') continue;
    try {
      batch.push(EJSON.parse(text, { relaxed: false }));
    } catch (error) {
      throw new Error(`${file}, line ${line}: not Extended JSON (${(error as Error).message})`);
    }
    if (batch.length >= BATCH) await flush();
    bar.to(bytes, total);
  }
  await flush();
  const indexFile = file.replace(/\.json$/, INDEXES);
  const indexes = existsSync(indexFile)
    ? (EJSON.parse(readFileSync(indexFile, 'utf8')) as mongoose.mongo.IndexDescription[])
    : [];
  if (done === 0 && indexes.length === 0)
    await db.createCollection(name).catch((error: { code?: number }) => {
      if (error.code !== 48) throw error;
    });
  if (indexes.length > 0) await collection.createIndexes(indexes);
  bar.end(`${done} documents`);
}
