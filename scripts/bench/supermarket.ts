import { setTimeout as sleep } from 'node:timers/promises';
import { readWorldFile, type WorldFile } from '#src/practice/world-file.ts';
import type { PracticeServer } from '#src/wechat/practice/practice-server.ts';
import {
  ascending,
  DING,
  type Exchange,
  machine,
  onStage,
  printTimes,
  roundTrip,
  withDingDong,
  withXiaoji,
} from './over-grpc.ts';
import { ITEMS, type Question, type Verified } from './supermarket-stock.ts';

const HOUSEHOLDS = 1000;
/** So many of each: a fifth of the households gets something. */
const SCARCE = 40;
const PLENTY = 2000;
/** Requests arrive evenly within a minute; BENCH_SECONDS makes it shorter, for a look. */
const WITHIN_MS = Number(process.env.BENCH_SECONDS ?? 60) * 1000;
/** So many requests are under way at a time where it is about throughput. */
const AT_A_TIME = 32;

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
  await onStage(crowd(), async (stage) => {
    const { gateway } = stage;
    const floor = await withDingDong(stage, async () => {
      await atOnce(gateway, DING, 100);
      return { arrivals: await arrivals(gateway, DING), perSecond: await atOnce(gateway, DING, HOUSEHOLDS) };
    });
    const bot = await withXiaoji(stage, { pace: 'none', extras: 'supermarket-stock' }, async (ask) => {
      const restock = (of: number) => ask({ command: 'restock', of } satisfies Question);
      const verify = () => ask({ command: 'verify' } satisfies Question) as Promise<Verified>;
      await restock(SCARCE);
      const rush = await arrivals(gateway, REDEEM);
      const afterRush = await verify();
      await restock(PLENTY);
      const perSecond = await atOnce(gateway, REDEEM, HOUSEHOLDS);
      return { rush, afterRush, perSecond, atTheEnd: await verify() };
    });
    print(floor, bot);
  });
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
  const times = answers.flatMap((answer) => answer?.ms ?? []).sort(ascending);
  return {
    times,
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
function say(gateway: PracticeServer, exchange: Exchange, index: number) {
  const as = `p${index % HOUSEHOLDS}`;
  return roundTrip(gateway, { as, conversation: `direct:${as}` }, exchange, index).catch(() => undefined);
}

function print(
  floor: { arrivals: Arrivals; perSecond: number },
  bot: { rush: Arrivals; afterRush: Verified; perSecond: number; atTheEnd: Verified },
): void {
  console.log(
    `${HOUSEHOLDS} households redeem ${ITEMS.length} items, ${SCARCE} of each, within ${WITHIN_MS / 1000} s; durable commits, ${machine}`,
  );
  printTimes('floor: ding → dong', floor.arrivals.times, floor.arrivals.times);
  const answered = `${bot.rush.times.length} of ${HOUSEHOLDS} answered`;
  printTimes('兑换 (held or sold out)', bot.rush.times, floor.arrivals.times, answered);
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
