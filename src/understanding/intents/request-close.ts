import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** A request is done. */
export const requestClose = defineIntent({
  schema: z.object({
    name: z.literal('request.close'),
    numbers: z.array(z.int().positive()).min(1),
    note: z.string().optional(),
  }),
  rules: [],
  help: {
    roles: ['resident', 'grid-worker'],
    zh: { what: '办结', examples: ['办结 1040 灯已换好'] },
    en: { what: 'close a request', examples: ['close 1040 lamp replaced'] },
  },
});
