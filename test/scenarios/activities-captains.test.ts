import { expect, test } from 'vitest';
import { openCommunity } from '#test/support/open-community.ts';

const GRID_ONE = '桂花里一网格居民群';
/** A Wednesday. */
const NOW = '2025-11-12T10:30+08:00';

test('a captain speaks of the team in plain words: it is never taken for a deed of theirs', async () => {
  const { person } = await openCommunity({ now: NOW });
  const [qian, zhang] = [person('钱伟', GRID_ONE), person('张三', GRID_ONE)];
  await qian.says('组建 巡逻队 队长 张三');
  const toBot = { mentionsBot: true };
  expect(await zhang.says('把王芳、周建国加进巡逻队', toBot)).toEqual(['王芳、周建国已加入巡逻队。']);
  expect(await zhang.says('巡逻队上周出勤', toBot)).toEqual([expect.stringContaining('上周队伍服务时长：')]);
  expect(await zhang.says('解散巡逻队', toBot)).toEqual([
    '巡逻队不能在这里解散、合并或改名。可以发：巡逻队名单、巡逻队添加 姓名、巡逻队移除 姓名、巡逻队排班、队伍排行；换队长请社区管理员发：任命 巡逻队 队长 姓名',
  ]);
  expect(await qian.says('任命王芳为巡逻队队长')).toEqual([
    expect.stringContaining('巡逻队队长已换成王芳，队员和排班照旧。'),
  ]);
});

test('a roster is read with stretches of days, and one that is not understood is not silently lost', async () => {
  const { person } = await openCommunity({ now: NOW });
  await person('钱伟', GRID_ONE).says('组建 巡逻队 队长 张三');
  const zhang = person('张三', GRID_ONE);
  await zhang.says('巡逻队添加 王芳、周建国');
  expect(await zhang.says('巡逻队下周排班：\n周一：张三、王芳\n周二至周三：周建国')).toEqual([
    [
      '巡逻队排班已记下（11月17日起的一周），前一天晚上 7 点在队群提醒：',
      '周一：张三、王芳',
      '周二：周建国',
      '周三：周建国',
    ].join('\n'),
  ]);
  expect(await zhang.says('排班 巡逻队 本周 今天 张三 明天 王芳')).toEqual([
    expect.stringContaining('（11月10日起的一周），前一天晚上 7 点在队群提醒：\n周三：张三\n周四：王芳'),
  ]);
  expect(await zhang.says('排班 巡逻队 下周 周一 大家轮流来')).toEqual([
    '没看懂巡逻队的排班，没有记下。请这样发：排班 巡逻队 下周 周一 张三 李四 周二至周五 王五',
  ]);
  expect(await zhang.says('召集巡逻队今晚8点北门')).toEqual([
    expect.stringContaining('【巡逻队集合】今晚8点北门（张三）'),
  ]);
  // Of teams that there are not, neighbours speak among themselves.
  expect(await person('王芳', GRID_ONE).says('召集车队今晚8点北门')).toEqual([]);
});
