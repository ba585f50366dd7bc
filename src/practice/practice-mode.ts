import { join } from 'node:path';
import { type Bot, openBot } from '#src/bot.ts';
import { MovableClock } from '#src/clock.ts';
import { readCommunities } from '#src/community/community.ts';
import { type Config, folderOf } from '#src/config.ts';
import type { Log } from '#src/log.ts';
import { PRACTICE_PACE } from '#src/outbox/pace.ts';
import { startPracticeGateway } from '#src/wechat/practice/start-gateway.ts';
import { buildPracticePage } from '../../scripts/build-practice.ts';
import { seedPractice } from './seed.ts';
import { readWorldFile } from './world-file.ts';

/** A bot that runs, and what stops it. */
export interface Running {
  /** The bot as it is now; practice mode replaces it when it begins again. */
  bot(): Bot;
  close(): Promise<void>;
}

/**
 * Practice mode: the page and a gateway of our own on this machine, with the bot connected to it as it would be in
 * production. Its data is kept apart from the real one, in a folder and a database of its own.
 */
export async function openPractice(
  config: Config,
  { log, tell, onExhausted }: { log: Log; tell(line: string): void; onExhausted(): void },
): Promise<Running> {
  tell(
    '小积练习模式：不连接微信，数据只在本机。正在准备练习页面…… (practice mode, nothing leaves this machine)',
  );
  await buildPracticePage();
  const world = readWorldFile(config.practice.worldFile);
  const communities = readCommunities(config.communityFiles);
  const folder = folderOf(config, 'practice');
  const clock = new MovableClock();
  let bot: Bot | undefined;

  const gateway = await startPracticeGateway({
    worldPath: config.practice.worldFile,
    folder: join(folder, 'chat'),
    httpPort: config.practice.port,
    log,
    onClock(offsetMs) {
      clock.setOffset(offsetMs);
      void bot?.app.schedule.runDue();
    },
    async onReset() {
      const old = bot;
      // If it can't be opened again, the next reset begins afresh.
      bot = undefined;
      await old?.closeAndForget();
      bot = await open();
    },
  });
  const open = () =>
    openBot({
      address: { token: gateway.token, endpoint: gateway.endpoint },
      communities,
      folder,
      database: 'xiaoji-practice',
      ...(config.mongodbUri ? { mongodbUri: config.mongodbUri } : {}),
      model: config.model,
      pace: PRACTICE_PACE,
      clock,
      log,
      // Rules are tried out here.
      whenRulesChange: 'replace',
      onExhausted,
      async prepare(app, store) {
        const [community] = communities.values();
        if (community) await seedPractice(world, { app, store, community, now: clock.now() });
      },
    });
  try {
    bot = await open();
  } catch (error) {
    await gateway.stop();
    throw error;
  }
  const current = bot;
  tell(`请用浏览器打开 (open in a browser)：${gateway.httpUrl}`);
  return {
    bot: () => bot ?? current,
    async close() {
      await bot?.close();
      await gateway.stop();
    },
  };
}
