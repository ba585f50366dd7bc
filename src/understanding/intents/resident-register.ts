import { z } from 'zod';
import { defineIntent } from '../define.ts';
import { personRef } from '../intent.ts';

/** Somebody says where they live, or is entered by another. */
export const residentRegister = defineIntent({
  schema: z.object({
    name: z.literal('resident.register'),
    address: z.string().min(1),
    /** Not `name`: that tells the intents apart. */
    residentName: z.string().min(1),
    person: personRef.optional(),
  }),
  rules: [],
  help: {
    roles: ['resident'],
    zh: { what: '登记住址姓名', examples: ['登记 3-2-501 张三'] },
    en: { what: 'register', examples: ['register 3-2-501 Zhang San'] },
  },
});
