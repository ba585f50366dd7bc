import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { afterAll, expect, test } from 'vitest';
import { DATABASE_FILE } from '#src/store/embedded/engine/engine.ts';
import { openEmbeddedStore } from '#src/store/embedded/index.ts';
import { fullCheck } from '#src/store/embedded/integrity.ts';

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 4);
const folder = mkdtempSync(path.join(os.tmpdir(), 'crash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the writer, kills it once it has acknowledged `after` writes, and returns all that it acknowledged. */
async function writeUntilKilled(round: number, after: number): Promise<string[]> {
  const child: ChildProcess = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'helpers/crash-writer.ts'), folder, String(round)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  child.stdout?.setEncoding('utf8');
  child.stdout?.on('data', (part: string) => {
    text += part;
    if (text.split('\n').length > after) child.kill('SIGKILL');
  });
  await once(child, 'close');
  expect(child.signalCode).toBe('SIGKILL');
  const lines = text.split('\n');
  lines.pop();
  return lines.filter((l) => l !== 'ready');
}

test(`kill -9 under eight writers, ${ROUNDS} times: nothing acknowledged is lost, no transaction is torn`, {
  timeout: 30_000 + ROUNDS * 15_000,
}, async () => {
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    acknowledged.push(...(await writeUntilKilled(round, 40 + ((round * 67) % 300))));

    expect(fullCheck(path.join(folder, DATABASE_FILE)).problems).toEqual([]);
    const store = await openEmbeddedStore({ folder });
    const client = await new mongoose.mongo.MongoClient(store.uri).connect();
    const db = client.db('crash');
    const singles = new Set((await db.collection('singles').find().toArray()).map((d) => String(d._id)));
    const moves = await db.collection('moves').find().toArray();
    const moveIds = new Set(moves.map((d) => String(d._id)));
    const accounts = await db.collection('accounts').find().toArray();
    await client.close();
    await store.close();

    const lost = acknowledged.filter((line) => {
      const [kind, id = ''] = line.split(' ');
      return !(kind === 'single' ? singles : moveIds).has(id);
    });
    expect(lost).toEqual([]);
    for (const account of accounts) {
      const out = moves.filter((m) => m.from === account._id).length;
      const into = moves.filter((m) => m.to === account._id).length;
      expect([account.moves, account.points]).toEqual([out, 1000 - out + into]);
    }
  }
  console.info(`crash test: ${ROUNDS} rounds, ${acknowledged.length} acknowledged writes, 0 lost`);
});
