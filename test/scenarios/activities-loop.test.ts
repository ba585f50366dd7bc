import { expect, test } from 'vitest';
import { verifyLedger } from '#src/ledger/verify.ts';
import { publish } from '#test/support/activities.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';
import { png } from '#test/support/pictures.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const GRID_WORKERS = '网格员工作群';
const COMMITTEE = '积分评审组';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

/** A clean-up on Saturday from nine to eleven, for which 张三, 王芳 and 陈静 have signed up; it is nine o'clock. */
async function onSaturday(): Promise<OpenCommunity> {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  await town.person('张三', GRID_ONE).says('报名 1');
  await town.person('王芳', GRID_ONE).says('报名 1');
  await town.person('陈静', GRID_TWO).says('报名 1');
  town.clock.set('2025-11-15T09:00+08:00');
  return town;
}

/** The code that the organiser got privately. */
async function codeOf(town: OpenCommunity): Promise<string> {
  expect(await town.person('孙丽', GRID_WORKERS).says('开始签到 1')).toEqual([
    '签到码已私信发给您，请在现场口头告诉大家。',
  ]);
  const told = town.heard('direct:孙丽').at(-1) ?? '';
  return /签到 (\d{6})/.exec(told)?.[1] ?? '';
}

test('recruit, sign up, serve, earn: from one message to points that nobody had to type', async () => {
  const town = await onSaturday();
  const { person, heard, clock } = town;
  const code = await codeOf(town);
  expect(code).toMatch(/^\d{6}$/);

  expect(await person('张三', 'direct').says(`签到 ${code}`)).toEqual([
    '张三已签到“清洁家园”（09:00）。走的时候请发：签退',
  ]);
  expect(await person('张三', 'direct').says(`签到 ${code}`)).toEqual([
    '张三已经签到过“清洁家园”了。走的时候请发：签退',
  ]);
  clock.set('2025-11-15T10:30+08:00');
  expect(await person('张三', 'direct').says('签退')).toEqual([
    '张三已签退“清洁家园”，服务 1.5小时，活动结束后统一申报。辛苦了！',
  ]);
  // 陈静 has no battery left; the organiser writes her down. 王芳 did not come.
  expect(await person('孙丽', GRID_WORKERS).says('签到 1 陈静')).toEqual([
    '已登记“清洁家园”：陈静到场，现在到场 2 人。都齐了请发：结束活动 1',
  ]);

  clock.set('2025-11-15T11:10+08:00');
  expect(await person('孙丽', GRID_WORKERS).says('结束活动 1')).toEqual([
    [
      '活动 1“清洁家园”已结束，到场 2 人。',
      '已为 2 人申报 35 分（#1001、#1002），等待评审。',
      '报了名没来：王芳',
    ].join('\n'),
  ]);
  expect(heard(COMMITTEE).at(-1)).toBe(
    [
      '【待评审】活动 1“清洁家园”到场工时 2 份，共 35 分',
      '#1001 3-2-501 张三 1.5小时 +15（本人签到）',
      '#1002 4-1-302 陈静 2小时 +20（组织者名单）',
      '全部同意请引用本条回复：通过；个别不同意：驳回 编号 原因',
    ].join('\n'),
  );
  expect(heard(GRID_ONE).at(-1)).toContain('【活动 1 圆满结束】感谢张三、陈静（2 人）参加“清洁家园”');

  expect(await person('赵敏', COMMITTEE).quotes('【待评审】活动 1', '通过')).toEqual([
    '2 条已处理：\n#1001 张三 志愿服务 通过（赵敏）+15 分\n#1002 陈静 志愿服务 通过（赵敏）+20 分',
  ]);
  const { ledger } = town.bot().app.services;
  expect(await ledger.balanceOf('guihuali/3-2-501')).toBe(15);
  expect(await ledger.balanceOf('guihuali/4-1-302')).toBe(20);
  expect(await verifyLedger(town.bot().app.models.ledger)).toEqual([]);
  // Whoever helped hears of it where they signed up.
  expect(heard(GRID_TWO).some((text) => text.includes('#1002') && text.includes('陈静'))).toBe(true);
});

test('who came says in a word how it was; the summary counts it all, with the photos', async () => {
  const town = await onSaturday();
  const { person, clock, heard } = town;
  const sun = person('孙丽', GRID_WORKERS);
  await sun.says('全到 1 除了 王芳');
  clock.set('2025-11-15T11:10+08:00');
  await sun.postsPicture(png('小广场'));
  await sun.says('结束活动 1');
  expect(heard(COMMITTEE)).toContain('活动 1“清洁家园”现场照片');

  expect(await person('张三', GRID_ONE).quotes('圆满结束', '满意')).toEqual([
    '谢谢您对“清洁家园”的评价：满意。',
  ]);
  expect(await person('陈静', 'direct').says('一般')).toEqual(['谢谢您对“清洁家园”的评价：一般。']);
  expect(await person('王芳', GRID_ONE).quotes('圆满结束', '满意')).toEqual([
    '没有查到您参加过的活动。参加过的邻居才能评价。',
  ]);
  // Said to nobody, the word is somebody's talk.
  expect(await person('张三', GRID_ONE).says('不满意')).toEqual([]);

  const summary = [
    '【活动总结】1. 清洁家园（11月15日（周六）09:00，2小时，小广场）',
    '报名 3 人，到场 2 人（报名到场率 67%）',
    '服务 4 小时，2 户参加，2 人第一次来',
    '评价 2 份：满意 1，一般 1，不满意 0（满意率 50%）',
  ].join('\n');
  expect(await sun.says('活动总结 1')).toEqual([summary, '[图片]']);
  await sun.says('发布活动总结 1');
  expect(heard(GRID_ONE).slice(-2)).toEqual([summary, '[图片]']);
  expect(heard(GRID_TWO).slice(-2)).toEqual([summary, '[图片]']);

  clock.set('2025-12-01T09:00+08:00');
  await town.passTime();
  expect(heard(GRID_ONE).some((text) => text.startsWith('【上月活动总结】共 1 场'))).toBe(true);
});

test('a code opens nothing for who guesses, nor the day after', async () => {
  const town = await onSaturday();
  const { person, clock } = town;
  const code = await codeOf(town);
  const wang = person('王芳', 'direct');
  const guesses = ['000001', '000002', '000003', '000004', '000005'].filter((guess) => guess !== code);
  for (const guess of guesses.slice(0, 4)) await wang.says(`签到 ${guess}`);
  expect(await wang.says(`签到 ${guesses[4] ?? '000006'}`)).toEqual([
    '签到码错得太多了，今天不能再用签到码。请找现场的组织者登记。',
  ]);
  expect(await wang.says(`签到 ${code}`)).toEqual([
    '签到码错得太多了，今天不能再用签到码。请找现场的组织者登记。',
  ]);
  expect(await person('张三', 'direct').says(`签到 ${code}`)).toEqual([
    expect.stringContaining('张三已签到'),
  ]);
  clock.set('2025-11-15T12:01+08:00');
  expect(await person('陈静', 'direct').says(`签到 ${code}`)).toEqual([
    '现在没有可以签到的活动。请等组织者在现场公布签到码，再发：签到 六位数字',
  ]);
});

test('a new code voids the one before; whoever was not on the list walks in', async () => {
  const town = await onSaturday();
  const old = await codeOf(town);
  const code = await codeOf(town);
  if (old !== code)
    expect(await town.person('张三', 'direct').says(`签到 ${old}`)).toEqual([
      expect.stringContaining('签到码不对，还可以试 4 次'),
    ]);
  expect(await town.person('赵敏', 'direct').says(`签到 ${code}`)).toEqual([
    '赵敏已签到“清洁家园”（09:00，现场加入）。走的时候请发：签退',
  ]);
  expect(await town.person('孙丽', GRID_WORKERS).says('报名名单 1')).toEqual([
    expect.stringContaining('4. 赵敏（现场加入）'),
  ]);
  // To neighbours the list says who comes, not who is late or away.
  expect(await town.person('张三', 'direct').says('报名名单 1')).toEqual([
    expect.stringMatching(/4\. 赵敏$/),
  ]);
});

test('the organiser’s list: late, left early, so many minutes; an unknown name changes nothing', async () => {
  const town = await onSaturday();
  const sun = town.person('孙丽', GRID_WORKERS);
  expect(await sun.says('全到 1 除了 王小五')).toEqual([
    '没认出王小五（没有这个人，或有重名），这次都没有登记。请核对姓名后重新发一遍。',
  ]);
  await sun.says('全到 1');
  expect(await sun.says('迟到 1 张三 30分钟')).toEqual([expect.stringContaining('张三迟到')]);
  await sun.says('早退 1 王芳 45分钟');
  await sun.says('工时 1 陈静 60分钟');
  town.clock.set('2025-11-15T11:00+08:00');
  expect(await sun.says('结束活动 1')).toEqual([expect.stringContaining('已为 3 人申报')]);
  expect(town.heard(COMMITTEE).at(-1)).toContain('张三 1.5小时 +15');
  expect(town.heard(COMMITTEE).at(-1)).toContain('王芳 1小时15分钟 +13');
  expect(town.heard(COMMITTEE).at(-1)).toContain('陈静 1小时 +10');
  expect(await sun.says('结束活动 1')).toEqual(['“清洁家园”已经结束过了。']);
});

test('hours that somebody also reported by hand are credited once', async () => {
  const town = await onSaturday();
  const { person, clock } = town;
  await person('孙丽', GRID_WORKERS).says('全到 1');
  clock.set('2025-11-15T11:10+08:00');
  expect(await person('张三', GRID_ONE).says('上报 志愿服务 2小时 清洁家园')).toEqual([
    expect.stringContaining('#1001'),
  ]);
  expect(await person('孙丽', GRID_WORKERS).says('结束活动 1')).toEqual([
    expect.stringContaining('已自己报过、正在问本人是否同一次：张三'),
  ]);
  expect(town.heard('direct:张三').at(-1)).toContain('同一次请回复：合并 1001');
  expect(await person('陈静', GRID_TWO).says('合并 1001')).toEqual(['#1001 没有等您确认合并的活动工时。']);
  expect(await person('张三', GRID_ONE).says('合并 1001')).toEqual([
    '已合并：#1001 撤回，按“清洁家园”的到场记录申报 #1004，20 分，等待评审。',
  ]);
  expect(await person('张三', GRID_ONE).says('合并 1001')).toEqual(['#1001 没有等您确认合并的活动工时。']);
  for (const number of [1001, 1002, 1003, 1004]) await person('赵敏', COMMITTEE).says(`通过 ${number}`);
  // 张三 and 王芳 live together: two hours each.
  expect(await town.bot().app.services.ledger.balanceOf('guihuali/3-2-501')).toBe(40);
  // A later report of the same hours is asked about.
  expect(await person('王芳', GRID_ONE).says('上报 志愿服务 3小时 清洁家园')).toEqual([
    expect.stringContaining('#1002'),
  ]);
});
