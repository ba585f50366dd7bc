import { expect, test } from 'vitest';
import { openCommunity } from '#test/support/open-community.ts';
import { withRules } from '#test/support/rulebooks.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const COMMITTEE = '积分评审组';

/** #1001 张三 20, #1002 王芳 5 (taken back), #1003 陈静 10, #1004 a deduction of 张三's household; all in November. */
async function withNovember(options: Parameters<typeof openCommunity>[0] = {}) {
  const opened = await openCommunity({ now: '2025-11-12T10:30+08:00', ...options });
  const { person } = opened;
  await person('张三', GRID_ONE).says('上报 志愿服务 2小时 昨天 和李奶奶一起');
  await person('王芳', GRID_ONE).says('上报 垃圾分类');
  await person('陈静', GRID_TWO).says('上报 治安巡逻 1小时');
  await person('赵敏', COMMITTEE).says('全部通过');
  await person('周建国', COMMITTEE).says('扣分 3-2-501 5分 乱扔垃圾 张三家楼道');
  await person('赵敏', COMMITTEE).says('通过 1004');
  await person('赵敏', COMMITTEE).says('冲正 1002 王芳自己说报重了');
  return opened;
}

const POSTED_ONE = [
  '【公示】桂花里社区一网格 11月1日至11月30日',
  '#1001 3-2-*** 张* 志愿服务 2小时 +20',
  '#1002 3-2-*** 王* 垃圾分类 +5（已冲正）',
  '#1004 3-2-*** 乱扔垃圾 −5',
  '共 3 笔，1 户：加 20 分，扣 5 分。',
  '对结果有疑问，7天内（12月8日24时前）发：异议 编号 理由',
].join('\n');

test('on the 1st last month is posted to each grid’s group, as text and picture, once', async () => {
  const { clock, passTime, heard, restart } = await withNovember();
  clock.set('2025-12-01T08:59+08:00');
  await passTime();
  expect(heard(GRID_ONE).filter((text) => text.includes('公示'))).toEqual([]);

  clock.set('2025-12-01T09:00+08:00');
  await passTime();
  expect(heard(GRID_ONE).slice(-2)).toEqual(expect.arrayContaining([POSTED_ONE, '[图片]']));
  const posted = heard(GRID_TWO).filter((text) => text.includes('【公示】'));
  expect(posted).toEqual([expect.stringContaining('#1003 4-1-*** 陈* 治安巡逻 1小时 +10')]);

  await restart();
  await passTime();
  expect(heard(GRID_ONE).filter((text) => text.includes('【公示】'))).toHaveLength(1);
});

test('nobody is named in full, no deduction names anybody, and words that people typed are not posted', async () => {
  const { clock, passTime, heard } = await withNovember();
  clock.set('2025-12-01T09:00+08:00');
  await passTime();
  const posted = heard(GRID_ONE).filter((text) => text.includes('【公示】'));
  expect(posted).toHaveLength(1);
  for (const word of ['张三', '王芳', '李奶奶', '501', '报重', '楼道'])
    expect(posted.join()).not.toContain(word);
});

test('where the regulation posts full names, deductions still name nobody', async () => {
  const { clock, passTime, heard } = await withNovember({
    change: (community) =>
      withRules(community, ({ publicity }) => ({
        publicity: { ...publicity, names: 'full' } as typeof publicity,
      })),
  });
  clock.set('2025-12-01T09:00+08:00');
  await passTime();
  const [posted = ''] = heard(GRID_ONE).filter((text) => text.includes('【公示】'));
  expect(posted).toContain('#1001 3-2-501 张三 志愿服务 2小时 +20');
  expect(posted).toContain('#1004 3-2-*** 乱扔垃圾 −5');
});

test('a long month comes in pages that fit a message, numbered, each with its picture', async () => {
  const { person, clock, passTime, heard } = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  for (let hour = 1; hour <= 30; hour++)
    await person('张三', GRID_ONE).says(`上报 志愿服务 ${hour * 10}分钟 昨天`);
  await person('赵敏', COMMITTEE).says('全部通过');
  clock.set('2025-12-01T09:00+08:00');
  await passTime();
  const said = heard(GRID_ONE);
  const pages = said.filter((text) => text.includes('【公示】'));
  expect(pages).toHaveLength(2);
  expect(pages[0]).toContain('（1/2）\n#1001 ');
  expect(pages[1]).toContain('（2/2）');
  expect(pages.every((page) => page.length < 1600)).toBe(true);
  expect(pages.join('\n').match(/#10\d\d /g)).toHaveLength(30);
  expect(pages[0]).not.toContain('异议 编号 理由');
  expect(said.slice(said.indexOf(pages[0] ?? '')).filter((text) => text === '[图片]')).toHaveLength(2);
});

test('an empty month gets one friendly line', async () => {
  const { clock, passTime, heard } = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  clock.set('2025-12-01T09:00+08:00');
  await passTime();
  expect(heard(GRID_ONE).filter((text) => text.includes('公示') || text === '[图片]')).toEqual([
    '【公示】桂花里社区一网格 11月1日至11月30日没有积分变动。新的一期一起加油，做了好事记得发：上报 志愿服务 2小时',
  ]);
});

test('a bot that was away on the day posts when it is back, and the window begins then', async () => {
  const { clock, passTime, heard } = await withNovember();
  clock.set('2025-12-04T20:00+08:00');
  await passTime();
  expect(heard(GRID_ONE).find((text) => text.includes('【公示】'))).toContain('7天内（12月11日24时前）');
});

test('a regulation that goes over from months to quarters posts no month again, and none is left out', async () => {
  const { clock, passTime, heard, person } = await withNovember({
    change: (community) => {
      const [book] = community.rulebooks;
      const { publicity } = book;
      if (!publicity) throw new Error('the sample posts each month');
      const quarterly = {
        ...book,
        version: '2025-2',
        from: '2025-12-03',
        publicity: { ...publicity, every: 'quarter' as const },
      };
      return { ...community, rulebooks: [book, quarterly] };
    },
  });
  const posted = () => heard(GRID_ONE).filter((text) => text.includes('【公示】'));
  clock.set('2025-12-01T09:00+08:00');
  await passTime();
  expect(posted()).toEqual([POSTED_ONE]);

  clock.set('2025-12-09T09:00+08:00');
  await person('张三', GRID_ONE).says('上报 志愿服务 1小时');
  await person('赵敏', COMMITTEE).says('全部通过');
  await passTime();
  expect(posted()).toHaveLength(1);

  clock.set('2026-01-01T09:00+08:00');
  await passTime();
  expect(posted().slice(1)).toEqual([
    expect.stringMatching(/^【公示】桂花里社区一网格 12月1日至12月31日\n#1005 [^#]+\n共 1 笔/),
  ]);
});

test('公示: the list itself in a direct chat, and where it is in a group', async () => {
  const { person, clock, passTime } = await withNovember();
  expect(await person('张三', 'direct').says('公示')).toEqual(['还没有公示过。每月第1天 09:00 公布上一期。']);
  clock.set('2025-12-01T09:00+08:00');
  await passTime();
  expect(await person('张三', 'direct').says('公示')).toEqual([POSTED_ONE, '[图片]']);
  expect(await person('张三', GRID_ONE).says('公示')).toEqual([
    '桂花里社区一网格 11月1日至11月30日的公示12月1日已发到居民群，12月8日24时前可提异议。想再看一遍，私聊我发“公示”。',
  ]);
  clock.set('2025-12-09T09:00+08:00');
  expect(await person('张三', GRID_ONE).says('公示')).toEqual([expect.stringContaining('异议期已结束')]);
});

test('a regulation that posts nothing says so', async () => {
  const { person } = await openCommunity({
    change: (community) => withRules(community, () => ({ publicity: undefined })),
  });
  expect(await person('张三', 'direct').says('公示')).toEqual([
    '本社区的细则没有定期公示。想了解自家积分，发“积分明细”。',
  ]);
});

test('within the window a correction counts in its own month; afterwards the month is closed and it counts now', async () => {
  const { person, clock, passTime, heard, bot } = await withNovember();
  clock.set('2025-12-01T09:00+08:00');
  await passTime();
  clock.set('2025-12-08T23:59+08:00');
  await person('周建国', COMMITTEE).says('冲正 1001 时间报错');
  clock.set('2025-12-09T00:00+08:00');
  await passTime();
  await person('周建国', COMMITTEE).says('冲正 1003 重复');

  const { ledger } = bot().app.services;
  const november = (await ledger.byId('reversal:guihuali#1001'))?.countsAt;
  const december = (await ledger.byId('reversal:guihuali#1003'))?.countsAt;
  expect(november).toEqual(new Date('2025-11-12T10:30+08:00'));
  expect(december).toEqual(new Date('2025-12-09T00:00+08:00'));

  expect(await person('张三', 'direct').says('公示')).toEqual([
    expect.stringContaining('#1001 3-2-*** 张* 志愿服务 2小时 +20（已冲正）'),
    '[图片]',
  ]);
  clock.set('2026-01-01T09:00+08:00');
  await passTime();
  expect(heard(GRID_TWO).findLast((text) => text.includes('【公示】'))).toContain(
    '#1003 4-1-*** 更正 治安巡逻 1小时 −10',
  );
});

test('我家成绩单: as a picture, in private when asked in a group', async () => {
  const { person, heard } = await withNovember();
  await person('王芳', GRID_ONE).says('上报 邻里调解');
  const summary = [
    '3-2-501 成绩单（2025年第4季度）：当前 15 分。',
    '本期加 20 分，扣 5 分，第 1 名（共 8 户）。',
    '另有 1 条待评审，通过后 +20 分。',
  ].join('\n');
  expect(await person('张三', 'direct').says('我家成绩单')).toEqual([summary, '[图片]']);
  expect(await person('王芳', GRID_ONE).says('我家成绩单')).toEqual([
    '已私信发给您。没收到的话，请先加小积为好友再发一次。',
  ]);
  expect(heard('direct:王芳').slice(-2)).toEqual([summary, '[图片]']);

  await person('张三', 'direct').says('不上榜');
  expect((await person('张三', 'direct').says('我家成绩单'))[0]).not.toContain('名');
  expect(await person('陈静', 'direct').says('张三的成绩单')).toEqual([expect.not.stringContaining('当前')]);
});
