import { readWorldFile } from '#src/practice/world-file.ts';
import type { PracticeServer } from '#src/wechat/practice/practice-server.ts';
import {
  ascending,
  DING,
  type Exchange,
  heard,
  machine,
  onStage,
  printTimes,
  roundTrips,
  withDingDong,
  withXiaoji,
} from './over-grpc.ts';

const PLACE = { as: 'zhang-san', conversation: 'guihuali-1@chatroom' };
const ROUND_TRIPS = 400;
const BURST = 2000;

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
  await onStage(readWorldFile('samples/guihuali/practice.yaml'), async (stage) => {
    const { gateway } = stage;
    const before = await withDingDong(stage, () => measureFloor(gateway));
    const bot = await withXiaoji(stage, { pace: 'none' }, () => measureBot(gateway));
    const after = await withDingDong(stage, () => measureFloor(gateway));
    print(before, bot, after);
  });
}

async function measureFloor(gateway: PracticeServer) {
  const ding = await roundTrips(gateway, PLACE, DING, { warmUp: 100, rounds: ROUND_TRIPS });
  return { ding, perSecond: await throughput(gateway, DING) };
}

async function measureBot(gateway: PracticeServer) {
  const check = await roundTrips(gateway, PLACE, CHECK_POINTS, { warmUp: 200, rounds: ROUND_TRIPS });
  const chatterPerSecond = await chatterThroughput(gateway);
  const checksPerSecond = await throughput(gateway, CHECK_POINTS);
  const report = await roundTrips(gateway, PLACE, REPORT, { warmUp: 50, rounds: ROUND_TRIPS });
  return { check, report, chatterPerSecond, checksPerSecond };
}

/** Answered messages a second, with up to 32 on their way at a time. */
async function throughput(gateway: PracticeServer, exchange: Exchange): Promise<number> {
  const startedAt = performance.now();
  let [sent, left] = [0, BURST];
  const sayNext = () => {
    if (sent < BURST) say(gateway, exchange.text(sent++));
  };
  const answered = heard(gateway, ({ conversation, text }) => {
    if (conversation !== PLACE.conversation || !exchange.isAnswer(text)) return false;
    // Several answers that arrive in one message count by how often they say it.
    const answers = Math.max(1, text.split('当前积分').length - 1);
    for (let answer = 0; answer < answers; answer++) sayNext();
    left -= answers;
    return left <= 0;
  });
  while (sent < 32) sayNext();
  await answered;
  return BURST / ((performance.now() - startedAt) / 1000);
}

/** Messages a second that the bot reads and leaves alone; a question after every 32 shows that it is through. */
async function chatterThroughput(gateway: PracticeServer): Promise<number> {
  const startedAt = performance.now();
  for (let sent = 0; sent < BURST; sent += 32) {
    const answer = heard(gateway, ({ text }) => CHECK_POINTS.isAnswer(text));
    for (let index = 0; index < 31; index++) say(gateway, CHATTER[(sent + index) % CHATTER.length] ?? '');
    say(gateway, CHECK_POINTS.text(sent));
    await answer;
  }
  return BURST / ((performance.now() - startedAt) / 1000);
}

function say(gateway: PracticeServer, text: string): void {
  gateway.say({ ...PLACE, kind: 'text', text });
}

type Floor = Awaited<ReturnType<typeof measureFloor>>;

function print(before: Floor, bot: Awaited<ReturnType<typeof measureBot>>, after: Floor): void {
  const floor = [...before.ding, ...after.ding].sort(ascending);
  const perSecond = (before.perSecond + after.perSecond) / 2;
  console.log(`round trips ${machine}`);
  printTimes('floor: ding → dong', floor, floor);
  printTimes('查积分 (check points)', bot.check, floor, 'aim (p50) ≤ 2 ×');
  printTimes('上报 (report, durable commit)', bot.report, floor, 'aim (p50) ≤ 4 ×');
  const rate = (name: string, value: number, aim = '') =>
    console.log(
      `${name.padEnd(34)} ${value.toFixed(0).padStart(6)}/s  ${(value / perSecond).toFixed(2)} × the floor   ${aim}`,
    );
  rate('floor: ding → dong', perSecond);
  rate('chatter, read and left alone', bot.chatterPerSecond, 'aim ≥ 0.9 ×');
  rate('查积分', bot.checksPerSecond);
}
