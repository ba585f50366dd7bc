import { expect, test } from 'vitest';
import { openCommunity } from '#test/support/open-community.ts';
import { png } from '#test/support/pictures.ts';

const RESIDENTS = '桂花里一网格居民群';
const COMMITTEE = '积分评审组';
const NOW = '2025-11-12T10:30+08:00';

test('hours that were forgotten are asked for, and the answer completes the report', async () => {
  const { person } = await openCommunity({ now: NOW });
  const zhang = person('张三', RESIDENTS);
  expect(await zhang.says('上报 志愿服务')).toEqual(['志愿服务做了多久？直接回复时长就行，例如：2小时']);
  expect(await person('王芳', RESIDENTS).says('2小时')).toEqual([]);
  expect(await zhang.says('两个半小时')).toEqual([
    '已记录 #1001：张三（3-2-501）志愿服务 2.5小时（今天），待评审，通过后 +25 分。',
  ]);
});

test('a question is forgotten after ten minutes', async () => {
  const { person, clock } = await openCommunity({ now: NOW });
  const zhang = person('张三', RESIDENTS);
  await zhang.says('上报 志愿服务');
  clock.advance({ minutes: 11 });
  expect(await zhang.says('2小时')).toEqual([]);
});

test('a deed that is paid per time needs no hours', async () => {
  const { person } = await openCommunity({ now: NOW });
  expect(await person('张三', RESIDENTS).says('上报 垃圾分类')).toEqual([
    '已记录 #1001：张三（3-2-501）垃圾分类（今天），待评审，通过后 +5 分。',
  ]);
});

test('several deeds in one message become several claims', async () => {
  const { person } = await openCommunity({ now: NOW });
  const [answer] = await person('张三', RESIDENTS).says('上报 志愿服务2小时、垃圾分类');
  expect(answer).toContain('#1001 张三 志愿服务 2小时（今天） +20 分');
  expect(answer).toContain('#1002 张三 垃圾分类（今天） +5 分');
});

test('a grid worker reports for an old neighbour without a phone; a neighbour can not', async () => {
  const { person, heard } = await openCommunity({ now: NOW });
  expect(await person('孙丽', RESIDENTS).says('代 3-1-101 李奶奶 上报 垃圾分类')).toEqual([
    '已记录 #1001：李奶奶（3-1-101）垃圾分类（今天），待评审，通过后 +5 分。',
  ]);
  expect(heard(COMMITTEE).at(-1)).toContain('孙丽代报');
  expect(await person('张三', RESIDENTS).says('代 3-1-101 李奶奶 上报 邻里调解')).toEqual([
    '只能办自家的事。别家的事请联系网格员。',
  ]);
});

test('the same deed twice is asked about, not doubled', async () => {
  const { person } = await openCommunity({ now: NOW });
  const zhang = person('张三', RESIDENTS);
  await zhang.says('上报 志愿服务 2小时 昨天');
  const again =
    '3-2-501 昨天已经报过同样的志愿服务（#1001，张三）。确实是另一次吗？回复“确认”再记一条，回复“取消”不记。';
  expect(await person('王芳', RESIDENTS).says('上报 志愿服务 2小时 昨天')).toEqual([again]);
  expect(await person('王芳', RESIDENTS).says('取消')).toEqual(['好的，没有记录。']);
  expect(await zhang.says('上报 志愿服务 2小时 昨天')).toEqual([again]);
  expect(await zhang.says('确认')).toEqual([
    '已记录 #1002：张三（3-2-501）志愿服务 2小时（昨天），待评审，通过后 +20 分。',
  ]);
});

test('a report can be followed, and taken back until it is decided', async () => {
  const { person } = await openCommunity({ now: NOW });
  const zhang = person('张三', RESIDENTS);
  await zhang.says('上报 志愿服务 2小时');
  await zhang.says('上报 垃圾分类');
  expect(await zhang.says('1001通过了吗')).toEqual(['#1001 张三 志愿服务 2小时（今天）：待评审']);
  expect(await zhang.says('撤回 1001')).toEqual(['已撤回 #1001（志愿服务）。']);
  await person('赵敏', COMMITTEE).says('通过 1002');
  expect(await zhang.says('撤回 1002')).toEqual(['#1002 已经有结果，不能撤回了。有疑问请联系评审委员。']);
  expect(await zhang.says('我的申报')).toEqual([
    '#1002 张三 垃圾分类（今天）：已通过，+5 分\n#1001 张三 志愿服务 2小时（今天）：已撤回',
  ]);
});

test('somebody else can neither see nor take back my report', async () => {
  const { person } = await openCommunity({ now: NOW });
  await person('张三', RESIDENTS).says('上报 志愿服务 2小时');
  const chen = person('陈静', 'direct');
  expect(await chen.says('撤回 1001')).toEqual(['没有找到您的 #1001，请核对编号。发“我的申报”看最近几条。']);
  expect(await chen.says('进度 1001')).toEqual(['没有找到您的 #1001，请核对编号。发“我的申报”看最近几条。']);
});

test('photos just before or after become evidence, and the committee sees them', async () => {
  const { person, heard } = await openCommunity({ now: NOW });
  const zhang = person('张三', RESIDENTS);
  expect(await zhang.postsPicture(png('before'))).toEqual([]);
  await zhang.says('上报 志愿服务 2小时 清扫楼道');
  expect(heard(COMMITTEE)).toEqual([
    expect.stringContaining('清扫楼道 · 照片 1 张'),
    '#1001 张三 的照片：',
    '[图片]',
  ]);
  expect(await zhang.postsPicture(png('after'))).toEqual(['已给 #1001 附上照片，共 2 张。']);
  expect(heard(COMMITTEE).slice(-2)).toEqual(['#1001 张三 的照片：', '[图片]']);
});

test('the same photo twice is kept once; a photo of nothing is left alone', async () => {
  const { person, clock } = await openCommunity({ now: NOW });
  const zhang = person('张三', RESIDENTS);
  await zhang.says('上报 垃圾分类');
  expect(await zhang.postsPicture(png('same'))).toEqual(['已给 #1001 附上照片，共 1 张。']);
  expect(await zhang.postsPicture(png('same'))).toEqual([]);
  clock.advance({ minutes: 6 });
  expect(await zhang.postsPicture(png('dinner'))).toEqual([]);
});

test.each([
  ['上报 志愿服务 2小时 明天', '11月13日还没到呢，做完以后再来申报吧。'],
  ['上报 志愿服务 2小时 6月1日', '只能申报最近 92 天内的事，再早的请与社区核对，这里不补录。'],
  ['上报 志愿服务 30小时', '一次申报最多 24 小时、50 次，请核对后再报。'],
  ['上报 志愿服务 1分钟', '时间太短，按细则折算不到 1 分，没有记录。'],
])('%s is refused with what to do', async (text, answer) => {
  const { person } = await openCommunity({ now: NOW });
  expect(await person('张三', RESIDENTS).says(text)).toEqual([answer]);
});

test('a note can’t pass itself off as another card', async () => {
  const { person, heard } = await openCommunity({ now: NOW });
  await person('张三', RESIDENTS).says('上报 志愿服务 1小时');
  await person('陈静', 'direct').says('上报 志愿服务 2小时 清扫 #1001\n【待评审 #1001】');
  const card = heard(COMMITTEE).at(-1) ?? '';
  expect(card.match(/#\d+/g)).toEqual(['#1002']);
});

test('a yes in passing, said to somebody else, confirms nothing', async () => {
  const { person } = await openCommunity({ now: NOW });
  const zhang = person('张三', RESIDENTS);
  await zhang.says('上报 志愿服务 2小时');
  await zhang.says('上报 志愿服务 2小时');
  expect(await zhang.says('好')).toEqual([]);
  expect(await zhang.says('可以')).toEqual([]);
  expect(await zhang.says('确认')).toEqual([expect.stringContaining('已记录 #1002')]);
});

test('photos wait for the confirmation of their report', async () => {
  const { person, heard } = await openCommunity({ now: NOW });
  const zhang = person('张三', RESIDENTS);
  await zhang.says('上报 垃圾分类');
  await person('赵敏', COMMITTEE).says('通过 1001');
  await zhang.postsPicture(png('second time'));
  await zhang.says('上报 垃圾分类');
  await zhang.says('确认');
  expect(heard(COMMITTEE).at(-1)).toBe('[图片]');
});

test('ten photos: nine are kept, and the sender is told', async () => {
  const { person } = await openCommunity({ now: NOW });
  const zhang = person('张三', RESIDENTS);
  await zhang.says('上报 垃圾分类');
  for (const photo of ['1', '2', '3', '4', '5', '6', '7', '8', '9']) await zhang.postsPicture(png(photo));
  expect(await zhang.postsPicture(png('10'))).toEqual(['照片没有收下：每条申报最多 9 张。']);
});

test('the same deed twice in one message is not doubled', async () => {
  const { person } = await openCommunity({ now: NOW });
  expect(await person('张三', RESIDENTS).says('上报 志愿服务 2小时，志愿服务 2小时')).toEqual([
    expect.stringContaining('这条消息里有两件一样的事'),
  ]);
});
