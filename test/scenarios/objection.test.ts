import { expect, test } from 'vitest';
import { account, transfer } from '#src/ledger/ledger.ts';
import { verifyLedger } from '#src/ledger/verify.ts';
import { rulebookSchema, type Votes } from '#src/rulebook/schema.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';
import { withRules } from '#test/support/rulebooks.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const COMMITTEE = '积分评审组';

/** #1001 张三's two hours are credited on 12 November. */
async function credited(options: Parameters<typeof openCommunity>[0] = {}): Promise<OpenCommunity> {
  const opened = await openCommunity({ now: '2025-11-12T10:30+08:00', ...options });
  await opened.person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  await opened.person('赵敏', COMMITTEE).says('通过 1001');
  return opened;
}

/** The household's points are exchanged for something. */
async function spend({ bot, clock }: OpenCommunity, points: number): Promise<void> {
  const household = 'guihuali/3-2-501';
  await bot().store.inTransaction(() =>
    bot().app.services.ledger.record({
      _id: `redemption:guihuali#${points}`,
      community: 'guihuali',
      kind: 'redemption',
      entries: transfer(account.household(household), account.redeemed('guihuali'), points),
      household,
      grid: '一网格',
      claim: 1900,
      memo: '大米',
      rulebookVersion: '2025-1',
      decidedBy: [],
      messageId: 'redemption',
      recordedAt: clock.now(),
    }),
  );
}

test('in the group: the points are frozen, the committee gets a card, the household hears without a name', async () => {
  const opened = await credited();
  const { person, heard } = opened;
  expect(await person('孙丽', GRID_ONE).says('异议 #1001 那天他没有来')).toEqual([
    '异议 #1002 已收到（针对 #1001）。相关的 20 分先冻结，评议后会私下答复您。要撤回请发：撤回 1002',
  ]);
  expect(heard(COMMITTEE).at(-1)).toBe(
    '【异议 #1002】针对 #1001 张三（3-2-501）志愿服务（11月12日）+20 分\n孙丽：那天他没有来\n请引用回复“成立”或“不成立 理由”。提出人姓名请勿外传。',
  );
  const told =
    '您家的 #1001 张三（3-2-501）志愿服务（11月12日）+20 分 有居民提出异议（编号 #1002），正在评议，有结果会告诉您。\n这 20 分先冻结：总积分 20 分不变，目前可用 0 分。';
  expect(heard('direct:张三')).toEqual([told]);
  expect(heard('direct:王芳')).toEqual([told]);
  for (const where of [GRID_ONE, GRID_TWO, 'direct:张三', 'direct:王芳'])
    expect(heard(where).join()).not.toContain('孙丽');
  expect(await verifyLedger(opened.bot().app.models.ledger)).toEqual([]);
});

test('upheld: the points go back, everybody concerned is told, the objector in private', async () => {
  const { person, heard, bot } = await credited();
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  expect(await person('赵敏', COMMITTEE).quotes('【异议 #1002】', '成立')).toEqual([
    '异议 #1002 成立（赵敏）：#1001 3-2-501 志愿服务 已冲正。\n3-2-501 当前 0 分。',
  ]);
  expect(heard('direct:陈静').at(-1)).toBe('您的异议 #1002 成立，#1001 已冲正。谢谢您的监督。');
  expect(heard('direct:张三').at(-1)).toContain('经评议异议成立，已冲正。当前 0 分。');
  expect(await person('张三', 'direct').says('进度 1001')).toEqual([expect.stringContaining('已冲正')]);
  const { audit } = bot().app.services;
  expect((await audit.of('guihuali', '#1002')).map(({ action, byName }) => [action, byName])).toEqual([
    ['objection.raise', '陈静'],
    ['objection.upheld', '赵敏'],
  ]);
  expect((await audit.of('guihuali', '#1001')).at(-1)).toMatchObject({
    action: 'claim.reverse',
    byName: '赵敏',
  });
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);
});

test('nobody reverses by hand what is being questioned: it is settled first', async () => {
  const { person } = await credited();
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  expect(await person('周建国', COMMITTEE).says('冲正 1001 记错了')).toEqual([
    '#1001 正有异议 #1002 在处理，请先认定：异议成立 1002，或：异议不成立 1002 理由',
  ]);
});

test('dismissed: only with a reason, and then the points are free again', async () => {
  const { person, heard, bot } = await credited();
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  const zhao = person('赵敏', COMMITTEE);
  expect(await zhao.quotes('【异议 #1002】', '不成立')).toEqual([
    '请说一下异议 #1002 不成立的原因，直接回复即可。',
  ]);
  expect(await zhao.says('有签到记录')).toEqual([
    '异议 #1002 不成立（赵敏）：有签到记录。#1001 维持原结果，分数已解冻。',
  ]);
  expect(heard('direct:陈静').at(-1)).toBe('您的异议 #1002 不成立，#1001 维持原结果。原因：有签到记录');
  expect(heard('direct:张三').at(-1)).toContain('分数已解冻，目前可用 20 分');
  expect(await zhao.says('异议成立 1002')).toEqual(['异议 #1002 已经有结果了。']);
  expect(await bot().app.services.ledger.standingOf('guihuali/3-2-501')).toEqual({
    total: 20,
    available: 20,
    frozen: 0,
    held: 0,
  });
});

test('the points were spent: the balance goes below zero, and everybody is told so plainly', async () => {
  const opened = await credited();
  const { person, heard, bot } = opened;
  await spend(opened, 15);
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  expect(heard('direct:张三').at(-1)).toContain(
    '总积分 5 分不变，目前可用 −15 分。因为有的分已经用掉或扣掉，可用积分暂时为负。',
  );
  expect(await person('赵敏', COMMITTEE).says('异议成立 1002 查了签到表')).toEqual([
    '异议 #1002 成立（赵敏）：#1001 3-2-501 志愿服务 已冲正，查了签到表。\n3-2-501 当前 −15 分。有的分已经用掉或扣掉，按细则记为负数，以后的积分先补上。',
  ]);
  expect(heard('direct:张三').at(-1)).toContain('当前 −15 分。有的分已经用掉或扣掉，按细则记为负数');
  expect(await person('张三', 'direct').says('我家成绩单')).toEqual([
    expect.stringContaining('当前 −15 分'),
    '[图片]',
  ]);
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);
});

test('where nobody may owe, only what is there is taken, and it is said what is missing', async () => {
  const opened = await credited({
    change: (community) => withRules(community, () => ({ mayOwe: false })),
  });
  const { person, heard, bot } = opened;
  await spend(opened, 15);
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  expect(heard('direct:张三').at(-1)).toContain('这 5 分先冻结：总积分 5 分不变，目前可用 0 分。');
  expect(await person('赵敏', COMMITTEE).says('异议成立 1002')).toEqual([
    '异议 #1002 成立（赵敏）：#1001 3-2-501 志愿服务 已冲正。\n3-2-501 当前 0 分。积分已经用掉或扣掉，按细则不记负分，还差 15 分没有扣回。',
  ]);
  expect(await bot().app.services.ledger.balanceOf('guihuali/3-2-501')).toBe(0);
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);
});

test('two objectors join one objection; it is over when the last of them takes it back', async () => {
  const { person, heard } = await credited();
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  expect(await person('孙丽', 'direct').says('异议 1001 只来了一小时')).toEqual([
    '#1001 已有人提出异议 #1002，您的理由已并入一起评议，结果会私下答复您。要撤回请发：撤回 1002',
  ]);
  expect(heard(COMMITTEE).at(-1)).toContain('现有 2 人提出\n孙丽：只来了一小时');
  expect(await person('孙丽', 'direct').says('异议 1001 再说一遍')).toEqual([
    '您对 #1001 的异议 #1002 已在评议，有结果会私下告诉您。要撤回请发：撤回 1002',
  ]);
  expect(await person('陈静', 'direct').says('撤回 1002')).toEqual([
    '异议 #1002 有一位提出人撤回，还有其他人提出，继续评议。',
  ]);
  expect(await person('孙丽', 'direct').says('撤回 1002')).toEqual(['异议 #1002 已撤回，#1001 维持原结果。']);
  expect(heard(COMMITTEE).at(-1)).toBe('异议 #1002 已撤回，#1001 维持原结果。');
  expect(heard('direct:张三').at(-1)).toBe('对您家 #1001 的异议已撤回，20 分已解冻，目前可用 20 分。');
  expect(await person('赵敏', COMMITTEE).says('异议成立 1002')).toEqual(['异议 #1002 已经有结果了。']);
});

test('everybody who joined is answered', async () => {
  const { person, heard } = await credited();
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  await person('孙丽', 'direct').says('异议 1001 只来了一小时');
  await person('赵敏', COMMITTEE).says('异议成立 1002');
  expect(heard('direct:陈静').at(-1)).toContain('您的异议 #1002 成立');
  expect(heard('direct:孙丽').at(-1)).toContain('您的异议 #1002 成立');
});

test('nobody settles what concerns their own household: not the objector’s, not the one concerned', async () => {
  const { person } = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  await person('赵敏', 'direct').says('上报 志愿服务 2小时');
  await person('周建国', COMMITTEE).says('通过 1001');
  await person('周建国', 'direct').says('异议 1001 时间不对');
  const own = '异议 #1002 和您家或您本人有关，请回避，由其他成员评议。';
  expect(await person('赵敏', COMMITTEE).says('异议不成立 1002 我在场')).toEqual([own]);
  expect(await person('周建国', COMMITTEE).says('异议成立 1002')).toEqual([own]);
  expect(await person('钱伟', COMMITTEE).says('异议成立 1002')).toEqual([
    expect.stringContaining('异议 #1002 成立（钱伟）'),
  ]);
});

test('residents do not settle objections', async () => {
  const { person } = await credited();
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  expect(await person('陈静', 'direct').says('异议成立 1002')).toEqual([
    expect.stringContaining('这件事要由'),
  ]);
  expect(await person('孙丽', 'direct').says('异议成立 1002')).toEqual([
    '异议 #1002 由评审委员评议，请他们来定。',
  ]);
});

test('where the regulation wants two, two different members say so; a word can be taken back before that', async () => {
  const { person } = await credited({
    change: (community) =>
      withRules(community, ({ publicity }) => ({
        publicity: {
          ...publicity,
          objections: { body: 'committee', agree: 2, rejections: 2 },
        } as typeof publicity,
      })),
  });
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  const zhao = person('赵敏', COMMITTEE);
  expect(await zhao.says('异议成立 1002')).toEqual(['异议 #1002 赵敏认为成立（1/2），等其他成员表态。']);
  expect(await zhao.says('异议成立 1002')).toEqual(['异议 #1002 您已经表过态，等其他成员。']);
  expect(await zhao.says('异议不成立 1002 查到了照片')).toEqual([
    '异议 #1002 赵敏认为不成立，等其他成员表态。',
  ]);
  expect(await person('周建国', COMMITTEE).says('异议成立 1002')).toEqual([
    '异议 #1002 周建国认为成立（1/2），等其他成员表态。',
  ]);
  expect(await person('钱伟', COMMITTEE).says('异议成立 1002')).toEqual([
    expect.stringContaining('异议 #1002 成立（钱伟）'),
  ]);
});

/** Objections go to the committee (赵敏, 周建国, 钱伟) by this rule. */
const settledBy = (rule: Partial<Votes>) =>
  credited({
    change: (community) =>
      withRules(community, ({ publicity }) => ({
        publicity: publicity && {
          ...publicity,
          objections: { body: 'committee', agree: 1, rejections: 1, ...rule },
        },
      })),
  });

test('where members vote on an objection, some may abstain or stand aside, and the others settle it', async () => {
  const { person, heard, bot } = await settledBy({ agree: 2, atLeast: 1, rejections: 2 });
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  expect(await person('赵敏', COMMITTEE).quotes('【异议 #1002】', '弃权')).toEqual([
    '异议 #1002 赵敏弃权，等其他成员表态。',
  ]);
  expect(await person('赵敏', COMMITTEE).says('弃权 1002')).toEqual([
    '异议 #1002 您已经表过态，等其他成员。',
  ]);
  expect(await person('周建国', COMMITTEE).says('异议成立 1002 查了签到表')).toEqual([
    '异议 #1002 周建国认为成立（1/2），等其他成员表态。',
  ]);
  // With one left, one is enough: the last to stay away lets the word of the other stand.
  expect(await person('钱伟', COMMITTEE).says('回避 1002 亲戚')).toEqual([
    '异议 #1002 成立（周建国）：#1001 3-2-501 志愿服务 已冲正，查了签到表。\n3-2-501 当前 0 分。',
  ]);
  expect(heard('direct:陈静').at(-1)).toContain('您的异议 #1002 成立');
  const { audit } = bot().app.services;
  expect((await audit.of('guihuali', '#1002')).map(({ action, byName }) => [action, byName])).toEqual([
    ['objection.raise', '陈静'],
    ['objection.abstain', '赵敏'],
    ['objection.upheld', '周建国'],
    ['objection.recuse', '钱伟'],
  ]);
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);
});

test('where any one member settles it, nobody need abstain', async () => {
  const { person } = await settledBy({ agree: 1 });
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  expect(await person('赵敏', COMMITTEE).says('弃权 1002')).toEqual([
    '异议 #1002 由任何一位成员认定就行，您不用弃权，不表态就可以，其他成员来定。',
  ]);
  expect(await person('陈静', 'direct').says('弃权 1002')).toEqual([expect.stringContaining('这件事要由')]);
});

test('when too many stay away, the body that stands in gets the card and settles it', async () => {
  const { person } = await credited({
    change: (community) =>
      withRules(community, ({ publicity }) => ({
        bodies: rulebookSchema.shape.bodies.parse([
          { id: 'committee', name: { zh: '评审委员', en: 'committee' }, standIn: 'stewards' },
          { id: 'stewards', name: { zh: '网格员', en: 'stewards' }, role: 'grid-worker' },
        ]),
        publicity: publicity && {
          ...publicity,
          objections: { body: 'committee', agree: 2, rejections: 1 },
        },
      })),
  });
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  await person('赵敏', COMMITTEE).says('弃权 1002');
  expect(await person('周建国', COMMITTEE).says('回避 1002 亲戚')).toEqual([
    '异议 #1002 已记下周建国的意思。能评议的成员不够了，转由网格员评议。',
  ]);
  expect(await person('钱伟', COMMITTEE).says('异议成立 1002')).toEqual([
    '异议 #1002 由网格员评议，请他们来定。',
  ]);
  expect(await person('孙丽', '网格员工作群').quotes('【异议 #1002】', '成立')).toEqual([
    expect.stringContaining('异议 #1002 成立（孙丽）'),
  ]);
});

test.each(['通过 1002', '驳回 1002 不对', '1002 改成5分'])(
  '%s, said of an objection, is answered with the words for it',
  async (text) => {
    const { person } = await credited();
    await person('陈静', 'direct').says('异议 1001 那天他没有来');
    expect(await person('赵敏', COMMITTEE).says(text)).toEqual([
      '#1002 是异议，请发：异议成立 1002，或：异议不成立 1002 理由\n发“待审”看等待的申报。',
    ]);
  },
);

test('待审 lists the objections that somebody may settle, with what to reply, beside the claims', async () => {
  const { person } = await credited();
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  await person('赵敏', 'direct').says('上报 志愿服务 1小时');
  const objections = [
    '待评议的异议 1 件：',
    '#1002 针对 #1001 张三（3-2-501）志愿服务（11月12日）+20 分：那天他没有来',
    '回复“异议成立 编号”或“异议不成立 编号 理由”。',
  ];
  expect(await person('周建国', COMMITTEE).says('待审')).toEqual([
    [
      '待评审 1 条：',
      '#1003 赵敏（1-1-301）志愿服务 1小时（今天） +10 分',
      '回复“通过 编号”“全部通过”或“驳回 编号 原因”。',
      ...objections,
    ].join('\n'),
  ]);
  await person('周建国', COMMITTEE).says('通过 1003');
  expect(await person('周建国', COMMITTEE).says('待审')).toEqual([objections.join('\n')]);
  // Who does not sit in the body, and nobody whose own household objects.
  expect(await person('孙丽', 'direct').says('待审')).toEqual(['现在没有等待评审的申报。']);
  await person('赵敏', 'direct').says('异议 1001 我也没看见');
  expect(await person('赵敏', 'direct').says('待审')).toEqual(['现在没有等待评审的申报。']);
  await person('周建国', COMMITTEE).says('异议成立 1002');
  expect(await person('周建国', COMMITTEE).says('待审')).toEqual(['现在没有等待评审的申报。']);
});

test('when recusal leaves too few, it is said, and nothing is decided', async () => {
  const { person } = await credited({
    change: (community) =>
      withRules(community, ({ publicity }) => ({
        publicity: {
          ...publicity,
          objections: { body: 'committee', agree: 3, rejections: 1 },
        } as typeof publicity,
      })),
  });
  await person('周建国', 'direct').says('异议 1001 那天他没有来');
  expect(await person('赵敏', COMMITTEE).says('异议成立 1002')).toEqual([
    '异议 #1002 回避和弃权后只剩 2 人，不够 3 人，请社区管理员指定代理人。',
  ]);
});

test('the window: open from the credit on, through the posting, and closed at the end of its last day', async () => {
  const { person, clock, passTime } = await credited();
  clock.set('2025-12-01T09:00+08:00');
  await passTime();
  clock.set('2025-12-08T23:59+08:00');
  expect(await person('陈静', 'direct').says('异议 1001 那天他没有来')).toEqual([
    expect.stringContaining('异议 #1002 已收到'),
  ]);
  clock.set('2025-12-09T00:00+08:00');
  expect(await person('孙丽', 'direct').says('异议 1001 那天他没有来')).toEqual([
    '#1001 的异议期到12月8日为止，现在不能再提。还有疑问请联系社区管理员钱伟。',
  ]);
});

test('an objection that is upheld after its month has closed counts now, not in the closed month', async () => {
  const { person, clock, passTime, bot } = await credited();
  clock.set('2025-12-01T09:00+08:00');
  await passTime();
  clock.set('2025-12-08T20:00+08:00');
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  clock.set('2025-12-10T09:00+08:00');
  await passTime();
  await person('赵敏', COMMITTEE).says('异议成立 1002');
  const reversal = await bot().app.services.ledger.byId('reversal:guihuali#1001');
  expect(reversal?.countsAt).toEqual(new Date('2025-12-10T09:00+08:00'));
});

test('a deduction can be questioned by the household itself; upheld, the points come back', async () => {
  const { person, heard } = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  await person('周建国', COMMITTEE).says('扣分 3-2-501 5分 乱扔垃圾');
  await person('赵敏', COMMITTEE).says('通过 1001');
  expect(await person('张三', 'direct').says('异议 1001 不是我们家扔的')).toEqual([
    '异议 #1002 已收到（针对 #1001）。评议后会私下答复您。要撤回请发：撤回 1002',
  ]);
  expect(await person('周建国', COMMITTEE).says('异议不成立 1002 我看见了')).toEqual([
    '异议 #1002 和您家或您本人有关，请回避，由其他成员评议。',
  ]);
  await person('钱伟', COMMITTEE).says('异议成立 1002 监控看了不是');
  expect(heard('direct:张三').at(-1)).toBe(
    '您家的 #1001 3-2-501 乱扔垃圾（11月12日）−5 分 经评议异议成立，已冲正（监控看了不是）。当前 0 分。',
  );
});

test.each([
  ['异议 1777 没有这回事', '#1777 没有入账的结果，不能提异议。请核对公示里的编号。'],
  ['异议 1001 1002 都不对', '请写明一个编号和理由，例如：异议 1023 那天他没有来'],
  ['异议 1002 还没批呢', '#1002 没有入账的结果，不能提异议。请核对公示里的编号。'],
])('%s is answered with what to do', async (text, answer) => {
  const { person } = await credited();
  await person('王芳', GRID_ONE).says('上报 垃圾分类');
  expect(await person('陈静', 'direct').says(text)).toEqual([answer]);
});

test('a message that is delivered again raises nothing again', async () => {
  const { person, redeliver, lastMessageId, bot } = await credited();
  await person('孙丽', GRID_ONE).says('异议 #1001 那天他没有来');
  expect(await redeliver(lastMessageId('孙丽', GRID_ONE), GRID_ONE)).toEqual([]);
  expect(await bot().app.services.objections.open('guihuali')).toHaveLength(1);
});

test('two who object in the same second share one objection', async () => {
  const { person, bot } = await credited();
  await Promise.all([
    person('陈静', 'direct').says('异议 1001 那天他没有来'),
    person('孙丽', 'direct').says('异议 1001 只来了一小时'),
  ]);
  await bot().settled();
  const open = await bot().app.services.objections.open('guihuali');
  expect(open.map(({ objectors }) => objectors.length)).toEqual([2]);
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);
});

test('a body that has been given days is reminded of what waits', async () => {
  const { person, clock, passTime, heard } = await credited();
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  clock.advance({ hours: 7 * 24 });
  await passTime();
  await passTime();
  expect(heard(COMMITTEE).filter((text) => text.includes('还有异议等您评议'))).toEqual([
    '还有异议等您评议：\n#1002（针对 #1001）已等 7 天\n请发：异议成立 编号，或：异议不成立 编号 理由',
  ]);
});
