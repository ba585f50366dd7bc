import { expect, test } from 'vitest';
import type { Community } from '#src/community/community.ts';
import type { Rulebook, Stage } from '#src/rulebook/schema.ts';
import { openCommunity } from '#test/support/open-community.ts';
import { png } from '#test/support/pictures.ts';
import { withChain, withRules } from '#test/support/rulebooks.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const COMMITTEE = '积分评审组';
const OCTOBER = '2025-10-20T10:30+08:00';
const MONTHLY = { every: 'month', day: 1, time: '09:00', perGrid: false } as const;

const byList =
  (stage: Partial<Stage> = {}) =>
  (community: Community): Community =>
    withChain(community, { list: MONTHLY, ...stage });

/** Two versions of a regulation, each with one stage of its own. */
function versions(
  community: Community,
  [first, until]: [Partial<Stage>, string],
  [second, from]: [Partial<Stage>, string],
): [Rulebook, Rulebook] {
  const earlier = withRules(withChain(community, first), () => ({ version: 'A', until })).rulebooks[0];
  const later = withRules(withChain(community, second), () => ({ version: 'B', from })).rulebooks[0];
  return [earlier, later];
}

test('a member recuses herself on a line and abstains on another; what is left decides', async () => {
  const { person, clock, passTime } = await openCommunity({
    now: OCTOBER,
    change: byList({ agree: 2, atLeast: 1 }),
  });
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  await person('陈静', GRID_TWO).says('上报 志愿服务 2小时');
  await person('王芳', GRID_ONE).says('上报 垃圾分类');
  clock.set('2025-11-01T09:00+08:00');
  await passTime();
  const [zhao, zhou, qian] = ['赵敏', '周建国', '钱伟'].map((name) => person(name, COMMITTEE));
  expect(await zhao?.quotes('【评议单', '第1行回避 亲戚，2弃权')).toEqual([
    '评议单 #1004（赵敏）：记下意见 2 条，等其他委员。\n还没定的：第 1、2、3 行。',
  ]);
  expect(await zhou?.quotes('【评议单', '全部通过')).toEqual([
    '评议单 #1004（周建国）：记下意见 3 条，等其他委员。\n还没定的：第 1、2、3 行。',
  ]);
  expect(await qian?.quotes('【评议单', '1弃权，其余通过')).toEqual([
    '评议单 #1004（钱伟）：通过 3 条。\n全部有结果了。',
  ]);
});

test('when too few are left, the lines go to the body that stands in, under their own numbers', async () => {
  const { person, clock, passTime, heard } = await openCommunity({
    now: OCTOBER,
    change: (community) =>
      withRules(byList({ agree: 2 })(community), () => ({
        publicity: undefined,
        bodies: [
          {
            id: 'committee',
            name: { zh: '评审委员', en: 'committee' },
            role: 'committee',
            appointed: false,
            standIn: 'both',
          },
          { id: 'both', name: { zh: '社区两委', en: 'two committees' }, role: 'admin', appointed: false },
        ],
      })),
  });
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  await person('陈静', GRID_TWO).says('上报 志愿服务 2小时');
  clock.set('2025-11-01T09:00+08:00');
  await passTime();
  await person('赵敏', COMMITTEE).quotes('【评议单', '2回避');
  expect(await person('周建国', COMMITTEE).quotes('【评议单', '2弃权')).toEqual([
    '评议单 #1003（周建国）：记下意见 1 条，等其他委员。\n第 2 行人不够了，转由社区两委评议。\n还没定的：第 1、2 行。',
    expect.stringContaining('【评议单 #1003】桂花里社区 社区两委，共 2 条\n2. 陈静'),
  ]);
  expect(await person('钱伟', COMMITTEE).quotes('社区两委', '2通过')).toEqual([
    expect.stringContaining('评议单 #1003（钱伟）：通过 1 条。'),
  ]);
  expect(heard(GRID_TWO).at(-1)).toContain('#1002 志愿服务已通过');
});

test('two versions, one list for all and one for each grid: each claim is on the list of its own version, once', async () => {
  const { person, clock, passTime, heard } = await openCommunity({
    now: OCTOBER,
    change: (community) => ({
      ...community,
      rulebooks: versions(
        community,
        [{ list: MONTHLY }, '2025-10-31'],
        [{ list: { ...MONTHLY, perGrid: true } }, '2025-11-01'],
      ),
    }),
  });
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  await person('陈静', GRID_TWO).says('上报 志愿服务 1小时');
  clock.set('2025-11-01T09:00+08:00');
  await passTime();
  const lists = () => heard(COMMITTEE).filter((text) => text.startsWith('【评议单'));
  expect(lists()).toEqual([expect.stringContaining('【评议单 #1003】桂花里社区 评审委员，共 2 条')]);
  await person('陈静', GRID_TWO).says('上报 治安巡逻 1小时');
  clock.set('2025-12-01T09:00+08:00');
  await passTime();
  expect(lists().slice(1)).toEqual([
    expect.stringMatching(/^【评议单 #1005】桂花里社区 评审委员，共 2 条\n1\. 张三.*\n2\. 陈静.*志愿服务/),
    expect.stringMatching(/^【评议单 #1006】二网格 评审委员，共 1 条\n1\. 陈静.*治安巡逻/),
  ]);
});

test('what an archived version judges still gets onto its list', async () => {
  let archived: Community | undefined;
  const { person, clock, passTime, heard } = await openCommunity({
    now: OCTOBER,
    change: (community) => {
      const rulebooks = versions(community, [{ list: MONTHLY }, '2025-10-20'], [{}, '2025-10-21']);
      archived = { ...community, rulebooks };
      return archived;
    },
  });
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  const [first, second] = archived?.rulebooks ?? [];
  if (!archived || !first || !second) throw new Error('no versions');
  Object.assign(archived, { rulebooks: [second], archive: [first] });
  clock.set('2025-11-01T09:00+08:00');
  await passTime();
  expect(await person('赵敏', COMMITTEE).quotes('【评议单', '全部通过')).toEqual([
    '评议单 #1002（赵敏）：通过 1 条。\n全部有结果了。',
  ]);
  expect(heard(GRID_ONE).at(-1)).toContain('+20 分');
});

test('a line that has moved to a newer list is named there, and keeps the time that it has waited', async () => {
  const { person, clock, passTime, heard } = await openCommunity({
    now: OCTOBER,
    change: byList({ days: 20, overdue: 'approve' }),
  });
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  await person('王芳', GRID_ONE).says('上报 垃圾分类');
  clock.set('2025-11-01T09:00+08:00');
  await passTime();
  await person('赵敏', COMMITTEE).quotes('【评议单 #1003', '2驳回 重复');
  clock.set('2025-12-01T09:00+08:00');
  await passTime();
  expect(await person('赵敏', COMMITTEE).quotes('【评议单 #1003', '全部通过')).toEqual([
    '评议单 #1003（赵敏）：没有变化。\n第 1 行在评议单 #1004 上，请引用那一张。',
  ]);
  // Forty days after the first list, not after the second.
  clock.set('2025-12-11T09:31+08:00');
  await passTime();
  expect(heard(GRID_ONE).at(-1)).toContain('#1001 志愿服务已通过');
});

test('a bot that was away on the first opens the list, and posts the red list, when it is back', async () => {
  const { person, clock, passTime, heard } = await openCommunity({
    now: '2025-12-20T10:30+08:00',
    change: (community) =>
      withRules(withChain(community, { list: MONTHLY }, {}), () => ({
        lists: { every: 'quarter', day: 1, time: '09:00', red: { places: 10, least: 1 } },
      })),
  });
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  await person('赵敏', COMMITTEE).says('开评议单');
  await person('赵敏', COMMITTEE).quotes('【评议单', '全部通过');
  await person('周建国', COMMITTEE).says('通过 1001');
  await person('王芳', GRID_ONE).says('上报 垃圾分类');
  clock.set('2026-01-09T20:00+08:00');
  await passTime();
  expect(heard(COMMITTEE).filter((text) => text.startsWith('【评议单'))).toHaveLength(2);
  expect(heard(GRID_ONE).filter((text) => text.startsWith('【红榜】'))).toHaveLength(1);
});

test('the pictures of a list follow it, as far as there are not too many, also before a meeting', async () => {
  const { person, clock, passTime, heard, bot } = await openCommunity({
    now: OCTOBER,
    change: byList({ meeting: true }),
  });
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  await person('张三', GRID_ONE).postsPicture(png('楼道'));
  clock.set('2025-11-01T09:00+08:00');
  await passTime();
  expect(heard(COMMITTEE)).toEqual([
    expect.stringContaining('【评议单 #1002】'),
    '评议单 #1002 第 1 行（#1001 3-2-501）的照片：',
    '[图片]',
  ]);

  // 40 pictures of five claims: every line has one of its own among the 30.
  const { claims } = bot().app.services;
  for (let nth = 1; nth <= 5; nth++) {
    clock.advance({ minutes: 5 });
    await person('陈静', GRID_TWO).says(`上报 治安巡逻 ${nth}小时`);
  }
  const waiting = (await claims.waiting('guihuali', 100)).filter(({ address }) => address === '4-1-302');
  for (const claim of waiting)
    for (let nth = 0; nth < 8; nth++)
      await claims.attach(claim, { ...EVIDENCE, sha256: `${claim.number}${nth}`.padEnd(64, '0') });
  clock.set('2025-12-01T09:00+08:00');
  await passTime();
  const captions = heard(COMMITTEE).filter((text) => text.startsWith('评议单 #1008 第'));
  expect(captions).toHaveLength(30);
  expect(new Set(captions.map((text) => /第 (\d+) 行/.exec(text)?.[1])).size).toBe(6);
  expect(heard(COMMITTEE).at(-1)).toBe(
    '评议单 #1008 照片多，还有 11 张没有发到群里。要看请发“看图 编号”，例如：看图 1003\n还有照片的：1003、1004、1005、1006、1007',
  );
});

test('看图 shows the photos of a report: to those who review it, and to whoever reported it', async () => {
  const { person, bot } = await openCommunity({ now: OCTOBER });
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  await person('张三', GRID_ONE).postsPicture(png('楼道'));
  await person('张三', GRID_ONE).postsPicture(png('花坛'));
  await person('孙丽', 'direct').says('上报 治安巡逻 1小时');
  const both = ['#1001 张三 的照片：', '[图片]', '#1001 张三 的照片：', '[图片]'];
  expect(await person('周建国', COMMITTEE).says('看图 1001 1002 1777')).toEqual([
    ...both,
    '#1002 没有照片。\n\n没有找到您的 #1777，请核对编号。发“我的申报”看最近几条。',
  ]);
  expect(await person('张三', 'direct').says('1001的照片')).toEqual(both);
  expect(await person('张三', GRID_ONE).says('看图 1001')).toEqual([expect.stringContaining('私')]);
  expect(await person('陈静', 'direct').says('看图 1001')).toEqual([
    expect.stringContaining('没有找到您的 #1001'),
  ]);

  // No more go at once than follow a list.
  const { claims } = bot().app.services;
  for (let nth = 1; nth <= 3; nth++)
    await person('孙丽', 'direct').says(`上报 治安巡逻 ${nth * 10}分钟 昨天`);
  for (const claim of await claims.byNumbers('guihuali', [1002, 1003, 1004, 1005]))
    for (let nth = 0; nth < 9; nth++)
      await claims.attach(claim, { ...EVIDENCE, sha256: `${claim.number}${nth}`.padEnd(64, '0') });
  const said = await person('周建国', COMMITTEE).says('看图 1002-1005');
  expect(said.filter((text) => text.endsWith('的照片：'))).toHaveLength(27);
  expect(said.at(-1)).toBe('照片多，先发这些。接着看请发：看图 1005');
});

const EVIDENCE = { mediaType: 'image/png', bytes: 100 };

test('a list that was just asked for is a message of its own: quoting it, or the answer, decides on it', async () => {
  const { person, heard } = await openCommunity({ now: OCTOBER, change: byList() });
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  await person('陈静', GRID_TWO).says('上报 志愿服务 2小时');
  expect(await person('周建国', COMMITTEE).says('开评议单')).toEqual([
    '已开评议单 #1003，共 2 条，已发到评审群。',
    expect.stringMatching(/^【评议单 #1003】/),
  ]);
  expect(await person('赵敏', COMMITTEE).quotes('【评议单', '1通过')).toEqual([
    '评议单 #1003（赵敏）：通过 1 条。\n还没定的：第 2 行。',
  ]);
  expect(await person('周建国', COMMITTEE).quotes('已开评议单', '全部通过')).toEqual([
    '评议单 #1003（周建国）：通过 1 条。\n全部有结果了。',
  ]);
  expect(heard(GRID_TWO).at(-1)).toContain('#1002 志愿服务已通过');
});

test('a reminder of lines on a list says how to answer on the list, and can be quoted to do so', async () => {
  const { person, clock, passTime, heard } = await openCommunity({
    now: OCTOBER,
    change: byList({ days: 3 }),
  });
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  await person('王芳', GRID_ONE).says('上报 垃圾分类');
  clock.set('2025-11-01T09:00+08:00');
  await passTime();
  await person('赵敏', COMMITTEE).quotes('【评议单', '1驳回 没有去');
  clock.set('2025-11-05T09:30+08:00');
  await passTime();
  expect(heard(COMMITTEE).at(-1)).toBe(
    [
      '【提醒】评议单 #1003 还有 1 条等了 3 天以上：',
      '2. 王芳（3-2-501）垃圾分类（10月20日） +5 分',
      '请引用评议单或本条回复，或发：评议单 1003 全部通过',
    ].join('\n'),
  );
  expect(await person('赵敏', COMMITTEE).quotes('【提醒】', '2通过')).toEqual([
    '评议单 #1003（赵敏）：通过 1 条。\n全部有结果了。',
  ]);
});

test('what is overdue reaches the higher body whole, on as many pages as it takes', async () => {
  const { person, clock, passTime, heard } = await openCommunity({
    now: '2025-11-12T10:30+08:00',
    change: (community) =>
      withRules(withChain(community, { days: 1, overdue: 'escalate', escalateTo: 'admins' }), () => ({
        publicity: undefined,
        bodies: [
          { id: 'committee', name: { zh: '评审委员', en: 'committee' }, role: 'committee', appointed: false },
          { id: 'admins', name: { zh: '社区两委', en: 'admins' }, role: 'admin', appointed: false },
        ],
      })),
  });
  for (let hours = 1; hours <= 14; hours++) {
    await person('张三', GRID_ONE).says(`上报 志愿服务 ${hours}小时`);
    clock.advance({ minutes: 1 });
  }
  clock.set('2025-11-15T09:30+08:00');
  await passTime();
  const pages = heard(COMMITTEE).filter((text) => text.includes('已超期'));
  expect(pages.map((text) => text.split('\n')[0])).toEqual([
    '【待评审·已超期】评审委员 1 天没有评完，共 14 条（1/2），请一起评审：',
    '【待评审·已超期】评审委员 1 天没有评完，共 14 条（2/2），请一起评审：',
  ]);
  const named = pages.flatMap((text) => text.match(/^#\d+/gm) ?? []);
  expect(new Set(named).size).toBe(14);
});

test('what nobody may decide is put to the admins in private, not to an empty room', async () => {
  const { person, clock, passTime, heard } = await openCommunity({
    now: '2025-11-12T10:30+08:00',
    change: (community) =>
      withRules(withChain(community, { body: 'panel', days: 1 }), () => ({
        publicity: undefined,
        bodies: [{ id: 'panel', name: { zh: '评议小组', en: 'panel' }, role: 'committee', appointed: true }],
      })),
  });
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  const before = heard(COMMITTEE).length;
  clock.set('2025-11-13T09:30+08:00');
  await passTime();
  expect(heard('direct:钱伟').at(-1)).toBe(
    '#1001 没有人能评审：评议小组没有成员。请授权：授权 门牌 姓名 评议小组',
  );
  expect(heard(COMMITTEE)).toHaveLength(before);

  // As it says: then the body is reminded itself.
  await person('钱伟', 'direct').says('授权 1-1-301 赵敏 评议小组');
  clock.set('2025-11-15T09:30+08:00');
  await passTime();
  expect(heard(COMMITTEE).at(-1)).toContain('【提醒】有 1 条申报等了 1 天以上');
});
