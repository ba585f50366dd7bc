import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#src/clock.ts';
import { readWorldFile, type WorldFile } from '#src/practice/world-file.ts';
import { createPracticeServer, type PracticeServer } from '#src/wechat/practice/practice-server.ts';

const HOUSEHOLDS = 1000;
const ITEMS = ['大米', '食用油', '酱油', '洗衣液', '抽纸'];
/** So many of each: a fifth of the households gets something. */
const SCARCE = 40;
const PLENTY = 2000;
const POINTS = 100;
/** Requests arrive evenly within a minute; BENCH_SECONDS makes it shorter, for a look. */
const WITHIN_MS = Number(process.env.BENCH_SECONDS ?? 60) * 1000;
/** So many requests are under way at a time where it is about throughput. */
const AT_A_TIME = 32;
/** An answer that has not come by then has not come. */
const PATIENCE_MS = 60_000;

interface Exchange {
  text(index: number): string;
  isAnswer(text: string): boolean;
}
const DING: Exchange = { text: () => 'ding', isAnswer: (text) => text === 'dong' };
const REDEEM: Exchange = {
  text: (index) => `兑换 ${ITEMS[index % ITEMS.length]} 1件`,
  isAnswer: (text) => /领取码|已换完|刚刚被别家/.test(text),
};

/**
 * A thousand households redeem five scarce items within a minute, over real gRPC: latency as a ratio to the floor (the
 * smallest wechaty bot, ding → dong, on the same gateway under the same arrivals), then as fast as they can with
 * enough for all, for throughput. Afterwards everything is added up: nothing oversold, nothing overspent.
 */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaoji-bench-'));
  const world = crowd();
  const worldFile = join(folder, 'world.json');
  await writeFile(worldFile, JSON.stringify(world));
  const gateway = await createPracticeServer({
    world,
    clock: systemClock,
    token: `insecure_${randomUUID()}`,
    grpcPort: 0,
  });
  const address = [gateway.endpoint, gateway.token];
  try {
    const floor = await withBot('ding-dong-bot.ts', address, async () => {
      await atOnce(gateway, DING, 100);
      return { arrivals: await arrivals(gateway, DING), perSecond: await atOnce(gateway, DING, HOUSEHOLDS) };
    });
    const args = [...address, join(folder, 'bot'), worldFile, String(POINTS)];
    const bot = await withBot('supermarket-bot.ts', args, async (ask) => {
      await ask({ command: 'restock', of: SCARCE });
      const rush = await arrivals(gateway, REDEEM);
      const afterRush = await ask({ command: 'verify', of: 0 });
      await ask({ command: 'restock', of: PLENTY });
      const perSecond = await atOnce(gateway, REDEEM, HOUSEHOLDS);
      return { rush, afterRush, perSecond, atTheEnd: await ask({ command: 'verify', of: 0 }) };
    });
    print(floor, bot);
  } finally {
    await gateway.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The demo community's groups, with a thousand households in it. */
function crowd(): WorldFile {
  const world = readWorldFile('samples/guihuali/practice.yaml');
  const people = Array.from({ length: HOUSEHOLDS }, (_, index) => ({
    id: `p${index}`,
    name: `住户${index}`,
    note: '',
    color: '#888888',
    household: `${(index % 6) + 1}-${1 + (Math.floor(index / 6) % 4)}-${101 + Math.floor(index / 24)}`,
    roles: index === 0 ? (['admin', 'committee'] as const).slice() : [],
  }));
  return { ...world, people, withoutPhone: [], chat: [], history: [], goods: [], rooms: [] };
}

interface Arrivals {
  times: number[];
  answered: number;
  got: number;
}

/** Everybody says it once, at moments spread evenly; milliseconds from each being said to its answer, sorted. */
async function arrivals(gateway: PracticeServer, exchange: Exchange): Promise<Arrivals> {
  const begun = performance.now();
  const answers = await Promise.all(
    Array.from({ length: HOUSEHOLDS }, async (_, index) => {
      // The same spread in every run: a golden-ratio sequence, so that neighbours do not come in order.
      await sleep(Math.max(0, ((index * 0.618_034) % 1) * WITHIN_MS - (performance.now() - begun)));
      return say(gateway, exchange, index);
    }),
  );
  const times = answers.flatMap((answer) => answer?.ms ?? []).sort((a, b) => a - b);
  return {
    times,
    answered: times.length,
    got: answers.filter((answer) => answer?.text.includes('领取码')).length,
  };
}

/** Answers a second, with so many requests under way at a time. */
async function atOnce(gateway: PracticeServer, exchange: Exchange, count: number): Promise<number> {
  const startedAt = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      while (next < count) await say(gateway, exchange, next++);
    }),
  );
  return count / ((performance.now() - startedAt) / 1000);
}

/** Says something in private and waits for the answer there; undefined when none came. */
function say(
  gateway: PracticeServer,
  exchange: Exchange,
  index: number,
): Promise<{ ms: number; text: string } | undefined> {
  const conversation = `direct:p${index % HOUSEHOLDS}`;
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const stop = gateway.onMessage((message) => {
      if (message.senderId !== 'xiaoji' || message.conversation !== conversation) return;
      if (exchange.isAnswer(message.text)) end({ ms: performance.now() - startedAt, text: message.text });
    });
    const timer = setTimeout(() => end(undefined), PATIENCE_MS);
    function end(answer: { ms: number; text: string } | undefined): void {
      clearTimeout(timer);
      stop();
      resolve(answer);
    }
    gateway.say({ as: `p${index % HOUSEHOLDS}`, conversation, kind: 'text', text: exchange.text(index) });
  });
}

interface Verified {
  held: number;
  problems: string[];
}
type Ask = (question: { command: 'restock' | 'verify'; of: number }) => Promise<Verified>;

async function withBot<T>(script: string, args: string[], measure: (ask: Ask) => Promise<T>): Promise<T> {
  const child: ChildProcess = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const isReady = await Promise.race([once(child, 'message').then(() => true), exited.then(() => false)]);
  if (!isReady) throw new Error(`${script} did not start`);
  try {
    return await measure(async (question) => {
      child.send(question);
      const [answer] = await once(child, 'message');
      return answer as Verified;
    });
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
}

function print(
  floor: { arrivals: Arrivals; perSecond: number },
  bot: { rush: Arrivals; afterRush: Verified; perSecond: number; atTheEnd: Verified },
): void {
  const seconds = WITHIN_MS / 1000;
  console.log(
    `${HOUSEHOLDS} households redeem ${ITEMS.length} items, ${SCARCE} of each, within ${seconds} s; real gRPC, durable commits, ${cpus().length} cores, Node ${process.version}`,
  );
  const row = (name: string, { times, answered }: Arrivals) =>
    console.log(
      `${name.padEnd(26)} p50 ${ms(at(times, 0.5))}  p99 ${ms(at(times, 0.99))}   ${(at(times, 0.5) / at(floor.arrivals.times, 0.5)).toFixed(2)} × / ${(at(times, 0.99) / at(floor.arrivals.times, 0.99)).toFixed(2)} × the floor   ${answered} answered`,
    );
  row('floor: ding → dong', floor.arrivals);
  row('兑换 (held or sold out)', bot.rush);
  console.log(
    `as fast as they come       ${bot.perSecond.toFixed(0)} redemptions/s, ${(bot.perSecond / floor.perSecond).toFixed(2)} × the floor's ${floor.perSecond.toFixed(0)} messages/s`,
  );
  const most = ITEMS.length * SCARCE;
  console.log(
    `held in the rush           ${bot.afterRush.held} of ${most} (${bot.rush.got} were given a code), oversold: ${Math.max(0, bot.afterRush.held - most)}`,
  );
  const problems = [...bot.afterRush.problems, ...bot.atTheEnd.problems];
  console.log(`books and shelf            ${problems.length === 0 ? 'add up' : problems.join('; ')}`);
  if (bot.afterRush.held > most || problems.length > 0) process.exitCode = 1;
}

function at(sorted: number[], quantile: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? Number.NaN;
}

function ms(value: number): string {
  return `${value.toFixed(2)} ms`.padStart(10);
}
