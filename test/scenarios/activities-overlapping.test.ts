import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_WORKERS = '网格员工作群';
const COMMITTEE = '积分评审组';

/** On Saturday 清洁家园 (1) from 9 to 11 and 义诊 (2) from 9:30 to 11:30; 张三 has signed up for both. */
async function twoAtOnce(): Promise<OpenCommunity & { at(time: string): void }> {
  const town = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  await publish(town, '周六上午9点清洁家园招20人 2小时 小广场');
  await publish(town, '周六上午9点半义诊招20人 2小时 活动室');
  const zhang = town.person('张三', GRID_ONE);
  for (const number of [1, 2]) await zhang.says(`报名 ${number}`);
  const at = (time: string) => town.clock.set(`2025-11-15T${time}+08:00`);
  at('08:50');
  return { ...town, at };
}

async function codeOf({ person }: OpenCommunity, number: number): Promise<string> {
  const [told = ''] = await person('孙丽', 'direct').says(`开始签到 ${number}`);
  return /签到 (\d{6})/.exec(told)?.[1] ?? '';
}

test('who is checked in at one activity has to leave it before the next that is held at the same time', async () => {
  const town = await twoAtOnce();
  const [first, second] = [await codeOf(town, 1), await codeOf(town, 2)];
  const zhang = town.person('张三', 'direct');
  expect(await zhang.says(`签到 1 ${second}`)).toEqual([
    expect.stringContaining('签到码不对，还可以试 4 次'),
  ]);
  expect(await zhang.says(`签到 1 ${first}`)).toEqual([expect.stringContaining('张三已签到“清洁家园”')]);
  expect(await zhang.says(`签到 ${second}`)).toEqual([
    '这次没有签到“义诊”：您在“清洁家园”签到了，还没签退，同一段时间只能记一场。要换过来，请先发：签退 1，再发一次签到码。',
  ]);
  town.at('10:00');
  expect(await zhang.says('我先走了')).toEqual([expect.stringContaining('已签退“清洁家园”，服务 1小时')]);
  expect(await zhang.says(`签到 ${second}`)).toEqual([expect.stringContaining('张三已签到“义诊”')]);
  town.at('11:00');
  expect(await zhang.says('签退')).toEqual([expect.stringContaining('已签退“义诊”，服务 1小时')]);
  town.at('11:40');
  const sun = town.person('孙丽', GRID_WORKERS);
  for (const number of [1, 2])
    expect((await sun.says(`结束活动 ${number}`)).join('\n')).not.toContain('重叠');
});

test('on two lists at once, each minute is claimed once, whichever is closed first', async () => {
  const town = await twoAtOnce();
  town.at('11:40');
  const sun = town.person('孙丽', GRID_WORKERS);
  for (const number of [1, 2]) await sun.says(`签到 ${number} 张三 王芳`);
  await sun.says('工时 1 王芳 30分钟');
  expect((await sun.says('结束活动 2')).join('\n')).not.toContain('重叠');
  expect(town.heard(COMMITTEE).join('\n')).toContain('张三 2小时');
  const said = (await sun.says('结束活动 1')).join('\n');
  expect(said).toContain('同一时间在别的活动已经申报过、重叠的部分不再算：张三');
  // 9:00 to 9:30 is all that 张三 has left; 王芳's half hour was free.
  expect(said).not.toContain('、王芳');
  expect(town.heard(COMMITTEE).at(-1)).toMatch(/张三 0.5小时[\s\S]*王芳 0.5小时/);
});

test('what was withdrawn takes up no time', async () => {
  const town = await twoAtOnce();
  town.at('11:40');
  const sun = town.person('孙丽', GRID_WORKERS);
  for (const number of [1, 2]) await sun.says(`签到 ${number} 张三`);
  await sun.says('结束活动 1');
  await town.person('张三', 'direct').says('撤回 1001');
  expect((await sun.says('结束活动 2')).join('\n')).not.toContain('重叠');
});

test('a check-out before the start does not count, unless it names the activity; the code brings one back', async () => {
  const town = await twoAtOnce();
  const [first, second] = [await codeOf(town, 1), await codeOf(town, 2)];
  const zhang = town.person('张三', 'direct');
  await zhang.says(`签到 ${first}`);
  expect(await zhang.says('签退')).toEqual([
    '“清洁家园”09:00 才开始，现在签退不算，您的签到还在。走的时候再发：签退；不参加了请发：签退 1',
  ]);
  expect(await zhang.says('签退 1')).toEqual([expect.stringContaining('已签退“清洁家园”，服务 0小时')]);
  expect(await zhang.says(`签到 ${second}`)).toEqual([expect.stringContaining('张三已签到“义诊”')]);
  await zhang.says('签退 2');
  expect(await zhang.says(`签到 ${first}`)).toEqual([expect.stringContaining('张三已签到“清洁家园”')]);
  town.at('11:05');
  expect(await zhang.says('签退')).toEqual([expect.stringContaining('服务 2小时')]);
});
