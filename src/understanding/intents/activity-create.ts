import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** A recruitment notice: what, when, where, how many. */
export const activityCreate = defineIntent({
  schema: z.object({
    name: z.literal('activity.create'),
    title: z.string().min(1),
    startsAt: z.iso.datetime({ offset: true }).optional(),
    minutes: z.int().positive().optional(),
    place: z.string().optional(),
    capacity: z.int().positive().optional(),
    note: z.string().optional(),
    jobs: z.array(z.object({ name: z.string(), count: z.int().positive().optional() })).optional(),
    publishAt: z.iso.datetime({ offset: true }).optional(),
    rooms: z.array(z.string()).optional(),
  }),
  rules: [],
  help: {
    roles: ['grid-worker'],
    zh: { what: '发布活动招募', examples: ['发布招募 小广场清扫 周六上午9点到11点 地点小广场 20人'] },
    en: {
      what: 'publish a recruitment',
      examples: ['recruit Square clean-up Saturday 9am-11am at the square 20 people'],
    },
  },
});
