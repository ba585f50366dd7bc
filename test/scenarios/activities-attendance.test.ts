import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_WORKERS = '网格员工作群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

/** 张三, 王芳, 赵敏 and 周建国 have signed up for activity 1, on Saturday from 9 to 11; it is as late as `now`. */
async function cleanUp(now = '2025-11-15T09:20+08:00'): Promise<OpenCommunity> {
  const town = await openCommunity({ now: NOW });
  await publish(town, '周六上午9点清洁家园招20人 2小时 小广场');
  for (const name of ['张三', '王芳', '赵敏', '周建国']) await town.person(name, GRID_ONE).says('报名 1');
  town.clock.set(now);
  return town;
}

const noted = (who: string, present: number) => [
  `已登记“清洁家园”：${who}，现在到场 ${present} 人。都齐了请发：结束活动 1`,
];

test('one message may say different things of different people', async () => {
  const { person } = await cleanUp();
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('1张三到了，王芳没来')).toEqual(noted('张三到场；王芳缺席', 1));
  expect((await sun.says('名单 1')).join('\n')).toContain('1. 张三（已签到）\n2. 王芳（缺席）\n3. 赵敏\n');
  expect(await sun.says('1全到了，王芳迟到10分钟')).toEqual(noted('全部到场；王芳迟到10分钟', 4));
  expect(await sun.says('全到1，张三、王芳除外')).toEqual(noted('除张三、王芳外全部到场', 2));
  expect(await sun.says('1全到了，谢谢王芳')).toEqual(noted('全部到场', 4));
  expect(await sun.says('1张三没来，张三到了')).toEqual([
    '张三到底来了没有？一句话里说了两种，这次都没有登记。请只说一种，重新发一遍。',
  ]);
  expect((await sun.says('名单 1')).join('\n')).toContain('1. 张三（已签到）');
});

test('what colleagues say of people who are on no list is not for the bot; with a number it is', async () => {
  const { person } = await cleanUp();
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('李医生没来')).toEqual([]);
  expect(await person('钱伟', GRID_WORKERS).says('陈静没来')).toEqual([]);
  expect(await sun.says('1李医生没来')).toEqual([expect.stringContaining('没认出李医生')]);
  expect(await sun.says('李医生没来', { mentionsBot: true })).toEqual([
    expect.stringContaining('没认出李医生'),
  ]);
  expect(await sun.says('赵敏没来')).toEqual(noted('赵敏缺席', 0));
});

test('how long somebody else worked is their attendance, and never a report of the speaker’s own', async () => {
  const { person } = await cleanUp();
  const sun = person('孙丽', 'direct');
  expect(await sun.says('1 张三 只干了1小时')).toEqual(noted('张三服务1小时', 1));
  expect(await sun.says('张三 打扫楼道 2小时')).toEqual([expect.stringContaining('这是张三做的吗？')]);
  expect(await sun.says('孙丽打扫楼道2小时')).toEqual([expect.stringContaining('已记录 #1001：孙丽')]);
  expect(await sun.says('王芳干了1小时')).toEqual(noted('王芳服务1小时', 2));
  expect(await person('张三', 'direct').says('王芳干了1小时')).toEqual([
    expect.stringContaining('由组织者或网格员来办'),
  ]);
});

test('关闭签到 voids the code and leaves the activity open', async () => {
  const { person, heard } = await cleanUp();
  const sun = person('孙丽', 'direct');
  const [told = ''] = await sun.says('开始签到 1');
  const code = /(\d{3}) (\d{3})/.exec(told)?.slice(1).join('') ?? '';
  expect(await sun.says('关闭签到1')).toEqual([
    '“清洁家园”的签到码已作废，活动照常。还要签到请发：开始签到 1；整个活动完了请发：结束活动 1',
  ]);
  expect(await person('张三', 'direct').says(`签到 ${code}`)).toEqual([
    expect.stringContaining('现在没有可以签到的活动'),
  ]);
  expect(await sun.says('结束签到 1')).toEqual([expect.stringContaining('现在没有签到码，活动照常')]);
  expect(heard(GRID_ONE).join('\n')).not.toContain('圆满结束');
});

test('closing well before the planned end asks first; its summary is posted only after that', async () => {
  const { person, heard, clock } = await cleanUp();
  const sun = person('孙丽', GRID_WORKERS);
  await sun.says('1全到了');
  expect(await sun.says('发布活动总结 1')).toEqual([
    '“清洁家园”还没有结束，总结先不发到群里。请先核对到场，再发：结束活动 1',
  ]);
  expect((await sun.says('活动总结 1')).join('\n')).toContain('活动还没有结束，数字还会变。');
  const asked = [
    '“清洁家园”按计划到 11:00 结束。现在就结束的话，工时只算到现在，群里会收到感谢（登记到场 4 人）。确定结束请回复“是”，还没完请回复“算了”。',
  ];
  expect(await sun.says('结束活动 1')).toEqual(asked);
  await sun.says('算了');
  expect(heard(GRID_ONE).join('\n')).not.toContain('圆满结束');
  clock.set('2025-11-15T10:30+08:00');
  expect(await sun.says('1结束，大家辛苦了')).toEqual(asked);
  expect(await sun.says('是')).toEqual([expect.stringContaining('活动 1“清洁家园”已结束，到场 4 人。')]);
  expect(await sun.says('发布活动总结1', { mentionsBot: true })).toEqual([
    '活动 1“清洁家园”的总结已发到：桂花里一网格居民群、桂花里二网格居民群。',
  ]);
  expect(heard(GRID_ONE).at(-1)).toContain('【活动总结】1. 清洁家园');
});

test('asked in a residents’ group, the question stays there, where the yes is awaited', async () => {
  const { person, heard } = await cleanUp();
  const sun = person('孙丽', GRID_ONE);
  await person('孙丽', GRID_WORKERS).says('1全到了');
  expect(await sun.says('结束活动 1')).toEqual([expect.stringContaining('确定结束请回复“是”')]);
  await sun.says('是');
  expect(heard(GRID_ONE).join('\n')).toContain('【活动 1 圆满结束】');
});

test('at its end an activity closes at once', async () => {
  const { person } = await cleanUp('2025-11-15T10:50+08:00');
  const sun = person('孙丽', GRID_WORKERS);
  await sun.says('1全到了');
  expect(await sun.says('1结束')).toEqual([expect.stringContaining('已结束，到场 4 人。')]);
});

test('停止报名 says what can be done, and signs nobody up', async () => {
  const { person } = await cleanUp(NOW);
  const said = [
    '“清洁家园”现在报名 4 人，名额满了再报的排候补。不想再收人，请把人数改成已报的人数：修改活动 1 4人',
  ];
  expect(await person('孙丽', GRID_WORKERS).says('活动1停止报名', { mentionsBot: true })).toEqual(said);
  expect(await person('孙丽', 'direct').says('暂停活动1报名')).toEqual(said);
  expect(await person('张三', 'direct').says('活动1停止报名')).toEqual([
    expect.stringContaining('由组织者或网格员来办'),
  ]);
  expect((await person('孙丽', GRID_WORKERS).says('名单 1')).join('\n')).toContain('已报 4/20 人');
});

test('with two activities going on, a name says which is meant', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '周六上午9点清洁家园招20人 2小时 小广场');
  await publish(town, '周六上午9点义诊招20人 2小时 活动室');
  await town.person('张三', GRID_ONE).says('报名 1');
  await town.person('王芳', GRID_ONE).says('报名 2');
  town.clock.set('2025-11-15T09:20+08:00');
  const sun = town.person('孙丽', GRID_WORKERS);
  expect(await sun.says('王芳没来')).toEqual([expect.stringContaining('已登记“义诊”：王芳缺席')]);
  expect(await sun.says('李医生没来')).toEqual([]);
});

test('hours of an activity are among one’s reports; nobody is invited to report them again', async () => {
  const { person, clock } = await cleanUp();
  const [sun, zhang] = [person('孙丽', GRID_WORKERS), person('张三', 'direct')];
  expect(await zhang.says('我的申报')).toEqual([expect.stringContaining('在活动里签到过的不用报')]);
  await sun.says('签到 1 张三 王芳');
  clock.set('2025-11-15T11:00+08:00');
  await sun.says('结束活动 1');
  expect(await zhang.says('我的申报')).toEqual([expect.stringMatching(/^#1001 .*$/)]);
  await person('赵敏', '积分评审组').says('通过 1001');
  expect(await zhang.says('我的申报')).toEqual([expect.stringContaining('#1001')]);
  expect(await zhang.says('志愿服务多少分')).toEqual([expect.stringContaining('在活动里签到过的不用报')]);
  // What 孙丽 closed are other people's hours.
  expect(await person('孙丽', 'direct').says('我的申报')).toEqual([expect.stringContaining('您还没有申报')]);
});

test('an activity to which nobody came is closed by saying so, and thanks nobody', async () => {
  const { person, heard } = await cleanUp('2025-11-15T11:05+08:00');
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('结束活动 1')).toEqual([
    expect.stringContaining('真没有人来的，请发：结束活动 1 没有人来（报了名的记缺席）'),
  ]);
  expect(await sun.says('结束活动 1 没有人来')).toEqual([
    expect.stringMatching(/已结束，到场 0 人。\n报了名没来：张三、王芳、赵敏、周建国/),
  ]);
  expect(heard(GRID_ONE).join('\n')).not.toContain('圆满结束');
});

test('that nobody came is not taken for an answer when somebody is noted', async () => {
  const { person } = await cleanUp('2025-11-15T11:05+08:00');
  const sun = person('孙丽', GRID_WORKERS);
  await sun.says('签到 1 张三');
  expect(await sun.says('1结束，没人来')).toEqual([expect.stringContaining('已经登记到场 1 人，没有结束')]);
});

test('closed in a residents’ group, the group hears thanks alone', async () => {
  const { person, heard } = await cleanUp('2025-11-15T11:05+08:00');
  await person('孙丽', GRID_WORKERS).says('1全到了');
  expect(await person('孙丽', GRID_ONE).says('结束活动 1')).toEqual([
    expect.stringMatching(/^【活动 1 圆满结束】/),
  ]);
  expect(heard('direct:孙丽').join('\n')).toContain('活动 1“清洁家园”已结束，到场 4 人。');
});

test('without a number what is going on is meant, not what was left open the day before', async () => {
  const { person, clock, ...town } = await cleanUp(NOW);
  await publish({ person, clock, ...town }, '周日下午2点义诊招20人 2小时 活动室');
  await person('赵敏', GRID_ONE).says('报名 2');
  clock.set('2025-11-16T15:20+08:00');
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('赵敏没来')).toEqual([expect.stringContaining('已登记“义诊”：赵敏缺席')]);
  clock.set('2025-11-16T16:30+08:00');
  expect(await sun.says('全到了', { mentionsBot: true })).toEqual([
    expect.stringContaining('“义诊”：全部到场'),
  ]);
});
