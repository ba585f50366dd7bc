import { type Bot, openBot } from '#src/bot.ts';
import { systemClock } from '#src/clock.ts';
import { readCommunities } from '#src/community/community.ts';
import { type Config, folderOf } from '#src/config.ts';
import type { Log } from '#src/log.ts';
import { GENTLE_PACE } from '#src/outbox/pace.ts';
import type { Running } from '#src/practice/practice-mode.ts';

/** On WeChat or WeCom, through the gateway that the token names. The first start prints the admin code. */
export async function openLive(
  config: Config & { wechat: NonNullable<Config['wechat']> },
  { log, tell, onExhausted }: { log: Log; tell(line: string): void; onExhausted(): void },
): Promise<Running> {
  const { token, endpoint, caCert } = config.wechat;
  const bot: Bot = await openBot({
    address: { token, ...(endpoint ? { endpoint } : {}), ...(caCert ? { tls: { caCert } } : {}) },
    communities: readCommunities(config.communityFiles),
    folder: folderOf(config, 'live'),
    database: 'xiaoji',
    ...(config.mongodbUri ? { mongodbUri: config.mongodbUri } : {}),
    model: config.model,
    pace: GENTLE_PACE,
    clock: systemClock,
    log,
    onExhausted,
    async prepare({ services }) {
      for (const { id, name } of services.communities.values()) {
        if (await services.roster.hasAdmin(id)) continue;
        const code = await services.adminCodes.issue(id);
        tell(
          `${name}还没有社区管理员。请私聊机器人发送 (send this to the bot in a direct chat)：管理员 ${code}`,
        );
      }
    },
  });
  return { bot: () => bot, close: () => bot.close() };
}
