import { expect, test } from 'vitest';
import { openCommunity } from '#test/support/open-community.ts';

test('two hours of cleaning become twenty points once the committee has said so', async () => {
  const { person } = await openCommunity({ now: '2025-11-12T10:30+08:00' });
  const zhang = person('张三', '桂花里一网格居民群');
  const zhao = person('赵敏', '积分评审组');

  expect(await zhang.says('上报 志愿服务 2小时 昨天 清扫楼道')).toEqual([
    '已记录 #1001：张三（3-2-501）志愿服务 2小时（昨天），待评审，通过后 +20 分。',
  ]);
  expect(await zhang.says('大家早上好')).toEqual([]);

  expect(await zhao.quotes('#1001', '通过')).toEqual(['#1001 张三 志愿服务 2小时（昨天）已通过（赵敏），+20 分。']);
  expect(await zhang.says('查积分')).toEqual(['3-2-501 当前积分 20 分，其中张三累计贡献 20 分。']);
});
