import { expect, test } from 'vitest';
import { openCommunity } from '#test/support/open-community.ts';

const RESIDENTS = '桂花里一网格居民群';

const CHATTER = [
  '大家早上好',
  '同意',
  '好的',
  '收到',
  '3栋的电梯又坏了',
  '今天通过了驾照考试！',
  '我昨天上报了物业，没人理',
  '这个活动报名了吗',
  '积分兑换的大米不错',
  '2小时',
  '排行榜第一名是谁家呀',
  'ok',
  '👍',
  '有没有人一起去跳广场舞',
];

test('ordinary chatter gets no answer, costs no call to the store and leaves no trace', async () => {
  const { person, bot, exitOf, lastMessageId } = await openCommunity();
  const calls: string[] = [];
  bot().store.connection.set('debug', (collection: string, method: string) =>
    calls.push(`${collection}.${method}`),
  );
  for (const line of CHATTER) {
    expect(await person('张三', RESIDENTS).says(line), line).toEqual([]);
    expect(await exitOf(lastMessageId('张三', RESIDENTS))).toBe('chatter');
  }
  // The outbox looks for work of its own once a second; it asks nothing about anybody.
  expect(calls.filter((call) => !call.startsWith('outboxentries.') && !call.startsWith('leases.'))).toEqual(
    [],
  );
});

test('spoken to, it answers also what it does not understand', async () => {
  const { person } = await openCommunity();
  expect(await person('张三', RESIDENTS).says('明天会下雨吗', { mentionsBot: true })).toEqual([
    '没听明白您的意思。发“帮助”看看我能做什么。',
  ]);
});

test('in a group that nobody bound it listens only when spoken to', async () => {
  const { person } = await openCommunity({ empty: true });
  expect(await person('张三', RESIDENTS).says('上报 志愿服务 2小时')).toEqual([]);
  expect(await person('张三', RESIDENTS).says('查积分', { mentionsBot: true })).toEqual([
    expect.stringContaining('本群还没有绑定社区'),
  ]);
});

test.each([
  ['a hundred thousand characters', '啊'.repeat(33_000)],
  ['a command of a hundred thousand characters', `上报 ${'志愿服务'.repeat(8_000)}`],
  ['control characters', '上\u0000报\u0007\u001b[31m\u202e志愿'],
  ['half an emoji', '上报 \ud83d 2小时'],
])('%s does no harm', async (_, text) => {
  const { person } = await openCommunity();
  await person('张三', RESIDENTS).says(text);
  expect(await person('张三', RESIDENTS).says('查积分')).toEqual([expect.stringContaining('当前积分 0 分')]);
});

test('control characters in a note come out as plain text', async () => {
  const { person, heard } = await openCommunity();
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时 清\u0007扫\u202e楼道');
  expect(heard('积分评审组').at(-1)).toContain('清 扫 楼道');
});
