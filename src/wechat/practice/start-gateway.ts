import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { GatewayReport } from './gateway-ipc.ts';

export interface PracticeGatewayOptions {
  worldPath: string;
  /** Where the chats are kept. */
  folder: string;
  httpPort: number;
  /** A free one when left out. */
  grpcPort?: number;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** The practice clock stands `offsetMs` ahead of the machine's; called once before start resolves. */
  onClock(offsetMs: number): void;
  /** The page was told to start the demo community again; it waits until this resolves. */
  onReset(): Promise<void> | void;
}

export interface PracticeGateway {
  readonly token: string;
  /** `127.0.0.1:port` of the gRPC side; stays the same when the gateway is started again. */
  readonly endpoint: string;
  readonly httpUrl: string;
  stop(): Promise<void>;
  /** The present gateway process; a new one after it died. */
  process(): ChildProcess;
}

const gatewayPath = fileURLToPath(new URL('gateway.ts', import.meta.url));
const shortestPauseMs = 200;
const longestPauseMs = 10_000;
/** A gateway that ran this long was well; the next pause starts short again. */
const wellAfterMs = 10_000;

/**
 * Starts the practice gateway as a process of its own, and starts it again, on the same ports and with the same
 * token, whenever it dies.
 * @throws {Error} with one sentence, when it cannot start at all.
 */
export async function startPracticeGateway(options: PracticeGatewayOptions): Promise<PracticeGateway> {
  const token = `insecure_${randomUUID()}`;
  let stopped = false;
  let pauseMs = shortestPauseMs;
  let current = spawn(options, token, options.httpPort, options.grpcPort ?? 0);
  const ready = await current.ready;
  const httpPort = Number(new URL(ready.httpUrl).port);
  const grpcPort = Number(ready.grpcEndpoint.split(':').at(-1));
  keepAlive();

  return {
    token,
    endpoint: ready.grpcEndpoint,
    httpUrl: ready.httpUrl,
    process: () => current.child,
    async stop() {
      stopped = true;
      current.child.kill();
      await current.exited;
    },
  };

  function keepAlive(): void {
    const startedAt = performance.now();
    current.exited.then(async (how) => {
      if (stopped) return;
      if (performance.now() - startedAt > wellAfterMs) pauseMs = shortestPauseMs;
      options.log.warn({ how, pauseMs }, 'the practice gateway died and is started again');
      await sleep(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      if (stopped) return;
      current = spawn(options, token, httpPort, grpcPort);
      current.ready.catch((error) =>
        options.log.error({ reason: error.message }, 'the practice gateway cannot start'),
      );
      keepAlive();
    });
  }
}

interface GatewayProcess {
  child: ChildProcess;
  ready: Promise<Extract<GatewayReport, { type: 'ready' }>>;
  /** Resolves with the exit code or the signal. */
  exited: Promise<number | string | null>;
}

function spawn(
  options: PracticeGatewayOptions,
  token: string,
  httpPort: number,
  grpcPort: number,
): GatewayProcess {
  const ready = Promise.withResolvers<Extract<GatewayReport, { type: 'ready' }>>();
  const exited = Promise.withResolvers<number | string | null>();
  const child = fork(
    gatewayPath,
    ['--world', options.worldPath, '--data', options.folder, '--token', token].concat([
      '--grpc-port',
      `${grpcPort}`,
      '--http-port',
      `${httpPort}`,
    ]),
    // wechaty-puppet-service calls a function that grpc-js has deprecated; that is not news for whoever starts this.
    {
      execArgv: [...process.execArgv, '--disable-warning=DeprecationWarning'],
      // Not an argument: every user of the machine can read those.
      env: { ...process.env, PRACTICE_GATEWAY_TOKEN: token },
    },
  );
  child.on('error', ready.reject);
  child.on('exit', (code, signal) => {
    ready.reject(new Error(`the practice gateway ended before it was ready (${signal ?? code})`));
    exited.resolve(signal ?? code);
  });
  child.on('message', (report: GatewayReport) => {
    if (report.type === 'failed') ready.reject(new Error(report.reason));
    if (report.type === 'ready' || report.type === 'clock') options.onClock(report.offsetMs);
    if (report.type === 'ready') ready.resolve(report);
    if (report.type === 'reset') void reset(child, options);
  });
  return { child, ready: ready.promise, exited: exited.promise };
}

async function reset(child: ChildProcess, { onClock, onReset, log }: PracticeGatewayOptions): Promise<void> {
  try {
    onClock(0);
    await onReset();
    child.send({ type: 'reset-done' });
  } catch (error) {
    // Without the answer the page says that the reset did not finish.
    log.error({ err: error }, 'the demo community could not be reset');
  }
}
