import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';

/** I cannot come after all. */
export const activityCancelSignUp = defineIntent({
  schema: z.object({ name: z.literal('activity.cancel-sign-up'), activity: activityRef }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '取消报名', examples: ['取消报名 12'] },
    en: { what: 'cancel a sign-up', examples: ['cancel sign-up 12'] },
  },
});
