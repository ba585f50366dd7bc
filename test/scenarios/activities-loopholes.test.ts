import fc from 'fast-check';
import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { type CommunityOptions, type OpenCommunity, openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const GRID_WORKERS = '网格员工作群';
const COMMITTEE = '积分评审组';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

/** A clean-up on Saturday from nine to eleven, for which 张三, 王芳 and 陈静 have signed up; it is nine o'clock. */
async function onSaturday(options: CommunityOptions = {}): Promise<OpenCommunity> {
  const town = await openCommunity({ now: NOW, ...options });
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  await town.person('张三', GRID_ONE).says('报名 1');
  await town.person('王芳', GRID_ONE).says('报名 1');
  await town.person('陈静', GRID_TWO).says('报名 1');
  at(town, '09:00');
  return town;
}

function at({ clock }: OpenCommunity, time: string, day = '2025-11-15'): void {
  clock.set(`${day}T${time}+08:00`);
}

async function codeOf(town: OpenCommunity): Promise<string> {
  await town.person('孙丽', GRID_WORKERS).says('开始签到 1');
  return /签到 (\d{6})/.exec(town.heard('direct:孙丽').at(-1) ?? '')?.[1] ?? '';
}

/** Every version of the regulation, with something of it changed. */
function regulation(change: object): CommunityOptions {
  return {
    change: (community) => ({
      ...community,
      rulebooks: community.rulebooks.map((book) => ({
        ...book,
        ...change,
      })) as unknown as typeof community.rulebooks,
    }),
  };
}

test('everybody is there at one minute past nine, and it is closed: one minute, not two hours', async () => {
  const town = await onSaturday();
  const sun = town.person('孙丽', GRID_WORKERS);
  at(town, '09:01');
  await sun.says('全到 1');
  expect(await sun.says('结束活动 1')).toEqual([expect.stringContaining('按计划到 11:00 结束')]);
  expect(await sun.says('是')).toEqual([expect.stringContaining('不计分')]);
  expect(town.heard(COMMITTEE).join('\n')).not.toContain('2小时');
});

test('a second check-out gains nothing, neither after the first nor after the organiser’s word', async () => {
  const town = await onSaturday();
  const sun = town.person('孙丽', GRID_WORKERS);
  const code = await codeOf(town);
  for (const name of ['张三', '陈静']) await town.person(name, 'direct').says(`签到 ${code}`);
  at(town, '09:30');
  expect(await town.person('张三', 'direct').says('签退')).toEqual([expect.stringContaining('服务 0.5小时')]);
  await sun.says('早退 1 陈静 60分钟');
  at(town, '11:00');
  expect(await town.person('张三', 'direct').says('签退')).toEqual([expect.stringContaining('服务 0.5小时')]);
  expect(await town.person('陈静', 'direct').says('签退')).toEqual([expect.stringContaining('服务 1小时')]);
});

test('late without minutes keeps the check-in; absent is undone by the organiser, not by a code', async () => {
  const town = await onSaturday();
  const sun = town.person('孙丽', GRID_WORKERS);
  const code = await codeOf(town);
  at(town, '09:30');
  await town.person('张三', 'direct').says(`签到 ${code}`);
  await sun.says('迟到 1 张三');
  await sun.says('缺席 1 陈静');
  expect(await town.person('陈静', 'direct').says(`签到 ${code}`)).toEqual([
    '陈静在“清洁家园”的名单上登记为缺席，签到码改不了。您到了的话，请找现场的组织者改。',
  ]);
  at(town, '11:00');
  await sun.says('结束活动 1');
  expect(town.heard(COMMITTEE).at(-1)).toContain('1.5小时');
  expect(town.heard(COMMITTEE).join('\n')).not.toContain('陈静');
});

test('all reports of that day are asked about, privately and whatever their item; 合并 withdraws them all', async () => {
  const town = await onSaturday();
  const { person, heard } = town;
  at(town, '11:10');
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时 扫地');
  await person('张三', GRID_ONE).says('上报 志愿服务 1小时 浇花');
  await person('张三', GRID_ONE).says('上报 治安巡逻 1小时');
  await person('孙丽', GRID_WORKERS).says('签到 1 张三');
  await person('孙丽', GRID_WORKERS).says('结束活动 1');
  const offer = heard('direct:张三').at(-1);
  expect(offer).toContain('#1001');
  expect(offer).toContain('#1002');
  expect(offer).toContain('#1003');
  expect(heard(GRID_ONE).join('\n')).not.toContain('合并 1001');
  expect(await person('张三', 'direct').says('合并 1002')).toEqual([
    '已合并：#1001、#1002、#1003 撤回，按“清洁家园”的到场记录申报 #1004，20 分，等待评审。',
  ]);
});

test('a report that was credited stands for the attendance, and for no other', async () => {
  const town = await onSaturday();
  const { person } = town;
  const sun = person('孙丽', GRID_WORKERS);
  await publish(town, '发布招募 义诊 周六下午3点 2小时 活动室 招20人');
  await person('张三', GRID_ONE).says('报名 2');
  at(town, '11:10');
  await person('张三', GRID_ONE).says('上报 志愿服务 3小时 扫地');
  await person('赵敏', COMMITTEE).says('通过 1001');
  await sun.says('签到 1 张三');
  await sun.says('结束活动 1');
  expect(await person('张三', 'direct').says('合并 1001')).toEqual([
    '已合并：“清洁家园”的工时已经由 #1001 记过分，不再重复申报。',
  ]);
  expect(await sun.says('活动总结 1')).toEqual([expect.stringContaining('服务 2 小时')]);
  // In the afternoon the same report is not asked about again; the committee sees it beside the new hours.
  at(town, '17:00');
  await sun.says('签到 2 张三');
  expect(await sun.says('结束活动 2')).toEqual([expect.stringContaining('已为 1 人申报 20 分')]);
  expect(town.heard(COMMITTEE).at(-1)).toContain('当天另有#1001');
});

test('kept, or reported once more after closing: the committee’s card says that there are other hours', async () => {
  const town = await onSaturday();
  const { person, heard } = town;
  at(town, '11:10');
  await person('张三', GRID_ONE).says('上报 志愿服务 1小时 浇花');
  await person('孙丽', GRID_WORKERS).says('全到 1 除了 陈静');
  await person('孙丽', GRID_WORKERS).says('结束活动 1');
  await person('张三', 'direct').says('保留 1001');
  expect(heard(COMMITTEE).at(-1)).toContain('当天另有#1001');

  await person('王芳', GRID_ONE).says('上报 志愿服务 2小时 扫地');
  await person('王芳', GRID_ONE).says('确认');
  expect(heard(COMMITTEE).at(-1)).toContain('当天另有#1002');
});

test('whoever does not answer is asked once more the next day, then the organiser is', async () => {
  const town = await onSaturday();
  const { person, heard } = town;
  const sun = person('孙丽', GRID_WORKERS);
  at(town, '11:00');
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时 扫地');
  await sun.says('全到 1');
  await sun.says('结束活动 1');
  const offers = () => heard('direct:张三').filter((text) => text.includes('合并 1001')).length;
  expect(offers()).toBe(1);
  expect(await sun.says('合并 1001')).toEqual(['#1001 没有等您确认合并的活动工时。']);
  at(town, '11:00', '2025-11-16');
  await town.passTime();
  await town.passTime();
  expect(offers()).toBe(2);
  at(town, '11:00', '2025-11-17');
  await town.passTime();
  expect(offers()).toBe(2);
  expect(heard('direct:孙丽').at(-1)).toContain(
    '张三参加了“清洁家园”，同一天还自己报过 #1001 志愿服务 2小时（前天），是不是同一次还没有答复。',
  );
  expect(await sun.says('合并 1001')).toEqual([expect.stringContaining('#1001 撤回')]);
});

test('who was written down by another hears of it in their own chat', async () => {
  const town = await onSaturday();
  const { person, heard } = town;
  await person('孙丽', GRID_WORKERS).says('签到 1 周建国');
  at(town, '11:00');
  await person('孙丽', GRID_WORKERS).says('结束活动 1');
  await person('赵敏', COMMITTEE).says('通过 1001');
  expect(heard('direct:周建国').join('\n')).toContain('#1001');
  expect(heard(GRID_WORKERS).join('\n')).not.toContain('#1001 周建国');
});

test('a moved activity has another code, and nobody is there yet', async () => {
  const town = await onSaturday();
  const { person } = town;
  const sun = person('孙丽', GRID_WORKERS);
  at(town, '08:30');
  const code = await codeOf(town);
  await person('张三', 'direct').says(`签到 ${code}`);
  await sun.says('修改活动 1 时间 周六上午10点');
  await sun.says('是');
  expect(await person('陈静', 'direct').says(`签到 ${code}`)).toEqual([
    expect.stringContaining('现在没有可以签到的活动'),
  ]);
  at(town, '12:00');
  expect(await sun.says('结束活动 1')).toEqual([expect.stringContaining('还没有登记谁到了')]);
});

test('a code in a group counts for nobody; the answer is private', async () => {
  const town = await onSaturday();
  const code = await codeOf(town);
  expect(await town.person('张三', GRID_ONE).says(`签到 ${code}`)).toEqual([]);
  expect(town.heard('direct:张三')).toEqual([
    '签到码请不要发在群里，在群里不算。请在这里私信我，例如：签到 123456',
  ]);
  expect(await town.person('张三', 'direct').says(`签到 ${code}`)).toEqual([
    expect.stringContaining('张三已签到'),
  ]);
});

test('an activity of two grids is changed by its organiser, or by whoever sees to both; so with a team', async () => {
  const town = await openCommunity({ now: NOW });
  const { roster } = town.bot().app.services;
  const [wu] = await roster.find('guihuali', { name: '吴洁' });
  if (!wu) throw new Error('吴洁 is not on the roster');
  await roster.grant(wu, { role: 'grid-worker', grid: '二网格' });
  roster.committed();
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招20人');
  await publish(town, '发布招募 义诊 周六下午3点 2小时 小广场 招20人 发到二网格居民群');
  const { says } = town.person('吴洁', GRID_WORKERS);
  expect(await says('取消活动 1')).toEqual([
    '这个活动由组织者或网格员来办。别的网格的活动，请联系那边的网格员。',
  ]);
  expect(await says('取消活动 2')).toEqual([expect.stringContaining('确定取消“义诊”')]);
  await says('不是');
  await town.person('钱伟', GRID_ONE).says('组建 巡逻队 队长 张三');
  expect(await says('巡逻队添加 陈静')).toEqual(['这件事由巡逻队队长或网格员来办。']);
  await town.person('钱伟', GRID_TWO).says('组建 清洁队 队长 张三');
  expect(await says('清洁队添加 陈静')).toEqual(['陈静已加入清洁队。']);
});

test('the organiser’s own household is only their own word, and is decided by others', async () => {
  const town = await onSaturday({
    change: (community) => ({
      ...community,
      rulebooks: community.rulebooks.map((book) => ({
        ...book,
        chains: [...book.chains, { id: 'at-once', stages: [] }],
        items: book.items.map((item) => (item.id === 'volunteer' ? { ...item, chain: 'at-once' } : item)),
      })) as unknown as typeof community.rulebooks,
    }),
  });
  const sun = town.person('孙丽', GRID_WORKERS);
  await sun.says('签到 1 张三 孙丽');
  at(town, '11:00');
  const [settled = ''] = await sun.says('结束活动 1');
  expect(settled).toContain('已为 1 人申报 20 分（#1002），等待评审。');
  expect(settled).toContain('已为 1 人记 20 分（#1001）。');
  const { ledger } = town.bot().app.services;
  expect(await ledger.balanceOf('guihuali/3-2-501')).toBe(20);
  expect(await ledger.balanceOf('guihuali/1-2-201')).toBe(0);
  expect(town.heard(COMMITTEE).at(-1)).toContain('#1002');
});

test('moved up too late to say no, or cancelled: that is no absence', async () => {
  const noShows = { limit: 1, withinDays: 30, pauseDays: 14 };
  const town = await openCommunity({
    now: NOW,
    ...regulation({ activities: { declineWithinMinutes: 120, unanswered: 'keeps', noShows } }),
  });
  const { person } = town;
  const sun = person('孙丽', GRID_WORKERS);
  await publish(town, '发布招募 清洁家园 周六上午9点 2小时 小广场 招1人');
  await person('张三', GRID_ONE).says('报名 1');
  await person('王芳', GRID_ONE).says('报名 1');
  at(town, '08:50');
  await person('张三', GRID_ONE).says('取消报名 1');
  at(town, '09:01');
  await town.passTime();
  await sun.says('签到 1 陈静');
  expect(await sun.says('缺席 1 张三')).toEqual(['“清洁家园”的名单里没有张三。发“报名名单 1”看名单。']);
  at(town, '11:00');
  await sun.says('缺席 1 王芳');
  await sun.says('结束活动 1');
  await publish(town, '发布招募 义诊 下周六上午9点 2小时 活动室 招20人');
  for (const name of ['张三', '王芳'])
    expect(await person(name, GRID_ONE).says('报名 2')).toEqual([expect.stringContaining(`${name}已报名`)]);
});

test('whoever was there has served: it is not called off any more', async () => {
  const town = await onSaturday();
  const sun = town.person('孙丽', GRID_WORKERS);
  await sun.says('签到 1 张三');
  expect(await sun.says('取消活动 1 下雨')).toEqual([
    '“清洁家园”已经登记了到场，不能取消。请核对后发：结束活动 1',
  ]);
});

test('how it was is asked after closing; in the residents’ group nobody hears who stayed away', async () => {
  const town = await onSaturday();
  const { person, heard } = town;
  await person('孙丽', GRID_ONE).says('全到 1 除了 王芳');
  expect(await person('张三', 'direct').says('满意')).toEqual(['“清洁家园”还没有结束，结束后再请您评价。']);
  at(town, '11:00');
  const said = (await person('孙丽', GRID_ONE).says('结束活动 1')).join('\n');
  expect(said).toContain('【活动 1 圆满结束】感谢张三、陈静（2 人）');
  expect(said).not.toContain('王芳');
  expect(heard('direct:孙丽').at(-1)).toContain('报了名没来：王芳');
  expect(await person('张三', 'direct').says('满意')).toEqual([expect.stringContaining('谢谢您')]);
});

test('whatever was reported, approved, merged and kept: no minute twice without the committee seeing it', async () => {
  const town = await openCommunity({ now: '2025-11-01T07:00+08:00' });
  const { person, clock } = town;
  const [zhang, sun, zhao] = [
    person('张三', 'direct'),
    person('孙丽', GRID_WORKERS),
    person('赵敏', COMMITTEE),
  ];
  const { claims, attendance } = town.bot().app.services;
  let date = 1;
  const day = () => `2025-11-${String(date).padStart(2, '0')}`;
  const live = async () =>
    (await claimsOf(day())).filter(({ status }) => status === 'waiting' || status === 'approved');
  const claimsOf = async (of: string) => {
    const [resident] = await town.bot().app.services.roster.find('guihuali', { name: '张三' });
    const all = resident ? await claims.byNumbers('guihuali', range(1001, 1200)) : [];
    return all.filter(({ resident: who, day: on }) => who === resident?._id && on === of);
  };
  const report = fc.record({ minutes: fc.constantFrom(60, 90, 120, 180), approved: fc.boolean() });
  const said = fc.record({
    before: fc.array(report, { maxLength: 2 }),
    stayed: fc.constantFrom(60, 120),
    answers: fc.array(fc.constantFrom('合并', '保留'), { maxLength: 2 }),
    after: fc.option(fc.constantFrom(60, 120), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(said, async ({ before, stayed, answers, after }) => {
      date += 1;
      const number = date - 1;
      clock.set(`${day()}T07:00+08:00`);
      await publish(town, '发布招募 清洁家园 今天上午9点 2小时 小广场 招20人');
      clock.set(`${day()}T11:00+08:00`);
      const reports: number[] = [];
      for (const { minutes, approved } of before) {
        await zhang.says(`上报 志愿服务 ${minutes}分钟 扫地`);
        await zhang.says('确认');
        const last = (await live()).map((claim) => claim.number).at(-1) ?? 0;
        reports.push(last);
        if (approved) await zhao.says(`通过 ${last}`);
      }
      await sun.says(`工时 ${number} 张三 ${stayed}分钟`);
      await sun.says(`结束活动 ${number}`);
      for (const answer of answers) await zhang.says(`${answer} ${reports[0] ?? 1}`);
      if (after) {
        await zhang.says(`上报 志愿服务 ${after}分钟 浇花`);
        await zhang.says('确认');
      }

      const now = await live();
      const served = now.filter(({ kind }) => kind === 'attendance');
      expect(served.length).toBeLessThanOrEqual(1);
      for (const { minutes = 0 } of served) expect(minutes).toBeLessThanOrEqual(stayed);
      const [one] = served;
      const others = now.filter(({ kind }) => kind === 'report');
      for (const other of one ? others : [])
        expect(
          one?.alsoThatDay?.includes(other.number) || other.alsoThatDay?.includes(one?.number ?? 0),
        ).toBe(true);
      const waits = await attendance.allToMerge('guihuali');
      const isUnanswered = reports.length > 0 && answers.length === 0;
      expect(waits.some(({ activity }) => activity === `guihuali/activity/${number}`)).toBe(isUnanswered);
      // Merged: what was credited by hand stands for the attendance, or the attendance for what waited.
      if (reports.length > 0 && answers[0] === '合并')
        expect(served.length).toBe(before.some(({ approved }) => approved) ? 0 : 1);
    }),
    { numRuns: 12 },
  );
}, 120_000);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
