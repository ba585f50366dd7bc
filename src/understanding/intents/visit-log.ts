import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { localDate, personRef } from '../intent.ts';

/** A grid worker has visited somebody. */
export const visitLog = defineIntent({
  schema: z.object({
    name: z.literal('visit.log'),
    person: personRef,
    note: z.string(),
    date: localDate.optional(),
    minutes: z.int().positive().optional(),
  }),
  rules: [],
  help: {
    roles: ['grid-worker'],
    zh: { what: '记录走访', examples: ['走访 3-1-101 李奶奶 血压正常'] },
    en: { what: 'log a visit', examples: ['visited 3-1-101 Granny Li, all well'] },
  },
});
