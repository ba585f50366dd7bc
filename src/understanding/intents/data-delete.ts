import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** Forget me. */
export const dataDelete = defineIntent({
  schema: z.object({ name: z.literal('data.delete') }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '删除我的数据', examples: ['删除我的数据'] },
    en: { what: 'delete my data', examples: ['delete my data'] },
  },
});
