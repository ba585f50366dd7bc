import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** A notice to the residents' groups. */
export const noticeBroadcast = defineIntent({
  schema: z.object({
    name: z.literal('notice.broadcast'),
    text: z.string().min(1),
    rooms: z.array(z.string()).optional(),
    publishAt: z.iso.datetime({ offset: true }).optional(),
  }),
  rules: [],
  help: {
    roles: ['grid-worker'],
    zh: { what: '群发通知', examples: ['群发 明天上午停水'] },
    en: { what: 'broadcast a notice', examples: ['broadcast water is off tomorrow'] },
  },
});
