import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { localDate } from '../intent.ts';

/** Which activities are coming. */
export const activityList = defineIntent({
  schema: z.object({ name: z.literal('activity.list'), date: localDate.optional() }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '看近期活动', examples: ['活动列表'] },
    en: { what: 'see activities', examples: ['activities'] },
  },
});
