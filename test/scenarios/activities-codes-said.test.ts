import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { openCommunity } from '#test/support/open-community.ts';

const GRID_WORKERS = '网格员工作群';

test('a code may be dictated; who comes along, and who forgot it, hears whom to ask', async () => {
  const town = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  await publish(town, '周六上午9点清洁家园招20人 2小时 小广场');
  town.clock.set('2025-11-15T09:00+08:00');
  const [told = ''] = await town.person('孙丽', 'direct').says('开始签到 1');
  const code = /签到 (\d{6})/.exec(told)?.[1] ?? '';
  const dictated = [...code].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('');
  expect(await town.person('张三', 'direct').says(`签到${dictated}`)).toEqual([
    expect.stringContaining('张三已签到“清洁家园”'),
  ]);
  expect(await town.person('陈静', 'direct').says([...code].join(' '))).toEqual([
    expect.stringContaining('陈静已签到“清洁家园”'),
  ]);
  expect(await town.person('王芳', 'direct').says(`签到 ${code} 带我妈`)).toEqual([
    expect.stringContaining('王芳已签到“清洁家园”'),
    '签到码只签您自己。一起来的人，请组织者用名单登记。',
  ]);
  expect(await town.person('赵敏', 'direct').says('忘了签到')).toEqual([
    '还在现场的，请向组织者要签到码，再私信我：签到 六位数字；已经走了的，请组织者登记您到场，不用自己申报。',
  ]);
});

test('the captain says yes to somebody by name', async () => {
  const { person, heard } = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  await person('钱伟', GRID_WORKERS).says('组建 巡逻队 队长 张三');
  await person('王芳', 'direct').says('加入 巡逻队');
  expect(heard('direct:张三').at(-1)).toContain('王芳想加入巡逻队');
  expect(await person('张三', 'direct').says('同意王芳')).toEqual([expect.stringContaining('王芳')]);
});
