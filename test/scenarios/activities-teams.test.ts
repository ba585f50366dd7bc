import { expect, test } from 'vitest';
import { publish } from '#test/support/activities.ts';
import { type OpenCommunity, openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
const GRID_TWO = '桂花里二网格居民群';
const GRID_WORKERS = '网格员工作群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

/** 张三 is captain of the patrol, whose calls go to the first grid's group; 王芳 and 周建国 are in it. */
async function withPatrol(): Promise<OpenCommunity> {
  const town = await openCommunity({ now: NOW });
  expect(await town.person('钱伟', GRID_ONE).says('组建 巡逻队 队长 张三')).toEqual([
    '巡逻队已组建，队长张三。召集消息发在本群。队员请发：加入 巡逻队',
  ]);
  expect(await town.person('王芳', GRID_ONE).says('加入 巡逻队')).toEqual([
    '已告诉巡逻队队长张三，队长同意后您就入队了。',
  ]);
  expect(town.heard('direct:张三')).toEqual([
    '【入队申请】王芳想加入巡逻队。同意请回复“同意”（隔得久了请引用本条），或发：巡逻队添加 王芳',
  ]);
  expect(await town.person('张三', 'direct').says('巡逻队添加 王芳')).toEqual(['王芳已加入巡逻队。']);
  expect(await town.person('张三', GRID_ONE).says('巡逻队添加 周建国')).toEqual(['周建国已加入巡逻队。']);
  return town;
}

test('a standing team comes back each week: its captain plans, everybody is reminded the evening before', async () => {
  const town = await withPatrol();
  const zhang = town.person('张三', GRID_ONE);
  expect(await zhang.says('排班 巡逻队 下周 周一 张三 王芳 周三 周建国')).toEqual([
    [
      '巡逻队排班已记下（11月17日起的一周），前一天晚上 7 点在队群提醒：',
      '周一：张三、王芳',
      '周三：周建国',
    ].join('\n'),
  ]);
  expect(await zhang.says('排班 巡逻队 下周 周二 赵敏')).toEqual([
    '赵敏不是巡逻队队员，没有排班。请先发：巡逻队添加 赵敏',
  ]);
  town.clock.set('2025-11-16T19:00+08:00');
  await town.passTime();
  await town.passTime();
  expect(town.heard(GRID_ONE).filter((text) => text.includes('明天值班'))).toEqual([
    expect.stringContaining('【巡逻队】明天值班：张三、王芳。'),
  ]);
  expect(await town.person('王芳', GRID_ONE).says('巡逻队排班')).toEqual([
    ['巡逻队：队长张三，3 人：张三、王芳、周建国', '第 46 周排班：', '周一：张三、王芳', '周三：周建国']
      .join('\n')
      .replace('第 46 周', '第 47 周'),
  ]);
});

test('the captain calls, in the team’s group; whoever is no captain does not', async () => {
  const town = await withPatrol();
  expect(await town.person('王芳', GRID_ONE).says('召集 巡逻队 今晚8点小广场集合')).toEqual([
    '这件事由巡逻队队长或网格员来办。',
  ]);
  await town.person('张三', 'direct').says('召集 巡逻队 今晚8点小广场集合');
  expect(town.heard(GRID_ONE).at(-1)).toContain(
    '【巡逻队集合】今晚8点小广场集合（张三）\n张三、王芳、周建国请收到后准时参加。',
  );
  expect(await town.person('王芳', GRID_ONE).says('退出 巡逻队')).toEqual(['王芳已退出巡逻队。']);
});

test('an activity for a team only, and the team’s hours', async () => {
  const town = await withPatrol();
  await publish(town, '发布招募 夜间巡逻 周六晚上7点 2小时 小广场 招6人 仅限巡逻队');
  expect(town.heard(GRID_TWO)[0]).toContain('要求：巡逻队队员');
  expect(await town.person('陈静', GRID_TWO).says('报名 1')).toEqual([
    '“夜间巡逻”只招巡逻队队员。想入队请发：加入 巡逻队',
  ]);
  await town.person('张三', GRID_ONE).says('报名 1');
  await town.person('王芳', GRID_ONE).says('报名 1');
  town.clock.set('2025-11-15T21:00+08:00');
  // The captain sees to it, and nobody else of the team.
  expect(await town.person('王芳', GRID_ONE).says('全到 1')).toEqual([
    '这个活动由组织者或网格员来办。别的网格的活动，请联系那边的网格员。',
  ]);
  await town.person('张三', GRID_ONE).says('全到 1');
  expect(await town.person('张三', GRID_ONE).says('结束活动 1')).toEqual([
    expect.stringMatching(/^【活动 1 圆满结束】/),
  ]);
  expect(await town.person('陈静', GRID_TWO).says('队伍排行')).toEqual([
    '本月队伍服务时长：\n1. 巡逻队（3 人）4 小时',
  ]);
  expect(await town.person('孙丽', GRID_WORKERS).says('队伍列表')).toEqual([
    '本社区的队伍：\n· 巡逻队 3 人\n想入队请发：加入 队名',
  ]);
  town.clock.set('2025-11-17T09:00+08:00');
  await town.passTime();
  expect(town.heard(GRID_TWO)).toContain('上周队伍服务时长：\n1. 巡逻队（3 人）4 小时');
});
