/** What the benches share that measure bots over real gRPC: a gateway, a bot in a process of its own, talk, and rows. */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#src/clock.ts';
import type { WorldFile } from '#src/practice/world-file.ts';
import type { ChatMessage } from '#src/wechat/practice/api.ts';
import { createPracticeServer, type PracticeServer } from '#src/wechat/practice/practice-server.ts';

/** A gateway that plays a world, and a folder in which the bots find that world and keep their stores. */
export interface Stage {
  gateway: PracticeServer;
  folder: string;
}

export async function onStage<T>(world: WorldFile, work: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaoji-bench-'));
  const token = `insecure_${randomUUID()}`;
  const gateway = await createPracticeServer({ world, clock: systemClock, token, grpcPort: 0 });
  try {
    await writeFile(join(folder, 'world.json'), JSON.stringify(world));
    return await work({ gateway, folder });
  } finally {
    await gateway.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Asks the bot's process for something that its extras can do. */
export type Ask = (question: unknown) => Promise<unknown>;

/** Measures the floor: the smallest wechaty bot there is. */
export function withDingDong<T>({ gateway }: Stage, measure: () => Promise<T>): Promise<T> {
  return withBot('ding-dong-bot.ts', [gateway.endpoint, gateway.token], measure);
}

/** @param extras a module of this folder for the bot's process, see `Extras` in xiaoji-bot.ts */
export function withXiaoji<T>(
  { gateway, folder }: Stage,
  { pace, extras = '' }: { pace: 'none' | 'gentle'; extras?: string },
  measure: (ask: Ask) => Promise<T>,
): Promise<T> {
  const args = [gateway.endpoint, gateway.token, join(folder, 'bot'), join(folder, 'world.json'), pace];
  return withBot('xiaoji-bot.ts', [...args, extras], measure);
}

async function withBot<T>(script: string, args: string[], measure: (ask: Ask) => Promise<T>): Promise<T> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const isReady = await Promise.race([once(child, 'message').then(() => true), exited.then(() => false)]);
  if (!isReady) throw new Error(`${script} did not start`);
  try {
    return await measure(async (question) => {
      child.send(question as object);
      const [answer] = await once(child, 'message');
      return answer;
    });
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
}

/** One kind of message: what is said, and how the answer is known. */
export interface Exchange {
  text(round: number): string;
  isAnswer(text: string): boolean;
}
export const DING: Exchange = { text: () => 'ding', isAnswer: (text) => text === 'dong' };

/** Resolves with the first message of the bot that is meant. @throws when none has come within a minute or so. */
export function heard(
  gateway: PracticeServer,
  isMeant: (message: ChatMessage) => boolean,
  patienceMs = 90_000,
): Promise<ChatMessage> {
  return new Promise((resolve, reject) => {
    const stop = gateway.onMessage((message) => {
      if (message.senderId !== gateway.world.bot.id || !isMeant(message)) return;
      clearTimeout(timer);
      stop();
      resolve(message);
    });
    const timer = setTimeout(() => {
      stop();
      reject(new Error('the bot did not say what was waited for'));
    }, patienceMs);
  });
}

/** Who says something, and where. */
export interface Place {
  as: string;
  conversation: string;
}

/** Says something and waits for the answer there; in milliseconds. */
export async function roundTrip(
  gateway: PracticeServer,
  { as, conversation }: Place,
  { text, isAnswer }: Exchange,
  round: number,
): Promise<{ ms: number; text: string }> {
  const startedAt = performance.now();
  const answer = heard(gateway, (message) => message.conversation === conversation && isAnswer(message.text));
  gateway.say({ as, conversation, kind: 'text', text: text(round) });
  const said = await answer;
  return { ms: performance.now() - startedAt, text: said.text };
}

/** Milliseconds of so many round trips, one after the other, sorted; those of a warm-up before do not count. */
export async function roundTrips(
  gateway: PracticeServer,
  place: Place,
  exchange: Exchange,
  { warmUp, rounds }: { warmUp: number; rounds: number },
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < warmUp + rounds; round++) {
    const { ms } = await roundTrip(gateway, place, exchange, round);
    if (round >= warmUp) times.push(ms);
  }
  return times.sort(ascending);
}

export const ascending = (a: number, b: number) => a - b;

/** What a run measured on: times compare within a run only. */
export const machine = `over real gRPC, ${cpus().length} cores, Node ${process.version}`;

/** Prints times (sorted, in milliseconds) beside the floor's. */
export function printTimes(name: string, times: number[], floor: number[], more = ''): void {
  const [p50, p99] = [at(times, 0.5), at(times, 0.99)];
  const ratios = `${ratio(p50 / at(floor, 0.5))} ${ratio(p99 / at(floor, 0.99))} the floor`;
  console.log(
    `${name.padEnd(34)} ${String(times.length).padStart(5)} ×  p50 ${ms(p50)}  p99 ${ms(p99)}  ${ratios}   ${more}`,
  );
}

function at(sorted: number[], quantile: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? Number.NaN;
}

const ms = (value: number) => `${value.toFixed(2)} ms`.padStart(12);
const ratio = (value: number) => `${value.toFixed(2)} ×`.padStart(9);
