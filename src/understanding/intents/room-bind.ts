import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** This group serves the residents, a body, or the grid workers. */
export const roomBind = defineIntent({
  schema: z.object({
    name: z.literal('room.bind'),
    purpose: z.enum(['residents', 'committee', 'grid-workers']),
    grid: z.string().optional(),
    community: z.string().optional(),
  }),
  rules: [],
  help: {
    roles: ['admin'],
    zh: { what: '绑定本群', examples: ['绑定本群 居民群 一网格'] },
    en: { what: 'bind this room', examples: ['bind this room committee'] },
  },
});
