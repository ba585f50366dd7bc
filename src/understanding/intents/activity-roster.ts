import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { activityRef } from '../intent.ts';

/** Who has signed up. */
export const activityRoster = defineIntent({
  schema: z.object({ name: z.literal('activity.roster'), activity: activityRef.optional() }),
  rules: [],
  help: {
    roles: ['grid-worker'],
    zh: { what: '看报名名单', examples: ['报名名单 12'] },
    en: { what: 'see who signed up', examples: ['roster 12'] },
  },
});
