import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** All that is kept about me. */
export const dataExport = defineIntent({
  schema: z.object({ name: z.literal('data.export') }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '导出我的数据', examples: ['导出我的数据'] },
    en: { what: 'get my data', examples: ['export my data'] },
  },
});
