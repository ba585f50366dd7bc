import { setTimeout as sleep } from 'node:timers/promises';
import { readWorldFile, type WorldFile } from '#src/practice/world-file.ts';
import type { PracticeServer } from '#src/wechat/practice/practice-server.ts';
import {
  ascending,
  DING,
  heard,
  machine,
  onStage,
  printTimes,
  roundTrips,
  withDingDong,
  withXiaoji,
} from './over-grpc.ts';

const PEOPLE = 500;
const ROOMS = 10;
const PLACES = 300;
/** Sign-ups arrive evenly within a minute; BENCH_SECONDS makes it shorter, for a look. */
const WITHIN_MS = Number(process.env.BENCH_SECONDS ?? 60) * 1000;
/** An answer that has not come by then has not come. */
const PATIENCE_MS = 120_000;

interface Rush {
  /** Milliseconds from a sign-up to the message that names the person, sorted; one for everybody who was answered. */
  answers: number[];
  /** When the bot spoke in each room, in milliseconds from the first sign-up. */
  spoken: Map<string, number[]>;
}

/**
 * Five hundred people in ten groups sign up for one activity within a minute, over real gRPC: once as fast as the bot
 * can, for its latency as a ratio to the floor (the smallest wechaty bot, ding → dong, alone on the same gateway), and
 * once at the pace that a WeChat account survives, for how much is said in each group.
 */
export async function run(): Promise<void> {
  const world = crowd();
  const someone = { as: personId(0), conversation: roomId(0) };
  const floor = await onStage(world, (stage) =>
    withDingDong(stage, () => roundTrips(stage.gateway, someone, DING, { warmUp: 50, rounds: 200 })),
  );
  const measure = (pace: 'none' | 'gentle') =>
    onStage(world, (stage) => withXiaoji(stage, { pace }, () => rush(stage.gateway)));
  print(floor, await measure('none'), await measure('gentle'));
}

/** The practice community with five hundred more residents, fifty to a group. */
function crowd(): WorldFile {
  const world = readWorldFile('samples/guihuali/practice.yaml');
  const newcomers = Array.from({ length: PEOPLE }, (_, index) => ({
    ...world.people[0],
    id: personId(index),
    name: nameOf(index),
    household: `1-${1 + Math.floor(index / 250)}-${101 + (index % 250)}`,
    grid: '一网格',
    roles: [],
  }));
  const rooms = Array.from({ length: ROOMS }, (_, room) => ({
    ...world.rooms[0],
    id: roomId(room),
    topic: `居民${room + 1}群`,
    purpose: 'residents',
    grid: '一网格',
    members: Object.fromEntries(
      newcomers.filter((_, index) => index % ROOMS === room).map(({ id, name }) => [id, name]),
    ),
  }));
  const offices = world.rooms.filter(({ purpose }) => purpose !== 'residents');
  return {
    ...world,
    people: [...world.people, ...newcomers],
    rooms: [...offices, ...rooms],
    chat: [],
    history: [],
  } as WorldFile;
}

const personId = (index: number) => `neighbour-${index}`;
const nameOf = (index: number) => `邻居${String(index).padStart(3, '0')}号`;
const roomId = (room: number) => `bench-${room}@chatroom`;

async function rush(gateway: PracticeServer): Promise<Rush> {
  await publish(gateway);
  const saidAt = new Map<string, number>();
  const answers: number[] = [];
  const spoken = new Map<string, number[]>();
  const startedAt = performance.now();
  const stop = gateway.onMessage(({ senderId, conversation, text, kind }) => {
    if (senderId !== gateway.world.bot.id || !conversation.startsWith('bench-') || kind === 'picture') return;
    const now = performance.now();
    spoken.set(conversation, [...(spoken.get(conversation) ?? []), now - startedAt]);
    for (const [name] of text.matchAll(/邻居\d{3}号/g)) {
      const at = saidAt.get(name);
      if (at === undefined) continue;
      answers.push(now - at);
      saidAt.delete(name);
    }
  });
  for (let index = 0; index < PEOPLE; index++) {
    await sleep(Math.max(0, startedAt + (index * WITHIN_MS) / PEOPLE - performance.now()));
    saidAt.set(nameOf(index), performance.now());
    gateway.say({
      as: personId(index),
      conversation: roomId(index % ROOMS),
      kind: 'text',
      text: '报名 1',
    });
  }
  const until = performance.now() + PATIENCE_MS;
  while (saidAt.size > 0 && performance.now() < until) await sleep(50);
  stop();
  return { answers: answers.sort(ascending), spoken };
}

async function publish(gateway: PracticeServer): Promise<void> {
  const say = (text: string) =>
    gateway.say({ as: 'sun-li', conversation: 'guihuali-grid@chatroom', kind: 'text', text });
  const previewed = heard(gateway, ({ text }) => text.includes('预览'));
  say(`发布招募 清洁家园 后天上午9点 2小时 小广场 招${PLACES}人`);
  await previewed;
  let posted = 0;
  const everywhere = heard(gateway, ({ text }) => text.startsWith('【招募】') && ++posted === ROOMS);
  say('是');
  await everywhere;
  // The posters are drawn and sent before the rush begins.
  await sleep(5000);
}

function print(floor: number[], fast: Rush, gentle: Rush): void {
  console.log(
    `${PEOPLE} sign-ups in ${ROOMS} groups within ${WITHIN_MS / 1000} s for ${PLACES} places, ${machine}`,
  );
  printTimes('floor: ding → dong', floor, floor);
  printTimes('sign-ups, no pace', fast.answers, floor, `${fast.answers.length} of ${PEOPLE} answered`);
  printTimes('sign-ups, gentle', gentle.answers, floor, `${gentle.answers.length} of ${PEOPLE} answered`);
  const rooms = [...gentle.spoken.values()];
  const most = Math.max(...rooms.map(({ length }) => length));
  const span = Math.max(WITHIN_MS, ...rooms.flat());
  const inFive = Math.max(...rooms.map(busiestFiveSeconds));
  console.log(
    `gentle pace: at most ${most} messages in one group in ${(span / 1000).toFixed(0)} s, one in ${(span / 1000 / most).toFixed(1)} s (aim: ≥ 5 s); most within any five seconds: ${inFive} (aim: 1)`,
  );
}

function busiestFiveSeconds(times: number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 5000).length));
}
