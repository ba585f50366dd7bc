import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** Said to the bot, and not understood by the rules. */
export const none = defineIntent(z.object({ name: z.literal('none') }), {
  rules: [],
  help: {
    roles: [],
    zh: { what: '', examples: [] },
    en: { what: '', examples: [] },
  },
});
