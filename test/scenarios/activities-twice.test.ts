import { expect, test } from 'vitest';
import { verifyLedger } from '#src/ledger/verify.ts';
import { publish } from '#test/support/activities.ts';
import { openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_WORKERS = '网格员工作群';
const COMMITTEE = '积分评审组';

test('every message delivered twice, and a restart in between: one place, one attendance, one credit', async () => {
  const town = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  const sun = town.person('孙丽', GRID_WORKERS);
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招2人');
  const again = async (name: string, where: string) => town.redeliver(town.lastMessageId(name, where), where);
  expect(await again('孙丽', GRID_WORKERS)).toEqual([]);
  await town.person('张三', GRID_ONE).says('报名 1');
  expect(await again('张三', GRID_ONE)).toEqual([]);
  await town.restart();
  expect(await again('张三', GRID_ONE)).toEqual([]);
  expect(await sun.says('报名名单 1')).toEqual([expect.stringContaining('已报 1/2 人\n1. 张三')]);

  town.clock.set('2025-11-15T11:00+08:00');
  await sun.says('全到 1');
  expect(await again('孙丽', GRID_WORKERS)).toEqual([]);
  await sun.says('结束活动 1');
  expect(await again('孙丽', GRID_WORKERS)).toEqual([]);
  await town.restart();
  expect(await again('孙丽', GRID_WORKERS)).toEqual([]);
  await town.person('赵敏', COMMITTEE).says('通过 1001');
  expect(await again('赵敏', COMMITTEE)).toEqual([]);
  const { services, models } = town.bot().app;
  expect(await services.ledger.balanceOf('guihuali/3-2-501')).toBe(20);
  expect(await verifyLedger(models.ledger)).toEqual([]);
});

test('help for an organiser fits into one message', async () => {
  const town = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  for (const [name, text] of [
    ['孙丽', '帮助'],
    ['张三', '帮助'],
    ['钱伟', 'help'],
  ] as const) {
    const help = (await town.person(name, 'direct').says(text)).join('\n');
    expect(help).not.toMatch(/…$/);
    expect(help.length).toBeLessThan(1600);
  }
});
