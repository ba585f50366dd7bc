import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';

/** I am there. */
export const activityCheckIn = defineIntent({
  schema: z.object({
    name: z.literal('activity.check-in'),
    activity: activityRef.optional(),
    code: z.string().optional(),
  }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '活动签到', examples: ['签到'] },
    en: { what: 'check in', examples: ['check in'] },
  },
});
