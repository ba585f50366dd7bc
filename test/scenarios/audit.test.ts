import { expect, test } from 'vitest';
import { verifyAudit } from '#src/audit/verify.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';

const RESIDENTS = '桂花里一网格居民群';
const COMMITTEE = '积分评审组';
const GRID_WORKERS = '网格员工作群';
const NOW = '2025-11-12T10:30+08:00';

/** #1001 张三: reported at 10:30, approved by 赵敏 at 10:40. #1002 陈静, of another grid, waits. */
async function withTwoClaims(): Promise<OpenCommunity> {
  const opened = await openCommunity({ now: NOW });
  const { person, clock } = opened;
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时', { id: 'report' });
  await person('陈静', 'direct').says('上报 治安巡逻 1小时');
  clock.advance({ minutes: 10 });
  await person('赵敏', COMMITTEE).says('通过 1001', { id: 'approval' });
  return opened;
}

const TRAIL =
  '【查证 #1001】张三（3-2-501）志愿服务 2小时（今天）\n按细则 2025-1，现在：已通过\n' +
  '11-12 10:30 张三 申报（消息 report）\n' +
  '11-12 10:40 赵敏 第 1 环节同意（消息 approval，存证 1）\n' +
  '11-12 10:40 加分入账 +20 分，凭证 claim:guihuali#1001';

test('in the committee’s group the trail is said there', async () => {
  const { person } = await withTwoClaims();
  expect(await person('周建国', COMMITTEE).says('查证 #1001')).toEqual([TRAIL]);
});

test('in a residents’ group it goes to who asked, and the group hears only that', async () => {
  const { person, heard } = await withTwoClaims();
  expect(await person('王芳', RESIDENTS).says('查证 1001')).toEqual([
    '已私信发给您。没收到的话，请先加小积为好友再发一次。',
  ]);
  expect(heard('direct:王芳')).toEqual([TRAIL]);
  expect(await person('张三', 'direct').says('查证 1001')).toEqual([TRAIL]);
});

test('a reversal is part of the trail, with its reason and its journal', async () => {
  const { person, clock, bot } = await withTwoClaims();
  clock.advance({ hours: 1 });
  await person('赵敏', COMMITTEE).says('冲正 1001 重复申报', { id: 'reversal' });
  expect(await person('孙丽', GRID_WORKERS).says('查证 1001')).toEqual([
    `${TRAIL.replace('已通过', '已冲正')}\n` +
      '11-12 11:40 赵敏 冲正：重复申报（消息 reversal，存证 2）\n' +
      '11-12 11:40 冲正入账 −20 分，凭证 reversal:guihuali#1001',
  ]);
  expect(await verifyAudit(bot().app.models.audit)).toEqual([]);
});

test('a withdrawal is part of the trail', async () => {
  const { person } = await withTwoClaims();
  const chen = person('陈静', 'direct');
  await chen.says('撤回 1002', { id: 'withdrawal' });
  const [trail] = await chen.says('查证 1002');
  expect(trail).toContain('现在：已撤回');
  expect(trail).toContain('陈静 撤回申报（消息 withdrawal，存证 2）');
});

test('an objection is part of the trail: the committee sees whose it is, the household does not', async () => {
  const { person, clock } = await withTwoClaims();
  clock.advance({ minutes: 10 });
  await person('陈静', 'direct').says('异议 1001 那天他没有来', { id: 'objection' });
  clock.advance({ minutes: 10 });
  await person('周建国', COMMITTEE).says('异议不成立 1003 有签到记录', { id: 'ruling' });

  const frozen = '11-12 10:50 异议冻结 20 分，凭证 freeze:guihuali#1003';
  const ruling = [
    '11-12 11:00 周建国 异议 #1003 认为不成立：有签到记录（消息 ruling，存证 3）',
    '11-12 11:00 异议 #1003 不成立',
    '11-12 11:00 异议解冻 20 分，凭证 release:guihuali#1003',
  ];
  expect(await person('周建国', COMMITTEE).says('查证 1001')).toEqual([
    [
      TRAIL,
      '11-12 10:50 陈静 提出异议 #1003：那天他没有来（消息 objection，存证 2）',
      frozen,
      ...ruling,
    ].join('\n'),
  ]);
  expect(await person('张三', 'direct').says('查证 1001')).toEqual([
    [TRAIL, '11-12 10:50 提出异议 #1003（存证 2）', frozen, ...ruling].join('\n'),
  ]);
});

test('an objection’s own number asks for the claim that it is about', async () => {
  const { person } = await withTwoClaims();
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  expect(await person('赵敏', COMMITTEE).says('查证 1003')).toEqual([
    expect.stringMatching(/^【查证 #1001】[\s\S]*异议/),
  ]);
  expect(await person('吴洁', 'direct').says('查证 1003')).toEqual([expect.stringContaining('没有')]);
});

test('a committee member does not learn who objected to their own household’s points', async () => {
  const { person } = await openCommunity({ now: NOW });
  await person('赵敏', 'direct').says('上报 志愿服务 2小时');
  await person('周建国', COMMITTEE).says('通过 1001');
  await person('陈静', 'direct').says('异议 1001 那天她没有来');
  const [own] = await person('赵敏', 'direct').says('查证 1001');
  expect(own).toContain('提出异议 #1002');
  expect(own).not.toContain('陈静');
  const [others] = await person('周建国', 'direct').says('查证 1001');
  expect(others).toContain('陈静 提出异议 #1002：那天她没有来');
  const [inGridWorkersGroup] = await person('钱伟', GRID_WORKERS).says('查证 1001');
  expect(inGridWorkersGroup).toContain('提出异议 #1002');
  expect(inGridWorkersGroup).not.toContain('陈静');
});

test('an objection that was taken back names nobody to the household either', async () => {
  const { person } = await withTwoClaims();
  await person('陈静', 'direct').says('异议 1001 那天他没有来');
  await person('陈静', 'direct').says('撤回 1003');
  const [trail] = await person('张三', 'direct').says('查证 1001');
  expect(trail).toContain('撤回异议');
  expect(trail).not.toContain('陈静');
  expect(trail).not.toContain('没有来');
});

test('what is not one’s business is answered like what is not there', async () => {
  const { person, heard } = await withTwoClaims();
  const refusal = (number: number) =>
    `没有您可以查证的 #${number}，请核对编号。自家的编号发“我的申报”可以看到。`;
  expect(await person('陈静', 'direct').says('查证 1001')).toEqual([refusal(1001)]);
  expect(await person('陈静', 'direct').says('查证 9999')).toEqual([refusal(9999)]);
  expect(await person('张三', RESIDENTS).says('查证 1002')).toEqual([refusal(1002)]);
  expect(heard('direct:张三')).toEqual([]);
});

test('a grid worker of one grid sees that grid’s trails only', async () => {
  const { person } = await withTwoClaims();
  const admin = person('钱伟', 'direct');
  await admin.says('撤销 孙丽 网格员');
  await admin.says('授权 孙丽 网格员 二网格');
  const sun = person('孙丽', 'direct');
  expect(await sun.says('查证 1001')).toEqual([expect.stringContaining('没有您可以查证的 #1001')]);
  expect(await sun.says('查证 1002')).toEqual([expect.stringContaining('【查证 #1002】陈静')]);
});

test('several at once, with those that may not be seen named together', async () => {
  const { person } = await withTwoClaims();
  expect(await person('张三', 'direct').says('查证 1001 1002 1003')).toEqual([
    `${TRAIL}\n\n没有您可以查证的 #1002、#1003，请核对编号。自家的编号发“我的申报”可以看到。`,
  ]);
  expect(await person('张三', 'direct').says('查证 1001-1006')).toEqual(['一次最多查证 5 条，请分几次发。']);
});

test('in English to who asks in English', async () => {
  const { person } = await withTwoClaims();
  expect(await person('张三', 'direct').says('audit 1001')).toEqual([
    '[Trail of #1001] 张三 (3-2-501) volunteering 2 hours (today)\nBy version 2025-1 of the rules. Now: approved\n' +
      '11-12 10:30 张三 reported it (message report)\n' +
      '11-12 10:40 赵敏 approved in stage 1 (message approval, audit entry 1)\n' +
      '11-12 10:40 credited +20 points, journal claim:guihuali#1001',
  ]);
});
