/** The engine's thread: everything but its address and its troubles stays in here. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { dispatch } from './commands/dispatch.ts';
import { DATABASE_FILE, Engine } from './engine/engine.ts';
import { lockFolder, preparePrivateFolder } from './folder.ts';
import { quickCheck } from './integrity.ts';
import { type Address, WireServer } from './wire/server.ts';

/** What the main thread hands over. */
export interface WorkerOptions {
  folder: string;
  address: Address;
  /** Holds the time in ms when the clock is not the system's; 0 otherwise. */
  clock: SharedArrayBuffer;
}

export type FromWorker =
  | { kind: 'ready'; port: number }
  | { kind: 'refused'; message: string }
  | { kind: 'warning'; message: string }
  | { kind: 'closed' };

async function main(): Promise<void> {
  const options = workerData as WorkerOptions;
  const tell = (message: FromWorker) => parentPort?.postMessage(message);
  const warn = (message: string) => tell({ kind: 'warning', message });
  const clock = new Float64Array(options.clock);
  const now = () => clock[0] || Date.now();
  let unlock: (() => void) | undefined;
  let engine: Engine;
  let server: WireServer;
  try {
    preparePrivateFolder(options.folder);
    unlock = lockFolder(options.folder);
    const file = path.join(options.folder, DATABASE_FILE);
    const problems = existsSync(file) ? quickCheck(file) : [];
    if (problems.length > 0)
      throw new Error(
        `The data file ${file} is damaged (${problems[0]}): run \`npm run store -- check\`, or restore a backup.`,
      );
    engine = new Engine({ folder: options.folder, now, warn });
    server = new WireServer((command, connection) => dispatch(engine, command, connection), warn);
    await server.listen(options.address);
    engine.address = 'path' in options.address ? options.address.path : `127.0.0.1:${server.port}`;
  } catch (error) {
    unlock?.();
    tell({ kind: 'refused', message: (error as Error).message });
    parentPort?.close();
    return;
  }
  parentPort?.on('message', async (message) => {
    if (message !== 'close') return;
    await server.close();
    engine.close();
    unlock?.();
    tell({ kind: 'closed' });
    parentPort?.close();
  });
  tell({ kind: 'ready', port: server.port });
}

await main();
