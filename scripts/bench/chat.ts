import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#src/clock.ts';
import { readWorldFile } from '#src/practice/world-file.ts';
import { createPracticeServer, type PracticeServer } from '#src/wechat/practice/practice-server.ts';

const ROOM = 'guihuali-1@chatroom';
const BOT = 'xiaoji';
const ROUND_TRIPS = 400;
const BURST = 2000;

/** One kind of message: what is said, and how the answer is known. */
interface Exchange {
  text(round: number): string;
  isAnswer(text: string): boolean;
}

const DING: Exchange = { text: () => 'ding', isAnswer: (text) => text === 'dong' };
const CHECK_POINTS: Exchange = { text: () => '查积分', isAnswer: (text) => text.includes('当前积分') };
const REPORT: Exchange = {
  // Other minutes each time, so that none is taken for the same deed reported twice.
  text: (round) => `上报 志愿服务 ${60 + (round % 700)}分钟 ${1 + Math.floor(round / 700)}天前`,
  isAnswer: (text) => text.includes('已记录'),
};
const CHATTER = [
  '今天菜市场的白菜便宜',
  '谁家的快递放错了',
  '孩子作业写完没',
  '晚上广场舞照常',
  '电梯修好了吗',
];

/**
 * Round trips and throughput of the bot, as ratios to the floor: the smallest wechaty bot (ding → dong) on the same
 * gateway, over the same gRPC, in the same run. The gateway is in this process, each bot in one of its own.
 */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaoji-bench-'));
  const gateway = await createPracticeServer({
    world: readWorldFile('samples/guihuali/practice.yaml'),
    clock: systemClock,
    token: `insecure_${randomUUID()}`,
    grpcPort: 0,
  });
  try {
    const before = await withBot('ding-dong-bot.ts', [gateway.endpoint, gateway.token], () =>
      measureFloor(gateway),
    );
    const bot = await withBot('xiaoji-bot.ts', [gateway.endpoint, gateway.token, folder], () =>
      measureBot(gateway),
    );
    const after = await withBot('ding-dong-bot.ts', [gateway.endpoint, gateway.token], () =>
      measureFloor(gateway),
    );
    print(before, bot, after);
  } finally {
    await gateway.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureFloor(gateway: PracticeServer) {
  await roundTrips(gateway, DING, 100);
  return { ding: await roundTrips(gateway, DING, ROUND_TRIPS), perSecond: await throughput(gateway, DING) };
}

async function measureBot(gateway: PracticeServer) {
  await roundTrips(gateway, CHECK_POINTS, 200);
  const check = await roundTrips(gateway, CHECK_POINTS, ROUND_TRIPS);
  const chatterPerSecond = await chatterThroughput(gateway);
  const checksPerSecond = await throughput(gateway, CHECK_POINTS);
  await roundTrips(gateway, REPORT, 50);
  const report = await roundTrips(gateway, REPORT, ROUND_TRIPS, 50);
  return { check, report, chatterPerSecond, checksPerSecond };
}

/** Milliseconds from the message being said to the answer being heard, one after the other. */
async function roundTrips(
  gateway: PracticeServer,
  exchange: Exchange,
  rounds: number,
  offset = 0,
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    const answer = heardFromBot(gateway, exchange, 1);
    say(gateway, exchange.text(round + offset));
    await answer;
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b);
}

/** Answered messages a second, with up to 32 on their way at a time. */
async function throughput(gateway: PracticeServer, exchange: Exchange): Promise<number> {
  const startedAt = performance.now();
  const answered = heardFromBot(gateway, exchange, BURST, () => {
    if (sent < BURST) say(gateway, exchange.text(sent++));
  });
  let sent = 0;
  while (sent < 32) say(gateway, exchange.text(sent++));
  await answered;
  return BURST / ((performance.now() - startedAt) / 1000);
}

/** Messages a second that the bot reads and leaves alone; a question after every 32 shows that it is through. */
async function chatterThroughput(gateway: PracticeServer): Promise<number> {
  const startedAt = performance.now();
  for (let sent = 0; sent < BURST; sent += 32) {
    const answer = heardFromBot(gateway, CHECK_POINTS, 1);
    for (let index = 0; index < 31; index++) say(gateway, CHATTER[(sent + index) % CHATTER.length] ?? '');
    say(gateway, '查积分');
    await answer;
  }
  return BURST / ((performance.now() - startedAt) / 1000);
}

function say(gateway: PracticeServer, text: string): void {
  gateway.say({ as: 'zhang-san', conversation: ROOM, kind: 'text', text });
}

/** Resolves after so many answers; several that arrive in one message count by how often they say it. */
function heardFromBot(
  gateway: PracticeServer,
  exchange: Exchange,
  count: number,
  onAnswer?: () => void,
): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    const stop = gateway.onMessage((message) => {
      if (message.senderId !== BOT || message.conversation !== ROOM || !exchange.isAnswer(message.text))
        return;
      const answers = Math.max(1, message.text.split('当前积分').length - 1);
      for (let answer = 0; answer < answers; answer++) onAnswer?.();
      left -= answers;
      if (left > 0) return;
      stop();
      resolve();
    });
  });
}

async function withBot<T>(script: string, args: string[], measure: () => Promise<T>): Promise<T> {
  const child: ChildProcess = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const isReady = await Promise.race([once(child, 'message').then(() => true), exited.then(() => false)]);
  if (!isReady) throw new Error(`${script} did not start`);
  try {
    return await measure();
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
}

type Floor = Awaited<ReturnType<typeof measureFloor>>;

function print(before: Floor, bot: Awaited<ReturnType<typeof measureBot>>, after: Floor): void {
  const floor = [...before.ding, ...after.ding].sort((a, b) => a - b);
  const perSecond = (before.perSecond + after.perSecond) / 2;
  const row = (name: string, times: number[], aim: string) => {
    const ratio = (q: number) => `${(at(times, q) / at(floor, q)).toFixed(2)} ×`;
    console.log(
      `${name.padEnd(32)} ${ms(at(times, 0.5))} ${ms(at(times, 0.99))}   ${ratio(0.5).padStart(7)} ${ratio(0.99).padStart(7)}   ${aim}`,
    );
  };
  console.log(
    `round trips over real gRPC, ${ROUND_TRIPS} each, ${cpus().length} cores, Node ${process.version}`,
  );
  console.log(
    `${''.padEnd(32)} ${'p50'.padStart(9)} ${'p99'.padStart(9)}   ${'p50'.padStart(7)} ${'p99'.padStart(7)}   aim (p50)`,
  );
  row('floor: ding → dong', floor, '');
  row('查积分 (check points)', bot.check, '≤ 2 ×');
  row('上报 (report, durable commit)', bot.report, '≤ 4 ×');
  const rate = (name: string, value: number, aim: string) =>
    console.log(
      `${name.padEnd(32)} ${value.toFixed(0).padStart(6)}/s ${''.padStart(14)} ${(value / perSecond).toFixed(2)} ×   ${aim}`,
    );
  rate('floor: ding → dong', perSecond, '');
  rate('chatter, read and left alone', bot.chatterPerSecond, '≥ 0.9 ×');
  rate('查积分', bot.checksPerSecond, '');
}

function at(sorted: number[], quantile: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? Number.NaN;
}

function ms(value: number): string {
  return `${value.toFixed(2)} ms`.padStart(9);
}
