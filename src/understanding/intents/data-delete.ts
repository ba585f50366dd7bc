import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { command } from '../rules.ts';

/** Forget me. */
export const dataDelete = defineIntent(z.object({ name: z.literal('data.delete') }), {
  rules: [
    command(
      'delete',
      '删 清 注 抹 忘 把 移 delete erase forget remove',
      [
        `(?:删除|清除|清空|抹掉|移除|删掉)(?:我的?|我自己的|本人的?|个人)(?:所有|全部)?的?(?:个人)?(?:数据|信息|资料|账号|账户|记录)`,
        `注销(?:我的?|本人)?(?:的)?(?:账号|账户|登记|信息)`,
        `把我的(?:个人)?(?:数据|信息|资料)(?:都|全部)?(?:删除|删掉|删了|清除|清空)`,
        `(?:delete|erase|remove) (?:all )?my (?:personal )?(?:data|account|information)|forget me`,
      ],
      () => ({ intent: {} }),
    ),
  ],
  help: {
    roles: ['resident'],
    zh: { what: '删除我的数据', examples: ['删除我的数据'] },
    en: { what: 'delete my data', examples: ['delete my data'] },
  },
});
