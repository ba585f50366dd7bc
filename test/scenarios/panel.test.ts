import { expect, test } from 'vitest';
import { verifyLedger } from '#src/ledger/verify.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';
import { withChain, withRules } from '#test/support/rulebooks.ts';

const RESIDENTS = '桂花里一网格居民群';
const COMMITTEE = '积分评审组';
const NOW = '2025-11-12T10:30+08:00';

/** A panel of three (赵敏, 周建国, 钱伟): two have to agree, one is enough when no two are left. */
function openPanel(): Promise<OpenCommunity> {
  return openCommunity({ now: NOW, change: (community) => withChain(community, { agree: 2, atLeast: 1 }) });
}

test('recusal and abstention leave one, and one is then enough', async () => {
  const { person } = await openPanel();
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  expect(await person('赵敏', COMMITTEE).says('回避 1001 亲戚')).toEqual(['#1001 赵敏回避，等其他委员。']);
  expect(await person('周建国', COMMITTEE).quotes('#1001', '通过')).toEqual([
    '#1001 周建国已同意（1/2），还需 1 位委员。',
  ]);
  expect(await person('钱伟', COMMITTEE).quotes('待评审 #1001', '弃权')).toEqual([
    '#1001 张三 志愿服务 2小时（今天）已通过（钱伟），+20 分。',
  ]);
});

test('a member’s own household is decided by the others, with the smaller quorum if need be', async () => {
  const { person } = await openCommunity({
    now: NOW,
    change: (community) => withChain(community, { agree: 3, atLeast: 2 }),
  });
  await person('赵敏', 'direct').says('上报 志愿服务 2小时');
  expect(await person('赵敏', COMMITTEE).quotes('#1001', '通过')).toEqual([
    '#1001 是您自家或您报的，请其他委员评审。\n发“待审”看等待的申报。',
  ]);
  expect(await person('周建国', COMMITTEE).quotes('#1001', '通过')).toEqual([
    '#1001 周建国已同意（1/2），还需 1 位委员。',
  ]);
  expect(await person('钱伟', COMMITTEE).quotes('待评审 #1001', '同意')).toEqual([
    expect.stringContaining('已通过（钱伟），+20 分。'),
  ]);
});

test('a body that is left without enough is stood in for by another, all of it together', async () => {
  const { person } = await openCommunity({
    now: NOW,
    change: (community) =>
      withRules(community, () => ({
        bodies: [
          {
            id: 'panel',
            name: { zh: '评议组', en: 'panel' },
            role: 'committee',
            appointed: true,
            standIn: 'admins',
          },
          { id: 'admins', name: { zh: '社区两委', en: 'two committees' }, role: 'admin', appointed: false },
        ],
        chains: withChain(community, { body: 'panel', agree: 2 }).rulebooks[0].chains,
      })),
  });
  const qian = person('钱伟', 'direct');
  expect(await qian.says('授权 1-1-301 赵敏 评议组')).toEqual(['已授权 赵敏 为评议组成员。']);
  await qian.says('授权 2-3-402 周建国 评议组');
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  expect(await qian.says('通过 1001')).toEqual([expect.stringContaining('#1001 不归您评审')]);
  expect(await person('赵敏', COMMITTEE).says('回避 1001 亲戚')).toEqual([
    '#1001 已记下赵敏的意思。能评审的委员不够了，转由社区两委评审。',
    expect.stringContaining('【待评审 #1001】'),
  ]);
  expect(await qian.says('通过 1001')).toEqual(['#1001 张三 志愿服务 2小时（今天）已通过（钱伟），+20 分。']);
});

test('somebody stands in for a member who is away, for those days only, and not for the member’s own household', async () => {
  const { person, clock, bot } = await openPanel();
  const qian = person('钱伟', 'direct');
  expect(await qian.says('代理 1-1-301 赵敏 由 4-1-302 陈静 11月12日到11月20日')).toEqual([
    '11月12日到11月20日，陈静代理赵敏评审。要取消请发：取消代理 赵敏',
  ]);
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  await person('赵敏', 'direct').says('上报 治安巡逻 1小时');
  const chen = person('陈静', 'direct');
  expect(await chen.says('通过 1001')).toEqual(['#1001 陈静已同意（1/2），还需 1 位委员。']);
  expect(await chen.says('通过 1002')).toEqual([
    '#1002 是您自家或您报的，请其他委员评审。\n发“待审”看等待的申报。',
  ]);
  // One seat has one voice.
  expect(await person('赵敏', COMMITTEE).says('通过 1001')).toEqual([
    '#1001 您已经同意过，等其他委员。\n发“待审”看等待的申报。',
  ]);
  clock.set('2025-11-21T08:00+08:00');
  expect(await chen.says('通过 1001')).toEqual([expect.stringContaining('要由评审委员')]);
  await person('周建国', COMMITTEE).says('通过 1001');
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);
  expect(await person('张三', RESIDENTS).says('查积分')).toEqual([expect.stringContaining('当前积分 20 分')]);
});

test('who is away stands in for nobody; nobody stands in for themselves, or for a fellow member', async () => {
  const { person } = await openPanel();
  const qian = person('钱伟', 'direct');
  await qian.says('代理 1-1-301 赵敏 由 4-1-302 陈静 11月12日到11月20日');
  await qian.says('授权 4-1-302 陈静 网格员');
  expect(await qian.says('代理 4-1-302 陈静 由 5-1-101 吴洁 11月15日到11月18日')).toEqual([
    '陈静自己正在代理别人（到11月20日），请先取消那一项代理。',
  ]);
  expect(await qian.says('代理 1-2-201 孙丽 由 1-1-301 赵敏 11月15日到11月18日')).toEqual([
    '赵敏自己那几天也由别人代理（到11月20日），请换一位。',
  ]);
  expect(await qian.says('代理 2-3-402 周建国 由 1-1-301 赵敏 11月15日到11月18日')).toEqual([
    '赵敏自己也在同一个机构里，只能有一票，不能再代理周建国，请换一位。',
  ]);
  expect(await qian.says('代理 1-1-301 赵敏 由 1-1-301 赵敏 11月15日到11月18日')).toEqual([
    '不能自己代理自己。',
  ]);
  expect(await qian.says('取消代理 1-1-301 赵敏')).toEqual(['已取消赵敏的代理。']);
  expect(await qian.says('取消代理 1-1-301 赵敏')).toEqual(['赵敏现在没有代理。']);
  expect(
    await person('赵敏', COMMITTEE).says('代理 1-1-301 赵敏 由 4-1-302 陈静 11月15日到11月18日'),
  ).toEqual([expect.stringContaining('要由社区管理员来办')]);
});

/** Two steps, both before everybody who is on the committee (赵敏, 周建国, 钱伟). */
const twoSteps = (stages: Parameters<typeof withChain>[1] = {}) =>
  openCommunity({
    now: NOW,
    change: (community) => withChain(community, { name: { zh: '初审', en: 'first look' } }, stages),
  });

test('whoever agreed in the first step leaves the second to another', async () => {
  const { person, bot } = await twoSteps();
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  const zhao = person('赵敏', COMMITTEE);
  expect(await zhao.quotes('#1001', '通过')).toEqual([
    '#1001 张三 志愿服务 2小时（今天）本环节已通过（赵敏），转评审委员（第 2 步，共 2 步）。',
    expect.stringContaining('【待评审 #1001】'),
  ]);
  expect(await zhao.says('通过 1001')).toEqual([
    '#1001 您在前面的环节评过了，这一环节请其他委员评审。\n发“待审”看等待的申报。',
  ]);
  expect(await zhao.says('待审')).toEqual(['现在没有等待评审的申报。']);
  expect(await zhao.says('全部通过')).toEqual(['现在没有等待评审的申报。']);
  expect(await person('周建国', COMMITTEE).says('全部通过')).toEqual([
    '#1001 张三 志愿服务 2小时（今天）已通过（周建国），+20 分。',
  ]);
  expect(await verifyLedger(bot().app.models.ledger)).toEqual([]);
});

test('what is left of a body decides together, though the regulation asks for more', async () => {
  const { person } = await twoSteps({ agree: 3 });
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  await person('赵敏', COMMITTEE).says('通过 1001');
  expect(await person('周建国', COMMITTEE).says('通过 1001')).toEqual([
    '#1001 周建国已同意（1/2），还需 1 位委员。',
  ]);
  expect(await person('钱伟', COMMITTEE).says('通过 1001')).toEqual([
    expect.stringContaining('已通过（钱伟），+20 分。'),
  ]);
});

test('when nobody is left who was not heard, the admins are asked to appoint somebody', async () => {
  const { person, heard, clock, passTime } = await twoSteps();
  const qian = person('钱伟', 'direct');
  await qian.says('撤销 1-1-301 赵敏 评审委员');
  await qian.says('撤销 2-3-402 周建国 评审委员');
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  await qian.says('通过 1001');
  clock.set('2025-11-13T09:31+08:00');
  await passTime();
  expect(heard('direct:钱伟').at(-1)).toBe(
    '#1001 没有人能评审：评审委员的成员都要回避，或在前面的环节评过了。请授权：授权 门牌 姓名 评审委员',
  );
  await qian.says('授权 4-1-302 陈静 评审委员');
  expect(await person('陈静', 'direct').says('通过 1001')).toEqual([
    '#1001 张三 志愿服务 2小时（昨天）已通过（陈静），+20 分。',
  ]);
});

test('where the regulation lets them, the same people decide two steps', async () => {
  const { person } = await twoSteps({ samePeople: true });
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  const zhao = person('赵敏', COMMITTEE);
  await zhao.says('通过 1001');
  expect(await zhao.says('通过 1001')).toEqual([expect.stringContaining('已通过（赵敏），+20 分。')]);
});

test('several verdicts in one message', async () => {
  const { person } = await openCommunity({ now: NOW });
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  await person('陈静', 'direct').says('上报 治安巡逻 1小时');
  expect(await person('赵敏', COMMITTEE).says('1001通过，1002驳回 没有照片')).toEqual([
    '2 条已处理：\n#1001 张三 志愿服务 通过（赵敏）+20 分\n#1002 陈静 驳回（赵敏）：没有照片',
  ]);
});

test('what waits too long is brought to mind, then to others; it is approved by silence only where the regulation says so', async () => {
  const { person, heard, clock, passTime } = await openCommunity({
    now: NOW,
    change: (community) => withChain(community, { days: 2, overdue: 'approve' }),
  });
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  clock.set('2025-11-14T10:40+08:00');
  await passTime();
  expect(heard(COMMITTEE).at(-1)).toBe(
    '【提醒】有 1 条申报等了 2 天以上：\n#1001 张三（3-2-501）志愿服务 2小时（前天） +20 分\n请回复“通过 编号”“驳回 编号 原因”，或发“待审”。',
  );
  clock.set('2025-11-16T10:40+08:00');
  await passTime();
  expect(heard(RESIDENTS).at(-1)).toContain('#1001 志愿服务已通过：张三 +20 分');
});

test('without such a rule it waits on, however long', async () => {
  const { person, clock, passTime } = await openCommunity({
    now: NOW,
    change: (community) => withChain(community, { days: 2 }),
  });
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  for (const day of ['14', '16', '18', '20', '28']) {
    clock.set(`2025-11-${day}T10:40+08:00`);
    await passTime();
  }
  expect(await person('张三', RESIDENTS).says('进度 1001')).toEqual([expect.stringContaining('待评审')]);
});
