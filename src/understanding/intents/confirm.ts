import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** Yes, to what the bot proposed. */
export const confirm = defineIntent({
  schema: z.object({ name: z.literal('confirm') }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '确认', examples: ['确认'] },
    en: { what: 'confirm', examples: ['yes'] },
  },
});
