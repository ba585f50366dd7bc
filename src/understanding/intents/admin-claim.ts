import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** The one-time code of the first start makes its sender the first admin. */
export const adminClaim = defineIntent({
  schema: z.object({ name: z.literal('admin.claim'), code: z.string().min(1) }),
  rules: [],
  help: {
    roles: ['admin'],
    zh: { what: '首次启动认领管理员', examples: ['管理员 ABCD-2345'] },
    en: { what: 'become the first admin', examples: ['admin ABCD-2345'] },
  },
});
