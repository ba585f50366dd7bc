import { BadInput } from './bad-input.ts';
import { readConfig, readEnvironment } from './config.ts';
import { openLive } from './live-mode.ts';
import { createLog } from './log.ts';
import { openPractice, type Running } from './practice/practice-mode.ts';
import { startWebServer } from './web/server.ts';
import { ConnectFailure } from './wechat/errors.ts';

/** Says something to the person at the terminal; the log goes to standard error. */
function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What has to be closed before the process ends, the last opened first. */
const closers: (() => Promise<unknown>)[] = [];
let stopping = false;

async function stop(exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  for (const close of closers.splice(0).reverse()) await close();
  process.exit(exitCode);
}

/** `npm start`: with a token on WeChat or WeCom, without one in practice mode. */
async function main(): Promise<void> {
  const { wechat, ...config } = readConfig(readEnvironment());
  const log = createLog(config.logLevel);
  const onExhausted = () => {
    log.fatal(
      'the connection to WeChat can not be mended from inside; stopping so that a supervisor starts it again',
    );
    void stop(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));

  const running: Running = wechat
    ? await openLive({ ...config, wechat }, { log, tell, onExhausted })
    : await openPractice(config, { log, tell, onExhausted });
  closers.push(() => running.close());

  const web = await startWebServer({
    ...config.http,
    health: () => {
      const bot = running.bot();
      return {
        status: bot.state() === 'connected' ? 'ok' : 'degraded',
        connection: bot.state(),
        store: config.mongodbUri ? 'mongodb' : 'embedded',
        practice: wechat === undefined,
        outbox: bot.app.outbox.backlog,
        uptime: Math.round(process.uptime()),
      };
    },
  });
  closers.push(() => web.close());
  tell(`小积已上线，运行状态 (online, state at)：${web.url}/healthz`);
}

main().catch(async (error) => {
  process.stderr.write(`${sentenceFor(error)}\n`);
  await stop(1);
});

/** What a person can mend is a sentence, in both languages; a fault of ours comes with its stack. */
function sentenceFor(error: unknown): string {
  if (error instanceof BadInput) return error.message;
  if (error instanceof ConnectFailure) return `${error.chinese}\n${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
