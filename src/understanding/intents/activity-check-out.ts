import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';

/** I am leaving. */
export const activityCheckOut = defineIntent({
  schema: z.object({
    name: z.literal('activity.check-out'),
    activity: activityRef.optional(),
    code: z.string().optional(),
  }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '活动签退', examples: ['签退'] },
    en: { what: 'check out', examples: ['check out'] },
  },
});
