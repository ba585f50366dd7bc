/**
 * The practice gateway: a process of its own that plays WeChat on this machine. It serves bots by gRPC, and the
 * practice page by HTTP, both on 127.0.0.1 only.
 *
 *   node src/wechat/practice/gateway.ts --world FILE [--data FOLDER] [--token TOKEN] [--grpc-port N] [--http-port N]
 */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MovableClock } from '#src/clock.ts';
import { readWorldFile } from '#src/practice/world-file.ts';
import type { GatewayOrder, GatewayReport } from './gateway-ipc.ts';
import { createHttpApi } from './http-api.ts';
import { listenNear } from './listen-near.ts';
import { PracticeLog } from './practice-log.ts';
import { PracticeRefusal } from './practice-refusal.ts';
import { createPracticeServer } from './practice-server.ts';

const resetTimeoutMs = 30_000;

const { values } = parseArgs({
  options: {
    world: { type: 'string' },
    data: { type: 'string' },
    token: { type: 'string' },
    'grpc-port': { type: 'string', default: '0' },
    'http-port': { type: 'string', default: process.env.PRACTICE_PORT ?? '8788' },
    page: { type: 'string', default: fileURLToPath(new URL('../../../dist/practice', import.meta.url)) },
  },
});

const report = (message: GatewayReport) => process.send?.(message);

try {
  await run();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  if (!process.send) console.error(reason);
  // The gRPC server may be up already, and would keep a gateway alive that nobody can use.
  const leave = () => process.exit(1);
  if (process.send) process.send({ type: 'failed', reason } satisfies GatewayReport, leave);
  else leave();
}

async function run(): Promise<void> {
  if (!values.world) throw new Error('--world FILE 是必需的。--world FILE is required.');
  const log = new PracticeLog(values.data);
  const clock = new MovableClock();
  for (const record of log.read()) if (record.type === 'clock') clock.setOffset(record.offsetMs);

  const server = await createPracticeServer({
    world: readWorldFile(values.world),
    clock,
    token: values.token ?? process.env.PRACTICE_GATEWAY_TOKEN ?? `insecure_${randomUUID()}`,
    grpcPort: Number(values['grpc-port']),
    log,
  });
  const http = createHttpApi({
    server,
    clock,
    pageFolder: values.page,
    onClock(offsetMs) {
      log.append({ type: 'clock', offsetMs });
      report({ type: 'clock', offsetMs });
    },
    async onReset() {
      // The bot first: what it still has to say about the old chats must not appear in the new ones.
      clock.setOffset(0);
      await botReset();
      server.world.reset();
    },
  });
  const httpUrl = await listenNear(http, values['http-port']);
  report({ type: 'ready', httpUrl, grpcEndpoint: server.endpoint, offsetMs: clock.offsetMs });
  if (!process.send) console.log(`${httpUrl}  gRPC ${server.endpoint}  token ${server.token}`);

  const leave = () => process.exit(0);
  process.once('disconnect', leave);
  process.once('SIGTERM', leave);
  process.once('SIGINT', leave);
}

/** Resolves once the parent has reset the bot; at once where there is no parent. */
async function botReset(): Promise<void> {
  if (!process.send) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const late = () => reject(new PracticeRefusal('机器人没有完成重置，请重新启动。', 504));
  const timer = setTimeout(late, resetTimeoutMs);
  const heard = (order: GatewayOrder) => order.type === 'reset-done' && resolve();
  process.on('message', heard);
  report({ type: 'reset' });
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    process.off('message', heard);
  }
}
