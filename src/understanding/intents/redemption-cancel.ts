import { z } from 'zod';
import { defineIntent } from '../define.ts';

/** A redemption not yet handed over is called off. No numbers means: my latest. */
export const redemptionCancel = defineIntent({
  schema: z.object({ name: z.literal('redemption.cancel'), numbers: z.array(z.int().positive()) }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '取消兑换', examples: ['取消兑换 1050'] },
    en: { what: 'cancel a redemption', examples: ['cancel redemption 1050'] },
  },
});
