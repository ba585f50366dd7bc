import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** No, to what the bot proposed or asked. */
export const decline = defineIntent({
  schema: z.object({ name: z.literal('decline') }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '取消、不是', examples: ['算了'] },
    en: { what: 'decline', examples: ['no'] },
  },
});
