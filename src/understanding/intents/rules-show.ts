import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** What earns points, and how many. */
export const rulesShow = defineIntent({
  schema: z.object({ name: z.literal('rules.show'), query: z.string().optional() }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '查积分细则', examples: ['规则', '规则 垃圾分类'] },
    en: { what: 'see what earns points', examples: ['rules', 'rules waste sorting'] },
  },
});
