import { expect, test } from 'vitest';
import type { Lists } from '#src/rulebook/schema.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';
import { withRules } from '#test/support/rulebooks.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const COMMITTEE = '积分评审组';
const BLACK = { below: 0, places: 5, to: 'committee' } as const;

/** 3-2-501 20, 1-2-201 20, 4-1-302 5, and 3-1-101 (李奶奶) −5, in the last quarter of 2025. */
async function withQuarter(
  black?: NonNullable<Lists['black']>,
  names: 'masked' | 'full' = 'masked',
): Promise<OpenCommunity> {
  const opened = await openCommunity({
    now: '2025-11-12T10:30+08:00',
    change: (community) =>
      withRules(community, ({ lists, publicity }) => ({
        lists: { ...lists, red: { places: 2, least: 10 }, ...(black ? { black } : {}) } as Lists,
        publicity: { ...publicity, names } as typeof publicity,
      })),
  });
  const { person } = opened;
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  await person('孙丽', GRID_ONE).says('上报 邻里调解');
  await person('陈静', GRID_TWO).says('上报 垃圾分类');
  await person('周建国', COMMITTEE).says('扣分 3-1-101 5分 乱扔垃圾');
  await person('赵敏', COMMITTEE).says('全部通过');
  return opened;
}

test('the red list of the quarter goes to the residents’ groups once, as text and picture; the black list is off', async () => {
  const { clock, passTime, heard } = await withQuarter();
  clock.set('2026-01-08T09:00+08:00');
  await passTime();
  await passTime();
  expect(heard(GRID_ONE).slice(-2)).toEqual([
    '【红榜】桂花里社区一网格 2025年第4季度\n1. 1-2-*** 孙*家 20 分\n1. 3-2-*** 张*家 20 分\n谢谢上榜的每一家，向您学习！',
    '[图片]',
  ]);
  // Nobody there has the ten points that it takes.
  expect(heard(GRID_TWO).filter((text) => text.includes('红榜'))).toEqual([]);
  for (const room of [GRID_ONE, GRID_TWO, COMMITTEE])
    expect(heard(room).filter((text) => text.includes('黑榜'))).toEqual([]);
});

test('a regulation with full names names the models in full', async () => {
  const { clock, passTime, heard } = await withQuarter(undefined, 'full');
  clock.set('2026-01-08T09:00+08:00');
  await passTime();
  expect(heard(GRID_ONE).join('\n')).toContain('1. 3-2-501 张三家 20 分');
});

test('who opted out is on no red list', async () => {
  const { person, clock, passTime, heard } = await withQuarter();
  await person('王芳', GRID_ONE).says('不上榜');
  clock.set('2026-01-08T09:00+08:00');
  await passTime();
  const list = heard(GRID_ONE).findLast((text) => text.includes('【红榜】'));
  expect(list).toContain('孙*家');
  expect(list).not.toContain('3-2-');
});

test('switched on, the black list goes to the committee alone, by masked address', async () => {
  const { clock, passTime, heard } = await withQuarter(BLACK, 'full');
  clock.set('2026-01-08T09:00+08:00');
  await passTime();
  expect(heard(COMMITTEE).at(-1)).toBe(
    '【黑榜】桂花里社区 2025年第4季度\n3-1-*** −5 分\n请网格员上门关心，一起改进。',
  );
  for (const room of [GRID_ONE, GRID_TWO]) expect(heard(room).join('\n')).not.toContain('黑榜');
});

test('only where the regulation says so do residents see it, and even then nobody is named', async () => {
  const { clock, passTime, heard } = await withQuarter({ ...BLACK, to: 'residents' }, 'full');
  clock.set('2026-01-08T09:00+08:00');
  await passTime();
  const list = heard(GRID_ONE).findLast((text) => text.includes('【黑榜】')) ?? '';
  expect(list).toContain('3-1-*** −5 分');
  expect(list).not.toMatch(/李|101/);
});

test('红榜 on demand: the last whole quarter; before there is one, this one so far', async () => {
  const { person, clock } = await withQuarter();
  expect((await person('陈静', 'direct').says('红榜'))[0]).toBe(
    '桂花里社区二网格 2025年第4季度还没有家庭达到红榜分数。',
  );
  expect((await person('张三', GRID_ONE).says('红榜'))[0]).toContain(
    '【红榜】桂花里社区一网格 2025年第4季度（截至目前）',
  );
  clock.set('2026-02-01T09:00+08:00');
  expect((await person('张三', GRID_ONE).says('红榜'))[0]).toContain('2025年第4季度\n1. ');
});

test('黑榜 on demand: for committee and admins, in their group or in private', async () => {
  const { person, clock } = await withQuarter(BLACK);
  clock.set('2026-01-02T09:00+08:00');
  const refused = ['黑榜只在评审群或私聊里给评审委员和社区管理员看。'];
  expect(await person('赵敏', GRID_ONE).says('黑榜')).toEqual(refused);
  expect(await person('张三', 'direct').says('黑榜')).toEqual(refused);
  expect(await person('赵敏', COMMITTEE).says('黑榜')).toEqual([expect.stringContaining('3-1-*** −5 分')]);
  expect(await person('钱伟', 'direct').says('黑榜')).toEqual([expect.stringContaining('3-1-*** −5 分')]);
});

test('without it in the regulation there is no black list to ask for', async () => {
  const { person } = await withQuarter();
  expect(await person('赵敏', COMMITTEE).says('黑榜')).toEqual(['本社区的细则没有设黑榜。']);
});

test('a deduction that is forgiven takes the household off the black list', async () => {
  const { person, clock } = await withQuarter(BLACK);
  clock.set('2025-12-20T09:00+08:00');
  await person('赵敏', COMMITTEE).says('冲正 1004 误会');
  clock.set('2026-01-02T09:00+08:00');
  expect(await person('赵敏', COMMITTEE).says('黑榜')).toEqual(['桂花里社区 2025年第4季度没有家庭上黑榜。']);
});

test('导出 评优名单: in private, with the records behind each nomination; a reversed deduction does not bar', async () => {
  const opened = await openCommunity({
    now: '2025-11-12T10:30+08:00',
    change: (community) =>
      withRules(community, () => ({
        awards: [
          {
            id: 'star',
            name: { zh: '星级家庭', en: 'star family' },
            of: 'households',
            by: 'points',
            places: 3,
            conditions: { least: 5, withoutDeductions: 'any' },
          },
        ],
      })),
  });
  const { person, heard, bot } = opened;
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时');
  await person('陈静', GRID_TWO).says('上报 治安巡逻 1小时');
  await person('周建国', COMMITTEE).says('扣分 3-2-501 5分 乱扔垃圾');
  await person('赵敏', COMMITTEE).says('全部通过');
  const { honours, communities } = bot().app.services;
  const community = communities.get('guihuali');
  if (!community) throw new Error('no community');
  const names = async () => {
    const { tabs } = await honours.awardsSheet(community, opened.clock.now(), opened.clock.now());
    return tabs[0]?.rows.map((row) => row[2]);
  };
  expect(await names()).toEqual(['4-1-302']);
  await person('赵敏', COMMITTEE).says('冲正 1003 误会');
  expect(await names()).toEqual(['3-2-501', '4-1-302']);

  expect(await person('钱伟', COMMITTEE).says('导出 评优名单')).toEqual([
    '已私信发给您。没收到的话，请先加小积为好友再发一次。',
  ]);
  expect(heard('direct:钱伟')[0]).toContain('桂花里社区-2025年评优名单，共 6 行。内有居民信息');
  expect(heard('direct:钱伟')).toHaveLength(2);
  expect(await person('张三', 'direct').says('导出 评优名单')).toEqual([
    expect.stringContaining('这件事要由'),
  ]);
  expect((await bot().app.services.audit.of('guihuali', 'awards')).map(({ byName }) => byName)).toEqual([
    '钱伟',
  ]);
});

test('导出 台账 and 公示名单', async () => {
  const { person, clock, passTime, heard } = await withQuarter();
  expect(await person('钱伟', 'direct').says('导出 本月台账')).toEqual([
    expect.stringContaining('桂花里社区-2025年11月积分台账，共 4 行'),
    expect.anything(),
  ]);
  expect(await person('钱伟', 'direct').says('导出 公示名单')).toEqual([expect.stringContaining('没有内容')]);
  clock.set('2025-12-01T09:00+08:00');
  await passTime();
  await person('钱伟', 'direct').says('导出 公示名单');
  expect(heard('direct:钱伟').at(-2)).toContain('桂花里社区-2025年11月公示名单，共 4 行');
  expect(await person('钱伟', 'direct').says('导出 走访记录')).toEqual([
    '可以导出：导出 评优名单 / 导出 本月台账 / 导出 公示名单',
  ]);
});
