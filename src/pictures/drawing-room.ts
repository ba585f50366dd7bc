import { Worker } from 'node:worker_threads';
import { CannotMake } from './attachment.ts';
import type { Job, Outcome } from './drawing-thread.ts';

/** A picture takes a fraction of a second; one that takes so long never ends. */
const JOB_TIMEOUT_MS = 30_000;
/** The thread holds fonts and libraries, some 150 MB; when nothing was drawn for so long, it is given up. */
const IDLE_MS = 60_000;

const THREAD = new URL('./drawing-thread.ts', import.meta.url);

interface Waiting {
  /** The job as JSON: plain data, whatever store or caller it comes from. */
  job: string;
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

export interface DrawingRoomOptions {
  timeoutMs?: number;
  idleMs?: number;
  /** The thread's program. */
  thread?: URL;
}

/** Has jobs done in a thread of their own, one after the other. The thread starts with the first and ends when idle. */
export class DrawingRoom {
  readonly #timeoutMs: number;
  readonly #idleMs: number;
  readonly #program: URL;
  readonly #waiting: Waiting[] = [];
  #current: Waiting | undefined;
  #thread: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor({ timeoutMs = JOB_TIMEOUT_MS, idleMs = IDLE_MS, thread = THREAD }: DrawingRoomOptions = {}) {
    this.#timeoutMs = timeoutMs;
    this.#idleMs = idleMs;
    this.#program = thread;
  }

  /** Whether the thread is there. */
  get isOpen(): boolean {
    return this.#thread !== undefined;
  }

  /**
   * The file's bytes.
   *
   * @throws {CannotMake} when the data don't make a file, or not in time; another error when the thread was lost or
   * stopped, and the job may be tried again.
   */
  async make(job: Job): Promise<Uint8Array> {
    if (this.#isStopped) throw new Error('the drawing thread was stopped');
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    this.#waiting.push({ job: JSON.stringify(job), resolve, reject });
    this.#next();
    return promise;
  }

  /** Ends the thread; what was not finished is rejected. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#close(new Error('the drawing thread was stopped'));
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('the drawing thread was stopped'));
  }

  #next(): void {
    if (this.#current || this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#current = this.#waiting.shift();
    if (!this.#current) {
      // Nothing to do: the process may end, and after a while the thread does.
      this.#thread?.unref();
      this.#timer = setTimeout(() => void this.#close(), this.#idleMs).unref();
      return;
    }
    this.#thread ??= this.#open();
    this.#thread.ref();
    this.#thread.postMessage(this.#current.job);
    this.#timer = setTimeout(() => {
      const late = new CannotMake(`not finished after ${this.#timeoutMs / 1000} s`);
      void this.#close(late).then(() => this.#next());
    }, this.#timeoutMs);
  }

  #open(): Worker {
    const thread = new Worker(this.#program, {
      name: 'drawing',
      // Not the flags of the process: --input-type, for one, would keep the thread from starting.
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 },
    });
    const lost = (error: Error) => {
      if (this.#thread !== thread) return;
      void this.#close(error).then(() => this.#next());
    };
    thread.on('message', (outcome: Outcome) => {
      // What a thread that was given up still says is about a job that has been answered.
      if (this.#thread === thread) this.#finished(outcome);
    });
    thread.on('error', (error) => lost(error as Error));
    thread.on('exit', (code) => lost(new Error(`the drawing thread ended with code ${code}`)));
    return thread;
  }

  #finished(outcome: Outcome): void {
    const done = this.#current;
    this.#current = undefined;
    if ('bytes' in outcome) done?.resolve(outcome.bytes);
    else done?.reject(new CannotMake(outcome.failure));
    this.#next();
  }

  /** Gives the thread up, and with it the job that it is at. */
  async #close(reason = new Error('the drawing thread was given up')): Promise<void> {
    clearTimeout(this.#timer);
    const thread = this.#thread;
    const current = this.#current;
    this.#thread = undefined;
    this.#current = undefined;
    current?.reject(reason);
    await thread?.terminate();
  }
}
