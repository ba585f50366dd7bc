/**
 * The embedded store: a MongoDB server for one process, with nothing to install.
 *
 * A worker thread speaks MongoDB's wire protocol on a private socket and keeps the data in SQLite. Limits and
 * differences are in docs/store.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Address } from './wire/server.ts';
import type { FromWorker, WorkerOptions } from './worker.ts';

export interface EmbeddedStoreOptions {
  /** Where the data is kept; made private (0700) if it does not exist. */
  folder: string;
  /** Is told what an operator should know. */
  log?: { warn(message: string): void; error(message: string): void } | undefined;
  /** The clock, in ms; the system's by default. Another clock reaches the engine within 20 ms. */
  now?: (() => number) | undefined;
  /** Listens on this loopback TCP port (0: any) rather than on a unix socket. */
  port?: number | undefined;
  /** Is called when the engine has crashed; by default the error is logged, and `close` rejects with it. */
  onCrash?: ((error: Error) => void) | undefined;
}

export interface EmbeddedStore {
  /** For mongoose or any MongoDB driver. */
  readonly uri: string;
  /** Lets running commands finish, writes everything back and stops the thread. */
  close(): Promise<void>;
}

/** Longest path of a unix socket on the common systems, with some room. */
const MAX_SOCKET_PATH = 100;
const CLOCK_MS = 20;

interface Place {
  address: Address;
  tidy: () => void;
}

function choosePlace(options: EmbeddedStoreOptions): Place {
  if (options.port !== undefined) return { address: { port: options.port }, tidy: () => {} };
  if (process.platform === 'win32') return { address: { port: 0 }, tidy: () => {} };
  // A new private folder each time: no stale socket is ever in the way, and the path is short.
  const folder = mkdtempSync(path.join(shortTmp(), 'xiaoji-'));
  return {
    address: { path: path.join(folder, 's.sock') },
    tidy: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const shortTmp = (): string => (os.tmpdir().length + 24 > MAX_SOCKET_PATH ? '/tmp' : os.tmpdir());

/** Opens the store; rejects in plain words when the folder is in use or the data is damaged. */
export async function openEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const place = choosePlace(options);
  const clock = new SharedArrayBuffer(8);
  const cell = new Float64Array(clock);
  const { now } = options;
  const refresh = () => {
    if (now) cell[0] = now();
  };
  refresh();
  const ticking = now ? setInterval(refresh, CLOCK_MS).unref() : undefined;
  const workerData: WorkerOptions = { folder: path.resolve(options.folder), address: place.address, clock };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData,
    name: 'embedded-store',
    // Not the flags of the process: --input-type, for one, would keep the thread from starting.
    execArgv: [],
    // A small nursery keeps the thread's memory near what it really holds.
    resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 },
  });
  const tidy = () => {
    clearInterval(ticking);
    place.tidy();
  };
  let state: 'opening' | 'open' | 'closing' | 'closed' = 'opening';
  let crash: Error | undefined;
  let onClosed: (() => void) | undefined;

  const ready = new Promise<number>((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') resolve(message.port);
      else if (message.kind === 'refused') reject(new Error(message.message));
      else if (message.kind === 'warning') options.log?.warn(message.message);
      else {
        state = 'closed';
        onClosed?.();
      }
    });
    const failed = (error: Error) => {
      if (state === 'closed') return;
      crash ??= error;
      tidy();
      if (state === 'opening') return reject(error);
      onClosed?.();
      if (options.onCrash) options.onCrash(crash);
      else options.log?.error(`The embedded store has stopped: ${error.message}`);
    };
    worker.on('error', (error) => failed(error as Error));
    worker.on('exit', (code) => {
      if (state !== 'closed' && !crash) failed(new Error(`its thread ended with code ${code}`));
      onClosed?.();
    });
  });

  let port: number;
  try {
    port = await ready;
  } catch (error) {
    state = 'closed';
    tidy();
    await worker.terminate();
    throw error;
  }
  state = 'open';
  const host = 'path' in place.address ? encodeURIComponent(place.address.path) : `127.0.0.1:${port}`;
  let closing: Promise<void> | undefined;
  return {
    uri: `mongodb://${host}/?directConnection=true`,
    close() {
      closing ??= (async () => {
        if (!crash) {
          state = 'closing';
          await new Promise<void>((resolve) => {
            onClosed = resolve;
            worker.postMessage('close');
          });
        }
        await worker.terminate();
        tidy();
        if (crash) throw crash;
      })();
      return closing;
    },
  };
}
