import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';

/** I, or these people, or so many of us, come along. */
export const activitySignUp = defineIntent({
  schema: z.object({
    name: z.literal('activity.sign-up'),
    activity: activityRef,
    people: z.array(z.string()).optional(),
    count: z.int().positive().optional(),
  }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '报名活动', examples: ['报名 12', '报名 周六的清扫 2人'] },
    en: { what: 'sign up', examples: ['sign up 12'] },
  },
});
