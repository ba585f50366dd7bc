import { expect, test } from 'vitest';
import { verifyLedger } from '#src/ledger/verify.ts';
import { rulebookSchema } from '#src/rulebook/schema.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';
import { withRules } from '#test/support/rulebooks.ts';

const RESIDENTS = '桂花里一网格居民群';
const COMMITTEE = '积分评审组';

type Cap = {
  for?: 'person' | 'household';
  every: 'day' | 'month' | 'quarter' | 'year';
  points?: number;
  times?: number;
};

/** The practice community with a cap on volunteering. */
function withCap(cap: Cap, now: string): Promise<OpenCommunity> {
  return openCommunity({
    now,
    change: (community) =>
      withRules(community, ({ items }) => ({
        items: rulebookSchema.shape.items.parse(
          items.map((item) => (item.id === 'volunteer' ? { ...item, caps: [cap] } : item)),
        ),
      })),
  });
}

test('a cap cuts a report down, says so, and then refuses the next', async () => {
  const { person } = await withCap({ every: 'month', points: 50 }, '2025-11-12T10:30+08:00');
  const zhang = person('张三', RESIDENTS);
  await zhang.says('上报 志愿服务 2小时');
  expect(await zhang.says('上报 志愿服务 4小时 昨天')).toEqual([
    '已记录 #1002：张三（3-2-501）志愿服务 4小时（昨天），待评审，通过后 +30 分（本来 40 分，按上限记 30 分）。',
  ]);
  expect(await zhang.says('上报 志愿服务 1小时 前天')).toEqual([
    '按细则，“志愿服务”每户每月最多 50 分，已经记满了，没有记录。',
  ]);
  // The cap is the household's: another member does not get around it.
  expect(await person('王芳', RESIDENTS).says('上报 志愿服务 1小时 前天')).toEqual([
    expect.stringContaining('已经记满了'),
  ]);
  expect(await person('陈静', 'direct').says('上报 志愿服务 1小时')).toEqual([
    expect.stringContaining('+10 分'),
  ]);
});

test('what is rejected, withdrawn or reversed gives its share back', async () => {
  const { person } = await withCap({ every: 'month', points: 20 }, '2025-11-12T10:30+08:00');
  const zhang = person('张三', RESIDENTS);
  const zhao = person('赵敏', COMMITTEE);
  await zhang.says('上报 志愿服务 2小时');
  await zhao.says('驳回 1001 没有参加');
  await zhang.says('上报 志愿服务 2小时 昨天');
  await zhang.says('撤回 1002');
  await zhang.says('上报 志愿服务 2小时 前天');
  await zhao.says('通过 1003');
  expect(await zhang.says('上报 志愿服务 1小时')).toEqual([expect.stringContaining('已经记满了')]);
  await zhao.says('冲正 1003 记错了');
  expect(await zhang.says('上报 志愿服务 1小时')).toEqual([expect.stringContaining('+10 分')]);
});

test('an adjustment can’t lift a claim over its cap', async () => {
  const { person } = await withCap({ every: 'month', points: 30 }, '2025-11-12T10:30+08:00');
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  const zhao = person('赵敏', COMMITTEE);
  expect(await zhao.quotes('#1001', '改成4小时')).toEqual(['#1001 最多可以给 30 分，请核对。']);
  expect(await zhao.quotes('待评审 #1001', '改成3小时')).toEqual([
    expect.stringContaining('志愿服务 3小时（今天）已调整并通过（赵敏），+30 分'),
  ]);
});

test('a day’s cap turns at midnight in Shanghai', async () => {
  const { person, clock } = await withCap({ every: 'day', points: 20 }, '2025-11-30T23:50+08:00');
  const zhang = person('张三', RESIDENTS);
  await zhang.says('上报 志愿服务 2小时');
  expect(await zhang.says('上报 志愿服务 1小时')).toEqual([expect.stringContaining('已经记满了')]);
  clock.set('2025-12-01T00:10+08:00');
  expect(await zhang.says('上报 志愿服务 1小时')).toEqual([expect.stringContaining('+10 分。')]);
  // A deed of yesterday still counts in yesterday, whenever it is reported.
  expect(await zhang.says('上报 志愿服务 1.5小时 昨天')).toEqual([expect.stringContaining('已经记满了')]);
});

test('a month’s cap turns with the month of the deed, not with that of its approval', async () => {
  const { person, clock, bot } = await withCap({ every: 'month', points: 20 }, '2025-11-30T12:00+08:00');
  const zhang = person('张三', RESIDENTS);
  await zhang.says('上报 志愿服务 2小时');
  clock.set('2025-12-01T08:00+08:00');
  await zhang.says('上报 志愿服务 2小时');
  await person('赵敏', COMMITTEE).says('通过 1001-1002');
  expect(await zhang.says('查积分')).toEqual([expect.stringContaining('当前积分 40 分')]);
  expect(await zhang.says('上报 志愿服务 1小时 昨天')).toEqual([expect.stringContaining('已经记满了')]);
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);
});

/** Two versions: from the 16th of November an hour of volunteering is worth 20 points, and elder care is gone. */
function withNewVersion(now: string): Promise<OpenCommunity> {
  return openCommunity({
    now,
    change: (community) => {
      const [old] = community.rulebooks;
      const next = rulebookSchema.parse({
        ...old,
        version: '2025-2',
        from: '2025-11-16',
        items: old.items
          .filter(({ id }) => id !== 'elder-care')
          .map((item) => (item.id === 'volunteer' ? { ...item, pays: { per: 'hour', points: 20 } } : item)),
      });
      return { ...community, rulebooks: [old, next] };
    },
  });
}

test('a deed is judged by the version in force on its day, whenever it is reported or decided', async () => {
  const { person, clock } = await withNewVersion('2025-11-15T20:00+08:00');
  const zhang = person('张三', RESIDENTS);
  expect(await zhang.says('上报 志愿服务 1小时')).toEqual([expect.stringContaining('+10 分')]);
  expect(await zhang.says('细则版本')).toEqual([
    expect.stringMatching(/现行积分细则：2025-1 版[\s\S]*2025-11-16 起改用 2025-2 版。/),
  ]);
  clock.set('2025-11-16T08:00+08:00');
  expect(await zhang.says('上报 志愿服务 1小时')).toEqual([expect.stringContaining('+20 分')]);
  expect(await zhang.says('上报 治安巡逻 1小时 昨天')).toEqual([expect.stringContaining('+10 分')]);
  expect(await zhang.says('上报 志愿服务 2小时 前天')).toEqual([expect.stringContaining('+20 分')]);
  await person('赵敏', COMMITTEE).says('通过 1001-1004');
  expect(await zhang.says('积分明细')).toEqual([expect.stringContaining('当前 60 分')]);
  expect(await zhang.says('规则 志愿服务')).toEqual([expect.stringContaining('每小时 20 分')]);
});

test('what a version no longer has can be reported for the days on which it was there', async () => {
  const { person } = await withNewVersion('2025-11-17T08:00+08:00');
  const zhang = person('张三', RESIDENTS);
  expect(await zhang.says('上报 关爱老人 11月14日')).toEqual([expect.stringContaining('+15 分')]);
  expect(await zhang.says('上报 关爱老人')).toEqual([
    '11月17日适用的细则（2025-2 版）里没有“关爱老人”，不能申报。发“规则”看现在的条目。',
  ]);
});
