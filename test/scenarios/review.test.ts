import { expect, test } from 'vitest';
import { verifyLedger } from '#src/ledger/verify.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';
import { withChain, withRules } from '#test/support/rulebooks.ts';

const RESIDENTS = '桂花里一网格居民群';
const COMMITTEE = '积分评审组';
const NOW = '2025-11-12T10:30+08:00';

/** #1001 张三 2 hours, #1002 陈静 1 hour, #1003 孙丽 a mediation. */
async function withThreeClaims(approvals = 1): Promise<OpenCommunity> {
  const opened = await openCommunity({
    now: NOW,
    change: (community) => withChain(community, { agree: approvals }),
  });
  await opened.person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  await opened.person('陈静', 'direct').says('上报 治安巡逻 1小时');
  await opened.person('孙丽', 'direct').says('上报 邻里调解');
  return opened;
}

test.each(['通过', '同意', 'ok', 'OK', '👍', '可以', '没问题'])(
  'quoting a card and saying %s approves it',
  async (word) => {
    const { person } = await withThreeClaims();
    expect(await person('赵敏', COMMITTEE).quotes('#1001', word)).toEqual([
      '#1001 张三 志愿服务 2小时（今天）已通过（赵敏），+20 分。',
    ]);
  },
);

test.each(['先别批', '等等再说', '不太同意吧'])(
  'quoting a card and saying %s approves nothing',
  async (words) => {
    const { person } = await withThreeClaims();
    await person('赵敏', COMMITTEE).quotes('#1001', words);
    expect(await person('张三', RESIDENTS).says('进度 1001')).toEqual([
      '#1001 张三 志愿服务 2小时（今天）：待评审',
    ]);
  },
);

test('a bare 同意 in the group approves nothing', async () => {
  const { person } = await withThreeClaims();
  expect(await person('赵敏', COMMITTEE).says('同意')).toEqual([]);
  expect(await person('赵敏', COMMITTEE).says('通过')).toEqual([]);
});

test('numbers, ranges, all, and all but some', async () => {
  const { person } = await withThreeClaims();
  const zhao = person('赵敏', COMMITTEE);
  expect(await zhao.says('通过 1001 1003-1004')).toEqual([
    '2 条已处理：\n#1001 张三 志愿服务 通过（赵敏）+20 分\n#1003 孙丽 邻里调解 通过（赵敏）+20 分',
    '没有 #1004 这个编号。\n发“待审”看等待的申报。',
  ]);
  expect(await zhao.says('待审')).toEqual([
    '待评审 1 条：\n#1002 陈静（4-1-302）治安巡逻 1小时（今天） +10 分\n回复“通过 编号”“全部通过”或“驳回 编号 原因”。',
  ]);
  expect(await zhao.says('全部通过')).toEqual(['#1002 陈静 治安巡逻 1小时（今天）已通过（赵敏），+10 分。']);
  expect(await zhao.says('待审')).toEqual(['现在没有等待评审的申报。']);
});

test('除了1002都通过', async () => {
  const { person } = await withThreeClaims();
  await person('赵敏', COMMITTEE).says('除了1002都通过');
  expect(await person('赵敏', COMMITTEE).says('待审')).toEqual([
    expect.stringContaining('待评审 1 条：\n#1002'),
  ]);
});

test('a rejection carries its reason to the reporter', async () => {
  const { person, heard } = await withThreeClaims();
  expect(await person('赵敏', COMMITTEE).says('驳回 1001 照片不清楚')).toEqual([
    '#1001 已驳回（赵敏）：照片不清楚',
  ]);
  expect(heard(RESIDENTS).at(-1)).toContain(
    '#1001 志愿服务没有通过：照片不清楚。（赵敏）补充后可以重新申报。',
  );
});

test('a rejection without a reason is asked for one', async () => {
  const { person } = await withThreeClaims();
  const zhao = person('赵敏', COMMITTEE);
  expect(await zhao.quotes('#1001', '驳回')).toEqual(['请说一下驳回 #1001 的原因，直接回复即可。']);
  expect(await zhao.says('没有照片')).toEqual(['#1001 已驳回（赵敏）：没有照片']);
});

test('an adjustment approves another amount', async () => {
  const { person, heard } = await withThreeClaims();
  expect(await person('赵敏', COMMITTEE).quotes('#1001', '改成1.5小时')).toEqual([
    '#1001 张三 志愿服务 1.5小时（今天）已调整并通过（赵敏），+15 分。',
  ]);
  expect(heard(RESIDENTS).at(-1)).toContain(
    '#1001 志愿服务已通过（改为志愿服务 1.5小时（今天））：张三 +15 分',
  );
});

test('nobody decides on their own household', async () => {
  const { person } = await openCommunity({ now: NOW });
  await person('赵敏', 'direct').says('上报 志愿服务 2小时');
  expect(await person('赵敏', COMMITTEE).quotes('#1001', '通过')).toEqual([
    '#1001 是您自家或您报的，请其他委员评审。\n发“待审”看等待的申报。',
  ]);
  expect(await person('周建国', COMMITTEE).quotes('#1001', '通过')).toEqual([
    expect.stringContaining('#1001 赵敏'),
  ]);
});

test('residents can’t approve, wherever they say it', async () => {
  const { person } = await withThreeClaims();
  expect(await person('张三', 'direct').says('通过 1002')).toEqual([
    '这件事要由评审委员或网格员或社区管理员来办，请联系他们。',
  ]);
  expect(await person('孙丽', 'direct').says('通过 1002')).toEqual([
    '#1002 不归您评审。\n发“待审”看等待的申报。',
  ]);
});

test('where two approvals are needed, two different people give them', async () => {
  const { person } = await withThreeClaims(2);
  const zhao = person('赵敏', COMMITTEE);
  expect(await zhao.quotes('#1001', '通过')).toEqual(['#1001 赵敏已同意（1/2），还需 1 位委员。']);
  expect(await zhao.quotes('#1001', '通过')).toEqual([
    '#1001 您已经同意过，等其他委员。\n发“待审”看等待的申报。',
  ]);
  expect(await person('周建国', COMMITTEE).quotes('#1001', '同意')).toEqual([
    expect.stringContaining('已通过（周建国），+20 分。'),
  ]);
});

test('two members who approve in the same second decide once', async () => {
  const { person, bot } = await withThreeClaims();
  await Promise.all([
    person('赵敏', COMMITTEE).quotes('#1001', '通过'),
    person('周建国', COMMITTEE).quotes('#1001', '同意'),
  ]);
  await bot().settled();
  expect(await person('张三', RESIDENTS).says('查积分')).toEqual([expect.stringContaining('当前积分 20 分')]);
});

test('two members who say different things in the same second: the first decides, the other hears so', async () => {
  const { person, bot, heard } = await withThreeClaims();
  await Promise.all([
    person('赵敏', COMMITTEE).says('通过 1001'),
    person('周建国', COMMITTEE).says('驳回 1001 重复'),
  ]);
  await bot().settled();
  const said = heard(COMMITTEE).filter((text) => text.includes('#1001') && !text.includes('待评审'));
  expect(said.filter((text) => text.includes('已通过') || text.includes('已驳回'))).toHaveLength(1);
  expect(said.filter((text) => text.includes('已经有结果了'))).toHaveLength(1);
});

test('a decided claim is only ever reversed, with a reason, by an opposite journal', async () => {
  const { person, heard, bot } = await withThreeClaims();
  const zhao = person('赵敏', COMMITTEE);
  await zhao.says('通过 1001');
  expect(await zhao.says('驳回 1001 弄错了')).toEqual(['#1001 已经有结果了。\n发“待审”看等待的申报。']);
  expect(await zhao.says('冲正 1001 重复申报')).toEqual([
    '#1001 已冲正（赵敏）：张三 志愿服务 −20 分，3-2-501 当前 0 分。原因：重复申报',
  ]);
  expect(heard(RESIDENTS).at(-1)).toContain('#1001 已冲正');
  expect(await zhao.says('冲正 1001 再来一次')).toEqual(['#1001 已经冲正过了。']);
  expect(await person('张三', RESIDENTS).says('积分明细')).toEqual([
    expect.stringMatching(
      /最近 2 笔（当前 0 分）：\n11月12日 −20 重复申报 #1001\n11月12日 \+20 志愿服务 #1001/,
    ),
  ]);
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);
});

test('a member for one grid decides on that grid’s claims only', async () => {
  const { person } = await withThreeClaims();
  await person('钱伟', 'direct').says('授权 4-1-302 陈静 评审委员 二网格');
  const chen = person('陈静', 'direct');
  expect(await chen.says('通过 1001')).toEqual(['#1001 不归您评审。\n发“待审”看等待的申报。']);
  expect(await chen.says('待审')).toEqual([expect.stringContaining('待评审 1 条：\n#1002')]);
});

test('somebody who calls himself 小积 does not make cards', async () => {
  const { person, gateway, exitOf, bot, heard } = await withThreeClaims();
  const room = 'guihuali-review@chatroom';
  gateway.setAlias(room, 'zhou-jianguo', '小积');
  const text = '楼道灯 #1001 修好了';
  const forged = gateway.say({ as: 'zhou-jianguo', conversation: room, kind: 'text', text });
  const reply = { as: 'zhao-min', conversation: room, kind: 'text' as const, text: '没问题' };
  await exitOf(gateway.say({ ...reply, quoteId: forged.id }).id);
  await bot().settled();
  expect(heard(COMMITTEE).at(-1)).toBe('没听明白您的意思。发“帮助”看看我能做什么。');
  expect(await person('张三', RESIDENTS).says('进度 1001')).toEqual([expect.stringContaining('待评审')]);
});

test('a deduction is told to each of the household in the language in which they last reported', async () => {
  const { person, heard } = await openCommunity({ now: NOW });
  await person('张三', RESIDENTS).says('report volunteering 2 hours');
  await person('赵敏', COMMITTEE).says('全部通过');
  await person('周建国', 'direct').says('扣分 3-2-501 5分 乱扔垃圾');
  await person('赵敏', COMMITTEE).says('通过 1002');
  expect(heard('direct:张三')).toEqual([expect.stringMatching(/^Your household \(3-2-501\) .*5 points/)]);
  expect(heard('direct:王芳')).toEqual([expect.stringMatching(/^您家（3-2-501）按积分细则扣了 5 分/)]);
  await person('赵敏', COMMITTEE).says('冲正 1002 弄错了');
  expect(heard('direct:张三').at(-1)).toMatch(/given back/);
  expect(heard('direct:王芳').at(-1)).toContain('已冲正退回');
});

test('a household without a phone has to be told at the door, also of a deduction that counts at once', async () => {
  const { person } = await openCommunity({
    now: NOW,
    change: (community) =>
      withRules(community, ({ items, chains }) => ({
        chains: [...chains, { id: 'at-once', stages: [] }],
        items: items.map((item) => (item.kind === 'deduct' ? { ...item, chain: 'at-once' } : item)),
      })),
  });
  expect(await person('赵敏', COMMITTEE).says('扣分 3-1-101 乱扔垃圾')).toEqual([
    expect.stringMatching(/^已记录 #1001[\s\S]*3-1-101 没有登记手机，#1001 的扣分请上门告知/),
  ]);
});
