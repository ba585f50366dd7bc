import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';

/** Somebody needs something done. */
export const requestOpen = defineIntent({
  schema: z.object({
    name: z.literal('request.open'),
    text: z.string().min(1),
    onBehalfOf: personRef.optional(),
    urgent: z.boolean().optional(),
  }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '报修、求助、点单', examples: ['报修 3栋2单元楼道灯不亮'] },
    en: { what: 'ask for help', examples: ['request the light in the stairwell is out'] },
  },
});
