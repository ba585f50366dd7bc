import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { command } from '../rules.ts';

/** All that is kept about me. */
export const dataExport = defineIntent(z.object({ name: z.literal('data.export') }), {
  rules: [
    command(
      'export',
      '导 下 查 获 我 export download get give',
      [
        `(?:导出|下载|获取|查看|导一下)(?:我的?|我自己的|本人的?|个人)(?:所有|全部)?的?(?:个人)?(?:数据|信息|资料|全部记录|所有记录)`,
        `(?:export|download|get|give me) (?:all )?my (?:personal )?(?:data|information)`,
      ],
      () => ({ intent: {} }),
    ),
  ],
  help: {
    roles: ['resident'],
    zh: { what: '导出我的数据', examples: ['导出我的数据'] },
    en: { what: 'get my data', examples: ['export my data'] },
  },
});
