import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** What can I say here? */
export const help = defineIntent({
  schema: z.object({ name: z.literal('help'), topic: z.string().optional() }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '看我能做什么', examples: ['帮助', '帮助 兑换'] },
    en: { what: 'see what you can say', examples: ['help'] },
  },
});
