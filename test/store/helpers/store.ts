/** A store for a test: the embedded one, and a real replica set besides when TEST_MONGODB_URI names one. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { openEmbeddedStore } from '#src/store/embedded/index.ts';

export interface TestStore {
  uri: string;
  folder: string | undefined;
  client: mongoose.mongo.MongoClient;
  close(): Promise<void>;
}

/** The engines that a suite runs on: `describe.each(ENGINES)`. */
export const ENGINES: string[] = ['embedded', ...(process.env.TEST_MONGODB_URI ? ['mongodb'] : [])];

export async function openStore(engine = 'embedded', now?: () => number): Promise<TestStore> {
  if (engine === 'mongodb') {
    const uri = process.env.TEST_MONGODB_URI as string;
    const client = await new mongoose.mongo.MongoClient(uri).connect();
    return { uri, folder: undefined, client, close: () => client.close() };
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'store-test-'));
  const store = await openEmbeddedStore({ folder, now });
  const client = await new mongoose.mongo.MongoClient(store.uri).connect();
  return {
    uri: store.uri,
    folder,
    client,
    async close() {
      await client.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
