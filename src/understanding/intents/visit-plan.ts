import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { period, personRef } from '../intent.ts';

/** Whom to visit. */
export const visitPlan = defineIntent({
  schema: z.object({
    name: z.literal('visit.plan'),
    period: period.optional(),
    person: personRef.optional(),
  }),
  rules: [],
  help: {
    roles: ['grid-worker'],
    zh: { what: '看走访计划', examples: ['走访计划'] },
    en: { what: 'see the visiting plan', examples: ['visit plan'] },
  },
});
