import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import mongoose from 'mongoose';
import { afterAll, expect, test } from 'vitest';
import { DATABASE_FILE } from '#src/store/embedded/engine/engine.ts';
import { openEmbeddedStore } from '#src/store/embedded/index.ts';
import { fullCheck } from '#src/store/embedded/integrity.ts';
import { backup, restore } from '../../scripts/store/backup.ts';
import { exportAll, importAll } from '../../scripts/store/transfer.ts';

const base = mkdtempSync(path.join(os.tmpdir(), 'safety-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const STORE = path.resolve(import.meta.dirname, '../../scripts/store.ts');

async function withStore<T>(
  folder: string,
  work: (db: mongoose.mongo.Db, uri: string) => Promise<T>,
): Promise<T> {
  const store = await openEmbeddedStore({ folder });
  const client = await new mongoose.mongo.MongoClient(store.uri, { retryWrites: false }).connect();
  try {
    return await work(client.db('test'), store.uri);
  } finally {
    await client.close();
    await store.close();
  }
}

test('the folder is private, and a second process is refused with the pid of the first', async () => {
  const folder = path.join(base, 'lock');
  await withStore(folder, async () => {
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const script = `import { openEmbeddedStore } from ${JSON.stringify(path.resolve(import.meta.dirname, '../../src/store/embedded/index.ts'))};
      await openEmbeddedStore({ folder: ${JSON.stringify(folder)} }).catch((e) => { console.log(e.message); process.exit(3); });`;
    const second = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(second.status).toBe(3);
    expect(second.stdout).toContain(`in use by process ${process.pid}`);
  });
});

test('what was acknowledged is there after closing and opening', async () => {
  const folder = path.join(base, 'reopen');
  await withStore(folder, async (db) => {
    await db.collection<{ _id: number }>('c').insertOne({ _id: 1 });
    await db.collection('c').createIndex({ a: 1 }, { unique: true, sparse: true });
  });
  await withStore(folder, async (db) => {
    expect(await db.collection('c').find().toArray()).toEqual([{ _id: 1 }]);
    expect((await db.collection('c').indexes()).map((i) => i.name)).toEqual(['_id_', 'a_1']);
  });
});

test('bytes that are no message do not disturb others', async () => {
  await withStore(path.join(base, 'wire'), async (db, uri) => {
    const socketPath = decodeURIComponent(uri.slice('mongodb://'.length).split('/?')[0] as string);
    for (const bytes of [
      Buffer.alloc(64, 0xff),
      Buffer.from([20, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0xdd, 7, 0, 0, 0, 0, 0, 0]),
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
    ]) {
      await new Promise<void>((resolve) => {
        const socket = net.connect(socketPath, () => socket.end(bytes));
        socket.on('error', () => {});
        socket.resume();
        socket.on('close', () => resolve());
      });
    }
    expect(await db.command({ ping: 1 })).toMatchObject({ ok: 1 });
  });
});

const REFUSALS: [object, number][] = [
  [{ insert: 'c', documents: [{}], surprise: 1 }, 40415],
  [{ mapReduce: 'c' }, 115],
  [{ nonsense: 1 }, 59],
  [{ find: 'c', filter: { $where: '1' } }, 238],
  [{ find: 'c', filter: { a: { $near: [1, 2] } } }, 238],
  [{ find: 'c', filter: { a: { $nonsense: 1 } } }, 2],
  [{ find: 'c', collation: { locale: 'zh' } }, 238],
  [{ aggregate: 'c', pipeline: [{ $geoNear: {} }], cursor: {} }, 238],
  [{ aggregate: 'c', pipeline: [{ $nonsense: {} }], cursor: {} }, 40324],
  [{ create: 'c', capped: true, size: 100 }, 238],
  [{ createIndexes: 'c', indexes: [{ key: { a: 'text' }, name: 'a' }] }, 238],
];

test("what is not known or not supported is refused, with the server's codes", async () => {
  await withStore(path.join(base, 'refused'), async (db) => {
    for (const [command, code] of REFUSALS) {
      const error = await db.command(command).catch((e: mongoose.mongo.MongoServerError) => e);
      expect({ command, code: (error as mongoose.mongo.MongoServerError).code }).toEqual({ command, code });
      if (code === 238 || code === 115) expect((error as Error).message).toContain('not supported');
    }
  });
});

test('the check finds an index that disagrees with its documents', async () => {
  const folder = path.join(base, 'check');
  await withStore(folder, async (db) => {
    await db.collection('c').createIndex({ a: 1 });
    await db.collection('c').insertMany([{ a: 1 }, { a: 2 }]);
  });
  const file = path.join(folder, DATABASE_FILE);
  expect(fullCheck(file).problems).toEqual([]);
  const db = new DatabaseSync(file);
  db.exec('DELETE FROM x1 WHERE k IN (SELECT k FROM x1 LIMIT 1)');
  db.close();
  expect(fullCheck(file).problems.join('\n')).toContain('index a_1 lacks an entry');
  const checked = spawnSync(process.execPath, [STORE, 'check', '--folder', folder], { encoding: 'utf8' });
  expect(checked.status).toBe(1);
  expect(checked.stderr).toContain('a_1');
});

test('a damaged file is not opened', async () => {
  const folder = path.join(base, 'damaged');
  await withStore(folder, async (db) => void (await db.collection('c').insertOne({ a: 1 })));
  writeFileSync(path.join(folder, DATABASE_FILE), 'this is no database, nor ever was one'.repeat(200));
  await expect(openEmbeddedStore({ folder })).rejects.toThrow(/damaged.*check/s);
});

test('backup while it is written to, restore, export and import keep every document', async () => {
  const folder = path.join(base, 'tool');
  await withStore(folder, async (db) => {
    const c = db.collection<{ _id: number; n?: mongoose.mongo.Long; at?: Date }>('c');
    await c.createIndex({ n: 1 }, { unique: true, sparse: true });
    await c.insertMany(
      Array.from({ length: 500 }, (_, i) => ({
        _id: i,
        n: mongoose.mongo.Long.fromNumber(i),
        at: new Date(i),
      })),
    );
    await backup(folder, path.join(base, 'copy.sqlite'));
    await c.deleteMany({});
  });
  restore(path.join(base, 'copy.sqlite'), path.join(base, 'restored'));
  await exportAll({ folder: path.join(base, 'restored') }, path.join(base, 'exported'));
  await importAll({ folder: path.join(base, 'imported') }, path.join(base, 'exported'));
  for (const name of ['restored', 'imported']) {
    await withStore(path.join(base, name), async (db) => {
      expect(await db.collection('c').countDocuments({ n: { $type: 'long' }, at: { $type: 'date' } })).toBe(
        500,
      );
      expect((await db.collection('c').indexes())[1]).toMatchObject({
        name: 'n_1',
        unique: true,
        sparse: true,
      });
    });
  }
  expect(() => restore(path.join(base, 'copy.sqlite'), folder)).toThrow('has a store already');
});

/** A file system of a few megabytes; undefined, with a reason, where this process may not mount one. */
function smallDisk(): { folder: string; unmount: () => void } | undefined {
  const folder = mkdtempSync(path.join(base, 'disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { encoding: 'utf8' });
  if (mounted.status !== 0) {
    console.warn(
      `disk-full test skipped: mounting a tmpfs is not permitted here (${(mounted.stderr ?? String(mounted.error)).trim()})`,
    );
    return undefined;
  }
  return { folder, unmount: () => spawnSync('umount', ['-l', folder]) };
}

test('a full disk is a clear error; reads go on, and writes do again when there is space', async (context) => {
  const disk = smallDisk();
  if (!disk) return context.skip('mounting a tmpfs is not permitted here');
  const folder = path.join(disk.folder, 'data');
  try {
    await withStore(folder, async (db) => {
      const c = db.collection<{ _id: number; text?: string }>('c');
      await c.createIndex({ text: 1 });
      const ballast = path.join(disk.folder, 'ballast');
      writeFileSync(ballast, Buffer.alloc(1024 * 1024));
      let written = 0;
      let full: unknown;
      while (!full) {
        await c.insertOne({ _id: written, text: `${written}`.padEnd(2000, 'x') }).then(
          () => written++,
          (error) => {
            full = error;
          },
        );
      }
      expect(full).toMatchObject({ code: 14031, message: expect.stringContaining('disk') });
      expect(await c.countDocuments({})).toBe(written);
      expect(await c.findOne({ _id: written - 1 })).toMatchObject({ _id: written - 1 });
      rmSync(ballast);
      await c.insertOne({ _id: written, text: 'there is space again' });
      expect(await c.countDocuments({})).toBe(written + 1);
    });
    expect(fullCheck(path.join(folder, DATABASE_FILE)).problems).toEqual([]);
  } finally {
    disk.unmount();
  }
});

test('documents under a TTL index go when their time is up', async () => {
  const { Engine } = await import('#src/store/embedded/engine/engine.ts');
  const { dispatch } = await import('#src/store/embedded/commands/dispatch.ts');
  const { decode } = await import('#src/store/embedded/values/decode.ts');
  const folder = mkdtempSync(path.join(base, 'ttl-'));
  let now = Date.UTC(2025, 0, 1);
  const engine = new Engine({ folder, now: () => now, warn: () => {} });
  const command = (d: object) => dispatch(engine, decode(Buffer.from(mongoose.mongo.BSON.serialize(d))), 1);
  await command({
    createIndexes: 'c',
    indexes: [{ key: { at: -1 }, name: 'at', expireAfterSeconds: 60 }],
    $db: 'test',
  });
  await command({
    insert: 'c',
    documents: [{ _id: 1, at: new Date(now) }, { _id: 2, at: new Date(now + 3_600_000) }, { _id: 3 }],
    $db: 'test',
  });
  expect(await engine.expireDocuments()).toBe(0);
  now += 61_000;
  expect(await engine.expireDocuments()).toBe(1);
  engine.close();
});
