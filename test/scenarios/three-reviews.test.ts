import { expect, test } from 'vitest';
import { verifyLedger } from '#src/ledger/verify.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';
import { underScheme } from '#test/support/schemes.ts';

const RESIDENTS = '桂花里一网格居民群';
const COMMITTEE = '积分评审组';

/** The scheme of three reviews and two audits (三评两审); 赵敏 sits in every body, each has others besides. */
const MEMBERS = {
  村小组评分员: ['1-1-301 赵敏', '2-3-402 周建国'],
  议事评审委员会: ['1-1-301 赵敏', '1-2-201 孙丽', '5-1-101 吴洁'],
  社区两委: ['1-1-301 赵敏', '2-3-402 周建国', '1-2-201 孙丽', '2-1-101 钱伟'],
};

async function openThreeReviews(): Promise<OpenCommunity> {
  const opened = await openCommunity({ now: '2025-11-12T10:30+08:00', change: underScheme('hebei') });
  const qian = opened.person('钱伟', 'direct');
  for (const [body, members] of Object.entries(MEMBERS))
    for (const member of members) await qian.says(`授权 ${member} ${body}`);
  return opened;
}

test('a deed goes from the household’s own report through four bodies to the posted list', async () => {
  const { person, heard, clock, passTime, bot } = await openThreeReviews();
  const zhang = person('张三', RESIDENTS);
  const zhao = person('赵敏', COMMITTEE);
  const zhou = person('周建国', COMMITTEE);
  expect(await zhang.says('上报 志愿服务 2小时 清扫楼道')).toEqual([
    '已记录 #1001：张三（3-2-501）志愿服务 2小时（今天），待评审，通过后 +20 分。',
  ]);
  await person('王芳', RESIDENTS).says('上报 垃圾分类');
  expect(heard(COMMITTEE)).toEqual([]);
  expect(await zhao.says('通过 1001')).toEqual([
    '#1001 要在评议单上一起评议，请引用评议单回复。\n发“待审”看等待的申报。',
  ]);

  // 村小组评分, on the 1st.
  clock.set('2025-12-01T09:01+08:00');
  await passTime();
  expect(heard(COMMITTEE).at(-1)).toBe(
    [
      '【评议单 #1003】一网格 村小组评分员，共 2 条',
      '1. 张三（3-2-501）志愿服务 2小时（11月12日） +20 分（清扫楼道）',
      '2. 王芳（3-2-501）垃圾分类（11月12日） +2 分',
      '引用本条回复：全部通过 / 除3、7外通过 / 5改为10分 / 3驳回 原因 / 3回避',
    ].join('\n'),
  );
  expect(await zhao.quotes('【评议单', '除2外通过，1改为15分')).toEqual([
    '评议单 #1003（赵敏）：通过 1 条。\n还没定的：第 2 行。',
  ]);
  expect(await zhou.quotes('【评议单', '2驳回 那天没有督导')).toEqual([
    '评议单 #1003（周建国）：驳回 1 条。\n全部有结果了。',
  ]);
  expect(heard(RESIDENTS).at(-1)).toContain('#1002 垃圾分类没有通过：那天没有督导。');
  expect(await zhang.says('进度 1001')).toEqual([
    '#1001 张三 志愿服务 1.5小时（11月12日）：等议事评审（第 2 步，共 4 步）评议单',
  ]);

  // 议事评审委员会评议, on the 4th: two have to agree, other than those of the first step.
  clock.set('2025-12-04T09:01+08:00');
  await passTime();
  expect(await zhao.quotes('【评议单', '全部通过')).toEqual([
    '评议单 #1004（赵敏）：没有变化。\n第 1 行您在前面的环节评过了，这一环节请其他委员评议。\n还没定的：第 1 行。',
  ]);
  expect(await person('孙丽', 'direct').says('评议单 1004 全部通过')).toEqual([
    '评议单 #1004（孙丽）：记下意见 1 条，等其他委员。\n还没定的：第 1 行。',
  ]);
  expect(await person('吴洁', 'direct').says('评议单 1004 全部通过')).toEqual([
    '评议单 #1004（吴洁）：通过 1 条。\n全部有结果了。',
  ]);

  // 社区两委审核, on the 7th: checks, changes no amounts.
  clock.set('2025-12-07T09:01+08:00');
  await passTime();
  expect(await zhou.quotes('【评议单', '1改为30分')).toEqual([
    '评议单 #1005（周建国）：没有变化。\n第 1 行这一环节不能改分。\n还没定的：第 1 行。',
  ]);
  const qian = person('钱伟', COMMITTEE);
  await zhou.quotes('【评议单', '全部通过');
  await qian.quotes('【评议单', '全部通过');

  // 村民代表大会审定, on the 10th: the meeting decides, the secretary enters its minutes.
  clock.set('2025-12-10T09:01+08:00');
  await passTime();
  expect(heard(COMMITTEE).at(-1)).toContain('会议决定后由社区管理员录入：决议 1006 全部通过 会议纪要 编号');
  expect(await qian.quotes('【评议单', '全部通过')).toEqual([
    '评议单 #1006 由会议决定，请写明会议纪要，例如：决议 1006 全部通过 会议纪要 2025-12号',
  ]);
  expect(await zhao.says('决议 1006 全部通过 会议纪要 2025-12号')).toEqual([
    '评议单 #1006（赵敏）：没有变化。\n第 1 行不归您评议。\n还没定的：第 1 行。',
  ]);
  expect(await zhang.says('查积分')).toEqual([expect.stringContaining('当前积分 0 分')]);
  expect(await qian.says('决议 1006 全部通过 会议纪要 2025-12号')).toEqual([
    '评议单 #1006（钱伟）：通过 1 条。\n全部有结果了。',
  ]);
  expect(heard(RESIDENTS).at(-1)).toContain(
    '#1001 志愿服务已通过（改为志愿服务 1.5小时（11月12日））：张三 +15 分，3-2-501 当前 15 分。',
  );
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);

  // 一月一公示, on the 15th of the month after.
  clock.set('2026-01-15T09:01+08:00');
  await passTime();
  expect(heard(RESIDENTS).findLast((text) => text.includes('公示'))).toContain('#1001');
});

test('a state is found by an inspection round, not reported, and counts once a year', async () => {
  const { person, heard } = await openThreeReviews();
  expect(await person('张三', RESIDENTS).says('上报 无违建灶棚')).toEqual([
    '“无违建灶棚”不用申报，由社区检查后统一记分。',
  ]);
  const sun = person('孙丽', 'direct');
  expect(await sun.says('检查 无违建 达标 3-2-501 4-1-302 9-9-999')).toEqual([
    '无违建灶棚检查：2 户达标，每户 +5 分，待评审。\n名册里没有：9-9-999。',
  ]);
  expect(heard(COMMITTEE)).toEqual([
    [
      '【待评审 2 条】',
      '#1001 3-2-501 无违建灶棚（今天） +5 分（孙丽登记）',
      '#1002 4-1-302 无违建灶棚（今天） +5 分（孙丽登记）',
      '引用本条回复：通过 / 除了1002都通过 / 驳回 1002 原因',
    ].join('\n'),
  ]);
  await person('赵敏', COMMITTEE).says('通过 1001-1002');
  expect(await sun.says('检查 无违建 一网格全部达标，除了1-1-301')).toEqual([
    expect.stringMatching(
      /无违建灶棚检查：\d 户达标[\s\S]*这一期已经记过的：3-2-501。\n您自家要请别人来登记：1-2-201。/,
    ),
  ]);
});

test('a deduction is told to the household privately, with how to object', async () => {
  const { person, heard } = await openThreeReviews();
  expect(await person('赵敏', 'direct').says('扣分 4-1-302 乱倒垃圾 楼道口堆了三天')).toEqual([
    '已记录 #1001：4-1-302 乱倒垃圾（今天），待评审，通过后 −5 分。',
  ]);
  expect(await person('赵敏', COMMITTEE).quotes('#1001', '通过')).toEqual([
    '#1001 是您自家或您报的，请其他委员评审。\n发“待审”看等待的申报。',
  ]);
  expect(await person('周建国', COMMITTEE).quotes('#1001', '通过')).toEqual([
    '#1001 4-1-302 乱倒垃圾（今天）已通过（周建国），−5 分。',
  ]);
  expect(heard('direct:陈静')).toEqual([
    '您家（4-1-302）按积分细则扣了 5 分：乱倒垃圾（今天），楼道口堆了三天。当前 -5 分。\n有不同意见，请回复：异议 1001 理由',
  ]);
  expect(heard(RESIDENTS)).toEqual([]);

  // Forgiven by the opposite journal: both stay in the books.
  await person('周建国', COMMITTEE).says('冲正 1001 已经清理干净');
  expect(heard('direct:陈静').at(-1)).toBe(
    '您家（4-1-302）#1001 扣的 5 分已冲正退回：乱倒垃圾（今天）。原因：已经清理干净。当前 0 分。',
  );
  expect(await person('陈静', 'direct').says('积分明细')).toEqual([
    expect.stringMatching(/\+5 已经清理干净 #1001\n11月12日 −5 乱倒垃圾 #1001/),
  ]);
});
