import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** What has become of a request? No numbers means: my latest. */
export const requestStatus = defineIntent({
  schema: z.object({ name: z.literal('request.status'), numbers: z.array(z.int().positive()) }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '查诉求进度', examples: ['诉求进度 1040'] },
    en: { what: 'see what became of a request', examples: ['request status 1040'] },
  },
});
