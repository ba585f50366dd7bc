import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const startsWithinMs = 90_000;

/** The bot in practice mode, started the way that `npm start` starts it, with data of its own. */
export async function startPracticeBot(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'practice-bot-'));
  const { WECHATY_PUPPET_SERVICE_TOKEN, WECHATY_PUPPET_SERVICE_ENDPOINT, MONGODB_URI, ...rest } = process.env;
  const bot = spawn(process.execPath, ['src/main.ts'], {
    env: { ...rest, DATA_FOLDER: folder, PRACTICE_PORT: '0', HTTP_PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => bot.once('exit', () => resolve()));
  async function stop() {
    bot.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    return { url: await announcedUrl(bot), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The page's address, once the bot has said that it is online as well. */
function announcedUrl(bot: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string) => reject(new Error(`The bot did not start: ${why}\n${said}`));
    const timer = setTimeout(() => fail(`nothing within ${startsWithinMs} ms`), startsWithinMs);
    bot.once('exit', (code) => fail(`it ended with ${code}`));
    for (const stream of [bot.stdout, bot.stderr]) {
      stream?.on('data', (chunk) => {
        said += chunk;
        const url = /http:\/\/127\.0\.0\.1:\d+(?=\s)/.exec(said)?.[0];
        if (!url || !said.includes('/healthz')) return;
        clearTimeout(timer);
        resolve(url);
      });
    }
  });
}
