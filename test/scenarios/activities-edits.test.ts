import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const GRID_WORKERS = '网格员工作群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

/** 孙丽 changes activity 1, and says yes to the preview. */
async function edit({ person }: OpenCommunity, words: string): Promise<string[]> {
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says(`修改活动 1 ${words}`)).toEqual([expect.stringContaining('【还没有修改】')]);
  return sun.says('是');
}

test('a job gets more places: who waited for it moves up; the others are told of the change', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, heard } = town;
  await publish(town, '发布招募 义诊 周六上午9点 2小时 活动室 岗位：登记2人、搬运1人');
  await person('张三', GRID_ONE).says('报名 1 搬运');
  expect(await person('王芳', GRID_ONE).says('报名 1 搬运')).toEqual([
    expect.stringContaining('王芳排在候补第一位'),
  ]);
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('修改活动 1 搬运改成3人')).toEqual([
    [
      '【还没有修改】1. 义诊 将改为：',
      '岗位：登记 2 人、搬运 1 人 → 登记 2 人、搬运 3 人',
      '已报名的 2 人会收到通知。确认请回复“是”。',
    ].join('\n'),
  ]);
  await sun.says('是');
  expect(heard(GRID_ONE).some((text) => text.includes('王芳已从候补转为正式报名'))).toBe(true);
  expect(heard(GRID_TWO).at(-1)).toContain(
    '【活动有变】1. 义诊\n岗位：登记 2 人、搬运 1 人 → 登记 2 人、搬运 3 人',
  );
});

test('jobs are added and taken away, but not from under those who chose them', async () => {
  const town = await openCommunity({ now: NOW });
  const { person } = town;
  await publish(town, '发布招募 义诊 周六上午9点 2小时 活动室 岗位：登记2人、搬运2人');
  await person('张三', GRID_ONE).says('报名 1 搬运');
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('修改活动 1 去掉岗位 搬运')).toEqual([
    '“义诊”的搬运已有人报名：张三，不能去掉。请先发：移除 1 姓名',
  ]);
  expect(await sun.says('修改活动 1 30人')).toEqual([
    [
      '“义诊”分岗位，请说明改哪个：',
      '· 登记：2 人，还有 2 个名额',
      '· 搬运：2 人，还有 1 个名额',
      '例如：修改活动 1 登记改成8人',
    ].join('\n'),
  ]);
  expect(await sun.says('修改活动 1 清扫改成3人')).toEqual([
    '“义诊”没有“清扫”这个岗位，现有：登记、搬运。要添加请发：修改活动 1 增加岗位 清扫5人',
  ]);
  await edit(town, '增加岗位 清扫1人');
  await edit(town, '去掉岗位 登记');
  expect(await person('王芳', GRID_ONE).says('报名 1 清扫')).toEqual([
    expect.stringContaining('王芳已报名“义诊”·清扫'),
  ]);
  expect(await person('赵敏', GRID_ONE).says('报名 1 清扫')).toEqual([
    expect.stringContaining('赵敏排在候补第一位'),
  ]);
  expect(await person('钱伟', GRID_ONE).says('报名 1 登记')).toEqual([
    expect.stringContaining('请说明报哪个：\n· 搬运：2 人，还有 1 个名额\n· 清扫'),
  ]);
});

test('what was not divided can be divided until somebody has signed up', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 义诊 周六上午9点 2小时 活动室 招20人');
  await edit(town, '岗位：登记2人、搬运5人');
  await town.person('张三', GRID_ONE).says('报名 1 登记');
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  await town.person('张三', GRID_ONE).says('报名 2');
  expect(await town.person('孙丽', GRID_WORKERS).says('修改活动 2 岗位：扫地5人、擦窗5人')).toEqual([
    '“清洁家园”已有 1 人报名，还不知道他们各做什么，不能再分岗位。可以另发一个分岗位的活动。',
  ]);
});

test('no limit any more: everybody who waited moves up', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, heard } = town;
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招1人');
  for (const name of ['张三', '王芳', '赵敏']) await person(name, GRID_ONE).says('报名 1');
  await edit(town, '不限人数');
  for (const name of ['王芳', '赵敏'])
    expect(heard(GRID_ONE).some((text) => text.includes(`${name}已从候补转为正式报名`))).toBe(true);
  expect(await person('孙丽', GRID_WORKERS).says('修改活动 1 2人')).toEqual([
    expect.stringContaining('已有 3 人报名，名额不能少于 3'),
  ]);
});

test('one more group: it gets the notice and the poster, the others hear nothing twice', async () => {
  const town = await openCommunity({ now: NOW });
  const { heard, person } = town;
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人 发到一网格');
  const heardInOne = heard(GRID_ONE).length;
  expect(heard(GRID_TWO).join('\n')).not.toContain('【招募】');
  expect(await person('孙丽', GRID_WORKERS).says('修改活动 1 加发到二网格')).toEqual([
    [
      '【还没有修改】1. 清洁家园 将改为：',
      `发到：${GRID_ONE} → ${GRID_ONE}、${GRID_TWO}`,
      '确认请回复“是”。',
    ].join('\n'),
  ]);
  await person('孙丽', GRID_WORKERS).says('是');
  expect(heard(GRID_TWO)).toEqual([expect.stringContaining('【招募】清洁家园'), '[图片]']);
  expect(heard(GRID_ONE)).toHaveLength(heardInOne);
  expect(await person('孙丽', GRID_WORKERS).says('修改活动 1 加发到九网格')).toEqual([
    expect.stringContaining('没有“九网格”这个群，可选：'),
  ]);
});

test('whom it is for: a team that there is not is refused, at first and afterwards; who signed up stays', async () => {
  const town = await openCommunity({ now: NOW });
  const { person } = town;
  const sun = person('孙丽', GRID_WORKERS);
  const unknown = '没有“巡逻队”这支队伍。发“队伍列表”看有哪些队伍。';
  expect(await sun.says('发布招募 夜巡 周六晚上7点 2小时 小广场 招20人 限巡逻队队员')).toEqual([unknown]);
  await publish(town, '发布招募 夜巡 周六晚上7点 2小时 小广场 招20人 18-60岁');
  await person('张三', GRID_ONE).says('报名 1');
  expect(await sun.says('修改活动 1 仅限巡逻队')).toEqual([unknown]);

  await person('钱伟', GRID_ONE).says('组建 巡逻队 队长 周建国');
  await edit(town, '仅限巡逻队');
  expect(await person('王芳', GRID_ONE).says('报名 1')).toEqual([
    '“夜巡”只招巡逻队队员。想入队请发：加入 巡逻队',
  ]);
  expect(await sun.says('报名名单 1')).toEqual([expect.stringContaining('1. 张三')]);
  expect(await sun.says('修改活动 1 取消要求')).toEqual([
    expect.stringContaining('要求：18–60 岁，巡逻队队员 → 无'),
  ]);
  await sun.says('是');
  expect(await person('王芳', GRID_ONE).says('报名 1')).toEqual([
    expect.stringContaining('王芳已报名“夜巡”'),
  ]);
});

test('a captain takes somebody off the list of the team', async () => {
  const town = await openCommunity({ now: NOW });
  const { person } = town;
  await person('钱伟', GRID_ONE).says('组建 巡逻队 队长 周建国');
  await person('周建国', GRID_ONE).says('巡逻队添加 张三');
  await publish(town, '发布招募 夜巡 周六晚上7点 2小时 小广场 招20人 仅限巡逻队');
  await person('张三', GRID_ONE).says('报名 1');
  expect(await person('周建国', GRID_ONE).says('移除 1 张三')).toEqual(['已把张三移出“夜巡”的报名。']);
  expect(town.heard('direct:张三').at(-1)).toContain('周建国已取消张三对“夜巡”');
});

test('without points: hours are kept, nothing is claimed', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, clock, heard } = town;
  const sun = person('孙丽', GRID_WORKERS);
  expect(await sun.says('发布招募 邻里茶话会 周六上午9点 2小时 活动室 招20人 不计分')).toEqual([
    expect.stringContaining('计分：不计分，只记时长'),
  ]);
  await sun.says('是');
  await person('张三', GRID_ONE).says('报名 1');
  clock.set('2025-11-15T11:10+08:00');
  await sun.says('全到 1');
  expect(await sun.says('结束活动 1')).toEqual([
    '活动 1“邻里茶话会”已结束，到场 1 人。\n这个活动不计分，到场和时长已经记下。',
  ]);
  expect(heard('积分评审组').join('\n')).not.toContain('邻里茶话会');
  expect(await sun.says('活动总结 1')).toEqual([expect.stringContaining('服务 2 小时，1 户参加')]);
});

test('by another item: the points follow, and who signed up is told', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, clock } = town;
  const sun = person('孙丽', GRID_WORKERS);
  await publish(town, '发布招募 邻里茶话会 周六上午9点 2小时 活动室 招20人 不计分');
  await person('张三', GRID_ONE).says('报名 1');
  expect(await sun.says('修改活动 1 按跳舞计分')).toEqual([
    expect.stringContaining('细则里没有可以给活动计分的“跳舞”，可选：志愿服务'),
  ]);
  expect(await sun.says('修改活动 1 按志愿服务计分')).toEqual([
    expect.stringContaining('计分：不计分 → 志愿服务\n已报名的 1 人会收到通知。'),
  ]);
  await sun.says('是');
  clock.set('2025-11-15T11:10+08:00');
  await sun.says('全到 1');
  expect(await sun.says('结束活动 1')).toEqual([expect.stringContaining('已为 1 人申报 20 分')]);
});

test('once it has begun only its length, note and points change, and who checked in stays checked in', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, clock, heard } = town;
  const sun = person('孙丽', GRID_WORKERS);
  await sun.says('发布招募 清洁家园 周六上午9点 小广场 招20人');
  await sun.says('不限');
  await sun.says('是');
  await person('张三', GRID_ONE).says('报名 1');
  clock.set('2025-11-15T09:00+08:00');
  await sun.says('签到 1 张三');
  clock.set('2025-11-15T11:10+08:00');
  expect(await sun.says('结束活动 1')).toEqual([
    '“清洁家园”没有写时长，算不出工时。请先发：修改活动 1 时长 2小时',
  ]);
  expect(await sun.says('修改活动 1 地点 东门')).toEqual([
    '“清洁家园”已经开始，只能改时长、说明和计分，例如：修改活动 1 时长 3小时',
  ]);
  const before = heard(GRID_ONE).length;
  await edit(town, '时长 2小时');
  expect(heard(GRID_ONE)).toHaveLength(before);
  expect(await sun.says('结束活动 1')).toEqual([expect.stringContaining('已为 1 人申报 20 分')]);
  expect(await sun.says('修改活动 1 时长 3小时')).toEqual(['“清洁家园”已经结束或取消，不能再修改了。']);
});

test('moved before its notice was posted: the notice still comes at its time', async () => {
  const town = await openCommunity({ now: NOW });
  const { clock, heard } = town;
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人 明天早上8点发布');
  await edit(town, '周日下午3点');
  clock.set('2025-11-13T08:00+08:00');
  await town.passTime();
  expect(heard(GRID_ONE).filter((text) => text.includes('【招募】'))).toEqual([
    expect.stringContaining('时间：11月16日（周日）15:00'),
  ]);
});

test('half an hour longer, an hour later: added to what was planned, before the start and during it', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, clock } = town;
  const sun = person('孙丽', GRID_WORKERS);
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  await person('张三', GRID_ONE).says('报名 1');
  expect(await sun.says('修改活动 1 推迟一小时')).toEqual([
    expect.stringContaining('11月15日（周六）09:00，2小时 → 11月15日（周六）10:00，2小时'),
  ]);
  await sun.says('是');
  expect(await sun.says('修改活动 1 改到下午3点')).toEqual([
    expect.stringContaining('→ 11月15日（周六）15:00，2小时'),
  ]);
  await sun.says('不改了');
  clock.set('2025-11-15T11:50+08:00');
  await sun.says('全到 1');
  await edit(town, '延长半小时');
  clock.set('2025-11-15T13:00+08:00');
  expect(await sun.says('结束活动 1')).toEqual([expect.stringContaining('已为 1 人申报 25 分')]);
});

test('several things at once, and more or fewer places than there were', async () => {
  const town = await openCommunity({ now: NOW });
  const sun = town.person('孙丽', GRID_WORKERS);
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  expect(await sun.says('修改活动 1 周日下午3点，再招5人，东门集合，备注 带手套，穿雨鞋')).toEqual([
    [
      '【还没有修改】1. 清洁家园 将改为：',
      '时间：11月15日（周六）09:00，2小时 → 11月16日（周日）15:00，2小时',
      '地点：小广场 → 东门',
      '人数：20 人 → 25 人',
      '说明：无 → 带手套，穿雨鞋',
      '确认请回复“是”。',
    ].join('\n'),
  ]);
  await sun.says('是');
  expect(await sun.says('修改活动 1 减5人')).toEqual([expect.stringContaining('人数：25 人 → 20 人')]);
  expect(await sun.says('修改活动 1 30人，随便弄弄')).toEqual([
    expect.stringContaining('没看懂“随便弄弄”，“清洁家园”还没有改。可以这样发：\n修改活动 1 改到周日下午3点'),
  ]);
});

test('a no in any words strikes the question; a later yes does nothing', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, heard } = town;
  const sun = person('孙丽', GRID_WORKERS);
  for (const no of ['算了', '不发了', '先不发', '不']) {
    await sun.says('周六上午9点清洁家园，招20人，2小时，小广场');
    expect(await sun.says(no)).toEqual(['好的，没有发布。']);
    expect(await sun.says('是')).toEqual([]);
  }
  expect(heard(GRID_ONE)).toEqual([]);
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  await sun.says('取消活动 1 下雨');
  expect(await sun.says('先不取消')).toEqual([expect.stringContaining('好的，活动没有取消')]);
  expect(await sun.says('是')).toEqual([]);
});

test('before its notice is posted an activity is nobody’s business: no list, no word of a change', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, clock, heard } = town;
  const sun = person('孙丽', GRID_WORKERS);
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人 明天早上8点发布');
  await edit(town, '地点 东门');
  expect(heard(GRID_ONE)).toEqual([]);
  expect(await person('张三', GRID_ONE).says('活动列表')).toEqual([
    '现在没有正在招募的活动。有新活动会发到群里。',
  ]);
  expect(await person('张三', GRID_ONE).says('报名 1')).toEqual([expect.stringContaining('没有找到')]);
  await edit(town, '明天上午9点发布');
  clock.set('2025-11-13T08:30+08:00');
  await town.passTime();
  expect(heard(GRID_ONE).join('\n')).not.toContain('清洁家园');
  clock.set('2025-11-13T09:00+08:00');
  await town.passTime();
  expect(heard(GRID_ONE).join('\n')).toContain('【招募】清洁家园');
  expect(await sun.says('修改活动 1 明天上午9点发布')).toEqual([
    '“清洁家园”的招募已经发到群里了，不能再改发布时间。',
  ]);
});

test('moved while somebody from the waitlist was there early: they wait again, in their turn, and are told', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, clock, heard } = town;
  const sun = person('孙丽', GRID_WORKERS);
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招1人');
  for (const name of ['张三', '王芳', '赵敏']) await person(name, GRID_ONE).says('报名 1');
  clock.set('2025-11-15T08:10+08:00');
  await sun.says('签到 1 王芳');
  await edit(town, '下午2点');
  expect(heard(GRID_ONE).at(-1)).toContain('已报名：张三；候补：王芳、赵敏。');
  await person('张三', GRID_ONE).says('不去 1');
  expect(heard(GRID_ONE).at(-1)).toContain('王芳已从候补转为正式报名');
});

test('a series: one date changes alone, or with all that are to come', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, clock, heard } = town;
  const sun = person('孙丽', GRID_WORKERS);
  await publish(town, '发布招募 夜间巡逻 每周六晚上7点 2小时 小广场 招6人');
  expect(await sun.says('修改活动 1 备注 本周带雨衣')).toEqual([
    expect.stringContaining('只改这一场；以后各场都改请发：修改系列活动 1 要改的内容'),
  ]);
  await sun.says('是');
  expect(await sun.says('修改系列活动 1 改到晚上8点')).toEqual([
    expect.stringContaining('以后还没发布的各场也这样改。'),
  ]);
  await sun.says('是');
  clock.set('2025-11-17T09:00+08:00');
  await town.passTime();
  const second = heard(GRID_ONE).find((text) => text.includes('报名 2')) ?? '';
  expect(second).toContain('时间：11月22日（周六）20:00');
  expect(second).not.toContain('雨衣');
});

test('a date that is moved onto the next one stands for it', async () => {
  const town = await openCommunity({ now: NOW });
  const { clock, heard } = town;
  await publish(town, '发布招募 夜间巡逻 每周六晚上7点 2小时 小广场 招6人');
  await edit(town, '11月22日');
  for (const day of ['2025-11-17T09:00+08:00', '2025-11-24T09:00+08:00']) {
    clock.set(day);
    await town.passTime();
  }
  const notices = heard(GRID_ONE).filter((text) => text.startsWith('【招募】'));
  expect(notices.map((text) => /时间：(\d+月\d+日)/.exec(text)?.[1])).toEqual(['11月15日', '11月29日']);
});

test('whoever can’t come themselves is told what to say, not that the activity is somebody else’s', async () => {
  const town = await openCommunity({ now: NOW });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  const zhang = town.person('张三', GRID_ONE);
  await zhang.says('报名 1');
  expect(await zhang.says('取消活动 1')).toEqual(['整个活动要由组织者来取消。您自己去不了，请发：不去 1']);
});

test('what was changed for one date alone is nothing to those to come, whatever is changed for all', async () => {
  const town = await openCommunity({ now: NOW });
  const { person, clock, heard } = town;
  const sun = person('孙丽', GRID_WORKERS);
  await publish(town, '发布招募 夜间巡逻 每周六晚上7点 2小时 小广场 招6人');
  await edit(town, '改到晚上9点，30人，18-60岁');
  for (const forAll of ['改到晚上9点', '再招4人', '会急救']) {
    expect(await sun.says(`修改系列活动 1 ${forAll}`)).toEqual([
      expect.stringContaining('以后还没发布的各场也这样改。'),
    ]);
    await sun.says('是');
  }
  clock.set('2025-11-17T09:00+08:00');
  await town.passTime();
  const second = heard(GRID_ONE).find((text) => text.startsWith('【招募】') && text.includes('报名 2')) ?? '';
  expect(second).toContain('时间：11月22日（周六）21:00');
  expect(second).toContain('要求：会急救\n');
  expect(second).toContain('招 10 人');
});

test('what somebody else has changed since the preview is shown again before it is done', async () => {
  const town = await openCommunity({ now: NOW });
  const { person } = town;
  const sun = person('孙丽', GRID_WORKERS);
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  expect(await sun.says('修改活动 1 再招5人')).toEqual([expect.stringContaining('20 人 → 25 人')]);
  const qian = person('钱伟', 'direct');
  await qian.says('修改活动 1 再招5人');
  await qian.says('是');
  expect(await sun.says('是')).toEqual([expect.stringContaining('25 人 → 30 人')]);
  expect(await sun.says('不改了')).toEqual(['好的，没有修改。']);
});

test('when a notice is to be posted is no new time of the activity', async () => {
  const town = await openCommunity({ now: NOW });
  const sun = town.person('孙丽', GRID_WORKERS);
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人 明天早上8点发布');
  expect(await sun.says('修改活动 1 周五发布')).toEqual([expect.stringContaining('没看懂“周五发布”')]);
  expect(await sun.says('修改活动 1 马上发布')).toEqual([
    expect.stringMatching(/将改为：\n发布：11-13 08:00 → 11-12 10:/),
  ]);
  await sun.says('是');
  await town.passTime();
  expect(town.heard(GRID_ONE)[0]).toContain('【招募】清洁家园');
});

test('jobs by their whole names; no two of one name', async () => {
  const town = await openCommunity({ now: NOW });
  const sun = town.person('孙丽', GRID_WORKERS);
  await publish(town, '发布招募 义诊 周六上午9点 2小时 活动室 岗位：登记1人、登记审核1人、3号门迎宾2人');
  expect(await sun.says('修改活动 1 登记审核改成5人')).toEqual([
    expect.stringContaining('→ 登记 1 人、登记审核 5 人、3号门迎宾 2 人'),
  ]);
  expect(await sun.says('修改活动 1 3号门迎宾改成8人')).toEqual([expect.stringContaining('3号门迎宾 8 人')]);
  expect(await sun.says('修改活动 1 登记改成登记审核')).toEqual([
    '“义诊”已经有“登记审核”这个岗位了，请换一个名称。',
  ]);
  expect(await sun.says('修改活动 1 三十人')).toEqual([expect.stringContaining('请说明改哪个')]);
});
