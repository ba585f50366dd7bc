import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { selection } from '../intent.ts';

/** A committee member turns cards down, with a reason. */
export const reviewReject = defineIntent({
  schema: z.object({ name: z.literal('review.reject'), selection, reason: z.string().optional() }),
  rules: [],
  help: {
    roles: ['committee'],
    zh: { what: '评审驳回', examples: ['驳回 1024 照片不清楚'] },
    en: { what: 'reject with a reason', examples: ['reject 1024 photo unclear'] },
  },
});
