import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';

/** A volunteer takes a request, or it is given to somebody. */
export const requestAccept = defineIntent({
  schema: z.object({
    name: z.literal('request.accept'),
    numbers: z.array(z.int().positive()).min(1),
    assignee: personRef.optional(),
  }),
  rules: [],
  help: {
    roles: ['resident', 'grid-worker'],
    zh: { what: '接单、派单', examples: ['接单 1040', '派单 1040 张三'] },
    en: { what: 'take a request', examples: ['accept 1040'] },
  },
});
