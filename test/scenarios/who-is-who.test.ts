import { expect, test } from 'vitest';
import { openCommunity } from '#test/support/open-community.ts';

const RESIDENTS = '桂花里一网格居民群';
const COMMITTEE = '积分评审组';
const GRID_WORKERS = '网格员工作群';

test('from nothing: the printed code makes the first admin, who binds the groups and gives the roles', async () => {
  const { person, adminCode, heard } = await openCommunity({ empty: true });
  const qian = person('钱伟', 'direct');
  expect(await qian.says('管理员 WRNG-2345')).toEqual(['管理员码不对，还可以试 4 次。']);
  expect(await qian.says(`管理员 ${adminCode}`)).toEqual([
    expect.stringContaining('钱伟，您已成为桂花里社区的社区管理员。'),
  ]);
  expect(await person('张三', 'direct').says(`管理员 ${adminCode}`)).toEqual([
    expect.stringContaining('现在没有可用的管理员码'),
  ]);

  expect(await person('钱伟', GRID_WORKERS).says('绑定本群 网格员群')).toEqual([
    expect.stringContaining('本群已绑定为桂花里社区网格员群。'),
  ]);
  const [bound] = await person('钱伟', RESIDENTS).says('绑定本群 居民群 一网格');
  expect(bound).toContain('本群已绑定为桂花里社区一网格居民群。');
  expect(bound).toContain('有 5 位邻居可以按群昵称登记');
  expect(heard(GRID_WORKERS).at(-1)).toContain('【登记 5 份，等待确认】');
  expect(heard(GRID_WORKERS).at(-1)).toContain('3-2-501 王芳（按群昵称）');

  await person('钱伟', GRID_WORKERS).says('全部通过');
  expect(heard(RESIDENTS).at(-1)).toContain('5 位邻居登记好了');
  expect(await person('王芳', RESIDENTS).says('查积分')).toEqual([
    expect.stringContaining('3-2-501 当前积分 0 分'),
  ]);

  expect(await person('钱伟', RESIDENTS).says('授权 @赵敏 评审委员', { mentions: ['赵敏'] })).toEqual([
    '已授权 赵敏 为评审委员。',
  ]);
  await person('钱伟', COMMITTEE).says('绑定本群 评审群');
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  expect(await person('赵敏', COMMITTEE).says('通过 1006')).toEqual([
    expect.stringContaining('已通过（赵敏）'),
  ]);
  expect(await person('钱伟', RESIDENTS).says('撤销 @赵敏 评审委员', { mentions: ['赵敏'] })).toEqual([
    '已撤销 赵敏 的评审委员身份。',
  ]);
  expect(await person('钱伟', 'direct').says('撤销 钱伟 管理员')).toEqual([
    '这是最后一位社区管理员，不能撤销。请先授权另一位。',
  ]);
});

test('an admin code that was shown in a group is void', async () => {
  const { person, adminCode } = await openCommunity({ empty: true });
  expect(await person('张三', RESIDENTS).says(`管理员 ${adminCode}`, { mentionsBot: true })).toEqual([
    expect.stringContaining('这个码已作废'),
  ]);
  expect(await person('张三', 'direct').says(`管理员 ${adminCode}`)).toEqual([
    expect.stringContaining('现在没有可用的管理员码'),
  ]);
});

test('five wrong codes and the right one no longer works', async () => {
  const { person, adminCode } = await openCommunity({ empty: true });
  const zhang = person('张三', 'direct');
  for (const _ of [1, 2, 3, 4, 5]) await zhang.says('管理员 WRNG-2345');
  expect(await zhang.says(`管理员 ${adminCode}`)).toEqual([expect.stringContaining('管理员码已失效')]);
});

test('a newcomer registers, a grid worker confirms, and then it works', async () => {
  const { person, heard } = await openCommunity();
  const liu = person('刘洋', RESIDENTS);
  expect(await liu.says('登记 3-2-602 刘洋')).toEqual(['收到 #1001：刘洋，3-2-602。网格员确认后就能用了。']);
  expect(heard(GRID_WORKERS)).toEqual(['【登记 #1001】3-2-602 刘洋\n引用本条回复：通过 / 驳回 原因']);
  expect(await liu.says('登记 3-2-602 刘洋')).toEqual(['您的登记 #1001 正在等网格员确认，请稍等。']);
  expect(await person('孙丽', GRID_WORKERS).quotes('#1001', '通过')).toEqual([
    '登记 #1001 3-2-602 刘洋 已通过（孙丽）。',
  ]);
  expect(heard(RESIDENTS).at(-1)).toContain('刘洋，登记好了：3-2-602，一网格。');
  expect(await liu.says('查积分')).toEqual(['3-2-602 当前积分 0 分，其中刘洋累计贡献 0 分。']);
});

test('somebody unregistered is proposed from the group nickname', async () => {
  const { person } = await openCommunity();
  expect(await person('刘洋', RESIDENTS).says('上报 志愿服务 2小时')).toEqual([
    '您还没登记。已按群昵称替您提交 #1001：3-2-602 刘洋，网格员确认后请再发一次。信息不对请发：登记 楼-单元-房号 姓名',
  ]);
});

test('an address outside every grid is refused with the buildings that there are', async () => {
  const { person } = await openCommunity();
  expect(await person('刘洋', RESIDENTS).says('登记 9-1-101 刘洋')).toEqual([
    expect.stringContaining('9-1-101 不在本社区的楼栋里（1、2、3、4、5、6）'),
  ]);
});

test('a rejected registration says why', async () => {
  const { person, heard } = await openCommunity();
  await person('刘洋', RESIDENTS).says('登记 3-2-602 刘洋');
  await person('孙丽', GRID_WORKERS).says('驳回 1001 房号不对');
  expect(heard(RESIDENTS).at(-1)).toContain('刘洋，您的登记（3-2-602）没有通过：房号不对。');
});

test('who somebody is does not hang on the nickname', async () => {
  const { person, gateway } = await openCommunity();
  gateway.setAlias('guihuali-1@chatroom', 'zhang-san', '快乐老张');
  expect(await person('张三', RESIDENTS).says('查积分')).toEqual([
    expect.stringContaining('3-2-501 当前积分'),
  ]);
});

test('an admin ties a person to a new account, and the old one is a stranger', async () => {
  const { person } = await openCommunity();
  expect(await person('钱伟', RESIDENTS).says('换绑 3-2-501 张三 @刘洋', { mentions: ['刘洋'] })).toEqual([
    '已把 3-2-501 张三 换绑到新的微信号。',
  ]);
  expect(await person('刘洋', RESIDENTS).says('查积分')).toEqual([
    '3-2-501 当前积分 0 分，其中张三累计贡献 0 分。',
  ]);
  expect(await person('张三', 'direct').says('查积分')).toEqual([expect.stringContaining('您还没登记')]);
});

test('a grid worker enters a neighbour without a phone', async () => {
  const { person } = await openCommunity();
  expect(await person('孙丽', GRID_WORKERS).says('登记 2-1-303 王大爷')).toEqual([
    '已录入 2-1-303 王大爷（一网格）。',
  ]);
  expect(await person('孙丽', GRID_WORKERS).says('代 2-1-303 王大爷 上报 垃圾分类')).toEqual([
    expect.stringContaining('王大爷（2-1-303）垃圾分类'),
  ]);
});

test.each([
  ['张三', '授权 @刘洋 评审委员', '这件事要由社区管理员来办，请联系他们。'],
  ['张三', '绑定本群 评审群', '这件事要由社区管理员来办，请联系他们。'],
  ['赵敏', '发布招募 周六上午9点 小广场 清洁家园 招20人', '这件事要由网格员或社区管理员来办，请联系他们。'],
])('%s can’t say %s', async (name, text, answer) => {
  const { person } = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  expect(
    await person(name, RESIDENTS).says(text, text.includes('@刘洋') ? { mentions: ['刘洋'] } : {}),
  ).toEqual([answer]);
});

test('help shows what this person can do here, on one phone screen', async () => {
  const { person } = await openCommunity();
  const [forResident = ''] = await person('张三', RESIDENTS).says('帮助');
  expect(forResident).toContain('上报 志愿服务 2小时');
  expect(forResident).not.toContain('授权');
  expect(forResident.split('\n').length).toBeLessThanOrEqual(12);
  const [forReviewer = ''] = await person('赵敏', COMMITTEE).says('帮助');
  expect(forReviewer).toContain('通过 1023');
});

test('help in English', async () => {
  const { person } = await openCommunity();
  expect(await person('张三', 'direct').says('help')).toEqual([
    expect.stringContaining('张三, you can say here:'),
  ]);
});

test('an admin of one grid is one in that grid only', async () => {
  const { person } = await openCommunity();
  const qian = person('钱伟', RESIDENTS);
  await qian.says('授权 @张三 管理员 一网格', { mentions: ['张三'] });
  const zhang = person('张三', RESIDENTS);
  const beyond = '您只管理一网格，这件事要由全社区的管理员来办。';
  expect(await zhang.says('授权 @张三 管理员', { mentions: ['张三'] })).toEqual([beyond]);
  expect(await zhang.says('撤销 @钱伟 管理员', { mentions: ['钱伟'] })).toEqual([beyond]);
  expect(await zhang.says('换绑 4-1-302 陈静 @刘洋', { mentions: ['刘洋'] })).toEqual([beyond]);
  expect(await zhang.says('授权 @王芳 评审委员 一网格', { mentions: ['王芳'] })).toEqual([
    '已授权 王芳 为一网格评审委员。',
  ]);
});

test('an account that somebody has is not taken from them by a re-binding', async () => {
  const { person } = await openCommunity();
  expect(await person('钱伟', RESIDENTS).says('换绑 3-1-101 李奶奶 @张三', { mentions: ['张三'] })).toEqual([
    '那个微信号已经登记为 3-2-501 张三，不能再绑给别人。要先把 张三 换绑到他自己的新号。',
  ]);
});

test('somebody who lives elsewhere can hold an office', async () => {
  const { person } = await openCommunity();
  expect(await person('钱伟', RESIDENTS).says('授权 @刘洋 网格员 一网格', { mentions: ['刘洋'] })).toEqual([
    expect.stringContaining('为一网格网格员'),
  ]);
  expect(await person('刘洋', 'direct').says('代 3-1-101 李奶奶 上报 垃圾分类')).toEqual([
    expect.stringContaining('李奶奶（3-1-101）'),
  ]);
});

test('strangers learn nothing about who lives where', async () => {
  const { person } = await openCommunity();
  expect(await person('刘洋', 'direct').says('排行榜')).toEqual([expect.stringContaining('您还没登记')]);
  expect(await person('陈静', 'direct').says('代 3-2-501 上报 垃圾分类')).toEqual([
    '只能办自家的事。别家的事请联系网格员。',
  ]);
});

test.each(['查积分 3-2-501', '3-1-101 李奶奶 家里漏水了'])('%s registers nobody', async (text) => {
  const { person, bot } = await openCommunity();
  const before = await bot().app.services.roster.namesIn('guihuali');
  await person('孙丽', 'direct').says(text);
  expect((await bot().app.services.roster.namesIn('guihuali')).sort()).toEqual(before.sort());
});
